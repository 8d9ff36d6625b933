import type { InvariantId } from '../check/violation.ts';
import type { Run, TraceEvent } from '../cluster/types.ts';
import { StepKind } from '../sim/record.ts';
import { Mark } from '../timeline/step-index.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { Query } from './compile.ts';
import { canHold } from './narrow.ts';
import type { Scope } from './scope.ts';

const NONE: readonly InvariantId[] = [];
const NO_EVENTS: readonly TraceEvent[] = [];

/** Called with every step that could have changed an answer; of a question about the state `events` is empty. */
export type See = (scope: Scope, events: readonly TraceEvent[]) => boolean | undefined;

/**
 * Shows the steps `from` .. `to` to whoever answers a question, until `see` says false. A step is left out if the answer
 * must be the same as after the step before: no host has changed, and nothing else is asked about.
 */
export function visitScopes(timeline: Timeline, query: Query, from: number, to: number, see: See): void {
  const { usesEvents, usesEveryStep } = query;
  const isWanted = (step: number): boolean => canHold(query.narrowed, timeline.index, step);
  if (from <= 0 && see(scopeAt(timeline, 0), usesEvents ? timeline.eventsOf(0) : NO_EVENTS) === false) return;
  const visit = (run: Run): boolean | undefined => {
    const { record, step, nowUs, hosts, events } = run;
    const isSame = record.before === record.after && record.kind !== StepKind.action;
    if (isSame && !usesEvents && !usesEveryStep) return undefined;
    if (usesEvents && !isWanted(step)) return undefined;
    return see({ step, nowUs, hosts, event: null, broken: brokenAt(timeline, step) }, events);
  };
  // Explaining a step takes ten times as long as taking it.
  timeline.visitRuns(from, to, visit, (step) => usesEvents && isWanted(step));
}

/** What a question is asked of after a step. */
export function scopeAt(timeline: Timeline, step: number): Scope {
  const { nowUs, hosts } = timeline.worldAt(step);
  return { step, nowUs, hosts, event: null, broken: brokenAt(timeline, step) };
}

function brokenAt({ index, violations }: Timeline, step: number): readonly InvariantId[] {
  if (violations.length === 0 || (step > 0 && (index.marks(step) & Mark.violation) === 0)) return NONE;
  return violations.filter((violation) => violation.step === step).map(({ invariant }) => invariant);
}

/** Looks through a run that grows, each step once, as far as anybody has asked. */
export abstract class Scan {
  readonly query: Query;
  protected readonly timeline: Timeline;
  /** Steps below this one have been looked at. */
  private seen = 0;

  constructor(timeline: Timeline, query: Query) {
    this.timeline = timeline;
    this.query = query;
  }

  protected abstract see(scope: Scope, events: readonly TraceEvent[]): undefined;

  /** How far it has come: the last step that has been looked at; -1 before the first. */
  get step(): number {
    return this.seen - 1;
  }

  /** Goes on to a step that has been played, by `most` steps at the most; whether it got there. */
  goTo(step: number, most = Infinity): boolean {
    const to = Math.min(step, this.seen + most - 1);
    if (to >= this.seen) {
      visitScopes(this.timeline, this.query, this.seen, to, (scope, events) => this.see(scope, events));
      this.seen = to + 1;
    }
    return this.seen > step;
  }
}

/** Finds the scan of a question in a run: the same one whenever it is asked for. */
export function scansOf<S extends Scan>(make: (timeline: Timeline, query: Query) => S) {
  const scans = new WeakMap<Timeline, Map<string, S>>();
  return (timeline: Timeline, query: Query): S => {
    const known = scans.get(timeline) ?? new Map<string, S>();
    scans.set(timeline, known);
    const scan = known.get(query.source) ?? make(timeline, query);
    known.set(query.source, scan);
    return scan;
  };
}
