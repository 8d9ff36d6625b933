import type { Change, Report } from '../change.ts';
import { sameEntry } from '../facts/entries.ts';
import type { Facts } from '../facts/facts.ts';

/**
 * I3 (T-Fig 3.2), by induction: if (index, term) fixes the entry and the term of the entry before it, everywhere and at
 * all times, then it fixes the whole prefix. So only entries that are new in a log are looked at.
 */
export function checkLogMatching({ is, firstNew }: Change, { entries }: Facts, report: Report): void {
  const { log } = is;
  for (let index = firstNew; index <= log.lastIndex; index++) {
    const entry = log.entryAt(index);
    if (entry === undefined) continue; // A hole is for I9 to report.
    const prevTerm = log.termAt(index - 1) ?? 0;
    const known = entries.find(index, entry.term);
    if (known === null) {
      entries.add(index, entry, prevTerm, is.id);
      continue;
    }
    const same = sameEntry(known.entry, entry);
    if (same && known.prevTerm === prevTerm) continue;
    const values = { sameEntry: same, prevTerm, knownPrevTerm: known.prevTerm };
    report(
      { invariant: 'I3', servers: [is.id, known.holder], values, index, term: entry.term },
      `I3:${index}:${entry.term}:${is.id}`,
    );
  }
}
