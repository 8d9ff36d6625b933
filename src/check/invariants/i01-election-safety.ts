import { type Change, type Report, wonElection } from '../change.ts';
import type { Facts } from '../facts/facts.ts';

/** I1 (T-Fig 3.2): at most one leader per term, ever. Looks at elections only; remembers who led which term. */
export function checkElectionSafety(change: Change, { leaders }: Facts, report: Report): void {
  if (!wonElection(change)) return;
  const { id, currentTerm: term, log } = change.is;
  const earlier = leaders.of(term);
  leaders.add({ term, id, log });
  if (earlier === undefined) return;
  report(
    { invariant: 'I1', servers: [id, earlier.id], values: { leader: id, earlierLeader: earlier.id }, term },
    `I1:${term}:${id}`,
  );
}
