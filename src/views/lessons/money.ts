import type { World } from '../../cluster/types.ts';
import { messagesInFlight } from '../../sim/world.ts';

interface Money {
  readonly balances: number;
  /** In messages that have not arrived. */
  readonly onTheRoad: number;
  /** By all together, messages that they wrote down included; null until everybody has. */
  readonly writtenDown: number | null;
}

/** Where the money of a lesson's accounts is; null where there are no accounts. */
export function aboutMoney(world: World): Money | null {
  const accounts = world.hosts.flatMap(({ state }) =>
    state.kind === 'process' && 'balance' in state.values ? [state.values] : [],
  );
  if (accounts.length === 0) return null;
  const sumOf = (field: string): number => accounts.reduce((sum, values) => sum + Number(values[field] ?? 0), 0);
  const everybody = accounts.every(({ recorded }) => recorded !== null);
  return {
    balances: sumOf('balance'),
    onTheRoad: messagesInFlight(world).reduce((sum, { message }) => sum + amountIn(message), 0),
    writtenDown: everybody ? sumOf('recorded') + sumOf('onTheWay') : null,
  };
}

function amountIn(message: World['held'][number]['message']): number {
  return message.type === 'Telling' ? Number(message.values['amount'] ?? 0) : 0;
}
