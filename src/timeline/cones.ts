import type { Address } from '../sim/types.ts';
import type { StepIndex } from './step-index.ts';

/** What could have led to an event, and what could have come of it so far (happens-before; see causality.ts). */
export interface Cones {
  readonly step: number;
  /** By host: its last event that could have led to this one; the event itself at its own host. */
  readonly past: ReadonlyMap<Address, number>;
  /** By host: its first event that could have come of this one; the event itself at its own host. */
  readonly future: ReadonlyMap<Address, number>;
}

/** The cones of an event in the run as far as it has been played; null for a step that happened to nobody. `hosts`: how many. */
export function conesOf(index: StepIndex, step: number, hosts: number): Cones | null {
  const own = index.server(step);
  if (own === null) return null;
  return { step, past: pastOf(index, step, own, hosts), future: futureOf(index, step, own, hosts) };
}

/** Whether a step is in the past or the future of the event; the event itself is in neither. */
export function sideOf(cones: Cones, index: StepIndex, step: number): 'past' | 'future' | null {
  const host = index.server(step);
  if (host === null || step === cones.step) return null;
  if (step <= (cones.past.get(host) ?? -1)) return 'past';
  return step >= (cones.future.get(host) ?? Infinity) ? 'future' : null;
}

/** Word runs backwards: with the latest step first, one pass sees every way, and ends where no earlier step can tell more. */
function pastOf(index: StepIndex, step: number, own: Address, hosts: number): Map<Address, number> {
  const past = new Map<Address, number>([[own, step]]);
  for (let other = step; other > earliest(past, hosts); other--) {
    const told = index.toldBy(other);
    const host = index.server(other);
    if (told === null || host === null || other > (past.get(host) ?? -1)) continue;
    const teller = index.server(told);
    if (teller !== null && told > (past.get(teller) ?? -1)) past.set(teller, told);
  }
  return past;
}

/** No step up to this one can add anything. */
function earliest(past: ReadonlyMap<Address, number>, hosts: number): number {
  return past.size < hosts ? 0 : Math.min(...past.values());
}

function futureOf(index: StepIndex, step: number, own: Address, hosts: number): Map<Address, number> {
  const future = new Map<Address, number>([[own, step]]);
  for (let other = step + 1; other <= index.steps && future.size < hosts; other++) {
    const told = index.toldBy(other);
    const host = index.server(other);
    if (told === null || told < step || host === null || future.has(host)) continue;
    const teller = index.server(told);
    if (teller !== null && told >= (future.get(teller) ?? Infinity)) future.set(host, other);
  }
  return future;
}

/**
 * The first later event of the same host to which somebody tells something who had heard of this one: where word of it comes
 * back. Null when it has not in what has been played.
 */
export function wordBack(index: StepIndex, step: number): number | null {
  const own = index.server(step);
  if (own === null) return null;
  const heard = new Map<Address, number>();
  for (let other = step + 1; other <= index.steps; other++) {
    const told = index.toldBy(other);
    const host = index.server(other);
    const teller = told === null ? null : index.server(told);
    if (told === null || host === null || teller === null) continue;
    const knows = teller === own ? told >= step : told >= (heard.get(teller) ?? Infinity);
    if (!knows) continue;
    if (host === own && teller !== own) return other;
    if (!heard.has(host)) heard.set(host, other);
  }
  return null;
}
