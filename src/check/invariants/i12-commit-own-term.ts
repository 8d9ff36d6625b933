import type { Change, Report } from '../change.ts';

/** I12 (P49, P50): when a leader advances commitIndex by counting, the entry there is of its own term. */
export function checkCommitOwnTerm({ was, is, ran }: Change, report: Report): void {
  if (is.role !== 'leader' || !ran || is.commitIndex <= was.commitIndex) return;
  const entryTerm = is.log.termAt(is.commitIndex) ?? null;
  if (entryTerm === is.currentTerm) return;
  const values = { entryTerm, currentTerm: is.currentTerm };
  report(
    { invariant: 'I12', servers: [is.id], values, index: is.commitIndex, term: is.currentTerm },
    `I12:${is.id}:${is.currentTerm}:${is.commitIndex}`,
  );
}
