import { answerFor } from '../../store/answer-key.ts';
import { display, setHand } from '../../store/display.ts';
import { withMode } from '../../store/playlist.ts';
import { backToBeat, presentNext, presentPrevious } from '../../store/presenting.ts';
import type { App } from '../../store/store.ts';

/**
 * The keys of a lecture, as clickers and slide programs have them. A key that is held down counts once. On a stage that
 * follows, only the full screen is its own.
 */
export function listenToStageKeys(app: App, isFollowing: boolean): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const deed = isFollowing ? followerDeed(event.key) : deedFor(app, event.key);
    if (deed === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) deed();
  };
  // Before the page's own keys, which mean other things.
  document.addEventListener('keydown', onKey, true);
  const stopWatching = app.subscribe((state, before) => {
    if (before.playing && !state.playing && !isPressing) arrivedMs = performance.now();
  });
  return () => {
    document.removeEventListener('keydown', onKey, true);
    stopWatching();
  };
}

/**
 * A press so soon after the run has come to a stop by itself was meant for the run: nobody has read what is there. In
 * real milliseconds.
 */
const TOO_SOON_MS = 350;
/** When the run last came to a stop by itself. */
let arrivedMs = Number.NEGATIVE_INFINITY;
let isPressing = false;

function pressing(deed: () => void): void {
  isPressing = true;
  deed();
  isPressing = false;
}

function followerDeed(key: string): (() => void) | null {
  return key === 'f' || key === 'F' ? () => void toggleFullScreen() : null;
}

function deedFor(app: App, key: string): (() => void) | null {
  switch (key) {
    case ' ':
    case 'ArrowRight':
    case 'PageDown':
    case 'Enter':
      return isOnControl() && key !== 'PageDown' && key !== 'ArrowRight' ? null : () => forward(app);
    case 'ArrowLeft':
    case 'PageUp':
    case 'Backspace':
      return () => back(app);
    case '.':
    case 'b':
    case 'B':
      return () => display.setState(({ blank }) => ({ blank: !blank }));
    case 'f':
    case 'F':
      return () => void toggleFullScreen();
    case 'p':
    case 'P':
      return () => setHand('pen');
    case 'l':
    case 'L':
      return () => setHand('pointer');
    case 'r':
    case 'R':
      return () => backToBeat(app);
    case 'F5':
      // A clicker's start button: in the full screen it must not throw the page away.
      return document.fullscreenElement === null ? null : () => undefined;
    case 'q':
    case 'Q':
      return () => leaveStage(app);
    default:
      return answerFor(app, Number(key));
  }
}

function isOnControl(): boolean {
  const focus = document.activeElement;
  return focus !== null && focus.closest('button, input, select, a, [role="button"]') !== null;
}

export function forward(app: App): void {
  if (display.getState().blank) display.setState({ blank: false });
  else if (performance.now() - arrivedMs > TOO_SOON_MS) pressing(() => void presentNext(app));
}

export function back(app: App): void {
  if (display.getState().blank) display.setState({ blank: false });
  else pressing(() => void presentPrevious(app));
}

export function leaveStage(app: App): void {
  if (document.fullscreenElement !== null) void document.exitFullscreen();
  app.setState(({ view }) => ({ view: withMode(view) }));
}

async function toggleFullScreen(): Promise<void> {
  try {
    if (document.fullscreenElement === null) await document.documentElement.requestFullscreen();
    else await document.exitFullscreen();
  } catch {
    // The browser has the last word.
  }
}
