import { openMonitor, type Violation } from '../../src/check/monitor.ts';
import { openRun } from '../../src/cluster/cluster.ts';
import { parseOperation } from '../../src/cluster/command-text.ts';
import type { ClusterAction, ClusterPlacedAction, ClusterSpec } from '../../src/cluster/types.ts';
import { type MutationName, NO_MUTATIONS } from '../../src/raft/config.ts';
import { ABSENT_SWITCHES } from '../../src/raft/switches.ts';
import type { Link } from '../../src/sim/types.ts';

/** RaftScope's constants, in microseconds: latency 10-15 ms, election timeout 100-200 ms, heartbeat 50 ms. */
export function specOf(change: Partial<ClusterSpec> = {}): ClusterSpec {
  const servers = change.servers ?? 5;
  const clients = change.clients ?? 1;
  const link: Link = { lowUs: 10_000, highUs: 15_000, lossPpm: 0, duplicatePpm: 0, cut: false, scriptedUs: [] };
  return {
    seed: 1,
    servers,
    clients,
    configuration: Array.from({ length: servers }, (_, index) => index + 1),
    raft: {
      ...ABSENT_SWITCHES,
      mutations: NO_MUTATIONS,
    },
    electionTimeout: { lowUs: 100_000, highUs: 200_000 },
    heartbeatUs: 50_000,
    clientTimeoutUs: 500_000,
    links: new Array<Link>((servers + clients) * (servers + clients)).fill(link),
    newcomer: { link, writeLatency: { lowUs: 0, highUs: 0 } },
    writeLatency: new Array(servers).fill({ lowUs: 0, highUs: 0 }),
    scriptedTimeouts: new Array(servers).fill([]),
    holdMessages: false,
    freezeTimers: false,
    initial: new Array(servers).fill(null),
    messages: [],
    actions: [],
    ...change,
  };
}

export function mutated(spec: ClusterSpec, ...names: MutationName[]): ClusterSpec {
  const on = Object.fromEntries(names.map((name) => [name, true]));
  return { ...spec, raft: { ...spec.raft, mutations: { ...NO_MUTATIONS, ...on } } };
}

export function atMs(ms: number, action: ClusterAction): ClusterPlacedAction {
  return { place: { atUs: Math.round(ms * 1000) }, action };
}

/** A client's command: `tell(300, 101, 'set x 3')`. `server` null: the client asks any. */
export function tell(ms: number, address: number, text: string, server: number | null = null): ClusterPlacedAction {
  const operation = parseOperation(text);
  if (!operation.ok) throw new Error(operation.error);
  return atMs(ms, { do: 'tell', address, order: { operation: operation.value, server } });
}

/** All violations of a run from its start to `ms`. */
export function violationsUntil(spec: ClusterSpec, ms: number): Violation[] {
  const run = openRun(spec);
  const monitor = openMonitor(spec, run.world());
  const found: Violation[] = [...monitor.atStart];
  while (run.advance(ms * 1000)) found.push(...monitor.observe(run));
  return found;
}
