import { at } from '../base/assert.ts';
import type { ClusterAction } from '../cluster/types.ts';
import type { Scenario } from '../scenario/types.ts';
import type { Place } from '../sim/types.ts';
import type { Branch, Cursor, Source } from './types.ts';

/** What undo brings back: timelines are never changed by going elsewhere, so references are enough. */
export interface Snapshot {
  readonly scenario: Scenario;
  readonly source: Source;
  readonly branches: readonly Branch[];
  readonly branchId: number;
  readonly cursor: Cursor;
}

/** The same session on another branch, where it was left; null when there is nothing to change. */
export function onBranch(now: Snapshot, id: number): Snapshot | null {
  const target = now.branches.find((branch) => branch.id === id);
  if (target === undefined || id === now.branchId) return null;
  const branches = now.branches.map((branch) =>
    branch.id === now.branchId ? { ...branch, cursor: now.cursor } : branch,
  );
  return { ...now, branches, branchId: id, cursor: target.cursor };
}

/**
 * Actions belong right after the cursor's step or, if the cursor stands between two steps, at its time. Where a
 * future was already played or planned, that future stays on its branch and the actions start a new one.
 */
export function afterActions(
  now: Snapshot,
  actions: readonly ClusterAction[],
  nameOf: (count: number) => string,
): Snapshot {
  const branch = branchOf(now);
  const { timeline } = branch;
  const { step, atUs } = now.cursor;
  const place: Place = atUs > timeline.index.atUs(step) ? { atUs } : { afterStep: step };
  const next = timeline.branch(
    step,
    actions.map((action) => ({ place, action })),
  );
  const last = step + actions.length;
  next.extendTo({ steps: last });
  const cursor: Cursor = { step: last, atUs: Math.max(atUs, next.index.atUs(last)) };
  const planned = timeline.spec.actions.length > timeline.actionsUntil(step).length;
  if (timeline.steps === step && !planned) {
    const branches = now.branches.map((other) => (other === branch ? { ...branch, timeline: next } : other));
    return { ...now, branches, cursor };
  }
  const name = nameOf(now.branches.length + 1);
  return withBranch(now, { timeline: next, forkStep: step, name, cursor });
}

export function branchOf(now: Snapshot): Branch {
  return now.branches.find(({ id }) => id === now.branchId) ?? at(now.branches, 0);
}

/** The session with a new branch of the current one, which is on show. */
export function withBranch(now: Snapshot, fresh: Omit<Branch, 'id' | 'parent'>): Snapshot {
  const id = Math.max(...now.branches.map((other) => other.id)) + 1;
  const left = now.branches.map((other) => (other.id === now.branchId ? { ...other, cursor: now.cursor } : other));
  const branches = [...left, { ...fresh, id, parent: now.branchId }];
  return { ...now, branches, branchId: id, cursor: fresh.cursor };
}

/** The branches but one; what left it leaves its parent now, no later than it did. */
export function without(branches: readonly Branch[], id: number): readonly Branch[] {
  const gone = branches.find((branch) => branch.id === id);
  if (gone === undefined) return branches;
  const { parent, forkStep } = gone;
  return branches
    .filter((branch) => branch !== gone)
    .map((branch) =>
      branch.parent === id ? { ...branch, parent, forkStep: Math.min(forkStep, branch.forkStep) } : branch,
    );
}
