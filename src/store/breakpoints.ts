import type { Query } from '../query/compile.ts';
import { type Hit, hitScanOf, hitsBetween } from '../query/search.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { Breakpoint } from './types.ts';

/** A breakpoint; as it is made it is on, and stops at every hit. */
export function breakpointOf(query: Query, isOn = true, fromHit = 1): Breakpoint {
  const firstStop = (timeline: Timeline, from: number, to: number): number | null =>
    stopsBetween(timeline, { query, fromHit }, from, to, 1)[0]?.step ?? null;
  return { query, isOn, fromHit, firstStop };
}

type Counted = Pick<Breakpoint, 'query' | 'fromHit'>;

/** The hits in the steps `from` .. `to` at which a breakpoint stops. One that counts looks at all steps before them, once. */
function stopsBetween(
  timeline: Timeline,
  { query, fromHit }: Counted,
  from: number,
  to: number,
  most = Infinity,
): readonly Hit[] {
  if (fromHit <= 1) return hitsBetween(timeline, query, from, to, most);
  const scan = hitScanOf(timeline, query);
  scan.goTo(to);
  return scan.hits
    .slice(fromHit - 1)
    .filter(({ step }) => step >= from && step <= to)
    .slice(0, most);
}

/**
 * Looks through the steps before `step`, the last first, or, forward, through those after it, which it plays where they
 * have not been. One slice at a time.
 */
export class StopSearch {
  private readonly timeline: Timeline;
  private readonly breakpoints: readonly Breakpoint[];
  private readonly start: number;
  private readonly limits: { readonly atUs: number; readonly steps: number };
  private readonly sliceSteps: number;
  private place: number;

  constructor(
    timeline: Timeline,
    breakpoints: readonly Breakpoint[],
    step: number,
    ahead: { readonly us: number; readonly steps: number },
  ) {
    this.timeline = timeline;
    this.breakpoints = breakpoints.filter(({ isOn }) => isOn);
    this.start = step;
    this.place = step;
    this.limits = { atUs: timeline.index.atUs(Math.min(step, timeline.steps)) + ahead.us, steps: step + ahead.steps };
    // A step that has to be explained takes several times as long.
    this.sliceSteps = this.breakpoints.some(({ query }) => query.usesEvents) ? 1024 : 4096;
  }

  /** Where it has come to, 0 to 1. */
  progress(direction: 1 | -1): number {
    if (direction === -1) return this.start === 0 ? 1 : 1 - this.place / this.start;
    return (this.place - this.start) / (this.limits.steps - this.start);
  }

  /** The next slice: the step to stop at, null when there is none to be found, undefined when there is more to look at. */
  slice(direction: 1 | -1): number | null | undefined {
    if (!this.countsUpTo(direction === 1 ? this.start : this.start - 1)) return undefined;
    return direction === 1 ? this.sliceAhead() : this.sliceBack();
  }

  /** Whoever counts hits has to have seen all steps before: some of them now. Whether it has. */
  private countsUpTo(step: number): boolean {
    return this.breakpoints
      .filter(({ fromHit }) => fromHit > 1)
      .every(({ query }) => hitScanOf(this.timeline, query).goTo(step, this.sliceSteps));
  }

  private sliceAhead(): number | null | undefined {
    const { timeline, limits, sliceSteps } = this;
    const goal = Math.min(limits.steps, this.place + sliceSteps);
    timeline.extendTo({ atUs: limits.atUs, steps: goal });
    const to = Math.min(timeline.steps, goal);
    const steps = this.breakpoints.map((breakpoint) => breakpoint.firstStop(timeline, this.place + 1, to));
    const found = steps.filter((step) => step !== null);
    if (found.length > 0) return Math.min(...found);
    if (to < this.place + sliceSteps) return null;
    this.place = to;
    return undefined;
  }

  private sliceBack(): number | null | undefined {
    const to = this.place - 1;
    if (to < 0) return null;
    this.place = Math.max(0, to - this.sliceSteps + 1);
    const found = this.breakpoints.flatMap((breakpoint) => stopsBetween(this.timeline, breakpoint, this.place, to));
    return found.length === 0 ? undefined : Math.max(...found.map(({ step }) => step));
  }
}
