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

export type Command =
  | { readonly kind: 'noop' }
  | { readonly kind: 'client'; readonly operation: Operation }
  | { readonly kind: 'configuration'; readonly configuration: Configuration };

export const NO_OP: Command = { kind: 'noop' };
