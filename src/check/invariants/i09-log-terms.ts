import type { Change, Report } from '../change.ts';

/** I9: terms in a log never decrease, no index is missing, and no entry is newer than currentTerm. New entries only. */
export function checkLogTerms({ is, firstNew }: Change, report: Report): void {
  const { log, currentTerm, id } = is;
  for (let index = firstNew; index <= log.lastIndex; index++) {
    const term = log.termAt(index) ?? null;
    const prevTerm = log.termAt(index - 1) ?? 0;
    if (term !== null && term >= prevTerm && term <= currentTerm) continue;
    const values = { entryTerm: term, prevTerm, currentTerm };
    report({ invariant: 'I9', servers: [id], values, index, term: term ?? 0 }, `I9:${id}:${index}:${term ?? 0}`);
  }
}
