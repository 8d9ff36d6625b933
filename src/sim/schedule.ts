import { at } from '../base/assert.ts';
import { matchesPredicate, type Plan } from './plan.ts';
import type { PlacedAction } from './types.ts';
import type { ActionsDone } from './world.ts';

/** How far a run is in its plan, and which action comes next. */
export class Schedule<O> {
  /** Whether there is no action at all, so that nobody has to ask. */
  readonly isEmpty: boolean;
  private readonly plan: Plan<O>;
  private timesDone: number;
  private stepsDone: number;
  private readonly matches: number[];
  private readonly taken: boolean[];
  /** Actions placed by an event that has happened, by their place in the plan; they come before everything else. */
  private readonly ready: number[];

  constructor(plan: Plan<O>, done: ActionsDone) {
    this.plan = plan;
    this.isEmpty = plan.byTime.length + plan.byStep.length + plan.byEvent.length === 0;
    this.timesDone = done.byTime;
    this.stepsDone = done.byStep;
    this.matches = plan.byEvent.map((_, index) => done.matches[index] ?? 0);
    this.taken = plan.byEvent.map((_, index) => done.taken[index] ?? false);
    this.ready = done.ready.slice();
  }

  done(): ActionsDone {
    return {
      byTime: this.timesDone,
      byStep: this.stepsDone,
      matches: this.matches.slice(),
      taken: this.taken.slice(),
      ready: this.ready.slice(),
    };
  }

  /** The action that comes before an item due at `nextItemAtUs`, if one does, after `step` steps. */
  next(step: number, nextItemAtUs: number): PlacedAction<O> | null {
    const [first] = this.ready;
    if (first !== undefined) return at(this.plan.byEvent, first);
    const byStep = this.plan.byStep[this.stepsDone];
    if (byStep !== undefined && byStep.place.afterStep <= step) return byStep;
    const byTime = this.plan.byTime[this.timesDone];
    return byTime !== undefined && byTime.place.atUs <= nextItemAtUs ? byTime : null;
  }

  /** The action that `next` gave is taken now. */
  take(placed: PlacedAction<O>): void {
    if (this.ready.length > 0) this.ready.shift();
    else if ('atUs' in placed.place) this.timesDone++;
    else this.stepsDone++;
  }

  /** Whether actions wait for events, so that somebody has to watch them. */
  get watches(): boolean {
    return this.plan.byEvent.length > 0;
  }

  /** Actions placed by an event become ready as soon as that event has happened. */
  watch(events: readonly { readonly server: number | null; readonly fact: unknown }[]): void {
    const { byEvent } = this.plan;
    for (let index = 0; index < byEvent.length; index++) {
      if (this.taken[index] === true) continue;
      const { when } = at(byEvent, index).place;
      for (const event of events) {
        if (!matchesPredicate(when, event.server, event.fact as { type: string })) continue;
        this.matches[index] = (this.matches[index] ?? 0) + 1;
        if (this.matches[index] === when.nth) {
          this.taken[index] = true;
          this.ready.push(index);
        }
      }
    }
  }
}
