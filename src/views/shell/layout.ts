import { useSyncExternalStore } from 'react';

/** How much fits at once: everything; two linked views; one view at a time. */
export type ShellLayout = 'wide' | 'medium' | 'phone';

const WIDE = '(min-width: 1200px)';
const MEDIUM = '(min-width: 700px)';

function current(): ShellLayout {
  if (matchMedia(WIDE).matches) return 'wide';
  return matchMedia(MEDIUM).matches ? 'medium' : 'phone';
}

/** Whether the diagram and the list of events have room beside each other. */
const ROOMY = '(min-width: 1600px)';

function subscribe(onChange: () => void): () => void {
  const queries = [WIDE, MEDIUM, ROOMY].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener('change', onChange);
  return () => {
    for (const query of queries) query.removeEventListener('change', onChange);
  };
}

export function useShellLayout(): ShellLayout {
  return useSyncExternalStore(subscribe, current);
}

export function useIsRoomy(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(ROOMY).matches);
}
