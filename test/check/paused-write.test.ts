import { expect, test } from 'vitest';
import { openMonitor } from '../../src/check/monitor.ts';
import { openRun } from '../../src/cluster/cluster.ts';
import { atMs, specOf } from './spec.ts';

// Found by swarm seed 299: a write that completed while its server was paused was not taken off the list of writes
// under way, so later replies were tied to it, and it overwrote newer writes.
test('a write that completes during a pause is done once, when the server resumes', () => {
  const spec = specOf({
    servers: 1,
    clients: 0,
    writeLatency: [{ lowUs: 20_000, highUs: 20_000 }],
    scriptedTimeouts: [[100_000]],
    actions: [atMs(110, { do: 'pause', server: 1 }), atMs(150, { do: 'resume', server: 1 })],
  });
  const run = openRun(spec);
  const monitor = openMonitor(spec, run.world());
  while (run.advance(200_000)) expect(monitor.observe(run)).toEqual([]);
  const host = run.host(1);
  expect(host.writes).toEqual([]);
  expect(host.disk?.currentTerm).toBe(1);
  expect(host.state.kind === 'server' && host.state.raft.role).toBe('leader');
});
