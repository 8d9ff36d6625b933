import { assertNever } from '../../base/assert.ts';
import type { Result } from '../../cluster/machine.ts';
import type { Operation, Value } from '../../raft/command.ts';

/** One key as a client may think of it: its value, null while there is none. */
export interface Effect {
  readonly value: Value | null;
  readonly result: Result;
}

/** What an operation makes of the value of its key, and what it answers: the sequential specification. */
export function effectOn(value: Value | null, operation: Operation): Effect {
  switch (operation.kind) {
    case 'set':
      return { value: operation.value, result: { ok: true, value: operation.value } };
    case 'get':
      return { value, result: { ok: true, value } };
    case 'add': {
      if (typeof value === 'string') return { value, result: { ok: false, error: 'notANumber' } };
      const sum = (value ?? 0) + operation.amount;
      return { value: sum, result: { ok: true, value: sum } };
    }
    case 'delete':
      return { value: null, result: { ok: true, value } };
    case 'cas':
      return value === operation.expected
        ? { value: operation.value, result: { ok: true, value: operation.value } }
        : { value, result: { ok: false, error: 'compareFailed' } };
    case 'run':
      return { value, result: { ok: true, value: null } };
    default:
      return assertNever(operation);
  }
}
