import { expect, test } from 'vitest';
import { plotPath, plotX } from '../../src/layout/plot.ts';

const SIZE = { width: 100, height: 20 };

test('a plot goes in steps, as high as the numbers are, to the end of the run', () => {
  const path = plotPath(
    [
      { atUs: 0, value: 0 },
      { atUs: 500, value: 2 },
    ],
    SIZE,
    1000,
  );
  expect(path).toBe('M0,17L50,17L50,3L100,3L100,3');
  expect(plotX(SIZE, 1000, 250)).toBe(25);
});

test('flags lie below and above, other values on levels of their own, and a constant at the bottom', () => {
  const of = (...values: (string | boolean | null)[]): string =>
    plotPath(
      values.map((value, nth) => ({ atUs: nth * 500, value })),
      SIZE,
      1000,
    );
  expect(of(false, true)).toBe('M0,17L50,17L50,3L100,3L100,3');
  expect(of('follower', 'leader', null)).toBe('M0,17L50,17L50,10L100,10L100,3L100,3L100,3');
  expect(of(true)).toBe('M0,17L100,17L100,17');
});

test('a thousand changes in a pixel are drawn once', () => {
  const points = Array.from({ length: 1000 }, (_, nth) => ({ atUs: nth, value: nth }));
  expect(plotPath(points, SIZE, 1_000_000).split('L').length).toBeLessThan(5);
});
