import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withAt } from '../../src/base/arrays.ts';
import { assert, at } from '../../src/base/assert.ts';
import { fail, ok } from '../../src/base/result.ts';
import { formatMs, msToUs, usToMs } from '../../src/base/time.ts';

describe('time', () => {
  test('is milliseconds with at most three decimals outside, whole microseconds inside', () => {
    expect([0, 1, 150, 0.001, 1318.25, 1e9].map(msToUs)).toEqual([0, 1000, 150_000, 1, 1_318_250, 1e12]);
    expect([0.0001, 1.00005, Number.NaN, Number.POSITIVE_INFINITY, 1e300].map(msToUs)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    fc.assert(
      fc.property(fc.nat(1e12), (us) => {
        expect(msToUs(usToMs(us))).toBe(us);
        expect(msToUs(Number(formatMs(us)))).toBe(us);
      }),
      { seed: 3, numRuns: 1000 },
    );
  });

  test('is written with three decimals always', () => {
    expect([0, 1, 1000, 1_318_250, 60_000_000].map(formatMs)).toEqual([
      '0.000',
      '0.001',
      '1.000',
      '1318.250',
      '60000.000',
    ]);
  });
});

describe('assertions', () => {
  test('stop what broke, and say what', () => {
    expect(() => assert(true, 'never')).not.toThrow();
    expect(() => assert(false, 'a link for every pair')).toThrow('assertion failed: a link for every pair');
    expect(at(['a', 'b'], 1)).toBe('b');
    expect(() => at(['a'], 1)).toThrow('index 1 is outside of 0..0');
  });

  test('withAt leaves the array as it was', () => {
    const before = [1, 2, 3];
    expect(withAt(before, 1, 9)).toEqual([1, 9, 3]);
    expect(before).toEqual([1, 2, 3]);
  });

  test('a result is a value or a reason', () => {
    expect(ok(1)).toEqual({ ok: true, value: 1 });
    expect(fail('why')).toEqual({ ok: false, error: 'why' });
  });
});
