import type { Item } from './queue.ts';
import type { Address, Envelope, Host, Link } from './types.ts';

/**
 * The whole state of a run at one moment, as immutable data: what `advance` maps, what checkpoints keep, what views and
 * checkers read. `hosts` holds the servers, then the clients; links are by `from * hosts + to`, timers by
 * `host * timers + timer` (all host indexes, not addresses).
 */
export interface World<S, D, M> {
  readonly nowUs: number;
  /** The number of the last step taken; 0 at the start. */
  readonly step: number;
  readonly hosts: readonly Host<S, D, M>[];
  readonly links: readonly Link[];
  /** Messages on their way and writes under way, in heap order. */
  readonly queue: readonly Item<D, M>[];
  readonly held: readonly Envelope<M>[];
  /** When each timer fires; Infinity when it is not running. */
  readonly timerDueUs: readonly number[];
  /** A timer that stands still: of a paused host its due time, of a frozen timer what is left by its clock; -1 when it does not. */
  readonly timerParkedUs: readonly number[];
  /** Outside of `stateHash`: draw counters, message ordinals, evidence for causes, and how far the action list is done. */
  readonly timerDraws: readonly number[];
  readonly timerSetStep: readonly number[];
  readonly timerSetI: readonly number[];
  readonly sentCounts: readonly number[];
  readonly writeCounts: readonly number[];
  readonly actionsDone: ActionsDone;
}

/** How far each list of the plan is done. */
export interface ActionsDone {
  readonly byTime: number;
  readonly byStep: number;
  /** Per action with a predicate: matches seen, and whether it was taken. */
  readonly matches: readonly number[];
  readonly taken: readonly boolean[];
  /** Those whose event has happened and that come next. */
  readonly ready: readonly number[];
}

/** Messages that are somewhere between their sender and their receiver, by identity: from, to, ordinal, copy. */
export function messagesInFlight<S, D, M>(world: World<S, D, M>): Envelope<M>[] {
  const envelopes: Envelope<M>[] = [...world.held];
  for (const item of world.queue) if (item.kind === 'envelope') envelopes.push(item);
  for (const host of world.hosts) for (const item of host.inbox) if (item.kind === 'envelope') envelopes.push(item);
  return envelopes.sort((a, b) => a.from - b.from || a.to - b.to || a.ordinal - b.ordinal || a.copy - b.copy);
}

/** `S1>S2#5`, or `S1>S2#5.1` for a duplicate; `name` gives an address its name. */
export function messageName(
  ref: { readonly from: Address; readonly to: Address; readonly ordinal: number; readonly copy: number },
  name: (address: Address) => string,
): string {
  return `${name(ref.from)}>${name(ref.to)}#${ref.ordinal}${ref.copy === 0 ? '' : `.${ref.copy}`}`;
}

/** How far a message is on its road at a time, 0 (just sent) to 1 (arriving). A held message stands where it was held. */
export function progressAt(envelope: Envelope<unknown>, atUs: number): number {
  if (envelope.roadUs === 0) return 1;
  const leftUs = envelope.held ? envelope.arriveAtUs : envelope.arriveAtUs - atUs;
  return Math.min(1, Math.max(0, 1 - leftUs / envelope.roadUs));
}
