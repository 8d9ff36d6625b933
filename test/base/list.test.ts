import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { List } from '../../src/base/list.ts';

/** What can be done to a version of a list: push an item, or keep its first n. Applied to any version made so far. */
const change = fc.record({ version: fc.nat(), take: fc.option(fc.nat(1300)), push: fc.nat(40) });

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}

describe('List', () => {
  test('holds what was pushed, across all sizes at which its tree grows', () => {
    for (const size of [0, 1, 31, 32, 33, 63, 64, 65, 1023, 1024, 1025, 1055, 1056, 1057, 32_800, 33_900]) {
      const list = List.of(numbers(size));
      expect(list.length).toBe(size);
      expect(list.toArray()).toEqual(numbers(size));
    }
  });

  test('has nothing outside', () => {
    const list = List.of([1, 2, 3]);
    expect([list.get(-1), list.get(3), List.empty().get(0)]).toEqual([undefined, undefined, undefined]);
    // The buffer of a longer version is not visible from a shorter one.
    const short = list.take(1);
    expect([short.length, short.get(0), short.get(1)]).toEqual([1, 1, undefined]);
  });

  test('take gives the list itself when it is no longer than that, and an empty one for nothing', () => {
    const list = List.of(numbers(100));
    expect(list.take(100)).toBe(list);
    expect(list.take(1000)).toBe(list);
    expect(list.take(0).length).toBe(0);
    expect(list.take(-5).length).toBe(0);
  });

  test('take gives the first items, at every length', () => {
    const list = List.of(numbers(1100));
    for (let length = 0; length <= 1100; length++) {
      const taken = list.take(length);
      expect(taken.length).toBe(length);
      expect(taken.get(length - 1)).toBe(length === 0 ? undefined : length - 1);
      expect(taken.push(-1).get(length)).toBe(-1);
    }
    expect(list.toArray()).toEqual(numbers(1100));
  });

  test('two versions that grow from one do not see each other', () => {
    for (const size of [0, 5, 31, 32, 33, 1024, 1056]) {
      const base = List.of(numbers(size));
      const left = base.push(-1);
      const right = base.push(-2);
      expect([base.length, left.get(size), right.get(size)]).toEqual([size, -1, -2]);
      const shortened = left
        .push(-3)
        .take(size + 1)
        .push(-4);
      expect([left.get(size + 1), shortened.get(size), shortened.get(size + 1)]).toEqual([undefined, -1, -4]);
    }
  });

  test('is as an array, whichever old version is changed', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
        const versions = [{ list: List.empty<number>(), array: [] as number[] }];
        let item = 0;
        for (const { version, take, push } of changes) {
          const from = versions[version % versions.length];
          if (from === undefined) continue;
          let { list, array } = from;
          if (take !== null) {
            list = list.take(take);
            array = array.slice(0, take);
          }
          for (let count = 0; count < push; count++) {
            list = list.push(++item);
            array = [...array, item];
          }
          versions.push({ list, array });
        }
        for (const { list, array } of versions) {
          expect(list.length).toBe(array.length);
          expect(list.toArray()).toEqual(array);
        }
      }),
      { seed: 32, numRuns: 300 },
    );
  });
});
