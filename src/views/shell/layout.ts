import { useSyncExternalStore } from 'react';

/** How much fits at once: everything; two linked views; one view at a time. */
export type ShellLayout = 'wide' | 'medium' | 'phone';

const WIDE = '(min-width: 1200px)';
const MEDIUM = '(min-width: 700px)';

function current(): ShellLayout {
  if (matchMedia(WIDE).matches) return 'wide';
  return matchMedia(MEDIUM).matches ? 'medium' : 'phone';
}

function subscribe(onChange: () => void): () => void {
  const queries = [matchMedia(WIDE), matchMedia(MEDIUM)];
  for (const query of queries) query.addEventListener('change', onChange);
  return () => {
    for (const query of queries) query.removeEventListener('change', onChange);
  };
}

export function useShellLayout(): ShellLayout {
  return useSyncExternalStore(subscribe, current);
}
