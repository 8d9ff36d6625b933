import type { SceneRef } from '../scenario/playlist.ts';
import type { Stop } from '../timeline/beats.ts';
import { beatsOf } from './beats.ts';
import { neighbourOf, openRef } from './playlist.ts';
import { comparePlaces, type OnQuestion, questionAt, SHOWN, showWithoutGuess } from './quiz.ts';
import type { App } from './store.ts';
import type { AppState } from './types.ts';

/** Whose next scene is being loaded: until it is there, an impatient press is none. */
const loading = new WeakSet<App>();

async function openOnce(app: App, ref: SceneRef): Promise<void> {
  loading.add(app);
  await openRef(app, ref).finally(() => loading.delete(app));
}

/**
 * What a presenter's one key does next: show the answer to the question that is on, play to the next stop, or, pressed
 * while it plays, be there at once. Done when the scene that may follow is loaded.
 */
export async function presentNext(app: App): Promise<void> {
  if (loading.has(app)) return;
  const state = app.getState();
  if (state.playing) {
    skip(app);
    return;
  }
  const question = questionAt(state);
  if (question?.stage === 'asked' || question?.stage === 'running') showWithoutGuess(app, question.beat);
  else if (question?.stage === 'resolved' && hasOwnWords(state, question)) app.setState({ told: question.beat });
  else if (isOver(app)) await goOnWithLecture(app);
  else state.play();
}

/** Whether a question is resolved at another stop, which still has to say what it has to say. */
function hasOwnWords(state: AppState, question: OnQuestion): boolean {
  const here = beatsOf(state).at(state.cursor);
  return here !== null && here !== question.beat && state.told !== question.beat;
}

/** Whether all stops of the scene lie behind. */
function isOver(app: App): boolean {
  const finder = beatsOf(app.getState());
  const beats = app.getState().scenario.beats ?? [];
  return finder.all().length === beats.length && finder.nearest(app.playhead.position(), 1) === null;
}

/** From the last stop of a scene to the one that follows in its playlist; nowhere where none does. */
async function goOnWithLecture(app: App): Promise<void> {
  const next = neighbourOf(app.getState(), 1);
  if (next === null) app.getState().play();
  else await openOnce(app, next);
}

/** To where play would stop: a question's answer, or the next stop, whichever comes first. */
function skip(app: App): void {
  const { playUntil, openAt, jumpBeat, pause } = app.getState();
  pause();
  const stop = playUntil === null ? null : beatsOf(app.getState()).nearest(app.playhead.position(), 1);
  const to = stop !== null && playUntil !== null && comparePlaces(stop, playUntil) < 0 ? stop : playUntil;
  if (to === null) jumpBeat(1);
  else openAt(to.step, to.atUs - timeOf(app, to.step));
}

/** Back to the stop before, at the first one to the last of the scene before; a question there is open again. */
export async function presentPrevious(app: App): Promise<void> {
  if (loading.has(app)) return;
  const { told, playing, pause } = app.getState();
  // It has just begun to play on: there it stays.
  if (playing && beatsOf(app.getState()).at(app.playhead.position()) !== null) {
    pause();
    return;
  }
  const question = questionAt(app.getState());
  if (question?.stage === 'resolved' && told === question.beat) {
    app.setState({ told: null });
    return;
  }
  const before = isAtStart(app) ? neighbourOf(app.getState(), -1) : null;
  if (before !== null) await goBackInLecture(app, before);
  else app.getState().jumpBeat(-1);
  reopenQuestion(app);
}

/** Whether no stop of the scene's own run lies before. */
function isAtStart(app: App): boolean {
  const { branches, branchId, playing } = app.getState();
  const isOwnRun = branches.find(({ id }) => id === branchId)?.parent === null;
  return isOwnRun && !playing && beatsOf(app.getState()).nearest(app.playhead.position(), -1) === null;
}

async function goBackInLecture(app: App, before: SceneRef): Promise<void> {
  await openOnce(app, before);
  const beats = app.getState().scenario.beats ?? [];
  if (beats.length > 0) goToBeat(app, beats.length - 1);
}

function reopenQuestion(app: App): void {
  const question = questionAt(app.getState());
  const { guesses } = app.getState();
  if (question === null || guesses[question.beat] !== SHOWN) return;
  const { [question.beat]: _, ...others } = guesses;
  app.setState({ guesses: others });
}

/** The stop at or before the cursor, in the scene's own run: where one was before improvising. */
export function lastStop(app: App): Stop | null {
  const state = app.getState();
  const cursor = app.playhead.position();
  const finder = beatsOf(state);
  return (
    finder.all().find((stop) => stop.step === cursor.step && stop.atUs === cursor.atUs) ?? finder.nearest(cursor, -1)
  );
}

/** Leaves a detour, which stays as a branch, and goes to the last stop of the scene's own run. */
export function backToBeat(app: App): void {
  const { branches, branchId, switchBranch } = app.getState();
  let branch = branches.find(({ id }) => id === branchId);
  let cursor = app.playhead.position();
  for (; branch !== undefined && branch.parent !== null; branch = branches.find(({ id }) => id === branch?.parent)) {
    const { parent, forkStep } = branch;
    const left = branches.find(({ id }) => id === parent);
    if (left === undefined) break;
    cursor = { step: forkStep, atUs: left.timeline.index.atUs(Math.min(forkStep, left.timeline.steps)) };
  }
  if (branch === undefined) return;
  switchBranch(branch.id);
  const { openAt } = app.getState();
  const { index } = branch.timeline;
  const finder = beatsOf(app.getState());
  const here = finder
    .all()
    .filter(({ step, atUs }) => step < cursor.step || (step === cursor.step && atUs <= cursor.atUs));
  const stop = here[here.length - 1];
  if (stop === undefined) openAt(0, 0);
  else openAt(stop.step, stop.atUs - index.atUs(stop.step));
}

/** Goes to a stop by its number. */
export function goToBeat(app: App, beat: number): void {
  const { openAt } = app.getState();
  const finder = beatsOf(app.getState());
  const stop = finder.all().find((other) => other.beat === beat);
  if (stop !== undefined) {
    openAt(stop.step, stop.atUs - timeOf(app, stop.step));
    return;
  }
  // Not played so far: from stop to stop until it is there.
  for (let nth = 0; nth <= beat; nth++) {
    if (beatsOf(app.getState()).at(app.playhead.position()) === beat) return;
    app.getState().jumpBeat(1);
  }
}

function timeOf(app: App, step: number): number {
  const { branches, branchId } = app.getState();
  return branches.find(({ id }) => id === branchId)?.timeline.index.atUs(step) ?? 0;
}
