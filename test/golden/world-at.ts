import { openRun } from '../../src/cluster/cluster.ts';
import type { ClusterSpec, World } from '../../src/cluster/types.ts';

/** The world right after a step; it is an error if the run ends before it. */
export function worldAt(spec: ClusterSpec, step: number): World {
  const run = openRun(spec);
  while (run.step < step) if (!run.advance()) throw new Error(`the run ends at step ${run.step}`);
  return run.world();
}
