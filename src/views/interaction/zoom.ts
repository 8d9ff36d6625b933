import { select, zoom, zoomIdentity } from 'd3';

const MOST = 6;

export interface Zooming {
  reset(): void;
  destroy(): void;
}

/**
 * Pinch and wheel zoom the drawing, dragging the ground moves it. `onChange` gets the transform of the drawing and
 * whether it is away from rest. Servers keep their own drag; one finger on the ground does nothing at rest.
 */
export function watchZoom(svg: SVGSVGElement, onChange: (transform: string, isAway: boolean) => void): Zooming {
  let scale = 1;
  const behaviour = zoom<SVGSVGElement, unknown>()
    .scaleExtent([1, MOST])
    .filter((event: Event) => {
      if (event instanceof WheelEvent) return true;
      if (typeof TouchEvent !== 'undefined' && event instanceof TouchEvent)
        return event.touches.length > 1 || scale > 1;
      const onThing = (event.target as Element).closest('[data-server],[data-message]') !== null;
      return event instanceof MouseEvent && event.button === 0 && !onThing && scale > 1 && event.type !== 'dblclick';
    })
    .on('zoom', ({ transform }: { transform: { k: number; toString(): string } }) => {
      scale = transform.k;
      onChange(transform.toString(), transform.k > 1.001);
    });
  const root = select(svg);
  const bound = (): void => {
    const { width, height } = svg.getBoundingClientRect();
    behaviour
      .extent([
        [0, 0],
        [width, height],
      ])
      .translateExtent([
        [0, 0],
        [width, height],
      ]);
  };
  bound();
  svg.addEventListener('pointerenter', bound);
  root.call(behaviour).on('dblclick.zoom', null);
  return {
    reset: () => root.call(behaviour.transform.bind(behaviour), zoomIdentity),
    destroy: () => {
      svg.removeEventListener('pointerenter', bound);
      root.on('.zoom', null);
    },
  };
}
