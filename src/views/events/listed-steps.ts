import { Mark, type MarkName } from '../../timeline/step-index.ts';
import type { Timeline } from '../../timeline/timeline.ts';

export type StepFilter = 'all' | MarkName;

/** The steps that a list shows, in order, without holding all of them. */
export interface ListedSteps {
  readonly count: number;
  /** The step at a place of the list, from 0. */
  readonly at: (place: number) => number;
  /** The place of a step, or of the last listed one before it; -1 when there is none. */
  readonly placeOf: (step: number) => number;
}

/** How many steps of a kind are listed before the cursor and after it: what lies further off is a jump away. */
const AROUND = 2000;

/** The marks of several kinds in one number. */
export function marksOf(kinds: readonly MarkName[]): number {
  return kinds.reduce((marks, kind) => marks | Mark[kind], 0);
}

function filtered(timeline: Timeline, kind: MarkName, cursor: number): ListedSteps {
  const steps: number[] = [];
  let step = timeline.nearest(cursor + 1, [kind], -1);
  while (step !== null && steps.length < AROUND) {
    steps.unshift(step);
    step = timeline.nearest(step, [kind], -1);
  }
  step = timeline.nearest(cursor, [kind], 1);
  for (let more = 0; step !== null && more < AROUND; more++) {
    steps.push(step);
    step = timeline.nearest(step, [kind], 1);
  }
  return {
    count: steps.length,
    at: (place) => steps[place] ?? 0,
    placeOf: (wanted) => {
      let place = -1;
      for (let index = 0; index < steps.length && (steps[index] ?? 0) <= wanted; index++) place = index;
      return place;
    },
  };
}

/** All steps `played` so far, or those of one kind around the cursor. */
export function listedSteps(timeline: Timeline, filter: StepFilter, cursor: number, played: number): ListedSteps {
  if (filter !== 'all') return filtered(timeline, filter, cursor);
  return { count: played + 1, at: (place) => place, placeOf: (step) => step };
}
