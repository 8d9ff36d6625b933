import type { Point } from '../../layout/point.ts';

const SLACK = 6;

export interface ServerDrag {
  readonly server: number;
  /** Where the pointer is, in the coordinates of the drawing. */
  readonly point: Point;
}

export interface DragHandlers {
  /** From page coordinates to those of the drawing. */
  toDrawing(clientX: number, clientY: number): Point;
  onMove(drag: ServerDrag): void;
  onDrop(drag: ServerDrag): void;
  onCancel(): void;
}

/** Lets servers be dragged. A drag begins after a few pixels, so that clicks stay clicks; Escape gives it up. */
export function watchServerDrag(svg: SVGSVGElement, handlers: DragHandlers): () => void {
  let server = 0;
  let start: Point = { x: 0, y: 0 };
  let isDragging = false;
  let swallowClick = false;
  const end = (): void => {
    server = 0;
    isDragging = false;
  };
  const dragTo = (event: PointerEvent): ServerDrag => ({
    server,
    point: handlers.toDrawing(event.clientX, event.clientY),
  });
  const down = (event: PointerEvent): void => {
    swallowClick = false;
    const node = (event.target as Element).closest<SVGElement>('[data-server]');
    if (node === null || event.button !== 0 || !event.isPrimary) return;
    server = Number(node.dataset['server']);
    start = { x: event.clientX, y: event.clientY };
  };
  const move = (event: PointerEvent): void => {
    if (server === 0 || !event.isPrimary) return;
    if (!isDragging && Math.hypot(event.clientX - start.x, event.clientY - start.y) < SLACK) return;
    if (!isDragging) svg.setPointerCapture(event.pointerId);
    isDragging = true;
    handlers.onMove(dragTo(event));
  };
  const up = (event: PointerEvent): void => {
    if (isDragging) {
      swallowClick = true;
      handlers.onDrop(dragTo(event));
    }
    end();
  };
  const cancel = (): void => {
    if (isDragging) handlers.onCancel();
    end();
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !isDragging) return;
    swallowClick = true;
    event.stopPropagation();
    cancel();
  };
  const click = (event: MouseEvent): void => {
    if (swallowClick) event.stopPropagation();
    swallowClick = false;
  };
  svg.addEventListener('pointerdown', down);
  svg.addEventListener('pointermove', move);
  svg.addEventListener('pointerup', up);
  svg.addEventListener('pointercancel', cancel);
  svg.addEventListener('click', click, true);
  window.addEventListener('keydown', key, true);
  return () => {
    svg.removeEventListener('pointerdown', down);
    svg.removeEventListener('pointermove', move);
    svg.removeEventListener('pointerup', up);
    svg.removeEventListener('pointercancel', cancel);
    svg.removeEventListener('click', click, true);
    window.removeEventListener('keydown', key, true);
  };
}
