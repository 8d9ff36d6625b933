import type { TraceEvent } from '../cluster/types.ts';
import { type Address, isClient } from '../sim/types.ts';
import { clocksOf } from './causality.ts';
import type { Timeline } from './timeline.ts';

/** One clock at one event: what it showed before, what came with the message that arrived, and what it shows now. */
interface Tick {
  readonly own: number;
  /** Null when no message arrived. */
  readonly heard: number | null;
  readonly now: number;
}

/** How a term came to be what it is: as it was, the larger one of a message, one more for an election, or by hand. */
type TermBy = 'stays' | 'takesOver' | 'stands' | 'byHand';

/** An event of a run, by Lamport's clock and by Raft's term. */
export interface ClockRow {
  readonly step: number;
  readonly address: Address;
  readonly events: readonly TraceEvent[];
  readonly lamport: Tick;
  /** Null at a client: it is in no term. */
  readonly term: (Tick & { readonly by: TermBy }) | null;
}

/** The events of a run in the steps `from` to `to`, in their order; what happens to the network as a whole is nobody's. */
export function clockRows(timeline: Timeline, from: number, to: number): readonly ClockRow[] {
  const first = Math.max(1, from);
  if (to < first) return [];
  const terms = new Map<Address, number>();
  for (const { address, state } of timeline.worldAt(first - 1).hosts) {
    if (state.kind === 'server') terms.set(address, state.raft.currentTerm);
  }
  const rows: ClockRow[] = [];
  timeline.visitEvents(first, to, (step, events) => {
    const row = rowOf(timeline, step, events, terms);
    if (row !== null) rows.push(row);
  });
  return rows;
}

function rowOf(
  timeline: Timeline,
  step: number,
  events: readonly TraceEvent[],
  terms: Map<Address, number>,
): ClockRow | null {
  const address = timeline.index.server(step);
  const lamport = lamportAt(timeline, step);
  if (address === null || lamport === null) return null;
  const term = isClient(address) ? null : termAt(timeline, step, events, { address, own: terms.get(address) ?? 0 });
  if (term !== null) terms.set(address, term.now);
  return { step, address, events: [...events], lamport, term };
}

function lamportAt(timeline: Timeline, step: number): Tick | null {
  const clocks = clocksOf(timeline);
  const stamp = clocks.stampOf(step);
  if (stamp === null) return null;
  const { index } = timeline;
  let before = step - 1;
  while (before > 0 && index.server(before) !== stamp.address) before--;
  const own = before > 0 ? (clocks.stampOf(before)?.lamport ?? 0) : 0;
  const told = index.toldBy(step);
  return { own, heard: told === null ? null : (clocks.stampOf(told)?.lamport ?? 0), now: stamp.lamport };
}

function termAt(
  timeline: Timeline,
  step: number,
  events: readonly TraceEvent[],
  { address, own }: { readonly address: Address; readonly own: number },
): Tick & { readonly by: TermBy } {
  const heard = termHeard(events);
  // The last one counts: a server that is told to stand takes a term over first.
  const changed = events.map(({ fact }) => fact).findLast((fact) => fact.type === 'TermChanged');
  if (changed?.type === 'TermChanged') {
    return { own, heard, now: changed.to, by: changed.decision === undefined ? 'stands' : 'takesOver' };
  }
  if (events.some(({ fact: { type } }) => type === 'EditedByHand' || type === 'DiskWiped')) {
    const host = timeline.worldAt(step).hosts.find((other) => other.address === address);
    const now = host?.state.kind === 'server' ? host.state.raft.currentTerm : own;
    return { own, heard: null, now, by: now === own ? 'stays' : 'byHand' };
  }
  // P68: the term that a pre-vote names is nobody's, and nobody takes it over.
  return { own, heard: heard !== null && heard > own ? null : heard, now: own, by: 'stays' };
}

/** The term that came with a message of Raft. */
function termHeard(events: readonly TraceEvent[]): number | null {
  for (const { fact } of events) {
    if (fact.type === 'MessageReceived' && 'term' in fact.envelope.message) {
      const { message } = fact.envelope;
      return message.type === 'ClientResponse' ? null : message.term;
    }
  }
  return null;
}
