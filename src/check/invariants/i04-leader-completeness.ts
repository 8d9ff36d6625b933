import { type Change, type Report, wonElection } from '../change.ts';
import type { Facts } from '../facts/facts.ts';
import { holds } from '../facts/leaders.ts';
import { promiseBroken } from './promise-broken.ts';

/**
 * I4 (T-Fig 3.2): what is committed in a term is in the log of every leader of a later term. Asked when a leader is
 * elected, of the last entry committed before its term; and when an entry commits, of the later leaders there are
 * already (a deposed leader may commit after its successor was elected).
 */
export function checkLeaderCompleteness(change: Change, facts: Facts, report: Report): void {
  const { was, is } = change;
  if (wonElection(change)) promiseBroken('I4', is, facts.committed, report);
  if (!change.ran || is.commitIndex <= was.commitIndex) return;
  const index = is.commitIndex;
  const entryTerm = is.log.termAt(index);
  if (entryTerm === undefined || !facts.committed.add(index, entryTerm, is.currentTerm)) return;
  for (const later of facts.leaders.after(is.currentTerm)) {
    if (holds(later.log, index, entryTerm)) continue;
    const values = { committedInTerm: is.currentTerm, entryTerm, leaderTermThere: later.log.termAt(index) ?? null };
    report({ invariant: 'I4', servers: [is.id, later.id], values, index, term: later.term }, `I4:${later.term}`);
  }
}
