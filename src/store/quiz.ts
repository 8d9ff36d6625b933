import { type Answer, answerOf, isRight } from '../quiz/answer.ts';
import { type Question, questionOf } from '../quiz/question.ts';
import { placeFromJson } from '../scenario/action-json.ts';
import type { BeatJson } from '../scenario/types.ts';
import { BeatFinder, type Stop } from '../timeline/beats.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { keepAnswer } from './answers.ts';
import { beatsOf } from './beats.ts';
import { type App, currentTimeline } from './store.ts';
import type { AppState, Cursor, Guesses } from './types.ts';

/** A question is asked, then the run goes to where it is decided, and there it is resolved. */
export type Stage = 'asked' | 'running' | 'resolved';

/** The question that is on, and how far it is. */
export interface OnQuestion {
  readonly beat: number;
  readonly stage: Stage;
}

/** As far as a scene is played to find where its question is decided, in virtual microseconds. */
const RESOLVE_LIMIT_US = 60_000_000;

const reveals = new WeakMap<Timeline, { readonly beats: readonly BeatJson[]; readonly finder: BeatFinder }>();
const NONE: readonly BeatJson[] = [];

/** Where the questions of a scene are decided: at their `reveal`, or right where they are asked. */
function revealsOf(state: AppState): BeatFinder {
  const timeline = currentTimeline(state);
  const beats = state.scenario.beats ?? NONE;
  const known = reveals.get(timeline);
  if (known?.beats === beats) return known.finder;
  const finder = new BeatFinder(
    timeline,
    beats.map((beat) => placeFromJson(beat.reveal ?? beat)),
  );
  reveals.set(timeline, { beats, finder });
  return finder;
}

function stopOf(finder: BeatFinder, beat: number): Stop | null {
  return finder.all().find((stop) => stop.beat === beat) ?? null;
}

/** Where a question is decided; the run is played on as far as needed. Null when that moment does not come. */
function resolvedAt(state: AppState, beat: number): Stop | null {
  const timeline = currentTimeline(state);
  const finder = revealsOf(state);
  const limitUs = timeline.endUs + RESOLVE_LIMIT_US;
  let stop = stopOf(finder, beat);
  while (stop === null && timeline.extendTo({ atUs: limitUs, maxSteps: 256 }) > 0) stop = stopOf(finder, beat);
  return stop;
}

/** The question at the cursor, or the one whose run is on its way there; null when there is none. */
export function questionAt(state: AppState): OnQuestion | null {
  const { beats = [] } = state.scenario;
  if (!beats.some(({ question }) => question !== undefined)) return null;
  const { cursor, guesses } = state;
  if (!state.playing) {
    const here = beatsOf(state).at(cursor);
    if (here !== null && beats[here]?.question !== undefined) return { beat: here, stage: stageHere(state, here) };
  }
  for (const beat of Object.keys(guesses)
    .map(Number)
    .sort((a, b) => b - a)) {
    const stop = stopOf(revealsOf(state), beat);
    const asked = stopOf(beatsOf(state), beat);
    if (asked === null || comparePlaces(asked, cursor) > 0) continue;
    if (stop === null || comparePlaces(cursor, stop) < 0) return { beat, stage: 'running' };
    return comparePlaces(cursor, stop) === 0 ? { beat, stage: 'resolved' } : null;
  }
  return null;
}

function stageHere(state: AppState, beat: number): Stage {
  if (state.guesses[beat] === undefined) return 'asked';
  return state.scenario.beats?.[beat]?.reveal === undefined ? 'resolved' : 'running';
}

/** Negative: `a` comes before `b` in the run. */
export function comparePlaces(a: Cursor, b: Cursor): number {
  return a.step !== b.step ? a.step - b.step : a.atUs - b.atUs;
}

/** What a beat asks. It has been read before the scenario was opened. */
function questionIn(state: AppState, beat: BeatJson): Question | null {
  return questionOf(beat, currentTimeline(state).spec.servers);
}

/** What is right about the question of a beat, in the run on show; null when this run does not decide it. */
export function rightAnswer(state: AppState, beat: number): Answer | null {
  const json = state.scenario.beats?.[beat];
  const asked = stopOf(beatsOf(state), beat);
  const resolved = resolvedAt(state, beat);
  const question = json === undefined ? null : questionIn(state, json);
  if (question === null || asked === null || resolved === null) return null;
  return answerOf(currentTimeline(state), question, asked.step, resolved.step);
}

/** Commits to an answer, and lets the run go to where it is decided. */
export function guess(app: App, beat: number, guessed: Guesses[number]): void {
  const state = app.getState();
  const answer = rightAnswer(state, beat);
  const { source } = state;
  if (source.kind === 'scene' && answer !== null) {
    keepAnswer(source.id, source.variant, beat, isRight(answer, guessed));
  }
  app.setState({ guesses: { ...state.guesses, [beat]: guessed } });
  showAnswer(app, beat);
}

/** Stands for a guess where the answer was shown to a room that had made its own. */
export const SHOWN = -1;

/** Shows what is so although nobody has answered here. */
export function showWithoutGuess(app: App, beat: number): void {
  const { guesses } = app.getState();
  if (guesses[beat] === undefined) app.setState({ guesses: { ...guesses, [beat]: SHOWN } });
  showAnswer(app, beat);
}

/** Plays to where a question is decided. */
export function showAnswer(app: App, beat: number): void {
  const stop = resolvedAt(app.getState(), beat);
  const cursor = app.playhead.settle();
  if (stop === null || comparePlaces(stop, cursor) <= 0) return;
  app.getState().play();
  app.setState({ playUntil: { step: stop.step, atUs: stop.atUs } });
}

/** Forgets the answer to a question, and goes back to where it is asked. */
export function askAgain(app: App, beat: number): void {
  const state = app.getState();
  const { [beat]: _, ...guesses } = state.guesses;
  const asked = stopOf(beatsOf(state), beat);
  app.setState({ guesses });
  if (asked !== null) state.openAt(asked.step, asked.atUs - currentTimeline(state).index.atUs(asked.step));
}
