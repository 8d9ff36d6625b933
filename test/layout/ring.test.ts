import { describe, expect, it } from 'vitest';
import { isInside, overlaps } from '../../src/layout/point.ts';
import { clientPlaces, OUTER_RADIUS, type Ring, ringFor } from '../../src/layout/ring.ts';

const SIZES = [
  { width: 620, height: 460 },
  { width: 404, height: 300 },
  { width: 424, height: 540 },
  { width: 390, height: 560 },
  { width: 1920, height: 860 },
];

function boxes(ring: Ring) {
  const reach = OUTER_RADIUS * ring.scale;
  return ring.places.map(({ x, y }) => ({ x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach }));
}

describe.each(SIZES)('a ring in $width x $height', (size) => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('holds %i servers inside, none over another', (count) => {
    const ring = ringFor(size, count);
    const paper = { x: 0, y: 0, ...size };
    expect(ring.places).toHaveLength(count);
    for (const box of boxes(ring)) expect(isInside(box, paper)).toBe(true);
    ring.places.forEach((place, index) => {
      for (const other of ring.places.slice(index + 1)) {
        expect(Math.hypot(place.x - other.x, place.y - other.y)).toBeGreaterThanOrEqual(2 * OUTER_RADIUS * ring.scale);
      }
    });
  });

  it.each([3, 5, 7, 9])('keeps three clients inside and off %i servers', (count) => {
    const ring = ringFor(size, count);
    const half = { width: 22, height: 14 };
    for (const place of clientPlaces(ring, count, 3)) {
      const box = { x: place.x - half.width, y: place.y - half.height, width: 2 * half.width, height: 2 * half.height };
      expect(isInside(box, { x: 0, y: 0, ...size })).toBe(true);
      for (const server of boxes(ring)) expect(overlaps(box, server)).toBe(false);
    }
  });
});

it('puts the first server at the top and the others clockwise', () => {
  const { places, center } = ringFor({ width: 620, height: 460 }, 5);
  expect(places[0]?.x).toBeCloseTo(center.x);
  expect(places[1]?.x).toBeGreaterThan(center.x);
  expect(places[4]?.x).toBeLessThan(center.x);
});
