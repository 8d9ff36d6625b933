import type { Configuration } from './configuration.ts';

/**
 * What a log entry can carry. Raft never looks inside an operation: it is data for the state machine. The no-op (P26) and
 * the configuration (P87) are Raft's own.
 */
export type Value = number | string;

export type Operation =
  | { readonly kind: 'set'; readonly key: string; readonly value: Value }
  | { readonly kind: 'get'; readonly key: string }
  | { readonly kind: 'add'; readonly key: string; readonly amount: number }
  | { readonly kind: 'delete'; readonly key: string }
  | { readonly kind: 'cas'; readonly key: string; readonly expected: Value; readonly value: Value }
  /** A named instruction without effect on the key-value contents: the `shl`, `mov`, `ret` of the lecture slides. */
  | { readonly kind: 'run'; readonly name: string };

/** Names a client's request so that its outcome finds the way back, and so that a copy of it is known (P126). */
export type RequestTag = {
  /** The client's address. */
  readonly client: number;
  /** The client's own number of the request: its commands count from 1, what it asks on its own account from 0 down. */
  readonly request: number;
};

/** P125, P127: in which session a command is asked for, and as the how many-th of its client's. */
export type SessionStamp = {
  /** The index of the entry that opened the session. */
  readonly session: number;
  /** The client's own number of the request: the same in every copy of it. */
  readonly sequence: number;
  /** The client has its answers to all requests below this one: their responses may be forgotten. */
  readonly firstUnanswered: number;
};

/** P128: the leader's local clock when it appended the entry; only where sessions expire with time. */
type Timed = {
  readonly leaderUs?: number;
};

export type Command =
  | { readonly kind: 'noop' }
  | { readonly kind: 'configuration'; readonly configuration: Configuration }
  | (Timed & {
      readonly kind: 'client';
      readonly operation: Operation;
      /** Only where the leader scans its log for copies. */
      readonly tag?: RequestTag;
      /** Only where clients have sessions. */
      readonly stamp?: SessionStamp;
    })
  /** RegisterClient (T-Fig 6.1): opens the session whose id is the index of this entry. */
  | (Timed & { readonly kind: 'register' })
  /** Keeps an idle session from expiring. */
  | (Timed & { readonly kind: 'keepAlive'; readonly session: number });

export const NO_OP: Command = { kind: 'noop' };
