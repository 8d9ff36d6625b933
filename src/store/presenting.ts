import { openScene } from '../scenario/scene.ts';
import { nextInLecture } from '../scenario/scenes/lecture.ts';
import type { Stop } from '../timeline/beats.ts';
import { beatsOf } from './beats.ts';
import { questionAt, SHOWN, showWithoutGuess } from './quiz.ts';
import type { App } from './store.ts';

/**
 * What a presenter's one key does next: show the answer to the question that is on, play to the next stop, or, pressed
 * while it plays, be there at once.
 */
export function presentNext(app: App): void {
  const state = app.getState();
  if (state.playing) {
    skip(app);
    return;
  }
  const question = questionAt(state);
  if (question?.stage === 'asked' || question?.stage === 'running') showWithoutGuess(app, question.beat);
  else if (isOver(app)) void goOnWithLecture(app);
  else state.play();
}

/** Whether all stops of the scene lie behind. */
function isOver(app: App): boolean {
  const finder = beatsOf(app.getState());
  const beats = app.getState().scenario.beats ?? [];
  return finder.all().length === beats.length && finder.nearest(app.playhead.position(), 1) === null;
}

/** From the last stop of a scene to the one that follows in the lecture; nowhere where none does. */
async function goOnWithLecture(app: App): Promise<void> {
  const { source } = app.getState();
  const next = source.kind === 'scene' ? nextInLecture(source.id) : null;
  if (next === null) {
    app.getState().play();
    return;
  }
  const found = await openScene(next, null);
  if (found.ok) app.getState().openScenario(found.value, { kind: 'scene', id: next, variant: null });
}

/** To where play would stop: a question's answer, or the next stop. */
function skip(app: App): void {
  const { playUntil, openAt, jumpBeat, pause } = app.getState();
  pause();
  if (playUntil === null) jumpBeat(1);
  else openAt(playUntil.step, 0);
}

/** Back to the stop before; a question there is open again. */
export function presentPrevious(app: App): void {
  app.getState().jumpBeat(-1);
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
