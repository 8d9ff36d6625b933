import { assertNever } from '../base/assert.ts';
import type { ConfigurationChange } from './change.ts';
import { changeOrdered } from './membership.ts';
import type { ServerId } from './messages.ts';
import { transferOrdered } from './transfer.ts';
import type { Turn } from './turn.ts';

/** What an administrator tells a server to do. Like a command it can be refused; unlike one it is no entry of the log. */
export type Order =
  | { readonly type: 'TransferLeadership'; readonly to: ServerId }
  | { readonly type: 'ChangeConfiguration'; readonly change: ConfigurationChange };

/** An order is carried out by the mechanism that it is about, or refused with the decision of its rule. */
export function orderReceived(turn: Turn, order: Order): void {
  switch (order.type) {
    case 'TransferLeadership':
      return transferOrdered(turn, order);
    case 'ChangeConfiguration':
      return changeOrdered(turn, order.change);
    default:
      return assertNever(order);
  }
}
