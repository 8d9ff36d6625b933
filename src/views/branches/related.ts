import type { Branch } from '../../store/types.ts';
import { partingOf } from '../../timeline/parting.ts';

/** Up to which step two branches are known to be one: where the way from one to the other turns. */
function sharedSteps(branches: readonly Branch[], one: Branch, other: Branch): number {
  const way = wayUp(branches, one);
  let least = Infinity;
  for (const branch of wayUp(branches, other)) {
    const place = way.indexOf(branch);
    if (place >= 0) return Math.min(least, ...way.slice(0, place).map(({ forkStep }) => forkStep));
    least = Math.min(least, branch.forkStep);
  }
  return 0;
}

/** The branch, the one it left, and so on to the root. */
function wayUp(branches: readonly Branch[], from: Branch): Branch[] {
  const way = [from];
  for (let parent = from.parent; parent !== null; ) {
    const branch = branches.find(({ id }) => id === parent);
    if (branch === undefined) break;
    way.push(branch);
    parent = branch.parent;
  }
  return way;
}

/** The first event that two branches do not share; null when what was played of them is the same. */
export function partingStep(branches: readonly Branch[], one: Branch, other: Branch): number | null {
  const shared = sharedSteps(branches, one, other);
  return partingOf(one.timeline, other.timeline, Math.min(shared, one.timeline.steps, other.timeline.steps));
}
