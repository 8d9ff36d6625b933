import { CLAUSE_IDS, type ClauseId, clausesOf } from '../cluster/clauses.ts';
import type { TraceEvent } from '../cluster/types.ts';
import type { Timeline } from './timeline.ts';

/** Where a clause was at work. */
export interface ClausePlace {
  readonly step: number;
  readonly i: number;
}

/** Room for the events of a step beside its number, in one number per place. */
const EVENTS = 4096;

/** Where each clause was at work in a run, as far as that has been looked at; it grows with the run. */
export class ClauseTally {
  /** The last step that has been looked at; -1 before the first one. */
  upTo = -1;
  private readonly timeline: Timeline;
  private readonly places: { readonly [C in ClauseId]: number[] };

  constructor(timeline: Timeline) {
    this.timeline = timeline;
    this.places = Object.fromEntries(CLAUSE_IDS.map((id) => [id, []])) as unknown as { [C in ClauseId]: number[] };
  }

  get isComplete(): boolean {
    return this.upTo >= this.timeline.steps;
  }

  /** Looks at so many more steps. */
  extend(steps: number): void {
    const to = Math.min(this.timeline.steps, this.upTo + steps);
    if (to <= this.upTo) return;
    this.timeline.visitEvents(this.upTo + 1, to, (step, events) => this.take(step, events));
    this.upTo = to;
  }

  private take(step: number, events: readonly TraceEvent[]): void {
    for (const event of events) {
      for (const id of clausesOf(event, events)) this.places[id].push(step * EVENTS + event.i);
    }
  }

  count(clause: ClauseId): number {
    return this.places[clause].length;
  }

  /** How many of them come before a step. */
  before(clause: ClauseId, step: number): number {
    const places = this.places[clause];
    let [low, high] = [0, places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle] ?? 0) < step * EVENTS) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Some of them, in their order. */
  slice(clause: ClauseId, from: number, to: number): readonly ClausePlace[] {
    return this.places[clause]
      .slice(from, to)
      .map((place) => ({ step: Math.floor(place / EVENTS), i: place % EVENTS }));
  }
}
