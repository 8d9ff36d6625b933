import { type ClaimKey, type Condition, missingOf } from './condition.ts';

/** Out of reach: not to be had by anything that can be done now. */
export const NEVER = 1000;

/** How far away a condition is that does not hold: what is a matter of a moment counts least. */
const EFFORTS: Partial<Record<ClaimKey, number>> = {
  voteArrived: 0,
  arrived: 0,
  ownVote: 0,
  written: 0,
  running: 1,
  linked: 1,
  timerOut: 1,
  noContact: 3,
  termNotOlder: 5,
  voteFree: NEVER,
  upToDate: NEVER,
  mayStand: NEVER,
  isSentTo: NEVER,
};

/** How far away all of these are together; a condition that has parts is as far away as they are. */
export function effortOf(conditions: readonly Condition[]): number {
  let effort = 0;
  for (const { claim, parts } of missingOf(conditions)) {
    effort += EFFORTS[claim.key] ?? (parts.length === 0 ? NEVER : effortOf(parts));
  }
  return effort;
}

/** The fewest of `parts`, the nearest first, after which `isEnough` is true; null when all that can be had are too few. */
export function chooseNearest<P>(
  parts: readonly { readonly id: P; readonly effort: number }[],
  isEnough: (chosen: readonly P[]) => boolean,
): readonly P[] | null {
  const nearest = parts.filter(({ effort }) => effort < NEVER).sort((a, b) => a.effort - b.effort);
  const chosen: P[] = [];
  for (const { id } of nearest) {
    if (isEnough(chosen)) break;
    chosen.push(id);
  }
  if (!isEnough(chosen)) return null;
  // With two halves the nearest ones may all be of one of them: whoever is not needed goes again, the farthest first.
  let needed: readonly P[] = chosen;
  for (const id of chosen.slice().reverse()) {
    const fewer = needed.filter((other) => other !== id);
    if (isEnough(fewer)) needed = fewer;
  }
  return needed;
}
