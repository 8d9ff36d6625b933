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

/**
 * Gives every cause its event number, looking up the events of the causing step where it is not known yet. What was
 * there before the run began (messages of an explicit initial state) has no event, and is left out.
 */
export function resolveCauses(
  events: readonly TraceEvent[],
  eventsOf: (step: number) => readonly TraceEvent[],
): TraceEvent[] {
  const resolve = (cause: Cause): Cause | null => {
    const { step, i, find } = cause;
    if (i >= 0) return { step, i };
    if (find === undefined) return null;
    const found = eventsOf(step)
      .filter((event) => isFound(event, find))
      .pop();
    return found === undefined ? null : { step, i: found.i };
  };
  return events.map((event) => ({
    ...event,
    causes: event.causes.map(resolve).filter((cause) => cause !== null),
  }));
}
