import type { Address } from '../sim/types.ts';
import {
  changed,
  did,
  nothing,
  type Outcome,
  type ProcessMember,
  type SmallProtocol,
  smallProtocol,
  tell,
} from './process.ts';

type Lock = {
  /** Of a process that may ask; null of the coordinator. */
  readonly standing: 'outside' | 'waiting' | 'inside' | null;
  /** Of the coordinator: whom it let in, and who waits. */
  readonly holder: Address | null;
  readonly queue: readonly Address[];
};
type Process = ProcessMember<Lock>;

const COORDINATOR: Address = 1;

/** Mutual exclusion by a coordinator: it lets one in at a time and queues the others, in memory. */
export function lockServer(): SmallProtocol {
  return smallProtocol<Lock>(
    (address) => ({ standing: address === COORDINATOR ? null : 'outside', holder: null, queue: [] }),
    (self, input) => {
      if (input.type === 'Received') return hear(self, input.from, input.message.name);
      if (input.type !== 'Told' || self.address === COORDINATOR) return nothing(self);
      return input.order.what === 'leave' ? leave(self) : ask(self);
    },
    (_, address) => address === COORDINATOR,
  );
}

function ask(self: Process): Outcome<Lock> {
  if (self.values.standing !== 'outside') return nothing(self);
  return { state: changed(self, { standing: 'waiting' }), effects: [did('asks'), tell(COORDINATOR, 'REQUEST')] };
}

function leave(self: Process): Outcome<Lock> {
  if (self.values.standing !== 'inside') return nothing(self);
  return { state: changed(self, { standing: 'outside' }), effects: [did('leaves'), tell(COORDINATOR, 'RELEASE')] };
}

function hear(self: Process, from: Address, name: string): Outcome<Lock> {
  const { holder, queue } = self.values;
  switch (name) {
    case 'GRANT':
      return { state: changed(self, { standing: 'inside' }), effects: [did('enters')] };
    case 'REQUEST':
      if (holder === null) return grant(self, from, queue);
      return { state: changed(self, { queue: [...queue, from] }), effects: [did('queues', { who: from })] };
    case 'RELEASE': {
      const [next, ...rest] = queue;
      return next === undefined ? nothing(changed(self, { holder: null })) : grant(self, next, rest);
    }
    default:
      return nothing(self);
  }
}

function grant(self: Process, to: Address, queue: readonly Address[]): Outcome<Lock> {
  return { state: changed(self, { holder: to, queue }), effects: [did('grants', { who: to }), tell(to, 'GRANT')] };
}
