import { describe, expect, test } from 'vitest';
import { filesOf, judge, mistakesIn } from './mutation-run.ts';
import { items, mutate, mutations, nameOf } from './mutations.ts';

/** One mutation of each mechanism; `npm run mutations` runs all of them. */
const SHARE = ['P5.1', 'P12.1', 'P21.2', 'P33.1', 'P43.1', 'P49.1', 'P55.1', 'I3.1'];

describe('mutations', () => {
  test('every item has a test and a way to break it', () => {
    expect(items.filter((id) => filesOf(id).length === 0)).toEqual([]);
    expect(items.filter((id) => !mutations.some((mutation) => mutation.id === id))).toEqual([]);
    expect(mutations.filter((mutation) => !items.includes(mutation.id))).toEqual([]);
  });

  test('every mutation finds its text exactly once', () => {
    expect(mistakesIn(mutations)).toEqual([]);
  });

  test('a text that is not there, or there twice, is an error', () => {
    const mutation = { id: 'P1', does: '', file: 'a.ts', find: 'x', replace: 'y' };
    expect(mutate(mutation, 'axb')).toBe('ayb');
    expect(() => mutate(mutation, 'ab')).toThrow('a.ts contains 0 times, not once: x');
    expect(() => mutate(mutation, 'axbx')).toThrow('a.ts contains 2 times, not once: x');
  });

  test('a share of them is killed', { timeout: 120_000 }, async () => {
    const chosen = mutations.filter((mutation) => SHARE.includes(nameOf(mutation)));
    expect(chosen).toHaveLength(SHARE.length);
    const verdicts = await judge(chosen, () => undefined);
    expect(verdicts.filter(({ killedBy }) => killedBy === null)).toEqual([]);
    expect(verdicts).toHaveLength(SHARE.length);
  });
});
