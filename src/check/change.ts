import type { ClusterHost } from '../cluster/types.ts';
import type { Log } from '../raft/log.ts';
import type { Server } from '../raft/server.ts';
import type { Violation } from './violation.ts';

/** What one step did to one server: what the invariants look at. */
export interface Change {
  readonly before: ClusterHost;
  readonly after: ClusterHost;
  readonly was: Server;
  readonly is: Server;
  /** Whether the server ran all through the step: no crash, no restart. Only then is its volatile state continuous. */
  readonly ran: boolean;
  /** The first index above the snapshot at which the log differs from the one before; lastIndex + 1 when it does not. */
  readonly firstNew: number;
  /** The other hosts, as they are now. */
  readonly hosts: readonly ClusterHost[];
}

export type Finding = Omit<Violation, 'step' | 'atUs'>;

/** Takes what an invariant found; `key` names it for as long as the run lasts, so that it is reported once. */
export type Report = (finding: Finding, key: string) => void;

/**
 * Logs share the entries that they have in common, and a step replaces a tail only, so the first entry from the end
 * that is the very same object ends the search: its cost is the number of entries removed or replaced.
 */
export function firstDifference(was: Log, is: Log): number {
  const shorter = Math.min(was.lastIndex, is.lastIndex);
  if (was === is) return shorter + 1;
  const base = Math.max(was.baseIndex, is.baseIndex);
  let index = shorter;
  while (index > base && was.entryAt(index) !== is.entryAt(index)) index--;
  return Math.max(index, is.baseIndex) + 1;
}

/** Whether the step removed or replaced entries that the server had. */
export function lostEntries({ was, firstNew }: Change): boolean {
  return firstNew <= was.log.lastIndex;
}

/** Whether the server won an election in this step. */
export function wonElection({ was, is }: Change): boolean {
  return is.role === 'leader' && (was.role !== 'leader' || was.currentTerm !== is.currentTerm);
}
