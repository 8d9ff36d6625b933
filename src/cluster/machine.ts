import { assertNever } from '../base/assert.ts';
import type { Command, Operation, Value } from '../raft/command.ts';

/** What a client gets back for an applied operation. */
export type Result =
  | { readonly ok: true; readonly value: Value | null }
  | { readonly ok: false; readonly error: 'notANumber' | 'compareFailed' };

/** The replicated key-value machine of one server. Immutable; `MachineDraft` makes the next one. */
export interface Machine {
  readonly contents: ReadonlyMap<string, Value>;
}

export const EMPTY_MACHINE: Machine = { contents: new Map() };

/**
 * A machine while entries are applied to it: copies its contents on the first write and then writes in place, so that a
 * batch of entries costs one copy.
 */
export class MachineDraft {
  private contents: Map<string, Value> | null = null;
  private readonly original: Machine;

  constructor(machine: Machine) {
    this.original = machine;
  }

  /** The machine as it is now; the original object if nothing was written. The draft must not be used afterwards. */
  finish(): Machine {
    return this.contents === null ? this.original : { contents: this.contents };
  }

  /** Deterministic (P53): the same commands in the same order give the same contents and the same results. */
  apply(command: Command): Result {
    return command.kind === 'client' ? this.applyOperation(command.operation) : { ok: true, value: null };
  }

  private applyOperation(operation: Operation): Result {
    switch (operation.kind) {
      case 'set':
        return this.write(operation.key, operation.value);
      case 'get':
        return { ok: true, value: this.read(operation.key) ?? null };
      case 'add': {
        const value = this.read(operation.key) ?? 0;
        if (typeof value !== 'number') return { ok: false, error: 'notANumber' };
        return this.write(operation.key, value + operation.amount);
      }
      case 'delete': {
        const value = this.read(operation.key) ?? null;
        if (value !== null) this.writable().delete(operation.key);
        return { ok: true, value };
      }
      case 'cas':
        if (this.read(operation.key) !== operation.expected) return { ok: false, error: 'compareFailed' };
        return this.write(operation.key, operation.value);
      case 'run':
        return { ok: true, value: null };
      default:
        return assertNever(operation);
    }
  }

  private read(key: string): Value | undefined {
    return (this.contents ?? this.original.contents).get(key);
  }

  private writable(): Map<string, Value> {
    this.contents ??= new Map(this.original.contents);
    return this.contents;
  }

  private write(key: string, value: Value): Result {
    this.writable().set(key, value);
    return { ok: true, value };
  }
}

/** One command on a machine. */
export function applyCommand(machine: Machine, command: Command): { machine: Machine; result: Result } {
  const draft = new MachineDraft(machine);
  const result = draft.apply(command);
  return { machine: draft.finish(), result };
}
