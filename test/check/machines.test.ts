import { expect, test } from 'vitest';
import { Machines } from '../../src/check/facts/machines.ts';
import { machineRulesOf } from '../../src/cluster/filter.ts';
import { applyCommand, EMPTY_MACHINE, type Machine } from '../../src/cluster/machine.ts';
import type { Command } from '../../src/raft/command.ts';
import { specOf } from './spec.ts';

const { raft } = specOf();
const rules = machineRulesOf(raft);
const set = (value: number): Command => ({ kind: 'client', operation: { kind: 'set', key: 'x', value } });

function after(...values: readonly number[]): Machine {
  let machine = EMPTY_MACHINE;
  values.forEach((value, place) => {
    machine = applyCommand(machine, place + 1, set(value), rules).machine;
  });
  return machine;
}

test('what was compacted as it was applied is not known until a machine is seen there', () => {
  const machines = new Machines(rules);
  machines.apply(set(1));
  machines.skip();
  machines.skip();
  machines.take(3, after(1, 2, 3));
  expect(machines.at(0)).toEqual(EMPTY_MACHINE);
  expect(machines.at(1)).toEqual(after(1));
  expect(machines.at(2)).toBeNull();
  machines.apply(set(4));
  expect(machines.at(4)).toEqual(after(1, 2, 3, 4));
  machines.take(2, after(1, 2));
  expect(machines.at(2)).toEqual(after(1, 2));
  machines.skip();
  machines.apply(set(6));
  expect(machines.at(6)).toBeNull();
});
