import { type Messages, messagesOf } from '../messages/index.ts';
import type { NameOf } from '../messages/types.ts';
import { labelOfAddress } from '../scenario/names.ts';
import type { Scenario } from '../scenario/types.ts';
import { useApp } from '../store/hooks.ts';

/** The text of the page in the person's language. */
export function useText(): Messages {
  return messagesOf(useApp((state) => state.preferences.language));
}

const namers = new WeakMap<Scenario, NameOf>();

/** What the page calls servers and clients of a scenario; the same function for the same scenario. */
export function namesOf(scenario: Scenario): NameOf {
  const known = namers.get(scenario);
  if (known !== undefined) return known;
  const isLesson = scenario.lesson !== undefined;
  const name: NameOf = Object.assign((address: number) => labelOfAddress(scenario, address), { isLesson });
  namers.set(scenario, name);
  return name;
}

export function useNames(): NameOf {
  return namesOf(useApp((state) => state.scenario));
}
