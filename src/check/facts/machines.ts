import type { MachineRules } from '../../cluster/filter.ts';
import { applyCommand, EMPTY_MACHINE, type Machine } from '../../cluster/machine.ts';
import type { Command } from '../../raft/command.ts';

/**
 * The machine after each index, as the log alone says: what a lawful machine becomes that applies what was applied first
 * at each index. Kept only while somebody promises that commands run once.
 */
export class Machines {
  readonly rules: MachineRules;
  /** After index 1 at place 0; null where nobody was seen to stand and what was applied there is not known any more. */
  private readonly list: (Machine | null)[] = [];

  constructor(rules: MachineRules) {
    this.rules = rules;
  }

  get count(): number {
    return this.list.length;
  }

  /** Null where it is not known. */
  at(index: number): Machine | null {
    return index === 0 ? EMPTY_MACHINE : (this.list[index - 1] ?? null);
  }

  /** The next index that nobody has applied. */
  apply(command: Command): void {
    const index = this.count + 1;
    const before = this.at(index - 1);
    this.list.push(before === null ? null : applyCommand(before, index, command, this.rules).machine);
  }

  /** The next index, whose entry was compacted in the very step that applied it. */
  skip(): void {
    this.list.push(null);
  }

  /** An index of which only the machine is known: what is applied there never changes, so it holds for every branch. */
  take(index: number, machine: Machine): void {
    this.list[index - 1] = machine;
  }

  rewind(count: number): void {
    this.list.length = Math.min(this.list.length, count);
  }

  copy(): Machines {
    const copy = new Machines(this.rules);
    for (const machine of this.list) copy.list.push(machine);
    return copy;
  }
}
