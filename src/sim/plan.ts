import type { Place, PlacedAction, Predicate } from './types.ts';
import type { ActionsDone } from './world.ts';

/** A list of actions, sorted once by how they are placed. Order among equals is the order of the list. */
export interface Plan<O> {
  readonly byTime: readonly (PlacedAction<O> & { readonly place: { readonly atUs: number } })[];
  readonly byStep: readonly (PlacedAction<O> & { readonly place: { readonly afterStep: number } })[];
  readonly byEvent: readonly (PlacedAction<O> & { readonly place: { readonly when: Predicate } })[];
}

function isPlaced<O, P extends Place>(placed: PlacedAction<O>, key: string): placed is PlacedAction<O> & { place: P } {
  return key in placed.place;
}

/** What is off is in no plan. */
export function planOf<O>(all: readonly PlacedAction<O>[]): Plan<O> {
  const actions = all.filter(({ off }) => off !== true);
  return {
    byTime: actions
      .filter((placed) => isPlaced<O, { atUs: number }>(placed, 'atUs'))
      .sort((a, b) => a.place.atUs - b.place.atUs),
    byStep: actions
      .filter((placed) => isPlaced<O, { afterStep: number }>(placed, 'afterStep'))
      .sort((a, b) => a.place.afterStep - b.place.afterStep),
    byEvent: actions.filter((placed) => isPlaced<O, { when: Predicate }>(placed, 'when')),
  };
}

/** Whether an event is one of those that a predicate means. Compares the named fields of the fact, nothing else. */
export function matchesPredicate(
  predicate: Predicate,
  server: number | null,
  fact: { readonly type: string },
): boolean {
  if (fact.type !== predicate.type) return false;
  if (predicate.server !== null && predicate.server !== server) return false;
  const fields = fact as unknown as { readonly [name: string]: unknown };
  return Object.keys(predicate.fields).every((name) => fields[name] === predicate.fields[name]);
}

/** The actions that a run has taken by now, in the order of the plan's lists. */
export function takenActions<O>(plan: Plan<O>, done: ActionsDone): PlacedAction<O>[] {
  return [
    ...plan.byTime.slice(0, done.byTime),
    ...plan.byStep.slice(0, done.byStep),
    ...plan.byEvent.filter((_, index) => done.taken[index] === true && !done.ready.includes(index)),
  ];
}

/** How far a plan is done that consists of taken actions, all of them, and of others that are still to come. */
export function doneOf<O>(plan: Plan<O>, taken: readonly PlacedAction<O>[]): ActionsDone {
  const isTaken = new Set(taken);
  const count = (list: readonly PlacedAction<O>[]): number => list.filter((placed) => isTaken.has(placed)).length;
  return {
    byTime: count(plan.byTime),
    byStep: count(plan.byStep),
    matches: plan.byEvent.map((placed) => (isTaken.has(placed) ? placed.place.when.nth : 0)),
    taken: plan.byEvent.map((placed) => isTaken.has(placed)),
    ready: [],
  };
}
