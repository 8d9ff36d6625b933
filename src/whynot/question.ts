import type { ServerId } from '../raft/messages.ts';
import type { Address } from '../sim/types.ts';

/** Something that has not happened, as a person can point at it. */
export type Question =
  /** The entry is not committed. */
  | { readonly kind: 'commit'; readonly index: number; readonly term: number }
  /** The server does not lead. */
  | { readonly kind: 'lead'; readonly server: ServerId }
  | { readonly kind: 'anyLeader' }
  /** The server did not become a candidate. */
  | { readonly kind: 'stand'; readonly server: ServerId }
  /** The voter has not given its vote to this server. */
  | { readonly kind: 'vote'; readonly voter: ServerId; readonly candidate: ServerId }
  /** The server has not got the entry. */
  | { readonly kind: 'store'; readonly server: ServerId; readonly index: number; readonly term: number }
  /** The server has not applied the entry. */
  | { readonly kind: 'apply'; readonly server: ServerId; readonly index: number; readonly term: number }
  /** The client has no answer. */
  | { readonly kind: 'answer'; readonly client: Address; readonly request: number };
