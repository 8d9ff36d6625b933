import {
  changed,
  did,
  type LessonSetting,
  nothing,
  type Outcome,
  type ProcessMember,
  type SmallProtocol,
  smallProtocol,
  tell,
} from './process.ts';

/** By name, the events that happened at this process. */
type History = { readonly events: readonly string[] };

/**
 * Processes that do nothing but have events, and tell each other of some (Lamport 1978). Which, the scenario says; an
 * event that it does not name happens all the same, under the name of what was asked for.
 */
export function namedEvents(setting: LessonSetting): SmallProtocol {
  return smallProtocol<History>(
    () => ({ events: [] }),
    (self, input) => {
      if (input.type === 'Received') return happens(self, String(input.message.values['arrival']));
      if (input.type !== 'Told') return nothing(self);
      const { what, to: asked } = input.order;
      const known = setting.events.find(({ name }) => name === what);
      const name = known?.name ?? what;
      const to = known?.to ?? asked;
      const { state, effects } = happens(self, name);
      if (to === null || to === self.address) return { state, effects };
      const message = known?.message ?? `from ${name}`;
      return { state, effects: [...effects, tell(to, message, { arrival: known?.arrival ?? `${name}′` })] };
    },
  );
}

function happens(self: ProcessMember<History>, name: string): Outcome<History> {
  return { state: changed(self, { events: [...self.values.events, name] }), effects: [did('event', {}, name)] };
}
