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

it('offers the words that a value can be, the promises, and what a claim begins with', () => {
  expect(words('event.type == "RoleCh')).toEqual(['"RoleChanged"']);
  expect(words('event.message == ')).toContain('"AppendEntriesRequest"');
  expect(words('count(role == "lea')).toEqual(['"leader"']);
  expect(words('event.server == ')).toEqual(['S1', 'S2', 'S3', 'none']);
  expect(words('S1.up == ')).toEqual(['true', 'false']);
  expect(words('broken(I1')).toContain('I12');
  expect(completionsAt('', 0, 3, true).words).toEqual(['always ', 'sometimes ', 'eventually ']);
  expect(completionsAt('always lea', 10, 3, true).words).toEqual(['leader(']);
});

it('offers bare fields where a server is meant, and replaces only the word at the caret', () => {
  expect(words('count(ro')).toEqual(['role']);
  expect(words('any(currentTerm == max(cu')).toEqual(['currentTerm']);
  expect(completionsAt('S1.comm >= 3', 7, 3)).toEqual({ from: 3, words: ['commitIndex'] });
});
