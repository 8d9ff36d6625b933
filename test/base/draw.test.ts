import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bitsToChance, bitsToRange, drawBits, Purpose } from '../../src/base/draw.ts';

const COUNT = 20_000;

function draws(seed: number, purpose: Purpose, whose: number, other: number): number[] {
  return Array.from({ length: COUNT }, (_, nth) => drawBits(seed, purpose, whose, other, nth));
}

describe('draws', () => {
  test('are fixed for ever: a published link depends on them', () => {
    expect([1, 2, 3].map((nth) => drawBits(1, Purpose.electionTimeout, 1, 0, nth))).toEqual([
      2_563_525_344, 1_069_438_481, 1_311_222_651,
    ]);
    expect(Purpose).toMatchObject({
      electionTimeout: 1,
      latency: 2,
      loss: 3,
      duplication: 4,
      writeLatency: 5,
      clientTarget: 6,
      duplicateLatency: 7,
      slowWrite: 21,
      slowWriteLatency: 22,
    });
  });

  test('depend on every part of the key', () => {
    const base = [7, Purpose.latency, 1, 2, 3] as const;
    const keys: readonly (readonly [number, Purpose, number, number, number])[] = [
      base,
      [8, 2, 1, 2, 3],
      [7, 3, 1, 2, 3],
      [7, 2, 2, 2, 3],
      [7, 2, 1, 3, 3],
      [7, 2, 1, 2, 4],
      [7, 2, 2, 1, 3],
    ];
    expect(new Set(keys.map((key) => drawBits(...key))).size).toBe(keys.length);
  });

  test('cover a range evenly, ends included, and never leave it (P18)', () => {
    for (const [low, high] of [
      [150, 300],
      [0, 1],
      [5, 5],
      [-3, 3],
    ] as const) {
      const counts = new Map<number, number>();
      for (const bits of draws(1, Purpose.electionTimeout, 1, 0)) {
        const value = bitsToRange(bits, low, high);
        expect(value >= low && value <= high && Number.isInteger(value)).toBe(true);
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      const size = high - low + 1;
      expect(counts.size).toBe(size);
      const expected = COUNT / size;
      const chiSquare = [...counts.values()].reduce(
        (sum, count) => sum + ((count - expected) * (count - expected)) / expected,
        0,
      );
      expect(chiSquare).toBeLessThan(size - 1 + 5 * Math.sqrt(2 * size));
    }
    expect([bitsToRange(0, 150, 300), bitsToRange(0xffffffff, 150, 300)]).toEqual([150, 300]);
    fc.assert(
      fc.property(
        fc.nat(0xffffffff),
        fc.integer({ min: 0, max: 1e9 }),
        fc.integer({ min: 0, max: 1e6 }),
        (bits, low, size) => {
          const value = bitsToRange(bits, low, low + size);
          expect(value >= low && value <= low + size).toBe(true);
        },
      ),
      { seed: 18, numRuns: 1000 },
    );
  });

  test('of neighbouring keys have nothing in common', () => {
    const some = draws(1, Purpose.latency, 1, 2);
    for (const others of [
      draws(2, Purpose.latency, 1, 2),
      draws(1, Purpose.loss, 1, 2),
      draws(1, Purpose.latency, 2, 1),
    ]) {
      const bothHigh = some.filter((bits, nth) => bits >= 0x80000000 && (others[nth] ?? 0) >= 0x80000000).length;
      expect(Math.abs(bothHigh / COUNT - 0.25)).toBeLessThan(0.02);
    }
  });

  test('come true with the chance that was asked for', () => {
    for (const partsPerMillion of [0, 1000, 250_000, 500_000, 999_999, 1_000_000]) {
      const hits = draws(3, Purpose.loss, 1, 2).filter((bits) => bitsToChance(bits, partsPerMillion)).length;
      expect(Math.abs(hits / COUNT - partsPerMillion / 1_000_000)).toBeLessThan(0.015);
    }
    expect([bitsToChance(0, 0), bitsToChance(0xffffffff, 1_000_000)]).toEqual([false, true]);
  });
});
