import type { Host, PendingWrite } from './types.ts';

/** A write that begins now. Writes of a host are done one after the other, in the order in which they began. */
export function writeOf<S, D, M>(
  host: Host<S, D, M>,
  disk: D,
  ordinal: number,
  takesUs: number,
  { nowUs, step: startedStep }: { readonly nowUs: number; readonly step: number },
  startedI: number,
): PendingWrite<D, M> {
  const previous = host.writes[host.writes.length - 1]?.dueAtUs ?? 0;
  const dueAtUs = Math.max(nowUs, previous) + takesUs;
  const owner = host.address;
  return { kind: 'write', owner, ordinal, disk, startedAtUs: nowUs, dueAtUs, startedStep, startedI, sends: [] };
}

/** The place of the last write that began before `step`; -1 when there is none. */
export function lastBefore(writes: readonly { readonly startedStep: number }[], step: number): number {
  let place = writes.length - 1;
  while (place >= 0 && writes[place]?.startedStep === step) place--;
  return place;
}
