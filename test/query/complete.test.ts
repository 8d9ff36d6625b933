import { expect, it } from 'vitest';
import { completionsAt } from '../../src/query/complete.ts';

const words = (source: string): readonly string[] => completionsAt(source, source.length, 3).words;

it('offers what a question can begin with', () => {
  expect(words('')).toEqual(expect.arrayContaining(['leader(', 'count(', 'time', 'event', 'S1', 'S3']));
  expect(words('')).not.toContain('S4');
  expect(words('')).not.toContain('commitIndex');
  expect(words('le')).toEqual(['leader(']);
});

it('offers a thing’s own fields after a dot, however it was come by', () => {
  expect(words('S1.comm')).toEqual(['commitIndex']);
  expect(words('S1.log.')).toContain('lastTerm');
  expect(words('leader(S2) && S1.log[2].')).toEqual(['term', 'command']);
  expect(words('event.ty')).toEqual(['type']);
  expect(words('S1.role.')).toEqual([]);
  expect(words('nobody.')).toEqual([]);
});

it('offers bare fields where a server is meant, and replaces only the word at the caret', () => {
  expect(words('count(ro')).toEqual(['role']);
  expect(words('any(currentTerm == max(cu')).toEqual(['currentTerm']);
  expect(completionsAt('S1.comm >= 3', 7, 3)).toEqual({ from: 3, words: ['commitIndex'] });
});
