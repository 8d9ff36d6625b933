import type { TraceEvent } from '../cluster/types.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { Query } from './compile.ts';
import { Scan, scansOf, scopeAt, visitScopes } from './scan.ts';
import type { Scope } from './scope.ts';

/** A step at which a question's answer is yes: of a state, from the first such step on; of an event, each. */
export interface Hit {
  readonly step: number;
  /** Which event; 0 where the question is about the state. */
  readonly i: number;
}

/** Tells the hits from one step to the next. */
class Hits {
  readonly found: Hit[] = [];
  private readonly query: Query;
  private held: boolean;

  constructor(query: Query, held: boolean) {
    this.query = query;
    this.held = held;
  }

  see(scope: Scope, events: readonly TraceEvent[]): undefined {
    const { step } = scope;
    if (this.query.usesEvents) {
      for (const event of events) {
        if (this.query.read({ ...scope, event }) === true) this.found.push({ step, i: event.i });
      }
      return;
    }
    const holds = this.query.read(scope) === true;
    if (holds && !this.held) this.found.push({ step, i: 0 });
    this.held = holds;
  }
}

/**
 * The steps `from` .. `to` at which a condition becomes true (it was not at the step before), or, where it is about
 * events, at which one of them meets it. Stops after `most`.
 */
export function hitsBetween(timeline: Timeline, query: Query, from: number, to: number, most = Infinity): Hit[] {
  const held = from > 0 && !query.usesEvents && query.read(scopeAt(timeline, from - 1)) === true;
  const hits = new Hits(query, held);
  visitScopes(timeline, query, from, to, (scope, events) => {
    hits.see(scope, events);
    return hits.found.length < most;
  });
  return hits.found.slice(0, most);
}

/** All hits of a condition in a run, in order, as far as it has been looked through. */
class HitScan extends Scan {
  private readonly seer: Hits;

  constructor(timeline: Timeline, query: Query) {
    super(timeline, query);
    this.seer = new Hits(query, false);
  }

  get hits(): readonly Hit[] {
    return this.seer.found;
  }

  protected see(scope: Scope, events: readonly TraceEvent[]): undefined {
    this.seer.see(scope, events);
  }
}

export const hitScanOf = scansOf((timeline, query) => new HitScan(timeline, query));
