import { describe, expect, it } from 'vitest';
import { NO_OP } from '../../../src/raft/command.ts';
import { Log } from '../../../src/raft/log.ts';
import { conflictWith, isCommitted } from '../../../src/views/logs/log-facts.ts';

const log = (...terms: number[]) => Log.of(terms.map((term) => ({ term, command: NO_OP })));

describe('a conflict', () => {
  it.each([
    [log(1, 1, 4), log(1, 1, 4, 4), null],
    [log(1, 1, 4, 4), log(1, 1, 4), null],
    [log(1, 1, 2, 2), log(1, 1, 4), 3],
    [log(2), log(1), 1],
    [log(), log(1), null],
    [log(1, 1, 1, 2, 2, 2, 3, 3), log(1, 1, 1, 4, 4, 5, 5, 6, 6, 6), 4],
  ])('begins where the logs first differ', (own, reference, expected) => {
    expect(conflictWith(own, reference)).toBe(expected);
  });
});

it('counts an entry as committed by index and term, not by index alone', () => {
  const fact = { log: log(1, 2, 2), index: 2 };
  expect(isCommitted(fact, 2, 2)).toBe(true);
  expect(isCommitted(fact, 2, 1)).toBe(false);
  expect(isCommitted(fact, 3, 2)).toBe(false);
  expect(isCommitted(null, 1, 1)).toBe(false);
});
