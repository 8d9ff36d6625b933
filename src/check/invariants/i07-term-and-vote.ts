import type { ServerId } from '../../raft/messages.ts';
import type { Change, Report } from '../change.ts';
import type { Facts } from '../facts/facts.ts';

interface TermAndVote {
  readonly currentTerm: number;
  readonly votedFor: ServerId | null;
}

/**
 * I7: currentTerm never decreases and votedFor is set at most once per term: in memory while the server runs, on disk
 * for ever, and memory starts from the disk. Votes that were on disk are remembered, because a wiped disk forgets them.
 */
export function checkTermAndVote(change: Change, { votes }: Facts, report: Report): void {
  const { before, after, was, is } = change;
  if (change.ran) compare('memory', is.id, was, is, report);
  else if (after.disk !== null) compareStart(is.id, after.disk, is, report);
  const { disk } = after;
  if (disk === before.disk || disk === null || before.disk === null) return;
  compare('disk', is.id, before.disk, disk, report);
  if (disk.votedFor === null) return;
  const other = votes.other(is.id, disk.currentTerm, disk.votedFor);
  votes.add(is.id, disk.currentTerm, disk.votedFor);
  if (other !== null) voteChanged('disk', is.id, disk.currentTerm, other, disk.votedFor, report);
}

function compare(where: string, id: ServerId, was: TermAndVote, is: TermAndVote, report: Report): void {
  if (is.currentTerm === was.currentTerm) {
    if (was.votedFor !== null && is.votedFor !== was.votedFor) {
      voteChanged(where, id, is.currentTerm, was.votedFor, is.votedFor, report);
    }
  } else if (is.currentTerm < was.currentTerm) {
    const values = { where, currentTermBefore: was.currentTerm, currentTerm: is.currentTerm };
    report({ invariant: 'I7', servers: [id], values, term: is.currentTerm }, `I7:${id}:${was.currentTerm}:back`);
  }
}

function compareStart(id: ServerId, disk: TermAndVote, memory: TermAndVote, report: Report): void {
  if (memory.currentTerm === disk.currentTerm && memory.votedFor === disk.votedFor) return;
  if (memory.currentTerm !== disk.currentTerm) compare('restart', id, disk, memory, report);
  else voteChanged('restart', id, disk.currentTerm, disk.votedFor, memory.votedFor, report);
}

function voteChanged(
  where: string,
  id: ServerId,
  term: number,
  votedForBefore: ServerId | null,
  votedFor: ServerId | null,
  report: Report,
): void {
  // Memory and disk show the same change one after the other: one finding per server and term.
  const values = { where, votedForBefore, votedFor };
  report({ invariant: 'I7', servers: [id], values, term }, `I7:${id}:${term}:vote`);
}
