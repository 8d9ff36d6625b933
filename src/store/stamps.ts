import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Scenario, StampsName } from '../scenario/types.ts';
import { useApp } from './hooks.ts';

/** Which stamps somebody chose for a scenario. They stay with whoever looks; a scenario only says what to begin with. */
const chosen = createStore<{ readonly scenario: Scenario | null; readonly stamps: StampsName }>()(() => ({
  scenario: null,
  stamps: 'none',
}));

export function chooseStamps(scenario: Scenario, stamps: StampsName): void {
  chosen.setState({ scenario, stamps });
}

export function stampsOf(scenario: Scenario): StampsName {
  const { scenario: of, stamps } = chosen.getState();
  return of === scenario ? stamps : (scenario.view?.stamps ?? 'none');
}

/** What stands on the events of the space-time diagram. */
export function useStamps(): StampsName {
  const scenario = useApp((state) => state.scenario);
  useStore(chosen);
  return stampsOf(scenario);
}
