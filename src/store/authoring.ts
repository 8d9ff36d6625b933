import { type SceneProblem, sceneProblems } from '../quiz/check.ts';
import { placeFromJson } from '../scenario/action-json.ts';
import { parseScenario } from '../scenario/parse.ts';
import { problemText } from '../scenario/problem.ts';
import { toSpec } from '../scenario/spec.ts';
import type { BeatJson, PlaceJson, Scenario } from '../scenario/types.ts';
import { BeatFinder } from '../timeline/beats.ts';
import { Timeline } from '../timeline/timeline.ts';
import { scenarioOf } from './session.ts';
import { type App, currentTimeline } from './store.ts';

/** Where the cursor stands, as a place of a beat: after a step, or at a time between two. */
export function placeHere(app: App): PlaceJson {
  const { step, atUs } = app.playhead.position();
  const { index } = currentTimeline(app.getState());
  return atUs > index.atUs(step) ? { at: atUs / 1000 } : { afterStep: step };
}

/**
 * Puts other beats into the scenario that is on show; the run stays. They are kept in the order of the run as far as it was
 * played. Returns what is wrong with them, in sentences; then nothing is changed.
 */
export function setBeats(app: App, beats: readonly BeatJson[], title?: string): readonly string[] {
  const { scenario } = app.getState();
  const sorted = inOrder(currentTimeline(app.getState()), beats);
  const parsed = parseScenario({ ...scenario, beats: sorted, ...(title !== undefined && { title }) });
  if (!parsed.ok) return parsed.error.map(problemText);
  app.setState({ scenario: parsed.value, source: { kind: 'custom' }, guesses: {}, told: null });
  return [];
}

/** In the order of the run, as far as it was played; then those that are still to come. */
function inOrder(timeline: Timeline, beats: readonly BeatJson[]): readonly BeatJson[] {
  const reached = new BeatFinder(timeline, beats.map(placeFromJson)).all().map(({ beat }) => beat);
  const later = beats.map((_, beat) => beat).filter((beat) => !reached.includes(beat));
  return [...reached, ...later].map((beat) => beats[beat]).filter((beat) => beat !== undefined);
}

/** The branch on show as a scene of its own, and what is missing in it or not possible. */
export function checkScene(app: App): readonly SceneProblem[] {
  const state = app.getState();
  const scenario: Scenario = scenarioOf(state.scenario, currentTimeline(state));
  return sceneProblems(Timeline.of(toSpec(scenario)), scenario);
}
