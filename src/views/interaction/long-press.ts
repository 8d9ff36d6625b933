const HOLD_MS = 500;
const SLACK = 10;

/**
 * Calls `onPress` when a finger or pen rests on `element` for half a second. Returns how to stop watching. A press that
 * was answered swallows the click that follows it.
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
  const down = (event: Event): void => {
    cancel();
    wasAnswered = false;
    if (!(event instanceof PointerEvent) || event.pointerType === 'mouse' || !event.isPrimary) return;
    const target = event.target as Element;
    start = { x: event.clientX, y: event.clientY };
    timer = window.setTimeout(() => {
      wasAnswered = true;
      onPress(target, start);
    }, HOLD_MS);
  };
  const move = (event: Event): void => {
    if (timer === 0 || !(event instanceof PointerEvent)) return;
    if (Math.hypot(event.clientX - start.x, event.clientY - start.y) > SLACK) cancel();
  };
  const click = (event: Event): void => {
    if (!wasAnswered) return;
    wasAnswered = false;
    event.stopPropagation();
    event.preventDefault();
  };
  element.addEventListener('pointerdown', down);
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', cancel);
  element.addEventListener('pointercancel', cancel);
  element.addEventListener('click', click, true);
  return () => {
    cancel();
    element.removeEventListener('pointerdown', down);
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', cancel);
    element.removeEventListener('pointercancel', cancel);
    element.removeEventListener('click', click, true);
  };
}
