import type { Run, TraceEvent } from '../cluster/types.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { Query, Scope } from './compile.ts';

/** A step at which a question's answer is yes: of a state, from the first such step on; of an event, each. */
export interface Hit {
  readonly step: number;
  /** Which event; 0 where the question is about the state. */
  readonly i: number;
}

/**
 * The steps `from` .. `to` at which a condition becomes true (it was not at the step before), or, where it is about
 * events, at which one of them meets it. Stops after `most`.
 */
export function hitsBetween(timeline: Timeline, query: Query, from: number, to: number, most = Infinity): Hit[] {
  return query.usesEvents ? eventHits(timeline, query, from, to, most) : stateHits(timeline, query, from, to, most);
}

function stateHits(timeline: Timeline, query: Query, from: number, to: number, most: number): Hit[] {
  const hits: Hit[] = [];
  let held = false;
  const see = (scope: Scope): boolean => {
    const holds = query.read(scope) === true;
    if (holds && !held) hits.push({ step: scope.step, i: 0 });
    held = holds;
    return hits.length < most;
  };
  if (from <= 0) see(scopeAt(timeline, 0));
  else held = query.read(scopeAt(timeline, from - 1)) === true;
  if (hits.length < most) {
    timeline.visitRuns(from, to, ({ step, nowUs, hosts }) => see({ step, nowUs, hosts, event: null }));
  }
  return hits;
}

function eventHits(timeline: Timeline, query: Query, from: number, to: number, most: number): Hit[] {
  const hits: Hit[] = [];
  const see = (scope: Scope, events: readonly TraceEvent[]): boolean => {
    for (const event of events) {
      if (hits.length < most && query.read({ ...scope, event }) === true) hits.push({ step: scope.step, i: event.i });
    }
    return hits.length < most;
  };
  if (from <= 0 && !see(scopeAt(timeline, 0), timeline.eventsOf(0))) return hits;
  const visit = ({ step, nowUs, hosts, events }: Run): boolean => see({ step, nowUs, hosts, event: null }, events);
  timeline.visitRuns(from, to, visit, true);
  return hits;
}

function scopeAt(timeline: Timeline, step: number): Scope {
  const { nowUs, hosts } = timeline.worldAt(step);
  return { step, nowUs, hosts, event: null };
}
