import type { EntryRange } from './log.ts';
import type { ServerId } from './server-id.ts';

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

/** P29 (T-Fig 3.1). A heartbeat is one without entries (P37). */
export interface AppendEntriesRequest {
  readonly type: 'AppendEntriesRequest';
  readonly term: number;
  readonly leaderId: ServerId;
  readonly prevLogIndex: number;
  readonly prevLogTerm: number;
  readonly entries: EntryRange;
  readonly leaderCommit: number;
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
  | AppendEntriesRequest
  | AppendEntriesResponse
  | TimeoutNowRequest;
