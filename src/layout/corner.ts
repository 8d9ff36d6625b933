import { type Box, overlaps, type Size } from './point.ts';

/** How far a figure stays from the edges of the drawing. */
const INSET = 12;

/** The first corner in which a figure covers nothing, as its upper left point; null when there is none. */
export function freeCorner(figure: Size, room: Size, obstacles: readonly Box[]): Box | null {
  const right = room.width - figure.width - INSET;
  const bottom = room.height - figure.height - INSET;
  if (right < INSET || bottom < 0) return null;
  const corners: Box[] = [
    { x: INSET, y: 0, ...figure },
    { x: INSET, y: bottom, ...figure },
    { x: right, y: bottom, ...figure },
    { x: right, y: 0, ...figure },
  ];
  return corners.find((corner) => !obstacles.some((other) => overlaps(corner, other))) ?? null;
}
