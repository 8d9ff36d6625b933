import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatCommand, formatOperation, labelOf, parseOperation } from '../../src/cluster/command-text.ts';
import { applyCommand, EMPTY_MACHINE, type Machine } from '../../src/cluster/machine.ts';
import { NO_OP, type Operation } from '../../src/raft/command.ts';

function run(...texts: readonly string[]): { machine: Machine; results: unknown[] } {
  let machine = EMPTY_MACHINE;
  const results: unknown[] = [];
  for (const text of texts) {
    const operation = parseOperation(text);
    if (!operation.ok) throw new Error(operation.error);
    const applied = applyCommand(machine, results.length + 1, { kind: 'client', operation: operation.value });
    machine = applied.machine;
    results.push(applied.result.ok ? applied.result.value : applied.result.error);
  }
  return { machine, results };
}

describe('the key-value machine', () => {
  test('sets, gets, adds, deletes, compares and sets', () => {
    expect(run('get x', 'set x 3', 'get x', 'add x 4', 'add y -1', 'delete x', 'get x', 'delete x').results).toEqual([
      null,
      3,
      3,
      7,
      -1,
      7,
      null,
      null,
    ]);
    expect(run('cas x 3 4', 'set x 3', 'cas x 3 4', 'cas x 3 5', 'get x').results).toEqual([
      'compareFailed',
      3,
      4,
      'compareFailed',
      4,
    ]);
    expect(run('set x abc', 'add x 1', 'get x', 'cas x abc 7', 'add x 1').results).toEqual([
      'abc',
      'notANumber',
      'abc',
      7,
      8,
    ]);
    expect(run('run shl', 'set x 1').results).toEqual([null, 1]);
  });

  test('never changes a machine that was handed out', () => {
    const { machine } = run('set x 1', 'set y 2');
    const before = [...machine.contents];
    for (const text of ['set x 9', 'add x 1', 'delete y', 'cas x 1 5']) {
      const operation = parseOperation(text);
      if (operation.ok) applyCommand(machine, 3, { kind: 'client', operation: operation.value });
    }
    expect([...machine.contents]).toEqual(before);
    for (const operation of [
      { kind: 'get', key: 'x' },
      { kind: 'run', name: 'nop' },
    ] as const) {
      expect(applyCommand(machine, 3, { kind: 'client', operation }).machine).toBe(machine);
    }
    expect(applyCommand(machine, 3, NO_OP)).toEqual({ machine, result: { ok: true, value: null } });
    expect(EMPTY_MACHINE.contents.size).toBe(0);
  });
});

const key = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/);
const value = fc.oneof(fc.integer(), fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,8}$/));
const operations: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), key, value }),
  fc.record({ kind: fc.constant('get' as const), key }),
  fc.record({ kind: fc.constant('add' as const), key, amount: fc.integer() }),
  fc.record({ kind: fc.constant('delete' as const), key }),
  fc.record({ kind: fc.constant('cas' as const), key, expected: value, value }),
  fc.record({ kind: fc.constant('run' as const), name: key }),
);

describe('the text of a command', () => {
  test('is read back as what it was', () => {
    fc.assert(
      fc.property(operations, (operation) => {
        expect(parseOperation(formatOperation(operation))).toEqual({ ok: true, value: operation });
      }),
      { seed: 7, numRuns: 500 },
    );
    expect(parseOperation('  set   x  3 ')).toEqual({ ok: true, value: { kind: 'set', key: 'x', value: 3 } });
  });

  test('that cannot be read is answered with what can be written', () => {
    const wrong = [
      '',
      'set',
      'set x',
      'set x 3 4',
      'set 1x 3',
      'get',
      'get x 1',
      'add x y',
      'cas x 1',
      'delete x y',
      'push x 1',
      'SET x 1',
      'set x ü',
      'run',
      'run a b',
      'cas x 1 2 3',
      `set ${'k'.repeat(40)} 1`,
    ];
    for (const text of wrong) {
      expect(parseOperation(text)).toEqual({
        ok: false,
        error: `"${text}" is not a command: write one of: set x 3, get x, add x 1, delete x, cas x 3 4, run name`,
      });
    }
  });

  test('is short in a log cell', () => {
    const label = (text: string): string => {
      const operation = parseOperation(text);
      return operation.ok ? labelOf({ kind: 'client', operation: operation.value }) : operation.error;
    };
    expect(['set x 3', 'get x', 'add x 1', 'add x -2', 'delete x', 'cas x 3 4', 'run shl'].map(label)).toEqual([
      'x←3',
      'x?',
      'x+1',
      'x-2',
      'x✕',
      'x:3→4',
      'shl',
    ]);
    expect([labelOf(NO_OP), formatCommand(NO_OP)]).toEqual(['no-op', 'no-op']);
  });
});
