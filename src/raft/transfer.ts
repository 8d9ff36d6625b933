import type { Order } from './orders.ts';
import { rules } from './rules.ts';
import { note, type Turn } from './turn.ts';

/** P80: whether the server takes up an order to hand its leadership over. */
export function transferOrdered(turn: Turn, order: Extract<Order, { readonly type: 'TransferLeadership' }>): void {
  note(turn, () => {
    const values = { enabled: false };
    return { type: 'OrderRefused', order, decision: { rule: 'P80', values, outcome: rules.P80(values) } };
  });
}
