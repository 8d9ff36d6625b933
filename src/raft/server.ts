import { type Configuration, isVoter, membersOf, union, votersOf } from './configuration.ts';
import type { InFlight } from './flow.ts';
import { latestConfiguration } from './latest-configuration.ts';
import { Log } from './log.ts';
import { NO_READS, type Rounds, type WaitingRead } from './reads.ts';
import type { ServerId } from './server-id.ts';
import type { Installing, PartialSnapshot, Snapshot } from './snapshot.ts';

/** P1: what survives a crash. */
export interface Durable {
  readonly currentTerm: number;
  readonly votedFor: ServerId | null;
  readonly log: Log;
  /** P87: the latest configuration in the log, committed or not. Follows from the log and its base. */
  readonly configuration: Configuration;
  /** The index of its entry; what the log stands on where none of its entries is a configuration. */
  readonly configurationIndex: number;
  /** What the log stands on: the initial configuration, or the snapshot's (P92). */
  readonly baseConfiguration: Configuration;
  /** P109: the latest one. Its lastIndex is baseIndex of the log, or more until what it covers has been discarded. */
  readonly snapshot: Snapshot | null;
}

/** Entries from `fromIndex` on were replaced in `term`. */
export interface Superseded {
  readonly fromIndex: number;
  readonly term: number;
}

/** P80: what a leader that hands over knows. `startedUs` is by its own clock. */
export interface Transfer {
  readonly to: ServerId;
  readonly startedUs: number;
}

/** A change of the configuration in progress (P95, P97). */
export interface Change {
  readonly target: Configuration;
  /** While servers that shall vote catch up; null from the moment when a configuration entry is appended. */
  readonly catchUp: CatchUp | null;
}

/** P95: servers that get entries without being part of the configuration, round by round. */
export interface CatchUp {
  readonly servers: readonly ServerId[];
  /** From 1. */
  readonly round: number;
  /** The last index of the leader's log when the round began: the round is over when all of them store it. */
  readonly endIndex: number;
  readonly startedUs: number;
  /** By place in `servers`: when it made progress last, by the leader's clock. */
  readonly progressUs: readonly number[];
}

/**
 * What every server is, whatever its role. Each role has one constructor, which copies all of its fields in one order: to
 * a JavaScript engine servers are then four kinds of object and no more, which keeps all that reads them fast
 * (decision 0031). Only `revised` and those who make a role out of another write to one, before anybody else sees it.
 */
class CommonShape implements Durable {
  id: ServerId;
  currentTerm: number;
  votedFor: ServerId | null;
  log: Log;
  configuration: Configuration;
  configurationIndex: number;
  baseConfiguration: Configuration;
  snapshot: Snapshot | null;
  /** P3: volatile. */
  commitIndex: number;
  lastApplied: number;
  /** P28: the leader of the current term, as far as known. */
  leaderId: ServerId | null;
  /**
   * When it last heard from that leader, by its own clock; null when it has not since it started or since it left that
   * leader's term, and while nothing asks for it (P66, P76).
   */
  heardLeaderUs: number | null;
  /** The last index of the current log that is known to be on the own disk (P5, P7). */
  durableIndex: number;
  /** P9: what a write that began earlier says nothing about any more; null when every write under way still counts. */
  superseded: Superseded | null;
  /** P130 to P134: reads that wait for an answer, in the order in which they came. */
  reads: readonly WaitingRead[];
  /** P113: what has arrived of a snapshot; lost in a crash, as nothing ever reads it. */
  partial: PartialSnapshot | null;

  constructor(from: Readonly<CommonShape>) {
    this.id = from.id;
    this.currentTerm = from.currentTerm;
    this.votedFor = from.votedFor;
    this.log = from.log;
    this.configuration = from.configuration;
    this.configurationIndex = from.configurationIndex;
    this.baseConfiguration = from.baseConfiguration;
    this.snapshot = from.snapshot;
    this.commitIndex = from.commitIndex;
    this.lastApplied = from.lastApplied;
    this.leaderId = from.leaderId;
    this.heardLeaderUs = from.heardLeaderUs;
    this.durableIndex = from.durableIndex;
    this.superseded = from.superseded;
    this.reads = from.reads;
    this.partial = from.partial;
  }
}

