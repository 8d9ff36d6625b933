import { US_PER_SECOND } from '../base/time.ts';
import type { Query } from '../query/compile.ts';
import { type Hit, hitsBetween } from '../query/search.ts';
import type { Timeline } from '../timeline/timeline.ts';

/** A condition at which the run stops. Breakpoints belong to whoever looks, not to the scenario: no link carries them. */
export interface Breakpoint {
  readonly query: Query;
  readonly isOn: boolean;
}

/** How far a run is played in search of a hit: so much virtual time, and so many steps. */
const LIMIT_US = 60 * US_PER_SECOND;
const LIMIT_STEPS = 50_000;
const SLICE = 512;

/** The conditions to look out for: those that are on. */
export function watchedBy(breakpoints: readonly Breakpoint[]): readonly Query[] {
  return breakpoints.filter(({ isOn }) => isOn).map(({ query }) => query);
}

/** The first hit of any of the conditions in the steps `from` .. `to`; null when there is none. */
export function firstHit(timeline: Timeline, watched: readonly Query[], from: number, to: number): Hit | null {
  let first: Hit | null = null;
  for (const query of watched) {
    const [hit] = hitsBetween(timeline, query, from, first === null ? to : first.step, 1);
    if (hit !== undefined && (first === null || hit.step < first.step)) first = hit;
  }
  return first;
}

/** The last hit before `step`; null when there is none. */
export function hitBefore(timeline: Timeline, watched: readonly Query[], step: number): Hit | null {
  for (let to = step - 1; to >= 0; to -= SLICE) {
    const from = Math.max(0, to - SLICE + 1);
    const hits = watched.flatMap((query) => hitsBetween(timeline, query, from, to));
    if (hits.length > 0) return hits.reduce((last, hit) => (hit.step >= last.step ? hit : last));
  }
  return null;
}

/** The next hit after `step`: the run is played on for it, but not for ever. */
export function hitAfter(timeline: Timeline, watched: readonly Query[], step: number): Hit | null {
  const limitUs = timeline.index.atUs(Math.min(step, timeline.steps)) + LIMIT_US;
  let from = step + 1;
  while (from <= step + LIMIT_STEPS) {
    timeline.extendTo({ atUs: limitUs, steps: from + SLICE });
    const to = Math.min(timeline.steps, from + SLICE - 1);
    if (to < from) return null;
    const hit = firstHit(timeline, watched, from, to);
    if (hit !== null) return hit;
    from = to + 1;
  }
  return null;
}
