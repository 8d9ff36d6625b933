import type { Address } from '../sim/types.ts';
import type { StepIndex } from './step-index.ts';
import type { Timeline } from './timeline.ts';

/** When something happened to each host, ascending: so that how much happened in a stretch is two searches. Grows with the run. */
export class LaneTimes {
  private readonly index: StepIndex;
  private readonly times = new Map<Address, number[]>();
  /** Steps below this one have been taken in. */
  private seen = 1;

  constructor(index: StepIndex) {
    this.index = index;
  }

  grow(): this {
    const { index, times } = this;
    for (; this.seen <= index.steps; this.seen++) {
      const host = index.server(this.seen);
      if (host === null) continue;
      const own = times.get(host) ?? [];
      times.set(host, own);
      own.push(index.atUs(this.seen));
    }
    return this;
  }

  /** How many events a host had in each of so many equal parts of a stretch of time. */
  countsOf(host: Address, fromUs: number, spanUs: number, parts: number): readonly number[] {
    const own = this.times.get(host) ?? [];
    const counts: number[] = [];
    let before = firstFrom(own, fromUs);
    for (let part = 1; part <= parts; part++) {
      const after = firstFrom(own, fromUs + (spanUs * part) / parts, before);
      counts.push(after - before);
      before = after;
    }
    return counts;
  }
}

/** The place of the first time that is not before `atUs`, from `low` on. */
function firstFrom(times: readonly number[], atUs: number, low = 0): number {
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < atUs) low = middle + 1;
    else high = middle;
  }
  return low;
}

const known = new WeakMap<StepIndex, LaneTimes>();

/** The times of a run, kept for as long as it is, up to its end so far. */
export function laneTimesOf({ index }: Timeline): LaneTimes {
  const times = known.get(index) ?? new LaneTimes(index);
  known.set(index, times);
  return times.grow();
}
