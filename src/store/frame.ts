import type { Moment } from './types.ts';

/**
 * The one place where moving parts listen. The frame loop of the app calls `showMoment` once per frame while something
 * moves, and once whenever the cursor changes; listeners move their SVG nodes by reference and must not set state.
 */
type Listener = (moment: Moment) => void;

const listeners = new Set<Listener>();
let latest: Moment | null = null;

/** Calls `listener` at once with the latest moment, then at every frame. Returns how to stop it. */
export function subscribeFrame(listener: Listener): () => void {
  listeners.add(listener);
  if (latest !== null) listener(latest);
  return () => {
    listeners.delete(listener);
  };
}

export function showMoment(moment: Moment): void {
  latest = moment;
  for (const listener of listeners) listener(moment);
}
