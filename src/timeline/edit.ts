import { assert } from '../base/assert.ts';
import type { ClusterPlacedAction } from '../cluster/types.ts';
import type { Timeline } from './timeline.ts';

/** An action of a run's list, and the step in which it was taken; null when it was not (yet). */
export interface Planned {
  readonly placed: ClusterPlacedAction;
  readonly step: number | null;
}

/** All that was done in a run, in the order in which it came about; then what is off or still to come. */
export function plannedIn(timeline: Timeline): Planned[] {
  const stepOf = new Map(timeline.deeds.map(({ action, step }) => [action, step]));
  const all = timeline.spec.actions.map((placed) => ({ placed, step: stepOf.get(placed.action) ?? null }));
  const place = ({ placed, step }: Planned): number => step ?? landsAt(timeline, placed) ?? Infinity;
  return all.sort((a, b) => {
    const [one, other] = [place(a), place(b)];
    return one === other ? 0 : one - other;
  });
}

export interface Edited {
  readonly timeline: Timeline;
  /** Up to here the two runs are one. */
  readonly sharedStep: number;
}

/**
 * The run with one of its actions done otherwise: `by` stands instead of it; nothing, if it is empty. Everything else that
 * was done stays. What was done by step number later on is done at the time at which it was, as in another run the same
 * number is another moment.
 */
export function edited(timeline: Timeline, target: ClusterPlacedAction, by: readonly ClusterPlacedAction[]): Edited {
  assert(timeline.spec.actions.includes(target), 'the action is one of this run');
  const stepOf = new Map(timeline.deeds.map(({ action, step }) => [action, step]));
  const taken = stepOf.get(target.action);
  const marks = by.filter(({ off }) => off !== true).map((placed) => sharedWith(timeline, placed));
  if (target.off !== true) marks.push(taken === undefined ? sharedWith(timeline, target) : taken - 1);
  const sharedStep = Math.min(timeline.steps, ...marks);
  const actions = timeline.spec.actions.flatMap((placed) => {
    if (placed === target) return by;
    const isShared = (stepOf.get(placed.action) ?? Infinity) <= sharedStep;
    return [isShared ? placed : byTime(timeline, placed, sharedStep)];
  });
  return { timeline: timeline.follow(sharedStep, actions), sharedStep };
}

/** The last step that is the same with this action and without it, if it is not known when it is taken. */
function sharedWith(timeline: Timeline, placed: ClusterPlacedAction): number {
  // Where an event would first match is not known without playing, so nothing is shared.
  return landsAt(timeline, placed) ?? 0;
}

/** After which step an action would be taken that is placed by time or step; null when it waits for an event. */
function landsAt(timeline: Timeline, { place }: ClusterPlacedAction): number | null {
  if ('when' in place) return null;
  if ('afterStep' in place) return place.afterStep;
  return place.atUs <= 0 ? 0 : timeline.index.stepAt(place.atUs - 1);
}

/** Right after a step is a microsecond after its time: a place by time comes before what happens then. */
function byTime(timeline: Timeline, placed: ClusterPlacedAction, sharedStep: number): ClusterPlacedAction {
  const { place } = placed;
  if (!('afterStep' in place) || place.afterStep <= sharedStep || place.afterStep > timeline.steps) return placed;
  return { ...placed, place: { atUs: timeline.index.atUs(place.afterStep) + 1 } };
}
