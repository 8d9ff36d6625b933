import type { Address } from '../sim/types.ts';
import type { StepIndex } from './step-index.ts';
import type { Timeline } from './timeline.ts';

/**
 * Happens-before (Lamport 1978) among the steps of a run. An event is a step that happened to a host: what one host does
 * in one step, the messages that it sends included, is one event. Before it come the host's own earlier events, and the
 * event that sent the message which it got. What happens to the network as a whole (a message that dies, a link that is
 * cut) is nobody's event and stands in no order.
 */

/** The clocks of an event. */
export interface Stamp {
  readonly address: Address;
  readonly lamport: number;
  /** By host: how many of its events are known here, the own ones up to this one; 0 of hosts that it knows nothing of. */
  readonly vector: ReadonlyMap<Address, number>;
}

/** `(2,1,0)`: a vector as lectures write it, a number for each of these hosts. */
export function vectorText({ vector }: Stamp, hosts: readonly Address[]): string {
  return `(${hosts.map((address) => vector.get(address) ?? 0).join(',')})`;
}

/** How one event stands to another. */
export type Verdict = 'same' | 'before' | 'after' | 'concurrent';

interface Clock {
  readonly address: Address;
  readonly lamport: number;
  /** By place of the host, in the order in which hosts had their first event. */
  readonly vector: readonly number[];
}

const NOTHING: Clock = { address: 0, lamport: 0, vector: [] };

/** The clocks of a run, computed as far as anybody has asked: about a million events a second. */
export class Clocks {
  private readonly index: StepIndex;
  private readonly addresses: Address[] = [];
  /** By step. */
  private readonly clocks: (Clock | null)[] = [];
  /** By place. */
  private readonly latest: Clock[] = [];

  constructor(index: StepIndex) {
    this.index = index;
  }

  /** The clocks of an event; null for a step that happened to nobody. */
  stampOf(step: number): Stamp | null {
    const clock = this.clockOf(step);
    if (clock === null) return null;
    const { address, lamport, vector } = clock;
    return { address, lamport, vector: new Map(this.addresses.map((host, place) => [host, vector[place] ?? 0])) };
  }

  /** How `step` stands to `other`, by their vectors alone; null when one of them happened to nobody. */
  compare(step: number, other: number): Verdict | null {
    const [a, b] = [this.clockOf(step), this.clockOf(other)];
    if (a === null || b === null) return null;
    if (a === b) return 'same';
    const knowsLess = isWithin(a.vector, b.vector);
    const knowsMore = isWithin(b.vector, a.vector);
    return knowsLess ? 'before' : knowsMore ? 'after' : 'concurrent';
  }

  private clockOf(step: number): Clock | null {
    while (this.clocks.length <= step) this.clocks.push(this.next(this.clocks.length));
    return this.clocks[step] ?? null;
  }

  private next(step: number): Clock | null {
    const address = this.index.server(step);
    if (address === null) return null;
    let place = this.addresses.indexOf(address);
    if (place < 0) place = this.addresses.push(address) - 1;
    const own = this.latest[place] ?? NOTHING;
    const told = this.index.toldBy(step);
    const teller = told === null ? NOTHING : (this.clocks[told] ?? NOTHING);
    const vector = own.vector.slice();
    teller.vector.forEach((known, other) => {
      vector[other] = Math.max(vector[other] ?? 0, known);
    });
    while (vector.length < place) vector.push(0);
    vector[place] = (vector[place] ?? 0) + 1;
    const clock = { address, lamport: Math.max(own.lamport, teller.lamport) + 1, vector };
    this.latest[place] = clock;
    return clock;
  }
}

const clocks = new WeakMap<StepIndex, Clocks>();

/** The clocks of a run, kept for as long as the run is. */
export function clocksOf({ index }: Timeline): Clocks {
  const known = clocks.get(index) ?? new Clocks(index);
  clocks.set(index, known);
  return known;
}

function isWithin(less: readonly number[], more: readonly number[]): boolean {
  return less.every((known, place) => known <= (more[place] ?? 0));
}

/** One link of a causal chain: a host that goes on to a later event of its own, or a message. */
export interface ChainLink {
  readonly from: number;
  readonly to: number;
  readonly by: 'host' | 'message';
}

/**
 * The chain with the fewest messages by which `step` could have told `later` something, in order; empty for an event and
 * itself, null when there is none. Goes back from `later`: in every round, as many more messages, how late an event of
 * each host may have been.
 */
export function shortestChain(index: StepIndex, step: number, later: number): readonly ChainLink[] | null {
  const goal = index.server(step);
  const end = index.server(later);
  if (goal === null || end === null || step > later) return null;
  const reached = new Map<Address, Reach>([[end, { step: later, receipt: null, next: null }]]);
  let news = [...reached];
  while (news.length > 0) {
    const found = reached.get(goal);
    if (found !== undefined && found.step >= step) return linksFrom(step, found);
    news = oneMessageBack(index, reached, news, step);
  }
  return null;
}

/** An event from which a chain leads on, by the message that arrived in `receipt`, at a host that goes on by `next`. */
interface Reach {
  readonly step: number;
  readonly receipt: number | null;
  readonly next: Reach | null;
}

function oneMessageBack(
  index: StepIndex,
  reached: Map<Address, Reach>,
  news: readonly (readonly [Address, Reach])[],
  earliest: number,
): [Address, Reach][] {
  const better = new Map<Address, Reach>();
  for (const [address, reach] of news) {
    for (let receipt = reach.step; receipt > earliest; receipt--) {
      if (index.server(receipt) !== address) continue;
      const sent = index.toldBy(receipt);
      const teller = sent === null ? null : index.server(sent);
      if (sent === null || teller === null || sent < earliest) continue;
      const known = better.get(teller) ?? reached.get(teller);
      if (known === undefined || sent > known.step) better.set(teller, { step: sent, receipt, next: reach });
    }
  }
  for (const [address, reach] of better) reached.set(address, reach);
  return [...better];
}

function linksFrom(step: number, first: Reach): ChainLink[] {
  const links: ChainLink[] = [];
  let at = step;
  for (let reach: Reach | null = first; reach !== null; reach = reach.next) {
    if (reach.step > at) links.push({ from: at, to: reach.step, by: 'host' });
    if (reach.receipt !== null) links.push({ from: reach.step, to: reach.receipt, by: 'message' });
    at = reach.receipt ?? reach.step;
  }
  return links;
}
