import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { type TimeWindow, windowAround } from '../../layout/space-time.ts';
import type { Scenario } from '../../scenario/types.ts';
import { subscribeFrame } from '../../store/frame.ts';
import { appStore } from '../../store/hooks.ts';
import { type TimeZooming, watchTimeZoom } from '../interaction/time-zoom.ts';

/** What a diagram shows at first, microseconds: an election and some heartbeats. */
const FIRST_SPAN_US = 500_000;
/** While playing, a window lasts at least this many real seconds, so that the picture does not flicker. */
const LASTS_S = 5;

interface TimeWindowControl {
  readonly window: TimeWindow;
  readonly show: (window: TimeWindow) => void;
  readonly zoomBy: (factor: number) => void;
}

/** What the scenario says, or an election and some heartbeats. */
function firstWindow({ view }: Scenario): TimeWindow {
  const spanUs = view?.spanMs === undefined ? FIRST_SPAN_US : view.spanMs * 1000;
  return { fromUs: -Math.min(10_000, Math.round(spanUs * 0.04)), spanUs };
}

/**
 * The stretch of time in sight. A hand moves and zooms it; when the cursor runs out of it, it follows in leaps, so that
 * the drawing stands still in between.
 */
export function useTimeWindow(
  svg: RefObject<SVGSVGElement | null>,
  sides: { readonly left: number; readonly right: number },
): TimeWindowControl {
  const [window, setWindow] = useState<TimeWindow>(() => firstWindow(appStore.getState().scenario));
  const latest = useRef(window);
  const zooming = useRef<TimeZooming | null>(null);
  const { left, right } = sides;
  const show = useCallback((next: TimeWindow) => {
    latest.current = next;
    zooming.current?.show(next);
    setWindow(next);
  }, []);
  useEffect(() => {
    if (svg.current === null) return;
    const watched = watchTimeZoom(
      svg.current,
      () => ({ left, right }),
      (next) => {
        latest.current = next;
        setWindow(next);
      },
    );
    zooming.current = watched;
    watched.show(latest.current);
    return () => watched.destroy();
  }, [svg, left, right]);
  useEffect(() => {
    let shown = -1;
    return subscribeFrame(({ displayUs }) => {
      // Only a cursor that moves is followed: a hand may look elsewhere while it stands.
      if (displayUs === shown) return;
      shown = displayUs;
      const { playing, speed } = appStore.getState();
      const least = playing ? speed * LASTS_S * 1e6 : 0;
      const { current } = latest;
      const wide = current.spanUs < least ? { ...current, spanUs: least } : current;
      const next = windowAround(wide, displayUs);
      if (next !== current) show(next);
    });
  }, [show]);
  const zoomBy = useCallback((factor: number) => zooming.current?.by(factor), []);
  return { window, show, zoomBy };
}
