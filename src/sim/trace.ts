import type { Cause, Envelope, TraceEvent } from './types.ts';

/** Facts that follow from a decision of the same step, if one was made there. */
const FOLLOWS_A_DECISION: readonly string[] = ['MessageSent', 'MessagesHeldBack', 'TimerSet', 'WriteStarted'];

/**
 * The next event of a step. Every event after the first has the one that led to it in this step as a cause: the last
 * decision for a message, a timer or a write, the first event for everything else.
 */
export function nextEvent<F>(
  events: readonly TraceEvent<F>[],
  event: Pick<TraceEvent<F>, 'step' | 'atUs' | 'server' | 'causes' | 'fact'>,
): TraceEvent<F> {
  const i = events.length;
  if (i === 0 || typeOf(event.fact) === 'Started') return { ...event, i };
  const reason: Cause = { step: event.step, i: reasonFor(events, event.fact) };
  const others = event.causes.filter((cause) => cause.step !== reason.step || cause.i !== reason.i);
  return { ...event, i, causes: [reason, ...others] };
}

function reasonFor<F>(events: readonly TraceEvent<F>[], fact: F): number {
  const first = firstOfHost(events);
  if (!FOLLOWS_A_DECISION.includes(typeOf(fact))) return first;
  for (let i = events.length - 1; i > first; i--) {
    const earlier = events[i]?.fact as { readonly decision?: unknown } | undefined;
    if (earlier?.decision !== undefined) return i;
  }
  return first;
}

/** Where the part of a step begins that belongs to one host: only the start of a run has several. */
function firstOfHost<F>(events: readonly TraceEvent<F>[]): number {
  for (let i = events.length - 1; i > 0; i--) if (typeOf(events[i]?.fact) === 'Started') return i;
  return 0;
}

function typeOf(fact: unknown): string {
  return (fact as { readonly type?: string } | undefined)?.type ?? '';
}

/** The event that sent a message, by number where known, else by name. */
export function causeOfSending(envelope: Envelope<unknown>): Cause {
  const { from, to, ordinal, copy } = envelope;
  return { step: envelope.sentStep, i: envelope.sentI, find: `sent:${from}>${to}#${ordinal}.${copy}` };
}

/** The first event of each of these steps. */
export function firstEvents(steps: readonly number[]): Cause[] {
  return steps.map((step) => ({ step, i: 0 }));
}
