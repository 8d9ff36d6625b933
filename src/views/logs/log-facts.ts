import type { ServerMember, World } from '../../cluster/types.ts';
import type { Entry, Log } from '../../raft/log.ts';
import type { Leader } from '../../raft/server.ts';
import type { Address } from '../../sim/types.ts';
import type { Selection } from '../../store/types.ts';

/** A server as its row shows it. */
export interface RowFacts {
  readonly address: Address;
  readonly member: ServerMember;
  readonly isUp: boolean;
  readonly disk: Log;
}

export function rowsOf(world: World): RowFacts[] {
  return world.hosts.flatMap(({ address, state, up, disk }) =>
    state.kind === 'server' ? [{ address, member: state, isUp: up, disk: disk?.log ?? state.raft.log }] : [],
  );
}

/** What is committed in fact: the log that vouches for it, and up to where. */
export interface CommittedFact {
  readonly log: Log;
  readonly index: number;
}

/** Whether the entry of this term at this index can no longer vanish. */
export function isCommitted(fact: CommittedFact | null, index: number, term: number): boolean {
  return fact !== null && index <= fact.index && fact.log.termAt(index) === term;
}

/** On how many disks the last committed entry lies. */
export function storedBy(fact: CommittedFact, rows: readonly RowFacts[]): number {
  const term = fact.log.termAt(fact.index);
  return rows.filter(({ disk }) => disk.termAt(fact.index) === term).length;
}

/** The leader whose view is shown: the selected one, else the one of the highest term that is up. */
export function leaderIn(rows: readonly RowFacts[], selection: Selection | null): Leader | null {
  let best: Leader | null = null;
  for (const { member, isUp, address } of rows) {
    const { raft } = member;
    if (!isUp || raft.role !== 'leader') continue;
    if (selection?.kind === 'server' && selection.id === address) return raft;
    if (best === null || raft.currentTerm > best.currentTerm) best = raft;
  }
  return best;
}

/** The log that the others are measured by: the leader's, else the most up-to-date one (P21). */
export function referenceLog(rows: readonly RowFacts[], leader: Leader | null): Log | null {
  if (leader !== null) return leader.log;
  let best: Log | null = null;
  for (const { member } of rows) {
    const { log } = member.raft;
    const isNewer = log.lastTerm > (best?.lastTerm ?? 0);
    if (best === null || isNewer || (log.lastTerm === best.lastTerm && log.lastIndex > best.lastIndex)) best = log;
  }
  return best;
}

/** The first index at which a log holds another term than the reference; null where they agree as far as both go. */
export function conflictWith(log: Log, reference: Log | null): number | null {
  if (reference === null || reference === log) return null;
  let index = Math.min(log.lastIndex, reference.lastIndex);
  const shared = Math.max(log.baseIndex, reference.baseIndex);
  if (index <= shared || log.termAt(index) === reference.termAt(index)) return null;
  // Where index and term agree, everything before agrees too (I3), so the last agreement is the border.
  while (index > shared && log.termAt(index) !== reference.termAt(index)) index--;
  return index + 1;
}

/** Entries that the step on show removed from a log, still to be seen as ghosts. */
export interface Removed {
  readonly address: Address;
  readonly fromIndex: number;
  readonly entries: readonly Entry[];
}
