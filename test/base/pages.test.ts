import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Pages } from '../../src/base/pages.ts';

/** What `Pages` promises, kept by a plain Map. */
type Deed = { readonly do: 'with' | 'without' | 'from'; readonly number: number };

const deeds = array(
  record<Deed>({
    do: constantFrom('with', 'with', 'with', 'with', 'without', 'from'),
    number: integer({ min: 0, max: 200 }),
  }),
  {
    maxLength: 60,
  },
);

function play(story: readonly Deed[]): { pages: Pages<string>; map: Map<number, string> }[] {
  let pages = Pages.empty<string>();
  let map = new Map<number, string>();
  return story.map((deed, nth) => {
    map = new Map(map);
    if (deed.do === 'with') {
      pages = pages.with(deed.number, `${deed.number}.${nth % 3}`);
      map.set(deed.number, `${deed.number}.${nth % 3}`);
    } else if (deed.do === 'without') {
      pages = pages.without(deed.number);
      map.delete(deed.number);
    } else {
      pages = pages.from(deed.number);
      for (const number of [...map.keys()]) if (number < deed.number) map.delete(number);
    }
    return { pages, map };
  });
}

describe('pages', () => {
  test('hold what was put in and not let go, by ascending number, and versions stay as they were', () => {
    assert(
      property(deeds, (story) => {
        for (const { pages, map } of play(story)) {
          expect(pages.size).toBe(map.size);
          expect(pages.first).toBe([...map].sort(([a], [b]) => a - b)[0]?.[1]);
          expect([...pages]).toEqual([...map].sort(([a], [b]) => a - b).map(([, value]) => value));
          for (let number = 0; number <= 200; number += 7) expect(pages.get(number)).toBe(map.get(number));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('are alike when they hold the same, however they came to it', () => {
    const same = (a: string, b: string): boolean => a === b;
    assert(
      property(deeds, deeds, (one, two) => {
        const a = play(one).at(-1);
        const b = play(two).at(-1);
        if (a === undefined || b === undefined) return;
        const expected = JSON.stringify([...a.map].sort()) === JSON.stringify([...b.map].sort());
        expect(a.pages.isLike(b.pages, same, null)).toBe(expected);
        let rebuilt = Pages.empty<string>();
        for (const [number, value] of a.map) rebuilt = rebuilt.with(number, value);
        expect(a.pages.isLike(rebuilt, same, null)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('what was agreed on is not compared again, what is new since is', () => {
    const both = Array.from({ length: 100 }, (_, number) => number);
    const built = (): Pages<number> =>
      both.reduce((pages, number) => pages.with(number, number), Pages.empty<number>());
    const one = built();
    const other = built();
    let compared = 0;
    const same = (a: number, b: number): boolean => {
      compared++;
      return a === b;
    };
    expect(one.with(100, 1).isLike(other.with(100, 1), same, { one, other })).toBe(true);
    expect(compared).toBeLessThan(33);
    expect(one.with(100, 1).isLike(other.with(100, 2), same, { one, other })).toBe(false);
  });
});
