import type { Decision } from '../raft/rules.ts';

/** A command that its session kept from running. */
interface Filtered {
  readonly index: number;
  readonly session: number;
  readonly sequence: number;
  readonly decision: Decision;
}

/** What happens to sessions in the machine of a server (P125 to P128). */
export type SessionNote =
  | { readonly type: 'SessionOpened'; readonly session: number }
  | { readonly type: 'SessionExpired'; readonly session: number; readonly decision: Decision }
  | (Filtered & { readonly type: 'CopyFiltered' })
  | (Filtered & { readonly type: 'CommandExpired' });
