import { type Messages, messagesOf } from '../messages/index.ts';
import type { NameOf } from '../messages/types.ts';
import { labelOfAddress } from '../scenario/names.ts';
import type { Scenario, TextJson } from '../scenario/types.ts';
import { useApp } from '../store/hooks.ts';

/** The text of the page in the person's language. */
export function useText(): Messages {
  return messagesOf(useApp((state) => state.language));
}

/** A text of a scenario, as its author wrote it: in the person's language, or as written. */
export function useSay(): (text: TextJson | string) => string {
  const { sayings } = useText();
  const language = useApp((state) => state.language);
  return (text) => {
    if (typeof text === 'string') return sayings[text] ?? text;
    const own: string | undefined = (text as Partial<TextJson>)[language];
    return own ?? sayings[text.en] ?? text.en;
  };
}

/** What the scenario on show is called. */
export function useTitle(): string {
  const say = useSay();
  const { topbar } = useText();
  const title = useApp((state) => state.scenario.title);
  return title === undefined ? topbar.untitled : say(title);
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
