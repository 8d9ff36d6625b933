import type { Fact, TraceEvent } from '../cluster/types.ts';
import type { Cause } from '../sim/types.ts';

/** Whether an event is the one that a cause means by `find`. */
function isFound(event: TraceEvent, find: string): boolean {
  const fact: Fact = event.fact;
  switch (fact.type) {
    case 'MessageSent': {
      const { from, to, ordinal, copy } = fact.envelope;
      return find === `sent:${from}>${to}#${ordinal}.${copy}`;
    }
    case 'TimerSet':
      return find === `timer:${event.server}.${fact.timer}`;
    case 'WriteStarted':
      return find === `write:${event.server}.${fact.ordinal}`;
    default:
      return false;
  }
}

/** Gives every cause its event number, looking up the events of the causing step where it is not known yet. */
export function resolveCauses(
  events: readonly TraceEvent[],
  eventsOf: (step: number) => readonly TraceEvent[],
): TraceEvent[] {
  const resolve = (cause: Cause): Cause => {
    if (cause.i >= 0 || cause.find === undefined) return { step: cause.step, i: Math.max(0, cause.i) };
    const candidates = eventsOf(cause.step);
    let i = 0;
    for (const event of candidates) if (isFound(event, cause.find)) i = event.i;
    return { step: cause.step, i };
  };
  return events.map((event) => ({ ...event, causes: event.causes.map(resolve) }));
}
