import { polygonHull } from 'd3';
import { between, distance, type Point, polar } from './point.ts';
import { type Ring, slotAngle } from './ring.ts';

/** Half the width of the surface under a group, at scale 1. */
export const SURFACE_RADIUS = 55;

/** The path of the surface under a group: to be filled and stroked with round joins, twice `SURFACE_RADIUS` wide. */
export function surfacePath(points: readonly Point[]): string {
  const corners = points.map((point): [number, number] => [point.x, point.y]);
  const outline = corners.length < 3 ? corners : (polygonHull(corners) ?? corners);
  const [first, ...rest] = outline;
  if (first === undefined) return '';
  return rest.length === 0 ? `M${first.join(' ')}h.01` : `M${outline.map((corner) => corner.join(' ')).join('L')}Z`;
}

/** One straight piece of the dotted line between groups. */
export interface Cut {
  readonly from: Point;
  readonly to: Point;
}

/**
 * The lines that separate groups standing side by side on a ring: one straight line between two groups, rays from the
 * middle between more.
 */
export function cutsBetween(ring: Ring, order: readonly number[], groups: readonly (readonly number[])[]): Cut[] {
  if (groups.length < 2) return [];
  const count = order.length;
  const groupOf = (slot: number): number => groups.findIndex((group) => group.includes(order[slot % count] ?? -1));
  const gaps = order.flatMap((_, slot) => (groupOf(slot) === groupOf(slot + 1) ? [] : [slot]));
  const reach = ring.radius * 1.3;
  if (groups.length > 2 || gaps.length !== 2 || count < 3) {
    if (count === 2) return [uprightCut(ring)];
    return gaps.map((slot) => ({ from: ring.center, to: polar(ring.center, reach, slotAngle(slot + 0.5, count)) }));
  }
  const [start = 0, end = 0] = gaps;
  return [straightCut(ring, start, end, count)];
}

function uprightCut(ring: Ring): Cut {
  const half = 90 * ring.scale;
  const { x, y } = ring.center;
  return { from: { x, y: y - half }, to: { x, y: y + half } };
}

/** At right angles to the axis of the group in slots `start + 1` .. `end`, half-way to its neighbours. */
function straightCut(ring: Ring, start: number, end: number, count: number): Cut {
  const members = end - start;
  const axis = slotAngle((start + 1 + end) / 2, count);
  const away = ring.radius * Math.cos((members * Math.PI) / count) * Math.cos(Math.PI / count);
  const foot = polar(ring.center, away, axis);
  const half = ring.radius * 1.15;
  return { from: polar(foot, half, axis - Math.PI / 2), to: polar(foot, half, axis + Math.PI / 2) };
}

/**
 * Which group a server joins that is dropped at `point`: the one whose surface lies under it, or none (-1): it then
 * stands alone. `places` are the places of the members of each group, without the dropped server.
 */
export function groupUnder(point: Point, places: readonly (readonly Point[])[], scale: number): number {
  const reach = SURFACE_RADIUS * 1.25 * scale;
  return places.findIndex((members) => distanceToHull(point, members) <= reach);
}

function distanceToHull(point: Point, members: readonly Point[]): number {
  const corners = members.map((member): [number, number] => [member.x, member.y]);
  const hull = corners.length < 3 ? corners : (polygonHull(corners) ?? corners);
  const outline = hull.map(([x, y]) => ({ x, y }));
  if (outline.length >= 3 && contains(outline, point)) return 0;
  const edges = outline.map((corner, index) =>
    distanceToEdge(point, corner, outline[(index + 1) % outline.length] ?? corner),
  );
  return Math.min(Infinity, ...edges);
}

function contains(outline: readonly Point[], point: Point): boolean {
  const sides = outline.map((corner, index) => {
    const next = outline[(index + 1) % outline.length] ?? corner;
    return (next.x - corner.x) * (point.y - corner.y) - (next.y - corner.y) * (point.x - corner.x) >= 0;
  });
  return sides.every((side) => side === sides[0]);
}

function distanceToEdge(point: Point, a: Point, b: Point): number {
  const length = distance(a, b);
  if (length === 0) return distance(point, a);
  const along = ((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / (length * length);
  return distance(point, between(a, b, Math.max(0, Math.min(1, along))));
}
