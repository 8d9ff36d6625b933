import { assertNever } from '../base/assert.ts';
import type { Command, Operation, Value } from '../raft/command.ts';

/** What a client gets back for an applied operation. */
export type Result =
  | { readonly ok: true; readonly value: Value | null }
  | { readonly ok: false; readonly error: 'notANumber' | 'compareFailed' };

/** The replicated key-value machine of one server. Immutable; changes only by `applyCommand`. */
export interface Machine {
  readonly contents: ReadonlyMap<string, Value>;
}

export const EMPTY_MACHINE: Machine = { contents: new Map() };

/** Deterministic (P53): the same commands in the same order give the same contents and the same results. */
export function applyCommand(machine: Machine, command: Command): { machine: Machine; result: Result } {
  if (command.kind === 'noop') return { machine, result: { ok: true, value: null } };
  return applyOperation(machine, command.operation);
}

function applyOperation(machine: Machine, operation: Operation): { machine: Machine; result: Result } {
  const { contents } = machine;
  switch (operation.kind) {
    case 'set':
      return written(machine, operation.key, operation.value);
    case 'get':
      return { machine, result: { ok: true, value: contents.get(operation.key) ?? null } };
    case 'add': {
      const value = contents.get(operation.key) ?? 0;
      if (typeof value !== 'number') return { machine, result: { ok: false, error: 'notANumber' } };
      return written(machine, operation.key, value + operation.amount);
    }
    case 'delete': {
      const value = contents.get(operation.key) ?? null;
      const rest = new Map(contents);
      rest.delete(operation.key);
      return { machine: { contents: rest }, result: { ok: true, value } };
    }
    case 'cas':
      if (contents.get(operation.key) === operation.expected) return written(machine, operation.key, operation.value);
      return { machine, result: { ok: false, error: 'compareFailed' } };
    case 'run':
      return { machine, result: { ok: true, value: null } };
    default:
      return assertNever(operation);
  }
}

function written(machine: Machine, key: string, value: Value): { machine: Machine; result: Result } {
  const contents = new Map(machine.contents);
  contents.set(key, value);
  return { machine: { contents }, result: { ok: true, value } };
}
