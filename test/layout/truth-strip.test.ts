import { expect, it } from 'vitest';
import { truthPieces } from '../../src/layout/truth-strip.ts';

const x = (step: number): number => step * 2;
const truths = [
  { step: 0, holds: true },
  { step: 10, holds: false },
  { step: 20, holds: true },
  { step: 21, holds: false },
];

it('has a piece for each stretch, and cuts it at the edges', () => {
  expect(truthPieces(truths, 50, false, x, { left: 0, right: 100 })).toEqual([
    { from: 20, to: 40 },
    { from: 42, to: 100 },
  ]);
  expect(truthPieces(truths, 50, true, x, { left: 8, right: 30 })).toEqual([{ from: 8, to: 20 }]);
  expect(truthPieces(truths, 50, false, x, { left: 60, right: 70 })).toEqual([{ from: 60, to: 70 }]);
});

it('draws as one what cannot be told apart, and a single step wide enough to be seen', () => {
  const flips = Array.from({ length: 10_000 }, (_, step) => ({ step, holds: step % 2 === 0 }));
  const pieces = truthPieces(flips, 10_000, true, (step) => step / 100, { left: 0, right: 100 });
  expect(pieces).toHaveLength(1);
  const [one] = truthPieces(
    [
      { step: 0, holds: false },
      { step: 5, holds: true },
      { step: 6, holds: false },
    ],
    9,
    true,
    (step) => step / 9,
    {
      left: 0,
      right: 100,
    },
  );
  expect((one?.to ?? 0) - (one?.from ?? 0)).toBeCloseTo(1.5);
});
