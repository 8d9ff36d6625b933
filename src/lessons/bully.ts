import type { Address } from '../sim/types.ts';
import {
  changed,
  did,
  type Effect,
  everybody,
  FIRST_TIMER,
  type LessonSetting,
  nothing,
  type Outcome,
  othersThan,
  type ProcessMember,
  SECOND_TIMER,
  type SmallProtocol,
  smallProtocol,
  stop,
  tell,
  wait,
} from './process.ts';

type Standing = {
  /** Whom it takes for the coordinator; null while it does not know one. */
  readonly coordinator: Address | null;
  /** `asks`: waits for an answer of somebody stronger. `waits`: got one, and waits to hear who coordinates. */
  readonly election: 'none' | 'asks' | 'waits';
};
type Process = ProcessMember<Standing>;

const PATIENCE_MS = 60;

/**
 * The bully algorithm (Garcia-Molina 1982): who notices that the coordinator is silent asks everybody stronger. Whoever
 * gets no answer coordinates, and says so. Who comes back holds an election at once. It trusts silence: nobody asks for a
 * majority.
 */
export function bully(setting: LessonSetting): SmallProtocol {
  const patienceUs = (setting.numbers['patienceMs'] ?? PATIENCE_MS) * 1000;
  const first = setting.numbers['coordinator'] ?? null;
  const stronger = (self: Process): Address[] => everybody(setting).filter((other) => other > self.address);

  const coordinate = (self: Process): Outcome<Standing> => {
    const state = changed(self, { coordinator: self.address, election: 'none' }, true);
    const news = othersThan(self.address, setting).map((other) => tell(other, 'COORDINATOR'));
    return { state, effects: [did('leads'), stop(FIRST_TIMER), stop(SECOND_TIMER), ...news] };
  };
  const holdElection = (self: Process): Outcome<Standing> => {
    const asked = stronger(self);
    if (asked.length === 0) return coordinate(self);
    const effects: Effect[] = [did('holdsElection', { asked }), ...asked.map((other) => tell(other, 'ELECTION'))];
    effects.push(wait(FIRST_TIMER, patienceUs), stop(SECOND_TIMER));
    return { state: changed(self, { coordinator: null, election: 'asks' }, false), effects };
  };
  const hear = (self: Process, from: Address, name: string): Outcome<Standing> => {
    switch (name) {
      case 'ELECTION': {
        const answer = [did('bullies', { from }), tell(from, 'OK')];
        if (self.values.election !== 'none') return { state: self, effects: answer };
        const { state, effects } = holdElection(self);
        return { state, effects: [...answer, ...effects] };
      }
      case 'OK': {
        if (self.values.election !== 'asks') return nothing(self);
        const effects = [did('isOutbid', { by: from }), stop(FIRST_TIMER), wait(SECOND_TIMER, 3 * patienceUs)];
        return { state: changed(self, { election: 'waits' }), effects };
      }
      case 'COORDINATOR':
        if (from < self.address) return holdElection(self);
        return {
          state: changed(self, { coordinator: from, election: 'none' }, false),
          effects: [did('follows', { coordinator: from }), stop(FIRST_TIMER), stop(SECOND_TIMER)],
        };
      default:
        return nothing(self);
    }
  };

  return smallProtocol<Standing>(
    () => ({ coordinator: first, election: 'none' }),
    (self, input) => {
      switch (input.type) {
        case 'Received':
          return hear(self, input.from, input.message.name);
        case 'TimerFired':
          return input.timer === FIRST_TIMER ? coordinate(self) : holdElection(self);
        case 'Told':
          return holdElection(self);
        case 'Started':
          // A run begins in peace; who starts later has been down.
          return input.step === 0 ? nothing(self) : holdElection(changed(self, { coordinator: null }, false));
        case 'Written':
          return nothing(self);
      }
    },
    ({ coordinator }, address) => coordinator === address,
  );
}