export class FollowerShape extends CommonShape {
  readonly role = 'follower';
}

/** P65: its timer has run out, and it asks whether an election makes sense. Its term and its vote are as they were. */
export class PreCandidateShape extends CommonShape {
  readonly role = 'pre-candidate';
  /** Ascending by arrival; contains the server itself from the start, as nothing has to be written for that. */
  preVotesGranted: readonly ServerId[];
  preVotesRefused: readonly ServerId[];

  constructor(from: Readonly<CommonShape>, own: Own<PreCandidateShape>) {
    super(from);
    this.preVotesGranted = own.preVotesGranted;
    this.preVotesRefused = own.preVotesRefused;
  }
}

export class CandidateShape extends CommonShape {
  readonly role = 'candidate';
  /** Ascending by arrival; contains the server itself once its own vote is durable (P8). */
  votesGranted: readonly ServerId[];
  votesRefused: readonly ServerId[];
  /** P83: it was told to stand by the leader, and says so. */
  byTransfer: boolean;

  constructor(from: Readonly<CommonShape>, own: Own<CandidateShape>) {
    super(from);
    this.votesGranted = own.votesGranted;
    this.votesRefused = own.votesRefused;
    this.byTransfer = own.byTransfer;
  }
}

export class LeaderShape extends CommonShape {
  readonly role = 'leader';
  /** Who voted for it: the witnesses of its election (I11). */
  votesGranted: readonly ServerId[];
  /** By server id; index 0 and the leader's own place are unused (0). P4. */
  nextIndex: readonly number[];
  matchIndex: readonly number[];
  /** By server id: the last index of the AppendEntries with entries that is under way, 0 when none is (P41). */
  awaiting: readonly number[];
  /** By server id: the last indexes of the AppendEntries under way in its pipeline; null, or absent, where there is none (P47). */
  inFlight: InFlight;
  /** By server id: when it last answered, by the leader's own clock (P61, P76). All 0 while nothing asks for it. */
  heardUs: readonly number[];
  /** The change of the configuration that this leader was told to make and has not finished; null when there is none. */
  change: Change | null;
  rounds: Rounds;
  /** By server id: the snapshot that is being sent; empty while none is (P112). */
  installing: readonly (Installing | null)[];
  /** P80: to whom it hands over, null when to nobody. */
  transfer: Transfer | null;
  /**
   * By server id: a TimeoutNow that was sent to it is obeyed while its last index is below this (P85); 0 when none was
   * sent in this term.
   */
  obeysBelow: readonly number[];

  constructor(from: Readonly<CommonShape>, own: Own<LeaderShape>) {
    super(from);
    this.votesGranted = own.votesGranted;
    this.nextIndex = own.nextIndex;
    this.matchIndex = own.matchIndex;
    this.awaiting = own.awaiting;
    this.inFlight = own.inFlight;
    this.heardUs = own.heardUs;
    this.change = own.change;
    this.rounds = own.rounds;
    this.installing = own.installing;
    this.transfer = own.transfer;
    this.obeysBelow = own.obeysBelow;
  }
}

/** What a role adds. */
type Own<Shape extends CommonShape> = Readonly<Omit<Shape, keyof CommonShape | 'role'>>;

export type Follower = Readonly<FollowerShape>;
export type PreCandidate = Readonly<PreCandidateShape>;
export type Candidate = Readonly<CandidateShape>;
export type Leader = Readonly<LeaderShape>;

export type Server = Follower | PreCandidate | Candidate | Leader;
export type Role = Server['role'];

