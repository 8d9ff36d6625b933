import { expect, test } from 'vitest';
import { healAndDemand } from '../../src/check/healing.ts';
import { openMonitor } from '../../src/check/monitor.ts';
import { openRun } from '../../src/cluster/cluster.ts';
import type { ClusterSpec } from '../../src/cluster/types.ts';
import { atMs, mutated, specOf, tell } from './spec.ts';

function healedAfter(spec: ClusterSpec, ms: number) {
  const run = openRun(spec);
  const monitor = openMonitor(spec, run.world());
  while (run.advance(ms * 1000)) monitor.observe(run);
  return healAndDemand(spec, run.world(), monitor);
}

test('everything that is broken is mended: servers, links, timers, held messages', () => {
  const base = specOf();
  const spec = specOf({
    links: base.links.map((link) => ({ ...link, lossPpm: 900_000 })),
    actions: [
      atMs(10, { do: 'freezeTimer', server: 1, timer: 0 }),
      atMs(10, { do: 'pause', server: 2 }),
      atMs(10, { do: 'crash', server: 3 }),
      atMs(10, { do: 'partition', groups: [[1], [2, 3], [4, 5]] }),
      tell(20, 101, 'set x 1'),
      // Never taken: the run is healed before.
      atMs(500, { do: 'crash', server: 4 }),
    ],
  });
  const healing = healedAfter(spec, 400);
  expect(healing.violations).toEqual([]);
  expect(healing).toMatchObject({ ok: true, committed: true, equalLogs: true });
  const { run } = healing;
  expect(run.held).toEqual([]);
  for (const host of run.hosts) expect(host).toMatchObject({ up: true, paused: false, frozen: [false, false] });
  expect(run.links.every((link) => !link.cut && link.lossPpm === 0)).toBe(true);
});

test('a cluster whose messages are all held is let go', () => {
  expect(healedAfter(specOf({ holdMessages: true, freezeTimers: true }), 400)).toMatchObject({ ok: true });
});

test('entries of an older term need the command to be committed (P50)', () => {
  // Without a no-op, the entry of the first leader stays uncommitted until a command of the next one arrives.
  const spec = specOf({
    servers: 3,
    scriptedTimeouts: [[100_000], [400_000], [900_000]],
    actions: [tell(200, 101, 'set x 1', 1), atMs(211, { do: 'crash', server: 1 })],
  });
  const healing = healedAfter(spec, 215);
  expect(healing).toMatchObject({ ok: true, committed: true });
});

test('a cluster that cannot make progress is not called healthy', () => {
  // Every election timeout is shorter than a round trip: nobody ever collects votes in time.
  const spec = specOf({ electionTimeout: { lowUs: 5000, highUs: 6000 } });
  expect(healedAfter(spec, 100)).toMatchObject({ ok: false, leader: null, committed: false });
  // And a leader of term 2 that writes entries of term 1 never commits any of them.
  const again = atMs(400, { do: 'fireTimer', server: 2, timer: 0 });
  const broken = mutated(specOf({ scriptedTimeouts: [[100_000]], actions: [again] }), 'entryOfOldTerm');
  expect(healedAfter(broken, 600)).toMatchObject({ ok: false, committed: false });
});

test('without a client a leader and equal logs are all that is demanded', () => {
  expect(healedAfter(specOf({ clients: 0 }), 50)).toMatchObject({ ok: true, committed: true });
});
