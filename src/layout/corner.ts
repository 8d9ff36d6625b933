import { type Box, overlaps, type Size } from './point.ts';

/** The first corner in which a figure covers nothing, as its upper left point; null when there is none. */
export function freeCorner(figure: Size, room: Size, obstacles: readonly Box[]): Box | null {
  const right = room.width - figure.width;
  const bottom = room.height - figure.height;
  if (right < 0 || bottom < 0) return null;
  const corners: Box[] = [
    { x: 0, y: 0, ...figure },
    { x: 0, y: bottom, ...figure },
    { x: right, y: bottom, ...figure },
    { x: right, y: 0, ...figure },
  ];
  return corners.find((corner) => !obstacles.some((other) => overlaps(corner, other))) ?? null;
}
