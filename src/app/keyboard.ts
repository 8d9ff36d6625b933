import { loadMessages } from '../messages/index.ts';
import { answerFor } from '../store/answer-key.ts';
import { MARKS_BY_KEY, SPEEDS } from '../store/keys.ts';
import { runTo } from '../store/run-to.ts';
import { stepOut, stepOver } from '../store/stepping.ts';
import type { App } from '../store/store.ts';
import { isScheduling, startScheduling, stopScheduling } from '../views/choices/scheduling.ts';
import { selectCurrentEvent } from '../views/events/select-current.ts';
import { searchEvents } from '../views/events/wanted.ts';
import { present } from '../views/stage/present.ts';
import { isTyping } from './typing.ts';

/**
 * The keys of the page as a whole. A view that uses a key itself (arrows in the ring, in the grid, on the scrubber)
 * calls preventDefault, and it is left alone here. Single characters can be switched off (WCAG 2.1.4) and never act
 * while somebody types.
 */
export function listenToKeys(app: App, open: { readonly palette: () => void; readonly help: () => void }): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || isTyping(event.target)) return;
    const handled =
      event.ctrlKey || event.metaKey ? takeChord(app, event, open) : !event.altKey && takeKey(app, event, open);
    if (handled) event.preventDefault();
  });
}

function takeChord(app: App, event: KeyboardEvent, open: { readonly palette: () => void }): boolean {
  const { undo, redo } = app.getState();
  const key = event.key.toLowerCase();
  if (key === 'k') open.palette();
  else if (key === 'z' && !event.shiftKey) undo();
  else if (key === 'y' || (key === 'z' && event.shiftKey)) redo();
  else return false;
  return true;
}

function takeKey(app: App, event: KeyboardEvent, open: { readonly help: () => void }): boolean {
  const state = app.getState();
  const onButton = event.target instanceof HTMLElement && event.target.closest('button, [role="button"], a') !== null;
  switch (event.key) {
    case 'ArrowRight':
      if (event.shiftKey) state.jumpBeat(1);
      else state.stepForward();
      return true;
    case 'ArrowLeft':
      if (event.shiftKey) state.jumpBeat(-1);
      else state.stepBack();
      return true;
    case 'PageDown':
    case 'PageUp':
      turnPage(app, event.key === 'PageDown' ? 1 : -1);
      return true;
    case 'Home':
      state.seekStep(0);
      return true;
    case 'End':
      state.seekStep(Number.MAX_SAFE_INTEGER);
      return true;
    case 'F8':
      void loadMessages(state.language).then(() => runTo(app, event.shiftKey ? -1 : 1));
      return true;
    case 'F10':
      // Shift F10 asks for a context menu.
      if (event.shiftKey) return false;
      stepOver(app);
      return true;
    case 'F11':
      // F11 alone fills the screen.
      if (!event.shiftKey) return false;
      stepOut(app);
      return true;
    case 'Escape':
      state.select(null);
      return true;
    case ' ':
      if (onButton) return false;
      togglePlay(app);
      return true;
    default:
      return state.preferences.singleKeys && takeCharacter(app, event.key, open);
  }
}

/** A clicker's keys: from beat to beat where a scene has them, else step by step. */
function turnPage(app: App, direction: 1 | -1): void {
  const { scenario, jumpBeat, stepForward, stepBack } = app.getState();
  if (scenario.beats !== undefined) jumpBeat(direction);
  else if (direction === 1) stepForward();
  else stepBack();
}

function togglePlay(app: App): void {
  const { playing, play, pause } = app.getState();
  if (playing) pause();
  else play();
}

function takeCharacter(app: App, key: string, open: { readonly help: () => void }): boolean {
  const state = app.getState();
  const jump = MARKS_BY_KEY[key.toLowerCase()];
  if (jump !== undefined) state.jump([jump], key === key.toLowerCase() ? 1 : -1);
  else if (key === '?') open.help();
  else if (key === '.') state.stepForward();
  else if (key === ',') state.stepBack();
  else if (key === 'k') togglePlay(app);
  else if (key === 'e') searchEvents();
  else if (key === 'f') present('stage');
  else if (key === 'l') selectCurrentEvent(state);
  else if (key === '=') keepOrCompare(app);
  else if (key === '[' || key === ']') changeSpeed(app, key === ']' ? 1 : -1);
  else if (key === 'b') switchToOtherBranch(app);
  else if (key === 'n') toggleScheduling();
  else return answer(app, Number(key));
  return true;
}

/** Gives the answer with that number to the question that is on, if there is one. */
function answer(app: App, number: number): boolean {
  const deed = answerFor(app, number);
  deed?.();
  return deed !== null;
}

/** Keeps the event on show for comparison; on the kept one itself, lets it go. */
function keepOrCompare(app: App): void {
  const { compared, branchId, cursor, setCompared } = app.getState();
  const isKept = compared?.branchId === branchId && compared.step === cursor.step;
  setCompared(isKept ? null : { branchId, step: cursor.step });
}

function toggleScheduling(): void {
  if (isScheduling()) stopScheduling();
  else startScheduling();
}

function changeSpeed(app: App, direction: 1 | -1): void {
  const { speed, setSpeed } = app.getState();
  const place = SPEEDS.findIndex((other) => other >= speed);
  const next = SPEEDS[Math.max(0, place) + direction];
  if (next !== undefined) setSpeed(next);
}

/** The old future is one key away: from a branch to the one it came from, from there to the newest. */
function switchToOtherBranch(app: App): void {
  const { branches, branchId, switchBranch } = app.getState();
  const current = branches.find((branch) => branch.id === branchId);
  const newest = branches[branches.length - 1];
  const target = current?.parent ?? newest?.id;
  if (target !== undefined) switchBranch(target);
}
