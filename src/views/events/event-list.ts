import { Mark, type MarkName } from '../../timeline/step-index.ts';
import type { Timeline } from '../../timeline/timeline.ts';

type StepFilter = 'all' | MarkName;

/** The marks of several kinds in one number. */
export function marksOf(kinds: readonly MarkName[]): number {
  return kinds.reduce((marks, kind) => marks | Mark[kind], 0);
}

/** What is listed: steps of a kind, of a host; heartbeats that follow each other in one line. */
export interface ListChoice {
  readonly kind: StepFilter;
  /** Null: of all hosts and of the network. */
  readonly host: number | null;
  readonly folds: boolean;
}

/** A line of the list. `i`: the event that it shows, -1 for what the step is told by. More than one step: heartbeats. */
export interface Line {
  readonly from: number;
  readonly to: number;
  readonly i: number;
  /** It belongs to the line above it: a heartbeat of those, or an event of that step. */
  readonly isInner: boolean;
}

/** Something found: an event of a step. */
export interface Found {
  readonly step: number;
  readonly i: number;
}

/**
 * The lines of a list, without an object for each of them: there may be a million. Grows with the run, and looks at each
 * step once.
 */
export class EventList {
  private readonly timeline: Timeline;
  private readonly choice: ListChoice;
  private readonly from: number[] = [];
  private readonly to: number[] = [];
  private readonly events: number[] = [];
  /** Steps, or of a search things found, below this one have been looked at. */
  private seen = 0;

  constructor(timeline: Timeline, choice: ListChoice) {
    this.timeline = timeline;
    this.choice = choice;
  }

  get count(): number {
    return this.from.length;
  }

  at(place: number): Line {
    const from = this.from[place] ?? 0;
    return { from, to: this.to[place] ?? from, i: this.events[place] ?? -1, isInner: false };
  }

  /** The place of the line that a step is in, or of the last one before it; -1 when there is none. */
  placeOf(step: number): number {
    let low = -1;
    let high = this.from.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.from[middle] ?? 0) <= step) low = middle;
      else high = middle - 1;
    }
    // Of several events of one step, the first.
    while (low > 0 && this.from[low - 1] === this.from[low]) low--;
    return low;
  }

  /** Takes in all steps up to this one. */
  growTo(step: number): void {
    for (; this.seen <= step; this.seen++) if (this.isChosen(this.seen)) this.add(this.seen, -1);
  }

  /** Takes in what has been found, which only grows. */
  growBy(found: readonly Found[]): void {
    for (; this.seen < found.length; this.seen++) {
      const one = found[this.seen];
      if (one !== undefined && this.isChosen(one.step)) this.add(one.step, one.i);
    }
  }

  private isChosen(step: number): boolean {
    const { kind, host } = this.choice;
    const { index } = this.timeline;
    if (kind !== 'all' && (index.marks(step) & Mark[kind]) === 0) return false;
    return host === null || index.server(step) === host;
  }

  private add(step: number, i: number): void {
    const last = this.from.length - 1;
    if (this.choice.folds && i < 0 && this.beats(step) && this.beats(this.to[last] ?? -1)) {
      this.to[last] = step;
      return;
    }
    this.from.push(step);
    this.to.push(step);
    this.events.push(i);
  }

  private beats(step: number): boolean {
    return step >= 0 && (this.timeline.index.marks(step) & Mark.heartbeat) !== 0;
  }

  /** The steps of a line. */
  stepsOf({ from, to }: Line): readonly number[] {
    const steps: number[] = [];
    for (let step = from; step <= to; step++) if (this.isChosen(step)) steps.push(step);
    return steps;
  }
}

/** A list in which some lines are open: what they hold follows them. */
export interface Opened {
  readonly count: number;
  readonly at: (place: number) => Line;
  readonly placeOf: (step: number) => number;
}

/** `open`: by the first step of a line, what it holds. */
export function withOpen(list: EventList, open: ReadonlyMap<number, readonly Line[]>): Opened {
  const places = [...open]
    .map(([step, lines]) => ({ place: list.placeOf(step), step, lines }))
    .filter(({ place, step }) => place >= 0 && list.at(place).from === step)
    .sort((a, b) => a.place - b.place);
  const inside = places.reduce((sum, { lines }) => sum + lines.length, 0);
  const at = (wanted: number): Line => {
    let before = 0;
    for (const { place, lines } of places) {
      if (wanted <= place + before) break;
      const inner = lines[wanted - before - place - 1];
      if (inner !== undefined) return inner;
      before += lines.length;
    }
    return list.at(wanted - before);
  };
  const placeOf = (step: number): number => {
    const place = list.placeOf(step);
    let before = 0;
    for (const opened of places) {
      if (opened.place >= place) {
        const inner = opened.place === place ? opened.lines.findIndex((line) => line.from === step && line.i < 0) : -1;
        return place + before + inner + 1;
      }
      before += opened.lines.length;
    }
    return place + before;
  };
  return { count: list.count + inside, at, placeOf };
}
