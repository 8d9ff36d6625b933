import type { ServerId } from './server-id.ts';

/**
 * Who counts (P23, P87). Later: learners, and the old and new half of a joint configuration; absent means none.
 * `voters` is ascending and without duplicates.
 */
export interface Configuration {
  readonly voters: readonly ServerId[];
}