/** The server as it may still be written to: what `copyOf` gives. */
export type Draft<S extends Server> = S extends Leader
  ? LeaderShape
  : S extends Candidate
    ? CandidateShape
    : S extends PreCandidate
      ? PreCandidateShape
      : S extends Follower
        ? FollowerShape
        : never;

/** A copy that its maker may write to, of the one shape of its role. */
export function copyOf<S extends Server>(server: S): Draft<S> {
  return shaped(server) as Draft<S>;
}

function shaped(server: Server): FollowerShape | PreCandidateShape | CandidateShape | LeaderShape {
  switch (server.role) {
    case 'follower':
      return new FollowerShape(server);
    case 'leader':
      return new LeaderShape(server, server);
    case 'candidate':
      return new CandidateShape(server, server);
    case 'pre-candidate':
      return new PreCandidateShape(server, server);
  }
}

/** A server as it starts up for the first time (P2). */
export function freshDurable(configuration: Configuration): Durable {
  return {
    currentTerm: 0,
    votedFor: null,
    log: Log.empty,
    configuration,
    configurationIndex: 0,
    baseConfiguration: configuration,
    snapshot: null,
  };
}

/**
 * A server as it comes back from its disk: follower, volatile state lost (P3, P55). What its snapshot covers is applied,
 * and is no longer in the log even if the crash came before it could be discarded (P109, P118).
 */
export function fromDisk(id: ServerId, disk: Durable, replaysCovered = false): Follower {
  const { snapshot } = disk;
  const covered = snapshot !== null && !replaysCovered;
  const log = covered ? disk.log.coveredBy(snapshot.lastIndex, snapshot.lastTerm) : disk.log;
  const { configuration, configurationIndex, baseConfiguration } = covered ? withLog(disk, log) : disk;
  return new FollowerShape({
    id,
    currentTerm: disk.currentTerm,
    votedFor: disk.votedFor,
    log,
    configuration,
    configurationIndex,
    baseConfiguration,
    snapshot,
    commitIndex: log.baseIndex,
    lastApplied: log.baseIndex,
    leaderId: null,
    heardLeaderUs: null,
    durableIndex: log.lastIndex,
    superseded: null,
    reads: NO_READS,
    partial: null,
  });
}

/** What a Persist order writes. */
export function durableOf(server: Server): Durable {
  return {
    currentTerm: server.currentTerm,
    votedFor: server.votedFor,
    log: server.log,
    configuration: server.configuration,
    configurationIndex: server.configurationIndex,
    baseConfiguration: server.baseConfiguration,
    snapshot: server.snapshot,
  };
}

/** What is on a disk with another log: the configuration is the latest in that log, or the snapshot's (P87, P107). */
export function withLog(durable: Durable, log: Log): Durable {
  const { snapshot } = durable;
  const isBase = snapshot !== null && snapshot.lastIndex === log.baseIndex;
  const baseConfiguration = isBase ? snapshot.configuration : durable.baseConfiguration;
  const { configuration, index } = latestConfiguration(log, log.lastIndex, baseConfiguration);
  return { ...durable, log, configuration, configurationIndex: index, baseConfiguration };
}

/** The other voters of the configuration that `server` acts on. */
export function peersOf(server: Server): ServerId[] {
  return votersOf(server.configuration).filter((id) => id !== server.id);
}

/** P39, P94: whom a leader sends entries: all other members, and those who catch up before they become members. */
export function followersOf(leader: Leader): ServerId[] {
  const members = membersOf(leader.configuration);
  const newcomers = leader.change?.catchUp?.servers;
  return (newcomers === undefined ? members : union(members, newcomers)).filter((id) => id !== leader.id);
}

/** Whether a leader still sends entries to a server: who was removed may answer late. */
export function isFollowed({ configuration, change }: Leader, id: ServerId): boolean {
  return (
    isVoter(configuration, id) ||
    configuration.learners.includes(id) ||
    (change?.catchUp?.servers.includes(id) ?? false)
  );
}
