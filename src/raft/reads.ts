import type { Command, RequestTag } from './command.ts';
import type { ServerId } from './server-id.ts';

/** How a read is served: as an entry of the log (P129), or directly, from the machine of a server. */
export type ReadMode = 'log' | 'readIndex' | 'lease' | 'local';
/** The ways that leave no entry: a confirmed readIndex (P130), a lease (P132), or whatever the server holds (P134). */
export type DirectRead = Exclude<ReadMode, 'log'>;

/** Who waits for a read: a client, or a follower that asks its leader for a readIndex (P131). */
export type ReadAsker =
  | {
      readonly type: 'client';
      readonly command: Command;
      /** P133: what the client has seen already; a server that has applied less waits. */
      readonly minIndex: number;
    }
  | { readonly type: 'server'; readonly id: ServerId };

/** A read that cannot be answered yet. */
export interface WaitingRead {
  readonly asker: ReadAsker;
  /** The client's request; together with the asker it names the read. */
  readonly tag: RequestTag;
  readonly mode: DirectRead;
  /** The leader that vouches for it, in which term: the server itself if it leads. */
  readonly leader: ServerId;
  readonly term: number;
  /** P130 step 2; null until then. */
  readonly readIndex: number | null;
  /** P130 step 3: the round that a majority has to answer; 0 where none is needed. */
  readonly round: number;
  /** Nothing is missing but that the entry at readIndex is applied (step 4). */
  readonly confirmed: boolean;
}

/**
 * P130: rounds of AppendEntries by which a leader learns that it still led when a round began. At most one is open: what
 * is asked in the meantime waits for the next, and shares it. Counted only where reads ask for it.
 */
export interface Rounds {
  /** How many it has begun in its term. Every AppendEntries names the last one, and the answer repeats it. */
  readonly started: number;
  /** When the last one began, by its own clock. */
  readonly startedUs: number;
  /** The last one that a majority has answered. */
  readonly confirmed: number;
  /** By server id: the last round that it has answered. */
  readonly answered: readonly number[];
  /** P132: until when nobody else can lead, by its own clock; 0 while it never had a lease. */
  readonly leaseUntilUs: number;
}

export const NO_READS: readonly WaitingRead[] = [];

export const NO_ROUNDS: Rounds = {
  started: 0,
  startedUs: 0,
  confirmed: 0,
  answered: [],
  leaseUntilUs: 0,
};
