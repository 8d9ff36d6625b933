import { bitsToChance, bitsToRange, drawBits, Purpose } from '../base/draw.ts';
import type { Address, Envelope, Link, WriteLatency } from './types.ts';

/** What the network does with the `ordinal`-th message of a direction: keyed draws, one per question. */
export interface Fate {
  readonly latencyUs: number;
  readonly lost: boolean;
  /** The latency of a duplicate; null when there is none. */
  readonly duplicateLatencyUs: number | null;
}

export function fateOf(seed: number, link: Link, from: Address, to: Address, ordinal: number): Fate {
  const bits = (purpose: Purpose): number => drawBits(seed, purpose, from, to, ordinal);
  const { lowUs, highUs, lossPpm, duplicatePpm } = link;
  const latencyUs = link.scriptedUs[ordinal - 1] ?? bitsToRange(bits(Purpose.latency), lowUs, highUs);
  const lost = link.cut || (lossPpm > 0 && bitsToChance(bits(Purpose.loss), lossPpm));
  const twice = duplicatePpm > 0 && bitsToChance(bits(Purpose.duplication), duplicatePpm);
  return {
    latencyUs,
    lost,
    duplicateLatencyUs: twice ? bitsToRange(bits(Purpose.duplicateLatency), lowUs, highUs) : null,
  };
}

/** P6: how long the `ordinal`-th write of a host takes: keyed draws, those for slow writes apart from the others. */
export function writeTimeUs(seed: number, latency: WriteLatency, owner: Address, ordinal: number): number {
  const bits = (purpose: Purpose): number => drawBits(seed, purpose, owner, 0, ordinal);
  const { lowUs, highUs, slow } = latency;
  if (slow !== undefined && bitsToChance(bits(Purpose.slowWrite), slow.ppm)) {
    return bitsToRange(bits(Purpose.slowWriteLatency), slow.lowUs, slow.highUs);
  }
  return bitsToRange(bits(Purpose.writeLatency), lowUs, highUs);
}

/** Where and when a message set out, as the how many-th of its direction. */
export interface Departure {
  readonly from: Address;
  readonly to: Address;
  readonly ordinal: number;
  readonly atUs: number;
  readonly step: number;
  readonly held: boolean;
}

/** A message as it sets out. A lost one dies half-way, so that it can be seen to die. */
export function envelopeOf<M>(
  departure: Departure,
  sentI: number,
  copy: number,
  message: M,
  latencyUs: number,
  doomed: boolean,
): Envelope<M> {
  const { from, to, ordinal, atUs, step, held } = departure;
  const startUs = held ? 0 : atUs;
  return {
    kind: 'envelope',
    from,
    to,
    ordinal,
    copy,
    message,
    sentAtUs: atUs,
    dueAtUs: startUs + (doomed ? Math.floor(latencyUs / 2) : latencyUs),
    arriveAtUs: startUs + latencyUs,
    roadUs: latencyUs,
    doomed,
    held,
    sentStep: step,
    sentI,
  };
}
