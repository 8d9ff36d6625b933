/** Whether somebody has asked for the field that searches events, until it has been given to them. */
let isWanted = false;
const listeners = new Set<() => void>();

/** Shows the events, with the search field ready to be written in. */
export function searchEvents(): void {
  isWanted = true;
  for (const listener of [...listeners]) listener();
}

export function isSearchWanted(): boolean {
  return isWanted;
}

/** Whether it is wanted; it is not any more afterwards. */
export function takeWanted(): boolean {
  const was = isWanted;
  isWanted = false;
  return was;
}

export function subscribeWanted(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
