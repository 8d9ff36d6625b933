import { bitsToChance, bitsToRange, drawBits, Purpose } from '../base/draw.ts';
import type { Address, Envelope, Link, WriteLatency } from './types.ts';

/** What the network does with the `ordinal`-th message of a direction: keyed draws, one per question. */
export function latencyUs(seed: number, link: Link, from: Address, to: Address, ordinal: number): number {
  const scripted = link.scriptedUs[ordinal - 1];
  if (scripted !== undefined) return scripted;
  return bitsToRange(drawBits(seed, Purpose.latency, from, to, ordinal), link.lowUs, link.highUs);
}

export function isLost(seed: number, { cut, lossPpm }: Link, from: Address, to: Address, ordinal: number): boolean {
  return cut || (lossPpm > 0 && bitsToChance(drawBits(seed, Purpose.loss, from, to, ordinal), lossPpm));
}

/** The latency of a duplicate; null when there is none. */
export function duplicateLatencyUs(
  seed: number,
  { duplicatePpm, lowUs, highUs }: Link,
  from: Address,
  to: Address,
  ordinal: number,
): number | null {
  if (duplicatePpm === 0) return null;
  if (!bitsToChance(drawBits(seed, Purpose.duplication, from, to, ordinal), duplicatePpm)) return null;
  return bitsToRange(drawBits(seed, Purpose.duplicateLatency, from, to, ordinal), lowUs, highUs);
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
  roadUs: number,
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
    dueAtUs: startUs + (doomed ? Math.floor(roadUs / 2) : roadUs),
    arriveAtUs: startUs + roadUs,
    roadUs,
    doomed,
    held,
    sentStep: step,
    sentI,
  };
}
