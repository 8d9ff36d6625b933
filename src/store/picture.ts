import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { PictureName, Scenario } from '../scenario/types.ts';
import { beatsOf } from './beats.ts';
import { useApp } from './hooks.ts';
import { comparePlaces } from './quiz.ts';
import type { AppState } from './types.ts';

interface Chosen {
  readonly scenario: Scenario | null;
  readonly picture: PictureName;
  /** The one that the key brings back. */
  readonly last: PictureName;
}

/** Which picture somebody chose for a scenario, as with stamps: a scenario only says what to begin with. */
const chosen = createStore<Chosen>()(() => ({ scenario: null, picture: 'none', last: 'none' }));

export function choosePicture(scenario: Scenario, picture: PictureName): void {
  const last = picture === 'none' ? pictureOf(scenario) : picture;
  chosen.setState({ scenario, picture, last });
}

export function pictureOf(scenario: Scenario): PictureName {
  // They speak of Raft's elections and terms.
  if (scenario.lesson !== undefined) return 'none';
  const { scenario: of, picture } = chosen.getState();
  return of === scenario ? picture : (scenario.view?.picture ?? 'none');
}

/** The one that can be had back: what somebody chose last, or else the scenario's own. */
export function offeredPicture(scenario: Scenario): PictureName | null {
  const { scenario: of, last } = chosen.getState();
  const offered = of === scenario && last !== 'none' ? last : (scenario.view?.picture ?? 'none');
  return offered === 'none' || scenario.lesson !== undefined ? null : offered;
}

/** The picture away, or back; at first the one that every scenario has. */
export function togglePicture(scenario: Scenario): void {
  const back = offeredPicture(scenario) ?? 'elections';
  choosePicture(scenario, pictureOf(scenario) === 'none' ? back : 'none');
}

/** Whether the scene has yet to ask what the picture that it shows by itself would give away. */
export function isWithheld(state: AppState): boolean {
  const { scenario, cursor, guesses } = state;
  const own = scenario.view?.picture;
  if (own === undefined || own !== pictureOf(scenario)) return false;
  const first = (scenario.beats ?? []).findIndex(({ question }) => question !== undefined);
  if (first < 0 || guesses[first] !== undefined) return false;
  const stop = beatsOf(state)
    .all()
    .find(({ beat }) => beat === first);
  return stop === undefined || comparePlaces(cursor, stop) <= 0;
}

/** What stands where the logs are; `none` for the logs themselves. */
export function usePicture(): PictureName {
  const scenario = useApp((state) => state.scenario);
  useStore(chosen);
  return pictureOf(scenario);
}
