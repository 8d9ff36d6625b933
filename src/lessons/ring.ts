import type { Address } from '../sim/types.ts';
import {
  acknowledge,
  changed,
  did,
  type Effect,
  FIRST_TIMER,
  type Input,
  type LessonSetting,
  nothing,
  type Outcome,
  type ProcessMember,
  type SmallProtocol,
  smallProtocol,
  stop,
  tell,
  type Values,
  wait,
} from './process.ts';

/** Something on its way round: kind, list, whom it was given to, and when by the own clock. No ACK has come for it. */
type Pending = readonly [kind: string, list: readonly Address[], to: Address, sinceUs: number];
type Place = { readonly coordinator: Address | null; readonly pending: readonly Pending[] };
type Process = ProcessMember<Place>;
type Received = Extract<Input, { readonly type: 'Received' }>;

const PATIENCE_MS = 60;

/**
 * Election on a ring (Le Lann 1977, as in textbooks): a list goes round, everybody adds itself, and whoever finds itself
 * at its head sends it round again as the result. A neighbour that acknowledges nothing is skipped.
 */
export function ring(setting: LessonSetting): SmallProtocol {
  const rules = new Rules(setting);
  const first = setting.numbers['coordinator'] ?? null;
  return smallProtocol<Place>(
    () => ({ coordinator: first, pending: [] }),
    (self, input) => rules.step(self, input),
    ({ coordinator }, address) => coordinator === address,
  );
}

class Rules {
  private readonly processes: number;
  private readonly patienceUs: number;

  constructor({ processes, numbers }: LessonSetting) {
    this.processes = processes;
    this.patienceUs = (numbers['patienceMs'] ?? PATIENCE_MS) * 1000;
  }

  step(self: Process, input: Input): Outcome<Place> {
    switch (input.type) {
      case 'Received':
        return this.hear(self, input);
      case 'TimerFired':
        return this.giveUp(self, input.localUs);
      case 'Told':
        return this.startList(self, input.localUs);
      case 'Started':
        // A run begins in peace; who starts later has been down, and knows nobody.
        return input.step === 0
          ? nothing(self)
          : this.startList(changed(self, { coordinator: null }, false), input.localUs);
      case 'Written':
        return nothing(self);
    }
  }

  private next(address: Address): Address {
    return (address % this.processes) + 1;
  }

  private startList(self: Process, nowUs: number): Outcome<Place> {
    const list = [self.address];
    return this.passOn(self, 'ELECTION', list, did('startsList', { list }), nowUs);
  }

  private send(
    self: Process,
    kind: string,
    list: readonly Address[],
    to: Address,
    nowUs: number,
  ): { readonly state: Process; readonly effects: readonly Effect[] } {
    const { pending } = self.values;
    const timer: Effect[] = pending.length === 0 ? [wait(FIRST_TIMER, this.patienceUs)] : [];
    const state = changed(self, { pending: [...pending, [kind, list, to, nowUs]] });
    return { state, effects: [tell(to, kind, { list }), ...timer] };
  }

  private passOn(self: Process, kind: string, list: readonly Address[], note: Effect, nowUs: number): Outcome<Place> {
    const { state, effects } = this.send(self, kind, list, this.next(self.address), nowUs);
    return { state, effects: [note, ...effects] };
  }

  private hear(self: Process, { from, localUs, message }: Received): Outcome<Place> {
    const { name, values } = message;
    if (name === 'ACK') return acknowledged(self, from, values);
    const list = values['list'] as readonly Address[];
    const { state, effects } =
      name === 'ELECTION' ? this.hearElection(self, list, localUs) : this.hearResult(self, list, localUs);
    return { state, effects: [acknowledge(from, 'ACK', { kind: name, list }), ...effects] };
  }

  private hearElection(self: Process, list: readonly Address[], nowUs: number): Outcome<Place> {
    if (list[0] !== self.address) {
      const longer = list.includes(self.address) ? list : [...list, self.address];
      return this.passOn(self, 'ELECTION', longer, did('passesOn', { list: longer }), nowUs);
    }
    const winner = Math.max(...list);
    const state = changed(self, { coordinator: winner }, winner === self.address);
    return this.passOn(state, 'COORDINATOR', list, did('namesWinner', { winner, list }), nowUs);
  }

  /** The result is passed on until it is back where it began. */
  private hearResult(self: Process, list: readonly Address[], nowUs: number): Outcome<Place> {
    const coordinator = Math.max(...list);
    const leads = coordinator === self.address;
    const note = did(leads ? 'leads' : 'follows', { coordinator });
    const state = changed(self, { coordinator }, leads);
    return list[0] === self.address ? { state, effects: [note] } : this.passOn(state, 'COORDINATOR', list, note, nowUs);
  }

  /** Whoever acknowledged nothing for so long is skipped; the others still have time. */
  private giveUp(self: Process, nowUs: number): Outcome<Place> {
    const late = self.values.pending.filter(([, , , sinceUs]) => nowUs - sinceUs >= this.patienceUs);
    let state = changed(self, { pending: self.values.pending.filter((one) => !late.includes(one)) });
    const effects: Effect[] = [];
    const [earliest] = state.values.pending;
    if (earliest !== undefined) effects.push(wait(FIRST_TIMER, earliest[3] + this.patienceUs - nowUs));
    for (const [kind, list, to] of late) {
      const sent = this.send(state, kind, list, this.next(to), nowUs);
      ({ state } = sent);
      effects.push(did('skips', { skipped: to }), ...sent.effects);
    }
    return { state, effects };
  }
}

function acknowledged(self: Process, from: Address, values: Values): Outcome<Place> {
  const same = ([kind, list, to]: Pending): boolean =>
    to === from && kind === values['kind'] && String(list) === String(values['list']);
  const pending = self.values.pending.filter((one) => !same(one));
  return { state: changed(self, { pending }), effects: pending.length === 0 ? [stop(FIRST_TIMER)] : [] };
}
