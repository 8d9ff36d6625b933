import type { ServerStateJson } from './types.ts';

/** The last index that the state's snapshot covers. */
export function baseOf({ snapshot }: ServerStateJson): number {
  return snapshot?.lastIndex ?? 0;
}
