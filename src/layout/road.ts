import { between, distance, type Point } from './point.ts';

/** The road of a message between two places, shortened at both ends and moved to its side. */
export interface Road {
  readonly start: Point;
  readonly end: Point;
  /** The control point of a road that bends around something; null when it is straight. */
  readonly via: Point | null;
  /** As the crow flies. */
  readonly length: number;
}

/** How far a lane lies from the middle of a link; the first lane keeps both directions apart. */
const FIRST_LANE = 8;
const NEXT_LANE = 17;

/** How much of a road its ends keep free, in which lane it runs, and around which point it bends. */
export interface RoadWish {
  readonly trimStart: number;
  readonly trimEnd: number;
  /** Lanes lie on the right side of the direction of travel; null is the middle of the link. */
  readonly lane: number | null;
  readonly scale: number;
  readonly via?: Point | null;
}

/** Moves from `a` towards `b` by `along`, and to the right by `aside`. */
function step(a: Point, b: Point, along: number, aside: number): Point {
  const length = distance(a, b) || 1;
  const dx = (b.x - a.x) / length;
  const dy = (b.y - a.y) / length;
  return { x: a.x + dx * along - dy * aside, y: a.y + dy * along + dx * aside };
}

/** The road from `a` to `b`. The two directions of a link never share a lane. */
export function roadBetween(a: Point, b: Point, wish: RoadWish): Road {
  const { trimStart, trimEnd, lane, scale, via = null } = wish;
  const aside = lane === null ? 0 : (FIRST_LANE + lane * NEXT_LANE) * Math.min(1, scale);
  if (via !== null) {
    const start = step(a, via, trimStart, aside);
    const end = step(b, via, trimEnd, -aside);
    return { start, end, via: step(via, b, 0, aside), length: distance(start, via) + distance(via, end) };
  }
  const free = Math.max(0, distance(a, b) - trimStart - trimEnd);
  return { start: step(a, b, trimStart, aside), end: step(a, b, trimStart + free, aside), via: null, length: free };
}

/** The point at `progress` (0..1) of a road. */
export function pointOn({ start, end, via }: Road, progress: number): Point {
  if (via === null) return between(start, end, progress);
  return between(between(start, via, progress), between(via, end, progress), progress);
}

/** The direction of travel there, in degrees clockwise from the right. */
export function degreesOn({ start, end, via }: Road, progress: number): number {
  const from = via === null ? start : between(start, via, progress);
  const to = via === null ? end : between(via, end, progress);
  return (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
}

function write({ x, y }: Point): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

/** The SVG path of the part that lies behind. */
export function travelledPath(road: Road, progress: number): string {
  const { start, via } = road;
  const here = write(pointOn(road, progress));
  return via === null ? `M${write(start)}L${here}` : `M${write(start)}Q${write(between(start, via, progress))} ${here}`;
}

/** The SVG path of the part that lies ahead, from its far end, so that its dots stand still. */
export function aheadPath(road: Road, progress: number): string {
  const { end, via } = road;
  const here = write(pointOn(road, progress));
  return via === null ? `M${write(end)}L${here}` : `M${write(end)}Q${write(between(via, end, progress))} ${here}`;
}

/** Whether the straight line from `a` to `b` passes within `reach` of one of the points. */
export function isBlocked(a: Point, b: Point, points: readonly Point[], reach: number): boolean {
  const length = distance(a, b) || 1;
  return points.some((point) => {
    const along = ((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / (length * length);
    return distance(point, between(a, b, Math.max(0, Math.min(1, along)))) < reach;
  });
}

/** More lanes than this would reach over to other links. */
const LANES = 3;

/** The smallest lane that is not among `taken`; where all are, the one that the fewest are in. */
export function freeLane(taken: readonly number[]): number {
  const used = Array.from({ length: LANES }, (_, lane) => taken.filter((other) => other === lane).length);
  return used.indexOf(Math.min(...used));
}
