/**
 * What a log entry can carry. Raft never looks inside an operation: it is data for the state machine. The no-op is
 * Raft's own (P26). Configuration entries will be further members of `Command`.
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

/** Names a client's request so that its outcome finds the way back. Raft never looks inside. */
export interface RequestTag {
  /** The client's address. */
  readonly client: number;
  /** The client's own number of the request, from 1. */
  readonly request: number;
}

export type Command = { readonly kind: 'noop' } | { readonly kind: 'client'; readonly operation: Operation };

export const NO_OP: Command = { kind: 'noop' };
