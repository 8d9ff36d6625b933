import { expect, it } from 'vitest';
import { StepIndex } from '../../../src/timeline/step-index.ts';
import { barsPath, binsOf, spanOf } from '../../../src/views/transport/bins.ts';

it('doubles the span only when the run outgrows it', () => {
  expect(spanOf(0)).toBe(1_000_000);
  expect(spanOf(1_000_000)).toBe(1_000_000);
  expect(spanOf(1_000_001)).toBe(2_000_000);
  expect(spanOf(7_900_000)).toBe(8_000_000);
});

it('counts every step once, in the bin of its time', () => {
  const index = StepIndex.empty();
  index.push(0, null, 0, 0);
  for (const atUs of [10, 240, 260, 500, 990]) index.push(atUs, 1, 1, 0);
  expect(binsOf(index, 5, 1000, 4)).toEqual([2, 2, 0, 1]);
  expect(binsOf(index, 3, 1000, 4)).toEqual([2, 1, 0, 0]);
});

it('draws no bar where nothing happened', () => {
  expect(barsPath([0, 2, 0, 1], 40, 30, 23)).toBe('M10 30v-23h8.6v23zM30 30v-13h8.6v13z');
});
