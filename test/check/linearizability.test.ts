import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Call, historyOf } from '../../src/check/linearizability/history.ts';
import { checkLinearizable } from '../../src/check/linearizability/linearizability.ts';
import { effectOn } from '../../src/check/linearizability/model.ts';
import { parseOperation } from '../../src/cluster/command-text.ts';
import { applyCommand, EMPTY_MACHINE, type Result } from '../../src/cluster/machine.ts';
import type { Operation, Value } from '../../src/raft/command.ts';
import { CLIENT, Stage } from '../paper/stage.ts';

function operationOf(text: string): Operation {
  const operation = parseOperation(text);
  if (!operation.ok) throw new Error(operation.error);
  return operation.value;
}

/** `[client, called, returned, 'set x 1', result]`; without a result nobody knows what became of it. */
type Line = readonly [client: number, called: number, returned: number, text: string, value?: Value | null];

function history(...lines: readonly Line[]): Call[] {
  return lines.map(([client, calledAtUs, returnedAtUs, text, value], request) => {
    const operation = operationOf(text);
    const failed: Result = { ok: false, error: operation.kind === 'cas' ? 'compareFailed' : 'notANumber' };
    const result = value === undefined ? null : value === 'no' ? failed : ({ ok: true, value } as const);
    return {
      client,
      request,
      operation,
      calledAtUs,
      returnedAtUs: value === undefined ? Infinity : returnedAtUs,
      result,
    };
  });
}

const verdict = (...lines: readonly Line[]) => checkLinearizable(history(...lines)).verdict;

describe('histories that fit an order', () => {
  test.each<readonly [string, readonly Line[]]>([
    ['nothing at all', []],
    [
      'one after the other',
      [
        [1, 0, 1, 'set x 1', 1],
        [2, 2, 3, 'get x', 1],
        [1, 4, 5, 'add x 2', 3],
        [2, 6, 7, 'get x', 3],
      ],
    ],
    [
      'a read beside a write sees the old value',
      [
        [1, 0, 1, 'set x 1', 1],
        [1, 2, 9, 'set x 2', 2],
        [2, 3, 4, 'get x', 1],
        [2, 5, 6, 'get x', 2],
      ],
    ],
    [
      'two writes at once, in either order',
      [
        [1, 0, 5, 'set x 1', 1],
        [2, 0, 5, 'set x 2', 2],
        [3, 6, 7, 'get x', 1],
      ],
    ],
    [
      'an unknown write that took effect',
      [
        [1, 0, 1, 'set x 1', 1],
        [2, 2, 3, 'set x 2'],
        [1, 4, 5, 'get x', 2],
      ],
    ],
    [
      'an unknown write that did not',
      [
        [1, 0, 1, 'set x 1', 1],
        [2, 2, 3, 'set x 2'],
        [1, 4, 5, 'get x', 1],
      ],
    ],
    [
      'an unknown write that took effect late',
      [
        [2, 0, 1, 'set x 2'],
        [1, 4, 5, 'get x', null],
        [1, 6, 7, 'get x', 2],
      ],
    ],
    [
      'a comparison that fails',
      [
        [1, 0, 1, 'set x 1', 1],
        [2, 2, 3, 'cas x 2 3', 'no'],
        [2, 4, 5, 'cas x 1 3', 3],
      ],
    ],
    [
      'other keys do not matter',
      [
        [1, 0, 1, 'set x 1', 1],
        [2, 2, 3, 'get y', null],
        [1, 4, 5, 'delete x', 1],
        [2, 6, 7, 'get x', null],
      ],
    ],
    [
      'a word is no number',
      [
        [1, 0, 1, 'set x abc', 'abc'],
        [1, 2, 3, 'add x 1', 'no'],
        [1, 4, 5, 'run shl', null],
      ],
    ],
    [
      'an end and a beginning at the same time may be either way round',
      [
        [1, 0, 5, 'set x 1', 1],
        [2, 5, 6, 'get x', null],
      ],
    ],
  ])('%s', (_, lines) => {
    expect(verdict(...lines)).toBe('linearizable');
  });
});

describe('histories that fit none', () => {
  test.each<readonly [string, readonly Line[]]>([
    [
      'a stale read',
      [
        [1, 0, 1, 'set x 1', 1],
        [1, 2, 3, 'set x 2', 2],
        [2, 4, 5, 'get x', 1],
      ],
    ],
    [
      'a read that goes back',
      [
        [1, 0, 9, 'set x 1', 1],
        [2, 2, 3, 'get x', 1],
        [3, 4, 5, 'get x', null],
      ],
    ],
    [
      'a lost update',
      [
        [1, 0, 1, 'add x 1', 1],
        [2, 2, 3, 'add x 1', 1],
      ],
    ],
    [
      'a command that ran twice',
      [
        [1, 0, 9, 'add x 1', 2],
        [1, 10, 11, 'get x', 2],
      ],
    ],
    [
      'a value that nobody wrote',
      [
        [1, 0, 1, 'set x 1', 1],
        [2, 2, 3, 'get x', 7],
      ],
    ],
    [
      'an unknown write seen before it was asked for',
      [
        [1, 0, 1, 'get x', 2],
        [2, 2, 3, 'set x 2'],
      ],
    ],
    [
      'a lock held by two',
      [
        [1, 0, 1, 'set l free', 'free'],
        [1, 2, 3, 'cas l free a', 'a'],
        [2, 4, 5, 'cas l free b', 'b'],
      ],
    ],
    [
      'an unknown write that takes effect twice',
      [
        [1, 0, 1, 'set x 1', 1],
        [2, 2, 3, 'set x 2'],
        [1, 4, 5, 'get x', 2],
        [1, 6, 7, 'set x 1', 1],
        [1, 8, 9, 'get x', 2],
      ],
    ],
  ])('%s', (_, lines) => {
    expect(verdict(...lines)).toBe('violated');
  });

  test('names the key', () => {
    const calls = history([1, 0, 1, 'set x 1', 1], [1, 2, 3, 'get y', 4]);
    expect(checkLinearizable(calls)).toEqual({ verdict: 'violated', key: 'y' });
  });
});

