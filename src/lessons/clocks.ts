import type { Address } from '../sim/types.ts';
import {
  changed,
  did,
  type Effect,
  FIRST_TIMER,
  type Input,
  type LessonSetting,
  nothing,
  type Outcome,
  othersThan,
  type ProcessMember,
  type SmallProtocol,
  smallProtocol,
  stop,
  tell,
  wait,
} from './process.ts';

/** What a process adds to its own clock to get the time that it goes by. */
type Corrected = { readonly offsetUs: number };
type Clock = ProcessMember<Corrected>;

/** Who keeps or polls the others' time. */
const SERVER: Address = 1;
const EVERY_MS = 2000;
const PATIENCE_MS = 100;

/**
 * Clocks that drift: the first process tells the others its time every so often, and they take it over. In between they
 * run at their own rates. Events are stamped with the time that their process goes by.
 */
export function driftingClocks(setting: LessonSetting): SmallProtocol {
  const everyUs = (setting.numbers['everyMs'] ?? EVERY_MS) * 1000;
  const tellTime = (self: Clock, localUs: number): Outcome<Corrected> => {
    const news = othersThan(SERVER, setting).map((other) => tell(other, 'TIME', { us: localUs }));
    return { state: self, effects: [...news, wait(FIRST_TIMER, everyUs)] };
  };
  return smallProtocol<Corrected>(
    () => ({ offsetUs: 0 }),
    (self, input) => {
      switch (input.type) {
        case 'Started':
          return self.address === SERVER ? { state: self, effects: [wait(FIRST_TIMER, everyUs)] } : nothing(self);
        case 'TimerFired':
          return tellTime(self, input.localUs);
        case 'Told':
          return happens(self, input, setting);
        case 'Received': {
          const { name, values } = input.message;
          if (name === 'TIME') return correct(self, (values['us'] as number) - input.localUs - self.values.offsetUs);
          return reads(self, input.localUs, String(values['arrival']));
        }
        default:
          return nothing(self);
      }
    },
  );
}

/** An event of its own, which may send a message. */
function happens(self: Clock, input: Extract<Input, { type: 'Told' }>, setting: LessonSetting): Outcome<Corrected> {
  const { what, to } = input.order;
  const event = setting.events.find(({ name }) => name === what);
  const { state, effects } = reads(self, input.localUs, what);
  const receiver = event?.to ?? to;
  if (receiver === null || receiver === self.address) return { state, effects };
  const message = tell(receiver, event?.message ?? `from ${what}`, { arrival: event?.arrival ?? `${what}′` });
  return { state, effects: [...effects, message] };
}

function reads(self: Clock, localUs: number, event: string): Outcome<Corrected> {
  return { state: self, effects: [did('readsClock', { us: localUs + self.values.offsetUs }, event)] };
}

function correct(self: Clock, byUs: number): Outcome<Corrected> {
  const state = changed(self, { offsetUs: self.values.offsetUs + byUs });
  return { state, effects: [did('isCorrected', { byUs })] };
}

type Polling = Corrected & {
  readonly askedUs: number;
  readonly asked: readonly Address[];
  /** By how much each of the others is ahead of the server, by address. */
  readonly ahead: readonly (readonly [Address, number])[];
};

/**
 * Averaging clocks (Gusella and Zatti 1989, without their filter): a server asks all others for their time, estimates how
 * far each is ahead by half of the way there and back, and tells each what to add so that all go by the average.
 */
export function averagingClocks(setting: LessonSetting): SmallProtocol {
  type Server = ProcessMember<Polling>;
  const average = (self: Server): Outcome<Polling> => {
    const { ahead } = self.values;
    if (ahead.length === 0) return nothing(self);
    const sum = ahead.reduce((total, [, us]) => total + us, 0);
    const averageUs = Math.round(sum / ahead.length);
    const orders = ahead.map(([address, us]) => tell(address, 'CORRECT', { byUs: averageUs - us }));
    const state = changed(self, { offsetUs: self.values.offsetUs + averageUs, asked: [], ahead: [] });
    const effects: Effect[] = [did('isCorrected', { byUs: averageUs }), stop(FIRST_TIMER), ...orders];
    return { state, effects };
  };
  const hear = (self: Server, { from, message, localUs }: Extract<Input, { type: 'Received' }>): Outcome<Polling> => {
    const nowUs = localUs + self.values.offsetUs;
    const { name, values } = message;
    if (name === 'WHAT TIME') return { state: self, effects: [tell(from, 'TIME', { us: nowUs })] };
    const { offsetUs, askedUs, asked, ahead } = self.values;
    if (name === 'CORRECT') {
      const byUs = values['byUs'] as number;
      return { state: changed(self, { offsetUs: offsetUs + byUs }), effects: [did('isCorrected', { byUs })] };
    }
    if (!asked.includes(from)) return nothing(self);
    const theirsUs = (values['us'] as number) + Math.round((nowUs - askedUs) / 2);
    const state = changed(self, {
      asked: asked.filter((other) => other !== from),
      ahead: [...ahead, [from, theirsUs - nowUs] as const],
    });
    return state.values.asked.length === 0 ? average(state) : nothing(state);
  };
  const act = (self: Server, { order, localUs }: Extract<Input, { type: 'Told' }>): Outcome<Polling> => {
    const { offsetUs } = self.values;
    if (order.what === 'lie') {
      const byUs = (setting.numbers['lieMs'] ?? 60_000) * 1000;
      return { state: changed(self, { offsetUs: offsetUs + byUs }), effects: [did('isCorrected', { byUs })] };
    }
    const asked = othersThan(self.address, setting);
    const effects = [...asked.map((other) => tell(other, 'WHAT TIME')), wait(FIRST_TIMER, PATIENCE_MS * 1000)];
    return { state: changed(self, { askedUs: localUs + offsetUs, asked, ahead: [] }), effects };
  };
  return smallProtocol<Polling>(
    (address) => ({ offsetUs: setting.start(address) * 1000, askedUs: 0, asked: [], ahead: [] }),
    (self, input) => {
      switch (input.type) {
        case 'Received':
          return hear(self, input);
        case 'Told':
          return act(self, input);
        case 'TimerFired':
          return average(self);
        default:
          return nothing(self);
      }
    },
  );
}
