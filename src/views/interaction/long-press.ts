const HOLD_MS = 500;
const SLACK = 10;
/** How long after the finger leaves a click still belongs to the press. */
const ECHO_MS = 350;

/**
 * Calls `onPress` when a finger or pen rests on `element` for half a second. Returns how to stop watching. Lifting the
 * finger may make a click wherever it is, even on the menu that has just opened there: that click is swallowed.
 */
export function watchLongPress(
  element: Element,
  onPress: (target: Element, at: { x: number; y: number }) => void,
): () => void {
  let timer = 0;
  let start = { x: 0, y: 0 };
  let wasAnswered = false;
  const cancel = (): void => {
    window.clearTimeout(timer);
    timer = 0;
  };
  const swallow = (event: Event): void => {
    event.stopPropagation();
    event.preventDefault();
  };
  const listenAgain = (): void => window.removeEventListener('click', swallow, true);
  const lift = (): void => {
    cancel();
    if (!wasAnswered) return;
    wasAnswered = false;
    window.setTimeout(listenAgain, ECHO_MS);
  };
  const down = (event: Event): void => {
    cancel();
    if (!(event instanceof PointerEvent) || event.pointerType === 'mouse' || !event.isPrimary) return;
    const target = event.target as Element;
    start = { x: event.clientX, y: event.clientY };
    timer = window.setTimeout(() => {
      timer = 0;
      wasAnswered = true;
      window.addEventListener('click', swallow, true);
      onPress(target, start);
    }, HOLD_MS);
  };
  const move = (event: Event): void => {
    if (timer === 0 || !(event instanceof PointerEvent)) return;
    if (Math.hypot(event.clientX - start.x, event.clientY - start.y) > SLACK) cancel();
  };
  element.addEventListener('pointerdown', down);
  element.addEventListener('pointermove', move);
  window.addEventListener('pointerup', lift);
  window.addEventListener('pointercancel', lift);
  // Whoever puts a finger down again means the click that comes of it.
  window.addEventListener('pointerdown', listenAgain, true);
  return () => {
    cancel();
    listenAgain();
    element.removeEventListener('pointerdown', down);
    element.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', lift);
    window.removeEventListener('pointercancel', lift);
    window.removeEventListener('pointerdown', listenAgain, true);
  };
}
