import type { EntryRange } from './log.ts';
import type { ServerId } from './messages.ts';
import type { Leader } from './server.ts';
import { note, send, sendEarly, type Turn } from './turn.ts';

/**
 * P29, P41: AppendEntries with these entries, or none. P7: with `parallelLeaderWrite` it leaves while the leader still
 * writes, but never before the vote that the leader gave itself is durable: one that forgot it could lead the same term
 * again, with another log.
 */
export function sendEntries(turn: Turn, follower: ServerId, entries: EntryRange): void {
  const leader = turn.server as Leader;
  const { first: firstIndex, count } = entries;
  const prevLogIndex = firstIndex - 1;
  if (count > 0 && turn.config.explain) note(turn, () => ({ type: 'BatchSent', follower, firstIndex, count }));
  const request = {
    type: 'AppendEntriesRequest',
    term: leader.currentTerm,
    leaderId: leader.id,
    prevLogIndex,
    prevLogTerm: leader.log.termAt(prevLogIndex) ?? 0,
    entries,
    leaderCommit: leader.commitIndex,
    round: leader.rounds.started === 0 ? undefined : leader.rounds.started,
  } as const;
  const early = turn.config.parallelLeaderWrite && leader.votesGranted.includes(leader.id);
  if (early) sendEarly(turn, follower, request, 'atOnce');
  else send(turn, follower, request);
}
