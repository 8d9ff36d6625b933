import type { App } from '../store/store.ts';

/**
 * The only requestAnimationFrame loop of the page. It runs while something moves and the page is visible, and stands
 * still otherwise.
 */
export function startFrameLoop(app: App): void {
  let last: number | null = null;
  let pending = false;

  const frame = (now: number): void => {
    pending = false;
    app.playhead.frame(last === null ? 0 : now - last);
    last = now;
    request();
  };
  const request = (): void => {
    if (pending) return;
    if (!app.playhead.isMoving || document.hidden) {
      last = null;
      return;
    }
    pending = true;
    requestAnimationFrame(frame);
  };
  app.playhead.onWake(request);
  document.addEventListener('visibilitychange', request);
  request();
}
