import type { RequestTag } from './command.ts';
import type { Configuration } from './configuration.ts';
import type { EntryRange } from './log.ts';
import type { ServerId } from './server-id.ts';
import type { SnapshotPart } from './snapshot.ts';

export type { ServerId };

/** P20 (T-Fig 3.1). */
export interface RequestVoteRequest {
  readonly type: 'RequestVoteRequest';
  readonly term: number;
  readonly candidateId: ServerId;
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
  /** P83: the leader itself has told the candidate to stand. */
  readonly byTransfer: boolean;
}

/** P20 (T-Fig 3.1). */
export interface RequestVoteResponse {
  readonly type: 'RequestVoteResponse';
  readonly term: number;
  readonly voteGranted: boolean;
}

/** P65, P71: would you vote for me in the term after mine? `term` is that next term, in which nobody is yet. */
export interface PreVoteRequest {
  readonly type: 'PreVoteRequest';
  readonly term: number;
  readonly candidateId: ServerId;
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
}

/** P71: a grant repeats the term that was asked for; a refusal names the term that its sender is in. */
export interface PreVoteResponse {
  readonly type: 'PreVoteResponse';
  readonly term: number;
  readonly voteGranted: boolean;
}

/** P29 (T-Fig 3.1). A heartbeat is one without entries (P37). */
export interface AppendEntriesRequest {
  readonly type: 'AppendEntriesRequest';
  readonly term: number;
  readonly leaderId: ServerId;
  readonly prevLogIndex: number;
  readonly prevLogTerm: number;
  readonly entries: EntryRange;
  readonly leaderCommit: number;
  /** P130: the round that it belongs to; absent where no reads ask for rounds. */
  readonly round?: number | undefined;
}

/** P44: what a follower tells about the place where the logs differ. `term` is null when its log is too short. */
export interface ConflictHint {
  readonly term: number | null;
  /** The first index that the follower stores for `term`; or its last index + 1 when its log is too short. */
  readonly index: number;
}

/** P29. `matchIndex` is prevLogIndex + number of entries on success, 0 on failure. */
export interface AppendEntriesResponse {
  readonly type: 'AppendEntriesResponse';
  readonly term: number;
  readonly success: boolean;
  readonly matchIndex: number;
  /** The prevLogIndex that is answered, so that the leader can tell a stale rejection from a fresh one (P43). */
  readonly prevLogIndex: number;
  readonly conflict: ConflictHint | null;
  /** P130: as in the request. */
  readonly round?: number | undefined;
}

/** P131: a follower asks for an index whose entry a read has to see; `lease` where the leader's lease will do (P132). */
export interface ReadIndexRequest {
  readonly type: 'ReadIndexRequest';
  readonly term: number;
  readonly read: RequestTag;
  readonly lease: boolean;
}

/** P131. `readIndex` is null when the server that was asked does not lead. */
export interface ReadIndexResponse {
  readonly type: 'ReadIndexResponse';
  readonly term: number;
  readonly read: RequestTag;
  readonly readIndex: number | null;
}

/** P113 (T-Fig 5.3): a chunk of a snapshot, from `offset` on. `lastConfig` comes with the first one only. */
export interface InstallSnapshotRequest {
  readonly type: 'InstallSnapshotRequest';
  readonly term: number;
  readonly leaderId: ServerId;
  readonly lastIndex: number;
  readonly lastTerm: number;
  readonly lastConfig: Configuration | null;
  readonly offset: number;
  readonly data: SnapshotPart;
  readonly done: boolean;
}

/**
 * P113. Besides the term it says which chunk of which snapshot it answers, and what the receiver has: so that a leader
 * can tell a stale answer from a fresh one, and go on where the receiver is.
 */
export interface InstallSnapshotResponse {
  readonly type: 'InstallSnapshotResponse';
  readonly term: number;
  readonly lastIndex: number;
  /** The offset that is answered. */
  readonly offset: number;
  /** Up to where the receiver has the snapshot: the offset that it needs next. */
  readonly received: number;
  /** lastIndex once the receiver holds all that the snapshot covers, else 0. */
  readonly matchIndex: number;
}

/** P80, P85: a leader tells the target of a transfer to stand, as long as its log ends where the leader's does. */
export interface TimeoutNowRequest {
  readonly type: 'TimeoutNowRequest';
  readonly term: number;
  readonly leaderId: ServerId;
  readonly lastLogIndex: number;
}

export type Message =
  | RequestVoteRequest
  | RequestVoteResponse
  | PreVoteRequest
  | PreVoteResponse
  | AppendEntriesRequest
  | AppendEntriesResponse
  | InstallSnapshotRequest
  | InstallSnapshotResponse
  | TimeoutNowRequest
  | ReadIndexRequest
  | ReadIndexResponse;
