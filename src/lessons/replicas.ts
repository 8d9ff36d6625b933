import {
  changed,
  did,
  type LessonSetting,
  nothing,
  type Outcome,
  othersThan,
  type ProcessMember,
  type SmallProtocol,
  smallProtocol,
  tell,
} from './process.ts';

type Replica = { readonly x: number; readonly commands: readonly string[] };
type Process = ProcessMember<Replica>;

/**
 * A primary and its copies. It ships either the commands, which every copy runs itself, or the state that they led to.
 * `random` sets x to a draw: each process draws its own.
 */
export function replicas(setting: LessonSetting): SmallProtocol {
  const shipsState = (setting.numbers['shipsState'] ?? 0) > 0;
  const run = (self: Process, command: string): Process => {
    const { x, commands } = self.values;
    const after = resultOf(command, x, () => setting.draw(self.address, commands.length));
    return changed(self, { x: after, commands: [...commands, command] });
  };
  const execute = (self: Process, command: string): Outcome<Replica> => {
    const state = run(self, command);
    return { state, effects: [did('executes', { command, x: state.values.x })] };
  };
  return smallProtocol<Replica>(
    (address) => ({ x: setting.start(address), commands: [] }),
    (self, input) => {
      if (input.type === 'Told') {
        const { state, effects } = execute(self, input.order.what);
        const { x } = state.values;
        const shipped = othersThan(self.address, setting).map((other) =>
          shipsState ? tell(other, `x=${x}`, { x }) : tell(other, input.order.what, { command: input.order.what }),
        );
        return { state, effects: [...effects, ...shipped] };
      }
      if (input.type !== 'Received') return nothing(self);
      const { command, x } = input.message.values;
      if (typeof command === 'string') return execute(self, command);
      return { state: changed(self, { x: x as number }), effects: [did('copies', { x: x as number })] };
    },
  );
}

function resultOf(command: string, x: number, draw: () => number): number {
  const [, verb = command, operand = '0'] = /^(add|times) (\d{1,6})$/.exec(command) ?? [];
  if (verb === 'add') return x + Number(operand);
  if (verb === 'times') return x * Number(operand);
  return command === 'random' ? draw() : x;
}
