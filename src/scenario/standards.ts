import type { RangeJson } from './types.ts';

/** What an absent member of a scenario means. These never change: a scenario published today means the same for ever. */
export const STANDARD = {
  seed: 1,
  clients: 1,
  electionTimeoutMs: [150, 300] as RangeJson,
  heartbeatMs: 50,
  clientTimeoutMs: 1000,
  latencyMs: [10, 15] as RangeJson,
  writeMs: 0 as RangeJson,
} as const;
