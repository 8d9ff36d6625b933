import type { ClusterSpec } from '../../cluster/types.ts';
import { NO_MUTATIONS } from '../../raft/config.ts';
import { ABSENT_SWITCHES, type Switches } from '../../raft/switches.ts';
import { TRUE_RATE_PPM } from '../../sim/clock.ts';
import type { Link, WriteLatency } from '../../sim/types.ts';
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
  const spec: ClusterSpec = {
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
      preVote: dice.chance(50),
      leadershipTransfer: dice.chance(50),
      ...drawDiskSwitches(new Dice(seed, DISKS)),
      ...drawSnapshots(new Dice(seed, SNAPSHOTS)),
      ...drawSessions(lowUs, new Dice(seed, SESSIONS)),
      ...drawReads(new Dice(seed, READS)),
      mutations: NO_MUTATIONS,
    },
    ...drawServerFlags(servers, dice),
    electionTimeout: { lowUs, highUs: lowUs + spreadUs },
    heartbeatUs: Math.floor(lowUs / dice.between(2, 5)),
    clientTimeoutUs: lowUs * dice.between(2, 6),
    links: drawLinks(servers + clients, lowUs, dice),
    newcomer: {
      link: { lowUs: 0, highUs: 0, lossPpm: 0, duplicatePpm: 0, cut: false, scriptedUs: [] },
      writeLatency: { lowUs: 0, highUs: 0 },
    },
    writeLatency: slowAtTimes(drawDisks(servers, lowUs, dice), lowUs, new Dice(seed, SLOW_WRITES)),
    scriptedTimeouts: Array.from({ length: servers }, () => []),
    holdMessages: false,
    freezeTimers: false,
    initial: Array.from({ length: servers }, () => null),
    messages: [],
    actions: [],
  };
  return { ...spec, ...drawClocks(spec, new Dice(seed, CLOCKS)) };
}

/** The stream that reads are drawn from. */
const READS = 9;

/** How a `get` is served. Leases need stickiness (P132), so where they are drawn it is on, whatever was drawn for it. */
function drawReads(
  dice: Dice,
): Partial<Pick<Switches, 'reads' | 'clockDriftPercent' | 'monotonicReads' | 'stickiness'>> {
  const reads = dice.weighted<Switches['reads']>([
    [35, 'log'],
    [35, 'readIndex'],
    [30, 'lease'],
  ]);
  const drawn = { reads, clockDriftPercent: dice.pick([0, 10, 50]), monotonicReads: dice.chance(50) };
  return reads === 'lease' ? { ...drawn, stickiness: true } : drawn;
}

/** P73: in some clusters each server has PreVote or not, whatever the others have. */
function drawServerFlags(servers: number, dice: Dice): Pick<ClusterSpec, 'serverFlags'> {
  if (!dice.chance(20)) return {};
  return { serverFlags: Array.from({ length: servers }, () => ({ preVote: dice.chance(50) })) };
}

/** The stream that snapshots are drawn from. */
const SNAPSHOTS = 1;
const DISKS = 2;
const SLOW_WRITES = 3;

type DiskSwitches = 'parallelLeaderWrite' | 'overlapVoteWrite' | 'pipelining' | 'maxInFlight';

function drawDiskSwitches(dice: Dice): Pick<Switches, DiskSwitches> {
  return {
    parallelLeaderWrite: dice.chance(50),
    overlapVoteWrite: dice.chance(50),
    pipelining: dice.chance(50),
    maxInFlight: dice.pick([1, 2, 5, 10]),
  };
}

/** The stream that clocks are drawn from, and how far they may be off either way. */
const CLOCKS = 11;
const MOST_DRIFT_PPM = 50_000;

/** By how many percent the fastest of these clocks outruns the slowest: 1.05 / 0.95, rounded up. */
const MOST_DRIFT_PERCENT = 11;

/** P59: in two of five clusters no clock runs true, unless leases are to hold that do not allow for it (P132). */
function drawClocks({ servers, raft }: ClusterSpec, dice: Dice): Pick<ClusterSpec, 'clockRates'> {
  const trusting = raft.reads === 'lease' && raft.clockDriftPercent < MOST_DRIFT_PERCENT;
  if (!dice.chance(40) || trusting) return {};
  const rate = (): number => TRUE_RATE_PPM + dice.between(-MOST_DRIFT_PPM, MOST_DRIFT_PPM);
  return { clockRates: Array.from({ length: servers }, rate) };
}

/** None in two of five clusters; else often enough that servers fall behind them. */
function drawSnapshots(dice: Dice): Pick<Switches, 'snapshotEntries' | 'snapshotFactor' | 'snapshotChunk'> {
  return {
    snapshotEntries: dice.pick([0, 0, 2, 5, 10]),
    snapshotFactor: dice.pick([0, 0, 2]),
    snapshotChunk: dice.pick([0, 1, 2]),
  };
}

/** The stream that sessions are drawn from. */
const SESSIONS = 7;

/** Clients that ask again, and what keeps their commands from running twice. */
function drawSessions(timeoutUs: number, dice: Dice) {
  const expires = dice.chance(50);
  const drawn = {
    clientRetries: dice.chance(40) ? 0 : dice.between(1, 6),
    sessions: dice.weighted<Switches['sessions']>([
      [40, 'off'],
      [10, 'scanLog'],
      [50, 'sessions'],
    ]),
    sessionLimit: dice.chance(50) ? 0 : dice.between(1, 3),
    sessionTimeoutMs: expires ? Math.floor((timeoutUs * dice.between(5, 20)) / 1000) : 0,
  };
  // A scan finds only what the log still holds: with snapshots a command may run twice (I15), as its test shows.
  return drawn.sessions === 'scanLog' ? { ...drawn, snapshotEntries: 0 } : drawn;
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
function drawDisks(servers: number, timeoutUs: number, dice: Dice): WriteLatency[] {
  const quickUs = dice.chance(40) ? 0 : Math.floor(timeoutUs / dice.between(15, 100));
  const disks = Array.from({ length: servers }, () => ({ lowUs: Math.floor(quickUs / 4), highUs: quickUs }));
  const slowUs = Math.floor(timeoutUs / dice.between(3, 10));
  if (dice.chance(30)) disks[dice.between(0, servers - 1)] = { lowUs: Math.floor(slowUs / 2), highUs: slowUs };
  return disks;
}

/** P6: in half of the clusters some writes take much longer than most. */
function slowAtTimes(disks: readonly WriteLatency[], timeoutUs: number, dice: Dice): readonly WriteLatency[] {
  if (dice.chance(50)) return disks;
  const highUs = Math.floor(timeoutUs / dice.between(3, 10));
  const slow = { ppm: dice.between(1000, 200_000), lowUs: Math.floor(highUs / 2), highUs };
  return disks.map((disk) => ({ ...disk, slow }));
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
  const { conflictHint, maxEntriesPerAppend, clientRetries } = spec.raft;
  const entries = conflictHint ? rounds * maxEntriesPerAppend : Math.floor(rounds / 2);
  return Math.floor(entries / (1 + clientRetries));
}
