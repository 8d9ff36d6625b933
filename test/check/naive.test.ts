import { expect, test } from 'vitest';
import { openMonitor } from '../../src/check/monitor.ts';
import { runSwarm } from '../../src/check/swarm/swarm.ts';
import type { InvariantId } from '../../src/check/violation.ts';
import { openRun } from '../../src/cluster/cluster.ts';
import type { ClusterSpec } from '../../src/cluster/types.ts';
import type { MutationName } from '../../src/raft/config.ts';
import { NaiveMonitor } from './naive.ts';
import { mutated } from './spec.ts';

const MUTATIONS: readonly MutationName[] = [
  'voteTwice',
  'skipConsistencyCheck',
  'alwaysTruncate',
  'commitToLastLogIndex',
  'leaderOverwrites',
  'entryOfOldTerm',
  'matchWholeLog',
];

/** Without snapshots: the dumb monitor reads every log from index 1. */
function whole(spec: ClusterSpec): ClusterSpec {
  return { ...spec, raft: { ...spec.raft, snapshotEntries: 0, snapshotFactor: 0 } };
}

/** The first step at which each invariant was found broken, by the monitor and by the dumb one. */
function firstSteps(seed: number, mutation: MutationName): Record<'monitor' | 'naive', Map<InvariantId, number>> {
  const { spec, faultySteps } = runSwarm(seed, (settings) => whole(mutated(settings, mutation)));
  const run = openRun(spec);
  const monitor = openMonitor(spec, run.world());
  const naive = new NaiveMonitor();
  const first = { monitor: new Map<InvariantId, number>(), naive: new Map<InvariantId, number>() };
  while (run.step < Math.min(faultySteps, 1000) && run.advance()) {
    for (const { invariant } of monitor.observe(run)) {
      if (!first.monitor.has(invariant)) first.monitor.set(invariant, run.step);
    }
    const { before, after } = run.record;
    if (before?.state === after?.state) continue; // Nothing that it looks at has changed.
    for (const invariant of naive.observe(run)) if (!first.naive.has(invariant)) first.naive.set(invariant, run.step);
  }
  return first;
}

test.each(MUTATIONS)('what a dumb monitor sees is reported no later by the incremental one: %s', (mutation) => {
  let broken = 0;
  for (let seed = 1; seed <= 10 || (broken === 0 && seed <= 200); seed++) {
    const { monitor, naive } = firstSteps(seed, mutation);
    const earliest = Math.min(...monitor.values());
    for (const [invariant, step] of naive) {
      broken++;
      expect(earliest, `seed ${seed}, ${invariant}`).toBeLessThanOrEqual(step);
      // These do not rest on other invariants, so they have to be found by themselves.
      if (!['I1', 'I5', 'I8', 'I9'].includes(invariant)) continue;
      expect(monitor.get(invariant) ?? Infinity, `seed ${seed}, ${invariant}`).toBeLessThanOrEqual(step);
    }
  }
  expect(broken).toBeGreaterThan(0);
});
