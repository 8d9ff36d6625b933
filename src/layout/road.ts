import { between, distance, type Point } from './point.ts';

/** The straight road of a message between two places, shortened at both ends and moved to its side. */
export interface Road {
  readonly start: Point;
  readonly end: Point;
  readonly length: number;
  /** Degrees clockwise from the right, in the direction of travel. */
  readonly degrees: number;
}

/** How far a lane lies from the middle of a link; the first lane keeps both directions apart. */
const FIRST_LANE = 8;
const NEXT_LANE = 17;

/**
 * The road from `a` to `b`, beginning `trimA` and ending `trimB` away from them. Lanes lie on the right side of the
 * direction of travel, so that the two directions of a link never share one.
 */
export function roadBetween(a: Point, b: Point, trimA: number, trimB: number, lane: number, scale: number): Road {
  const length = distance(a, b) || 1;
  const dx = (b.x - a.x) / length;
  const dy = (b.y - a.y) / length;
  const aside = (FIRST_LANE + lane * NEXT_LANE) * Math.min(1, scale);
  const at = (along: number): Point => ({ x: a.x + dx * along - dy * aside, y: a.y + dy * along + dx * aside });
  const free = Math.max(0, length - trimA - trimB);
  return {
    start: at(trimA),
    end: at(trimA + free),
    length: free,
    degrees: (Math.atan2(dy, dx) * 180) / Math.PI,
  };
}

export function pointOn(road: Road, progress: number): Point {
  return between(road.start, road.end, progress);
}

/** The smallest lane that is not among `taken`. */
export function freeLane(taken: readonly number[]): number {
  let lane = 0;
  while (taken.includes(lane)) lane++;
  return lane;
}
