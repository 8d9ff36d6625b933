import type { ClusterEnvelope } from '../../cluster/types.ts';
import { type Change, type Report, wonElection } from '../change.ts';
import type { Facts } from '../facts/facts.ts';
import { holds } from '../facts/leaders.ts';
import { promiseBroken } from './promise-broken.ts';

/** I17, at an election: the new leader holds the last entry that a client was told to be done before its term. */
export function checkAcknowledged(change: Change, facts: Facts, report: Report): void {
  if (wonElection(change)) promiseBroken('I17', change.is, facts.acknowledged, report);
}

/**
 * I17, when an "ok" leaves: remembers what it promises, and asks the later leaders that there are already. Only the
 * leader that appended an entry acknowledges it, in the entry's own term, so leaders of later terms are bound; where
 * the leader scans its log it may answer for an older entry, in the term it is in by then (P126).
 */
export function checkAcknowledgement(
  { message, from }: ClusterEnvelope,
  senderTerm: number,
  facts: Facts,
  report: Report,
): void {
  // A direct read acknowledges no entry.
  if (message.type !== 'ClientResponse' || message.status !== 'ok' || message.read !== undefined) return;
  const { index, term: entryTerm } = message;
  const term = facts.sessions === 'scanLog' ? Math.max(senderTerm, entryTerm) : entryTerm;
  if (!facts.acknowledged.add(index, entryTerm, term)) return;
  for (const later of facts.leaders.after(term)) {
    if (holds(later.log, index, entryTerm)) continue;
    const values = { acknowledgedInTerm: term, entryTerm, leaderTermThere: later.log.termAt(index) ?? null };
    report({ invariant: 'I17', servers: [from, later.id], values, index, term: later.term }, `I17:${later.term}`);
  }
}
