import type { Run } from '../cluster/types.ts';
import { messageName } from '../sim/world.ts';
import type { Timeline } from './timeline.ts';

/** What a step did, in words that two runs share. */
function deedOf({ record }: Run): string {
  const { atUs, kind, address, envelope, action } = record;
  const message = envelope === null ? '' : messageName(envelope, String);
  return `${atUs} ${kind} ${address} ${message} ${JSON.stringify(action)}`;
}

/**
 * The first step at which two runs that share a beginning do not do the same; null when neither has been played that far.
 * `shared`: up to here they are known to be one. Walks both in blocks, as far as the shorter one goes.
 */
export function partingOf(one: Timeline, other: Timeline, shared: number): number | null {
  const BLOCK = 512;
  const end = Math.min(one.steps, other.steps);
  for (let from = shared + 1; from <= end; from += BLOCK) {
    const to = Math.min(end, from + BLOCK - 1);
    const deeds: string[] = [];
    one.visitRuns(from, to, (run): undefined => void deeds.push(deedOf(run)));
    const facing: string[] = [];
    other.visitRuns(from, to, (run): undefined => void facing.push(deedOf(run)));
    const place = deeds.findIndex((deed, nth) => deed !== facing[nth]);
    if (place >= 0) return from + place;
  }
  return one.steps === other.steps ? null : end + 1;
}
