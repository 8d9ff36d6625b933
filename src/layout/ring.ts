import { type Box, isInside, overlaps, type Point, polar, type Size } from './point.ts';

/** Radius of a server's disc at scale 1; its timer track reaches to `OUTER_RADIUS`. */
export const SERVER_RADIUS = 36;
export const OUTER_RADIUS = 48;
const RING_RADIUS = 150;
/** Half the room between the tracks of servers side by side, at scale 1. */
const HALF_GAP = 3;
const MARGIN = 8;
const LARGEST_SCALE = 1.7;
const SMALLEST_SCALE = 0.5;

/** Where everything stands for one size and number of servers. `scale` multiplies all sizes of marks but not of text. */
export interface Ring extends Size {
  readonly center: Point;
  readonly radius: number;
  readonly scale: number;
  /** By slot; slot 0 is at the top, the others follow clockwise. */
  readonly places: readonly Point[];
}

/** The angle of a slot, or of the gap after it for `slot + 0.5`. Two servers stand side by side. */
export function slotAngle(slot: number, count: number): number {
  const first = count === 2 ? Math.PI : -Math.PI / 2;
  return first + (slot * 2 * Math.PI) / count;
}

interface Extent {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The box around the places of a ring of radius 1 around (0, 0). */
function extentOf(count: number): Extent {
  if (count <= 1) return { left: 0, top: 0, width: 0, height: 0 };
  const unit = Array.from({ length: count }, (_, slot) => polar({ x: 0, y: 0 }, 1, slotAngle(slot, count)));
  const left = Math.min(...unit.map((point) => point.x));
  const top = Math.min(...unit.map((point) => point.y));
  const width = Math.max(...unit.map((point) => point.x)) - left;
  const height = Math.max(...unit.map((point) => point.y)) - top;
  return { left, top, width, height };
}

/** The radius that servers need to stand side by side. */
function leastRadius(count: number, scale: number): number {
  return count <= 1 ? 0 : ((OUTER_RADIUS + HALF_GAP) * scale) / Math.sin(Math.PI / count);
}

function radiusFor(size: Size, count: number, scale: number): number {
  const extent = extentOf(count);
  const room = (length: number, share: number): number =>
    share === 0 ? Infinity : (length - 2 * (OUTER_RADIUS * scale + MARGIN)) / share;
  const wanted = Math.max(RING_RADIUS * scale, leastRadius(count, scale));
  return Math.min(wanted, room(size.width, extent.width), room(size.height, extent.height));
}

/** The largest ring that fits. A wide drawing keeps room at its sides for votes and clients; a tall one has it below. */
export function ringFor(size: Size, count: number): Ring {
  const extent = extentOf(count);
  const isTall = size.height > 1.1 * size.width;
  const wanted = Math.min(size.height / 400, size.width / (isTall ? 430 : 540));
  let scale = Math.max(SMALLEST_SCALE, Math.min(LARGEST_SCALE, wanted));
  while (scale > SMALLEST_SCALE && radiusFor(size, count, scale) < leastRadius(count, scale)) scale *= 0.97;
  const radius = count <= 1 ? 0 : Math.max(0, radiusFor(size, count, scale));
  const center = {
    x: size.width / 2 - radius * (extent.left + extent.width / 2),
    y: size.height / 2 - radius * (extent.top + extent.height / 2),
  };
  const places = Array.from({ length: count }, (_, slot) => polar(center, radius, slotAngle(slot, count)));
  return { width: size.width, height: size.height, center, radius, scale, places };
}

/** Half the size of a client's box, with the room that its words need above it. */
function clientHalf(ring: Ring): Size {
  return { width: 30 * Math.max(0.75, ring.scale), height: 18 * Math.max(0.8, ring.scale) + 10 };
}

function boxAround(center: Point, half: Size): Box {
  return { x: center.x - half.width, y: center.y - half.height, width: 2 * half.width, height: 2 * half.height };
}

/**
 * Clients stand outside of the ring, in the gaps between servers, from the upper right on clockwise; where a gap has no
 * room, in a free place at the edge of the drawing.
 */
export function clientPlaces(ring: Ring, servers: number, clients: number): Point[] {
  const half = clientHalf(ring);
  const paper: Box = { x: 0, y: 0, width: ring.width, height: ring.height };
  const server: Size = { width: OUTER_RADIUS * ring.scale, height: OUTER_RADIUS * ring.scale };
  const taken = ring.places.map((place) => boxAround(place, server));
  return Array.from({ length: clients }, (_, index) => {
    const gap = gapPlace(ring, Math.max(servers, clients, 3), index, servers);
    const isFree = (place: Point): boolean => {
      const box = boxAround(place, half);
      return isInside(box, paper) && !taken.some((other) => overlaps(box, other));
    };
    const place = [gap, ...edgePlaces(ring, half)].find(isFree) ?? gap;
    taken.push(boxAround(place, half));
    return place;
  });
}

function gapPlace(ring: Ring, slots: number, index: number, servers: number): Point {
  const reach = ring.radius * 1.38 + (servers <= 2 ? 60 * ring.scale : 0);
  return polar(ring.center, reach, -Math.PI / 2 + ((index + 0.5) * 2 * Math.PI) / slots);
}

/** Down the right edge, then down the left one. */
function edgePlaces(ring: Ring, half: Size): Point[] {
  const rows = Math.max(1, Math.floor(ring.height / (2 * half.height)));
  const column = (x: number): Point[] =>
    Array.from({ length: rows }, (_, row) => ({ x, y: (row * 2 + 1) * half.height }));
  return [...column(ring.width - half.width - 2), ...column(half.width + 2)];
}
