import { placeFromJson } from '../scenario/action-json.ts';
import type { BeatJson } from '../scenario/types.ts';
import { BeatFinder } from '../timeline/beats.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { AppState } from './types.ts';

/** By run and by list of beats: whoever writes a scene changes the list, and the run stays. */
const finders = new WeakMap<Timeline, { readonly beats: readonly BeatJson[]; readonly finder: BeatFinder }>();
const NONE: readonly BeatJson[] = [];

/** The beats of the scenario in the run on show. */
export function beatsOf(state: AppState): BeatFinder {
  const branch = state.branches.find((other) => other.id === state.branchId);
  if (branch === undefined) throw new Error(`there is no branch ${state.branchId}`);
  const beats = state.scenario.beats ?? NONE;
  const known = finders.get(branch.timeline);
  if (known?.beats === beats) return known.finder;
  const finder = new BeatFinder(branch.timeline, beats.map(placeFromJson));
  finders.set(branch.timeline, { beats, finder });
  return finder;
}

/** The beat at which the cursor stands; null between beats and while playing. */
export function currentBeat(state: AppState): BeatJson | null {
  const { beats } = state.scenario;
  if (beats === undefined || state.playing) return null;
  const beat = beatsOf(state).at(state.cursor);
  return beat === null ? null : (beats[beat] ?? null);
}
