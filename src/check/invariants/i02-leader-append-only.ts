import { type Change, lostEntries, type Report, wonElection } from '../change.ts';

/** I2 (T-Fig 3.2): while a server leads a term, and when it wins it, no entry of its log goes or is replaced. */
export function checkLeaderAppendOnly(change: Change, report: Report): void {
  const { is, was, firstNew } = change;
  if (is.role !== 'leader' || !change.ran || !lostEntries(change)) return;
  const values = { lastLogIndexBefore: was.log.lastIndex, lastLogIndex: is.log.lastIndex, won: wonElection(change) };
  report(
    { invariant: 'I2', servers: [is.id], values, index: firstNew, term: is.currentTerm },
    `I2:${is.id}:${is.currentTerm}:${firstNew}`,
  );
}
