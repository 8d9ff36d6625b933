import type { Address } from '../sim/types.ts';
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

type Account = {
  readonly balance: number;
  /** What it wrote down of itself; null while it has not. */
  readonly recorded: number | null;
  /** What came in on links whose marker was still awaited: money that was on its way. */
  readonly onTheWay: number;
  /** From whom a marker is still awaited. */
  readonly awaits: readonly Address[];
};
type Process = ProcessMember<Account>;

const AMOUNT = 30;

/**
 * Accounts that pay each other, and two ways to add them up: everybody writes down its own balance, or a snapshot with
 * markers (Chandy and Lamport 1985), which writes down the messages as well. Links keep the order of messages.
 */
export function accounts(setting: LessonSetting): SmallProtocol {
  const amount = setting.numbers['amount'] ?? AMOUNT;
  const takePart = (self: Process, awaits: readonly Address[]): Outcome<Account> => {
    const { balance } = self.values;
    const markers = othersThan(self.address, setting).map((other) => tell(other, 'MARKER'));
    const state = changed(self, { recorded: balance, onTheWay: 0, awaits });
    return { state, effects: [did('records', { balance }), ...markers] };
  };
  const act = (self: Process, what: string, to: Address | null): Outcome<Account> => {
    const { balance } = self.values;
    const others = othersThan(self.address, setting);
    if (what === 'snapshot') return takePart(self, others);
    if (what === 'record') {
      const state = changed(self, { recorded: balance, onTheWay: 0, awaits: [] });
      return { state, effects: [did('records', { balance })] };
    }
    const payee = to ?? others[0];
    if (payee === undefined) return nothing(self);
    const effects = [did('pays', { amount, to: payee }), tell(payee, 'PAY', { amount })];
    return { state: changed(self, { balance: balance - amount }), effects };
  };
  const hear = (self: Process, from: Address, name: string, paid: number): Outcome<Account> => {
    const { balance, awaits, onTheWay, recorded } = self.values;
    if (name === 'PAY') {
      const counted = awaits.includes(from) ? onTheWay + paid : onTheWay;
      const state = changed(self, { balance: balance + paid, onTheWay: counted });
      return { state, effects: [did('isPaid', { amount: paid, from })] };
    }
    const others = othersThan(self.address, setting).filter((other) => other !== from);
    if (awaits.length === 0 && recorded === null) return takePart(self, others);
    const state = changed(self, { awaits: awaits.filter((other) => other !== from) });
    return { state, effects: [did('hearsMarker', { from, onTheWay })] };
  };
  return smallProtocol<Account>(
    (address) => ({ balance: setting.start(address), recorded: null, onTheWay: 0, awaits: [] }),
    (self, input) => {
      if (input.type === 'Told') return act(self, input.order.what, input.order.to);
      if (input.type !== 'Received') return nothing(self);
      const { name, values } = input.message;
      return hear(self, input.from, name, (values['amount'] as number | undefined) ?? 0);
    },
  );
}
