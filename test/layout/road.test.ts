import { expect, it } from 'vitest';
import { degreesOn, freeLane, isBlocked, pointOn, roadBetween, travelledPath } from '../../src/layout/road.ts';

const A = { x: 0, y: 0 };
const B = { x: 100, y: 0 };
const wish = { trimStart: 10, trimEnd: 20, lane: 0, scale: 1 };

it('begins and ends off its ends, and runs on the right side', () => {
  const road = roadBetween(A, B, wish);
  expect(road.start).toEqual({ x: 10, y: 8 });
  expect(road.end).toEqual({ x: 80, y: 8 });
  expect(road.length).toBe(70);
  expect(pointOn(road, 0.5)).toEqual({ x: 45, y: 8 });
  expect(degreesOn(road, 0.5)).toBe(0);
});

it('keeps both directions and all lanes apart', () => {
  const back = roadBetween(B, A, wish);
  expect(back.start.y).toBe(-8);
  expect(roadBetween(A, B, { ...wish, lane: 1 }).start.y).toBe(25);
  expect(roadBetween(A, B, { ...wish, lane: null }).start.y).toBe(0);
  expect(freeLane([])).toBe(0);
  expect(freeLane([0, 2])).toBe(1);
  expect(freeLane([0, 0, 1, 2, 2])).toBe(1);
});

it('bends around a point, from one end to the other', () => {
  const road = roadBetween(A, B, { ...wish, lane: null, via: { x: 50, y: 60 } });
  expect(pointOn(road, 0)).toEqual(road.start);
  expect(pointOn(road, 1)).toEqual(road.end);
  expect(pointOn(road, 0.5).y).toBeGreaterThan(20);
  expect(degreesOn(road, 0)).toBeGreaterThan(0);
  expect(degreesOn(road, 1)).toBeLessThan(0);
  expect(travelledPath(road, 0.5)).toContain('Q');
});

it('knows what stands in the way', () => {
  expect(isBlocked(A, B, [{ x: 50, y: 12 }], 15)).toBe(true);
  expect(isBlocked(A, B, [{ x: 50, y: 18 }], 15)).toBe(false);
  expect(isBlocked(A, B, [{ x: 130, y: 0 }], 15)).toBe(false);
});
