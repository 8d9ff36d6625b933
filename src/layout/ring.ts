import { type Point, polar, type Size } from './point.ts';

/** Radius of a server's disc at scale 1; its timer track reaches to `OUTER_RADIUS`. */
export const SERVER_RADIUS = 36;
export const OUTER_RADIUS = 48;
const RING_RADIUS = 150;
const LEAST_GAP = 8;
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

function radiusFor(size: Size, extent: Extent, scale: number): number {
  const room = (length: number, share: number): number =>
    share === 0 ? Infinity : (length - 2 * (OUTER_RADIUS * scale + MARGIN)) / share;
  return Math.min(RING_RADIUS * scale, room(size.width, extent.width), room(size.height, extent.height));
}

/** Servers that stand side by side need room between them. */
function fits(radius: number, scale: number, count: number): boolean {
  if (count <= 1) return true;
  return 2 * radius * Math.sin(Math.PI / count) >= 2 * OUTER_RADIUS * scale + LEAST_GAP;
}

/** The largest ring that fits. A wide drawing keeps room at its sides for votes and clients; a tall one has it below. */
export function ringFor(size: Size, count: number): Ring {
  const extent = extentOf(count);
  const isTall = size.height > 1.1 * size.width;
  const wanted = Math.min(size.height / 400, size.width / (isTall ? 430 : 540));
  let scale = Math.max(SMALLEST_SCALE, Math.min(LARGEST_SCALE, wanted));
  while (scale > SMALLEST_SCALE && !fits(radiusFor(size, extent, scale), scale, count)) scale *= 0.97;
  const radius = count <= 1 ? 0 : Math.max(0, radiusFor(size, extent, scale));
  const center = {
    x: size.width / 2 - radius * (extent.left + extent.width / 2),
    y: size.height / 2 - radius * (extent.top + extent.height / 2),
  };
  const places = Array.from({ length: count }, (_, slot) => polar(center, radius, slotAngle(slot, count)));
  return { width: size.width, height: size.height, center, radius, scale, places };
}

/** Clients stand outside of the ring, in the gaps between servers, from the upper right on clockwise. */
export function clientPlaces(ring: Ring, servers: number, clients: number): Point[] {
  const slots = Math.max(servers, clients, 3);
  const halfBox = { width: 34 * ring.scale + 4, height: 20 * ring.scale + 4 };
  const reach = ring.radius * 1.38 + (servers <= 2 ? 60 * ring.scale : 0);
  return Array.from({ length: clients }, (_, index) => {
    const angle = -Math.PI / 2 + ((index + 0.5) * 2 * Math.PI) / slots;
    const { x, y } = polar(ring.center, reach, angle);
    const clampX = Math.max(halfBox.width, Math.min(ring.width - halfBox.width - 56, x));
    const clampY = Math.max(halfBox.height + 18, Math.min(ring.height - halfBox.height - 20, y));
    return { x: clampX, y: clampY };
  });
}
