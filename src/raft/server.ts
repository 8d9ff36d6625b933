import type { Configuration } from './configuration.ts';
import type { InFlight } from './flow.ts';
import { Log } from './log.ts';
import type { ServerId } from './server-id.ts';
import type { Installing, PartialSnapshot, Snapshot } from './snapshot.ts';

/** P1: what survives a crash. */
export interface Durable {
  readonly currentTerm: number;
  readonly votedFor: ServerId | null;
  readonly log: Log;
  readonly configuration: Configuration;
  /** P109: the latest one. Its lastIndex is baseIndex of the log, or more until what it covers has been discarded. */
  readonly snapshot: Snapshot | null;
}

interface Common extends Durable {
  readonly id: ServerId;
  /** P3: volatile. */
  readonly commitIndex: number;
  readonly lastApplied: number;
  /** P28: the leader of the current term, as far as known. */
  readonly leaderId: ServerId | null;
  /**
   * When it last heard from that leader, by its own clock; null when it has not since it started or since it left that
   * leader's term, and while nothing asks for it (P76).
   */
  readonly heardLeaderUs: number | null;
  /** The last index of the current log that is known to be on the own disk (P5, P7). */
  readonly durableIndex: number;
  /** P9: what a write that began earlier says nothing about any more; null when every write under way still counts. */
  readonly superseded: Superseded | null;
  /** P113: what has arrived of a snapshot; lost in a crash, as nothing ever reads it. */
  readonly partial: PartialSnapshot | null;
}

/** Entries from `fromIndex` on were replaced in `term`. */
export interface Superseded {
  readonly fromIndex: number;
  readonly term: number;
}

export interface Follower extends Common {
  readonly role: 'follower';
}

export interface Candidate extends Common {
  readonly role: 'candidate';
  /** Ascending by arrival; contains the server itself once its own vote is durable (P8). */
  readonly votesGranted: readonly ServerId[];
  readonly votesRefused: readonly ServerId[];
  /** P83: it was told to stand by the leader, and says so. */
  readonly byTransfer: boolean;
}

/** P80: what a leader that hands over knows. `startedUs` is by its own clock. */
export interface Transfer {
  readonly to: ServerId;
  readonly startedUs: number;
}

export interface Leader extends Common {
  readonly role: 'leader';
  /** Who voted for it: the witnesses of its election (I11). */
  readonly votesGranted: readonly ServerId[];
  /** By server id; index 0 and the leader's own place are unused (0). P4. */
  readonly nextIndex: readonly number[];
  readonly matchIndex: readonly number[];
  /** By server id: the last index of the AppendEntries with entries that is under way, 0 when none is (P41). */
  readonly awaiting: readonly number[];
  /** By server id: the last indexes of the AppendEntries under way in its pipeline; null, or absent, where there is none (P47). */
  readonly inFlight: InFlight;
  /** By server id: when it last answered, by the leader's own clock (P61, P76). All 0 while nothing asks for it. */
  readonly heardUs: readonly number[];
  /** By server id: the snapshot that is being sent; empty while none is (P112). */
  readonly installing: readonly (Installing | null)[];
  /** P80: to whom it hands over, null when to nobody. */
  readonly transfer: Transfer | null;
  /**
   * By server id: a TimeoutNow that was sent to it is obeyed while its last index is below this (P85); 0 when none was
   * sent in this term.
   */
  readonly obeysBelow: readonly number[];
}

export type Server = Follower | Candidate | Leader;
export type Role = Server['role'];

/** A server as it starts up for the first time (P2). */
export function freshDurable(configuration: Configuration): Durable {
  return { currentTerm: 0, votedFor: null, log: Log.empty, configuration, snapshot: null };
}

/**
 * A server as it comes back from its disk: follower, volatile state lost (P3, P55). What its snapshot covers is applied,
 * and is no longer in the log even if the crash came before it could be discarded (P109, P118).
 */
export function fromDisk(id: ServerId, disk: Durable, replaysCovered = false): Follower {
  const { snapshot } = disk;
  const covered = snapshot !== null && !replaysCovered;
  const log = covered ? disk.log.coveredBy(snapshot.lastIndex, snapshot.lastTerm) : disk.log;
  return {
    role: 'follower',
    id,
    currentTerm: disk.currentTerm,
    votedFor: disk.votedFor,
    log,
    configuration: disk.configuration,
    snapshot,
    commitIndex: log.baseIndex,
    lastApplied: log.baseIndex,
    leaderId: null,
    heardLeaderUs: null,
    durableIndex: log.lastIndex,
    superseded: null,
    partial: null,
  };
}

/** What a Persist order writes. */
export function durableOf(server: Server): Durable {
  return {
    currentTerm: server.currentTerm,
    votedFor: server.votedFor,
    log: server.log,
    configuration: server.configuration,
    snapshot: server.snapshot,
  };
}

/** The other servers of the configuration that `server` acts on. */
export function peersOf(server: Server): ServerId[] {
  return server.configuration.voters.filter((id) => id !== server.id);
}
