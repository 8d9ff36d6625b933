import { assertNever } from '../base/assert.ts';
import type { Command, Operation, Value } from '../raft/command.ts';
import { Filter, type MachineRules, NO_SESSIONS } from './filter.ts';
import type { Result } from './result.ts';
import type { SessionNote } from './session-note.ts';
import type { Sessions } from './sessions.ts';

export type { Result } from './result.ts';

/** The replicated key-value machine of one server. Immutable; `MachineDraft` makes the next one. */
export interface Machine extends Sessions {
  readonly contents: ReadonlyMap<string, Value>;
}

export const EMPTY_MACHINE: Machine = { contents: new Map(), sessions: new Map(), leaderUs: 0 };

type NoteTaker = (note: SessionNote) => void;

/**
 * A machine while entries are applied to it: copies its contents on the first write and then writes in place, so that a
 * batch of entries costs one copy.
 */
export class MachineDraft {
  private contents: Map<string, Value> | null = null;
  private readonly original: Machine;
  private readonly rules: MachineRules;
  private readonly localUs: number;
  private readonly note: NoteTaker | null;
  private filter: Filter | null = null;

  /** `localUs`: the server's own clock, which no lawful machine looks at. `note` is told what the trace is to say. */
  constructor(machine: Machine, rules: MachineRules = NO_SESSIONS, localUs = 0, note: NoteTaker | null = null) {
    this.original = machine;
    this.rules = rules;
    this.localUs = localUs;
    this.note = note;
  }

  /** The machine as it is now; the original object if nothing was written. The draft must not be used afterwards. */
  finish(): Machine {
    const { contents, filter, original } = this;
    if (contents === null && filter === null) return original;
    const { sessions, leaderUs } = filter ?? original;
    return { contents: contents ?? original.contents, sessions, leaderUs };
  }

  /** Deterministic (P53): the same commands at the same indexes give the same machine and the same results. */
  apply(index: number, command: Command): Result {
    if (command.kind === 'noop' || command.kind === 'configuration') return { ok: true, value: null };
    if (command.kind === 'client' && command.stamp === undefined && command.leaderUs === undefined) {
      return this.applyOperation(command.operation);
    }
    this.filter ??= new Filter(this.original, this.rules, this.localUs, this.note);
    return this.filter.apply(index, command, (operation) => this.applyOperation(operation));
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

/** One entry on a machine. */
export function applyCommand(
  machine: Machine,
  index: number,
  command: Command,
  rules: MachineRules = NO_SESSIONS,
): { machine: Machine; result: Result } {
  const draft = new MachineDraft(machine, rules);
  const result = draft.apply(index, command);
  return { machine: draft.finish(), result };
}
