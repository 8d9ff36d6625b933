import type { MachineRules } from '../../cluster/filter.ts';
import { applyCommand, EMPTY_MACHINE, type Machine } from '../../cluster/machine.ts';
import type { Command } from '../../raft/command.ts';

/**
 * The machine after each index, as the log alone says: what a lawful machine becomes that applies what was applied first
 * at each index. Kept only while somebody promises that commands run once.
 */
export class Machines {
  readonly rules: MachineRules;
  /** After index 1 at place 0. */
  private readonly list: Machine[] = [];

  constructor(rules: MachineRules) {
    this.rules = rules;
  }

  get count(): number {
    return this.list.length;
  }

  at(index: number): Machine {
    return this.list[index - 1] ?? EMPTY_MACHINE;
  }

  /** The next index that nobody has applied. */
  apply(command: Command): void {
    const index = this.count + 1;
    this.list.push(applyCommand(this.at(index - 1), index, command, this.rules).machine);
  }

  /** The next index, of which only the machine is known. */
  take(machine: Machine): void {
    this.list.push(machine);
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