test('it gives up, and says so, when there is too much to try', () => {
  const writes = Array.from({ length: 12 }, (_, index): Line => [index, 0, 1000, `set x ${index}`, index]);
  expect(checkLinearizable(history(...writes, [20, 2000, 2001, 'get x', 99]), 500).verdict).toBe('gaveUp');
});

test('a long history without trouble is judged at once', () => {
  const lines = Array.from({ length: 3000 }, (_, index): Line => [1, 2 * index, 2 * index + 1, 'add x 1', index + 1]);
  expect(checkLinearizable(history(...lines), 3001).verdict).toBe('linearizable');
});

const operations = fc.constantFrom('set x 1', 'set x 2', 'get x', 'add x 1', 'delete x', 'cas x 1 2').map(operationOf);
const results: fc.Arbitrary<Result | null> = fc.oneof(
  fc.constantFrom<Result | null>(null, { ok: false, error: 'compareFailed' }),
  fc.constantFrom(null, 1, 2, 3).map((value): Result => ({ ok: true, value })),
);
const calls: fc.Arbitrary<Call[]> = fc
  .array(
    fc.record({
      client: fc.integer({ min: 1, max: 3 }),
      calledAtUs: fc.nat(12),
      length: fc.nat(6),
      operation: operations,
      result: results,
    }),
    { maxLength: 6 },
  )
  .map((drafts) =>
    drafts.map(({ length, ...draft }, request) => ({
      ...draft,
      request,
      returnedAtUs: draft.result === null ? Infinity : draft.calledAtUs + length,
    })),
  );

/** Every order of every choice of the operations that may have been left out: the definition, word for word. */
function byBruteForce(all: readonly Call[], left: readonly Call[] = all, value: Value | null = null): boolean {
  if (left.every(({ result }) => result === null)) return true;
  return left.some((call) => {
    if (left.some((other) => other !== call && other.returnedAtUs < call.calledAtUs)) return false;
    const effect = effectOn(value, call.operation);
    if (call.result !== null && JSON.stringify(effect.result) !== JSON.stringify(call.result)) return false;
    return byBruteForce(
      all,
      left.filter((other) => other !== call),
      effect.value,
    );
  });
}

test('it says what the definition says', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(calls, (drawn) => {
      const expected = byBruteForce(drawn) ? 'linearizable' : 'violated';
      seen.add(expected);
      expect(checkLinearizable(drawn).verdict).toBe(expected);
    }),
    { seed: 20_261_121, numRuns: 1500 },
  );
  expect([...seen].sort()).toEqual(['linearizable', 'violated']);
});

test('its model is that of the machine', () => {
  fc.assert(
    fc.property(fc.array(operations), (list) => {
      let machine = EMPTY_MACHINE;
      let value: Value | null = null;
      list.forEach((operation, index) => {
        const applied = applyCommand(machine, index + 1, { kind: 'client', operation });
        const effect = effectOn(value, operation);
        expect(effect).toEqual({ value: applied.machine.contents.get('x') ?? null, result: applied.result });
        ({ machine } = applied);
        ({ value } = effect);
      });
    }),
    { seed: 20_261_121 },
  );
});

test('a history is what the clients of a world saw: answered, open, and nothing that was never asked', () => {
  const stage = new Stage({ timeouts: [[100], [900], [900]] })
    .until(200)
    .ask(1)
    .until(300)
    .crash(2)
    .crash(3)
    .ask(1)
    .until(400);
  const { state } = stage.run.host(CLIENT);
  if (state.kind !== 'client') throw new Error('expected a client');
  expect(historyOf([state])).toMatchObject([
    { client: CLIENT, request: 1, calledAtUs: 200_000, returnedAtUs: 240_000, result: { ok: true, value: 3 } },
    { client: CLIENT, request: 2, returnedAtUs: Infinity, result: null },
  ]);
  const unheard = new Stage({ raft: { sessions: 'sessions' }, timeouts: [[9000], [9000], [9000]] }).ask(1).until(3000);
  const lonely = unheard.run.host(CLIENT).state;
  expect(unheard.finished).toMatchObject([{ reason: 'noSession' }]);
  expect(lonely.kind === 'client' ? historyOf([lonely]) : null).toEqual([]);
});
