import type { Call } from '../check/linearizability/history.ts';

/** The time that an operation took, as a bar: fractions of the width, from its call to its return. */
interface Span {
  readonly call: Call;
  readonly lane: number;
  readonly start: number;
  readonly end: number;
  /** It has not returned, or nobody knows what became of it: it may take effect at any later time. */
  readonly isOpen: boolean;
}

export interface HistoryStrip {
  /** The clients, a lane each. */
  readonly clients: readonly number[];
  readonly spans: readonly Span[];
}

/** The latest operations as bars between the first of their calls and now; what a client has at once stands in one lane. */
export function historyStrip(history: readonly Call[], nowUs: number, most: number): HistoryStrip {
  const inOrder = [...history].sort(
    (a, b) => a.calledAtUs - b.calledAtUs || a.client - b.client || a.request - b.request,
  );
  const shown = inOrder.slice(-most);
  const fromUs = shown[0]?.calledAtUs ?? 0;
  const lengthUs = Math.max(1, nowUs - fromUs);
  const clients = [...new Set(shown.map(({ client }) => client))].sort((a, b) => a - b);
  const spans = shown.map((call) => ({
    call,
    lane: clients.indexOf(call.client),
    start: (call.calledAtUs - fromUs) / lengthUs,
    end: Math.min(1, (call.returnedAtUs - fromUs) / lengthUs),
    isOpen: call.returnedAtUs === Infinity,
  }));
  return { clients, spans };
}
