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

/** What a message takes along from the run that it sets out in. */
interface Departing {
  readonly nowUs: number;
  readonly step: number;
  readonly settings: { readonly holdMessages: boolean };
  readonly explaining: boolean;
  readonly events: readonly unknown[];
}

/** A message as it sets out, the how many-th of its direction. A lost one dies half-way, so that it can be seen to die. */
export function envelopeOf<M>(
  sim: Departing,
  from: Address,
  to: Address,
  ordinal: number,
  copy: number,
  message: M,
  roadUs: number,
  doomed: boolean,
): Envelope<M> {
  const { nowUs, step } = sim;
  const held = sim.settings.holdMessages;
  const startUs = held ? 0 : nowUs;
  return {
    kind: 'envelope',
    from,
    to,
    ordinal,
    copy,
    message,
    sentAtUs: nowUs,
    dueAtUs: startUs + (doomed ? Math.floor(roadUs / 2) : roadUs),
    arriveAtUs: startUs + roadUs,
    roadUs,
    doomed,
    held,
    sentStep: step,
    sentI: sim.explaining ? sim.events.length : -1,
  };
}
