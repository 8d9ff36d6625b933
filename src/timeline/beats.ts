import type { TraceEvent } from '../cluster/types.ts';
import { matchesPredicate } from '../sim/plan.ts';
import type { Place } from '../sim/types.ts';
import type { Timeline } from './timeline.ts';

/** Where a beat stops a run: right after a step, or at a time between two. */
export interface Stop {
  readonly beat: number;
  readonly step: number;
  readonly atUs: number;
}

/** Further than this nobody looks for events that beats wait for: a scene is a story, not a day. */
const SEARCHED_STEPS = 20_000;

function comesBefore(a: { step: number; atUs: number }, b: { step: number; atUs: number }): boolean {
  return a.step !== b.step ? a.step < b.step : a.atUs < b.atUs;
}

/** Finds the places of beats in a run as far as it was played, in the order of the run. */
export class BeatFinder {
  private readonly timeline: Timeline;
  private readonly places: readonly Place[];
  private readonly matches: number[];
  private readonly stops = new Map<number, Stop>();
  private searched = -1;

  constructor(timeline: Timeline, places: readonly Place[]) {
    this.timeline = timeline;
    this.places = places;
    this.matches = places.map(() => 0);
  }

  /** The first stop after a position, or the last one before it; null when there is none in what was played. */
  nearest(from: { step: number; atUs: number }, direction: 1 | -1): Stop | null {
    const sorted = this.all();
    if (direction === 1) return sorted.find((stop) => comesBefore(from, stop)) ?? null;
    return sorted.filter((stop) => comesBefore(stop, from)).pop() ?? null;
  }

  /** The beat whose stop is exactly here. */
  at(position: { step: number; atUs: number }): number | null {
    const here = this.all().find((stop) => stop.step === position.step && stop.atUs === position.atUs);
    return here?.beat ?? null;
  }

  /** All stops in what was played. */
  all(): readonly Stop[] {
    this.search();
    return [...this.stops.values()].sort((a, b) => a.step - b.step || a.atUs - b.atUs || a.beat - b.beat);
  }

  private search(): void {
    const { timeline } = this;
    this.places.forEach((place, beat) => {
      if (!this.stops.has(beat)) this.locate(place, beat);
    });
    const last = Math.min(timeline.steps, SEARCHED_STEPS);
    const waits = this.places.some((place, beat) => 'when' in place && !this.stops.has(beat));
    if (waits && last > this.searched) {
      timeline.visitEvents(this.searched + 1, last, (step, events) => this.searchStep(step, events));
    }
    this.searched = Math.max(this.searched, last);
  }

  /** An action placed at a time comes before the steps at that time, and so does a beat. */
  private locate(place: Place, beat: number): void {
    const { timeline } = this;
    const { index } = timeline;
    if ('afterStep' in place && place.afterStep <= timeline.steps) {
      this.stops.set(beat, { beat, step: place.afterStep, atUs: index.atUs(place.afterStep) });
    }
    const reached = 'atUs' in place && (timeline.endUs >= place.atUs || timeline.nextAtUs >= place.atUs);
    if (reached) this.stops.set(beat, { beat, step: index.stepAt(place.atUs - 1), atUs: place.atUs });
  }

  private searchStep(step: number, events: readonly TraceEvent[]): void {
    this.places.forEach((place, beat) => {
      if (!('when' in place) || this.stops.has(beat)) return;
      for (const event of events) {
        if (!matchesPredicate(place.when, event.server, event.fact)) continue;
        this.matches[beat] = (this.matches[beat] ?? 0) + 1;
        if (this.matches[beat] === place.when.nth) {
          this.stops.set(beat, { beat, step, atUs: this.timeline.index.atUs(step) });
        }
      }
    });
  }
}
