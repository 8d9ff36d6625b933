import type { Configuration } from './configuration.ts';
import type { ServerId } from './server-id.ts';

/** What a state machine is at one moment, sessions and all. Raft never looks inside: it knows how many items there are. */
export interface SnapshotData {
  readonly size: number;
  readonly contents: unknown;
}

/** P109: everything up to the entry (lastIndex, lastTerm), as one state. Immutable. */
export interface Snapshot {
  readonly lastIndex: number;
  readonly lastTerm: number;
  /** As of lastIndex. */
  readonly configuration: Configuration;
  readonly data: SnapshotData;
}

/** Items `offset` .. `offset + count - 1` of a snapshot, without copying them. */
export interface SnapshotPart {
  readonly data: SnapshotData;
  readonly offset: number;
  readonly count: number;
}

/** P113: a snapshot that has not arrived as a whole: the first `received` items of it. */
export interface PartialSnapshot {
  readonly leaderId: ServerId;
  readonly snapshot: Snapshot;
  readonly received: number;
}

/** P112: how far a snapshot has been sent to a follower: everything before `offset` has arrived. */
export interface Installing {
  readonly snapshot: Snapshot;
  readonly offset: number;
}

export const NO_INSTALLING: readonly (Installing | null)[] = [];
