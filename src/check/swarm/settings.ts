import type { ClusterSpec, Range } from '../../cluster/types.ts';
import { NO_MUTATIONS } from '../../raft/config.ts';
import { ABSENT_SWITCHES, type Switches } from '../../raft/switches.ts';
import type { Link } from '../../sim/types.ts';
import { Dice } from './dice.ts';

/**
 * A cluster drawn at random, without actions. Every switch and limit varies; times stay in a range in which a cluster
 * without faults makes progress (T§3.9: broadcast time well below the election timeout), so that liveness can be asked.
 */
export function drawSettings(seed: number, dice: Dice): ClusterSpec {
  const servers = dice.weighted([
    [45, 5],
    [30, 3],
    [25, dice.between(1, 9)],
  ]);
  const clients = dice.between(1, 3);
  const lowUs = dice.between(100, 300) * 1000;
  const spreadUs = dice.pick([lowUs, lowUs, Math.floor(lowUs / 2)]);
  return {
    seed,
    servers,
    clients,
    configuration: Array.from({ length: servers }, (_, index) => index + 1),
    raft: {
      ...ABSENT_SWITCHES,
      maxEntriesPerAppend: dice.pick([1, 2, 3, 10, 100]),
      noOpOnElection: dice.chance(50),
      conflictHint: dice.chance(50),
      checkQuorum: dice.chance(50),
      stickiness: dice.chance(50),
      leadershipTransfer: dice.chance(50),
      ...drawSnapshots(new Dice(seed, SNAPSHOTS)),
      mutations: NO_MUTATIONS,
    },
    electionTimeout: { lowUs, highUs: lowUs + spreadUs },
    heartbeatUs: Math.floor(lowUs / dice.between(2, 5)),
    clientTimeoutUs: lowUs * dice.between(2, 6),
    links: drawLinks(servers + clients, lowUs, dice),
    newcomer: {
      link: { lowUs: 0, highUs: 0, lossPpm: 0, duplicatePpm: 0, cut: false, scriptedUs: [] },
      writeLatency: { lowUs: 0, highUs: 0 },
    },
    writeLatency: drawDisks(servers, lowUs, dice),
    scriptedTimeouts: Array.from({ length: servers }, () => []),
    holdMessages: false,
    freezeTimers: false,
    initial: Array.from({ length: servers }, () => null),
    messages: [],
    actions: [],
  };
}

/** The stream that snapshots are drawn from. */
const SNAPSHOTS = 1;

/** None in two of five clusters; else often enough that servers fall behind them. */
function drawSnapshots(dice: Dice): Pick<Switches, 'snapshotEntries' | 'snapshotFactor' | 'snapshotChunk'> {
  return {
    snapshotEntries: dice.pick([0, 0, 2, 5, 10]),
    snapshotFactor: dice.pick([0, 0, 2]),
    snapshotChunk: dice.pick([0, 1, 2]),
  };
}

function drawLinks(hosts: number, timeoutUs: number, dice: Dice): Link[] {
  const highUs = Math.floor(timeoutUs / dice.between(12, 50));
  const lossPpm = dice.chance(50) ? 0 : dice.between(1, 100_000);
  const duplicatePpm = dice.chance(50) ? 0 : dice.between(1, 100_000);
  const link: Link = {
    lowUs: Math.floor(highUs / dice.between(1, 10)),
    highUs,
    lossPpm,
    duplicatePpm,
    cut: false,
    scriptedUs: [],
  };
  return new Array<Link>(hosts * hosts).fill(link);
}

/** No latency at all, quick disks, or one slow one among them. */
function drawDisks(servers: number, timeoutUs: number, dice: Dice): Range[] {
  const quickUs = dice.chance(40) ? 0 : Math.floor(timeoutUs / dice.between(15, 100));
  const disks = Array.from({ length: servers }, () => ({ lowUs: Math.floor(quickUs / 4), highUs: quickUs }));
  const slowUs = Math.floor(timeoutUs / dice.between(3, 10));
  if (dice.chance(30)) disks[dice.between(0, servers - 1)] = { lowUs: Math.floor(slowUs / 2), highUs: slowUs };
  return disks;
}

/**
 * How many commands a run may get, so that a server that missed them all can catch up within half of the time that
 * healing has: without hints the leader goes back an entry per round trip (P43), then forward a batch per round trip.
 */
export function commandBudget(spec: ClusterSpec): number {
  const linkUs = Math.max(...spec.links.map((link) => link.highUs));
  const diskUs = Math.max(...spec.writeLatency.map((range) => range.highUs));
  const roundUs = 2 * (linkUs + diskUs);
  const rounds = Math.floor((10 * spec.electionTimeout.highUs) / roundUs);
  const { conflictHint, maxEntriesPerAppend } = spec.raft;
  return conflictHint ? rounds * maxEntriesPerAppend : Math.floor(rounds / 2);
}
