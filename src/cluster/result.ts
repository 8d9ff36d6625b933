import type { Value } from '../raft/command.ts';

/** What a client gets back for an applied operation. */
export type Result =
  | { readonly ok: true; readonly value: Value | null }
  | { readonly ok: false; readonly error: 'notANumber' | 'compareFailed' | 'sessionExpired' };
