import { select, type ZoomTransform, zoom, zoomIdentity, zoomTransform } from 'd3';
import type { TimeWindow } from '../../layout/space-time.ts';

/** At scale 1 a pixel is this many microseconds. */
const US_PER_PX = 1000;
/** From ten minutes in a narrow drawing down to a microsecond in some pixels. */
const SCALES: [number, number] = [1e-3, 5000];

/** The part of the drawing in which time runs, px from its left edge. */
interface Sides {
  readonly left: number;
  readonly right: number;
}

export interface TimeZooming {
  /** Shows a window without telling anybody. */
  show(window: TimeWindow): void;
  /** Zooms by a factor about the middle. */
  by(factor: number): void;
  destroy(): void;
}

/**
 * The wheel and two fingers zoom about where they are, dragging moves through time, as does the wheel held sideways.
 * `onChange` gets the window that a person's hand has made. What lies under `[data-scrub]` has a drag of its own.
 */
export function watchTimeZoom(
  svg: SVGSVGElement,
  sides: () => Sides,
  onChange: (window: TimeWindow) => void,
): TimeZooming {
  const windowOf = ({ k, x }: ZoomTransform): TimeWindow => {
    const { left, right } = sides();
    const usPerPx = US_PER_PX / k;
    return { fromUs: Math.round((left - x) * usPerPx), spanUs: Math.max(1, Math.round((right - left) * usPerPx)) };
  };
  const behaviour = zoom<SVGSVGElement, unknown>()
    .scaleExtent(SCALES)
    .extent(() => [
      [sides().left, 0],
      [sides().right, 1],
    ])
    .filter((event: Event) => {
      if (event instanceof WheelEvent) return !isSideways(event);
      if ((event.target as Element).closest('[data-scrub],[data-server],[data-client]') !== null) return false;
      return !(event instanceof MouseEvent) || event.button === 0;
    })
    .on('zoom', ({ transform, sourceEvent }: { transform: ZoomTransform; sourceEvent: unknown }) => {
      if (sourceEvent !== null) onChange(windowOf(transform));
    });
  const root = select(svg);
  root.call(behaviour).on('dblclick.zoom', null);
  const onWheel = (event: WheelEvent): void => {
    if (!isSideways(event)) return;
    event.preventDefault();
    root.call(behaviour.translateBy.bind(behaviour), -(event.deltaX || event.deltaY), 0);
    onChange(windowOf(zoomTransform(svg)));
  };
  svg.addEventListener('wheel', onWheel, { passive: false });
  return {
    show: ({ fromUs, spanUs }) => {
      const { left, right } = sides();
      const k = ((right - left) / spanUs) * US_PER_PX;
      const x = left - (fromUs / US_PER_PX) * k;
      root.call(behaviour.transform.bind(behaviour), zoomIdentity.translate(x, 0).scale(k));
    },
    by: (factor) => {
      root.call(behaviour.scaleBy.bind(behaviour), factor);
      onChange(windowOf(zoomTransform(svg)));
    },
    destroy: () => {
      svg.removeEventListener('wheel', onWheel);
      root.on('.zoom', null);
    },
  };
}

function isSideways({ deltaX, deltaY, shiftKey }: WheelEvent): boolean {
  return shiftKey || Math.abs(deltaX) > Math.abs(deltaY);
}
