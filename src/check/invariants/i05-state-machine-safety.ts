import type { Change, Report } from '../change.ts';
import { sameEntry } from '../facts/entries.ts';
import type { Facts } from '../facts/facts.ts';

/** I5 (T-Fig 3.2): the entry applied at an index is the same on all servers, over restarts too. Looks at new applies. */
export function checkStateMachineSafety({ was, is }: Change, { applied }: Facts, report: Report): void {
  if (is.lastApplied <= was.lastApplied) return;
  let differedBefore = false;
  for (let index = was.lastApplied + 1; index <= is.lastApplied; index++) {
    const entry = is.log.entryAt(index);
    if (entry === undefined) continue;
    const known = applied.at(index);
    if (known === undefined) {
      applied.add(index, entry, is.id);
      continue;
    }
    if (known === null) continue;
    const differs = !sameEntry(known.entry, entry);
    // What comes after a difference differs because of it: the first place is the finding.
    if (differs && !differedBefore) {
      const values = { appliedTerm: entry.term, earlierTerm: known.entry.term };
      const servers = [is.id, known.server];
      report({ invariant: 'I5', servers, values, index, term: entry.term }, `I5:${is.id}:${index}`);
    }
    differedBefore = differs;
  }
}
