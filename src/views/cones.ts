import { appStore, useApp } from '../store/hooks.ts';
import { currentTimeline } from '../store/store.ts';
import type { AppStore } from '../store/types.ts';
import { type Cones, conesOf } from '../timeline/cones.ts';
import type { Timeline } from '../timeline/timeline.ts';

interface Kept {
  readonly steps: number;
  readonly cones: Cones | null;
}

const kept = new WeakMap<Timeline, Map<number, Kept>>();

/** The cones of an event as far as its run has been played: the same object until it has gone on. */
export function conesIn(timeline: Timeline, step: number): Cones | null {
  const { steps, index } = timeline;
  if (step > steps) return null;
  const known = kept.get(timeline)?.get(step);
  if (known?.steps === steps) return known.cones;
  const cones = conesOf(index, step, timeline.worldAt(step).hosts.length);
  // One event is looked at at a time, and beside it the current one.
  const few = new Map([...(kept.get(timeline) ?? [])].slice(-1));
  kept.set(timeline, few.set(step, { steps, cones }));
  return cones;
}

function selectedIn(state: AppStore): number | null {
  return !state.playing && state.selection?.kind === 'event' ? state.selection.step : null;
}

/** The cones of the event that is selected; null while none is, and while the run plays. */
export function useSelectedCones(): Cones | null {
  const step = useApp(selectedIn);
  useApp((state) => (state.playing ? -1 : state.revision));
  return step === null ? null : conesIn(currentTimeline(appStore.getState()), step);
}

/**
 * How a host, as it is at the cursor, stands to the selected event: it could have led to it, it knows of it, or both, as a
 * class name. Empty while no event is selected.
 */
export function useConeClass(address: number): string {
  return useApp((state) => {
    const step = selectedIn(state);
    const cones = step === null ? null : conesIn(currentTimeline(state), step);
    if (cones === null) return '';
    const isPast = cones.past.has(address);
    const isFuture = (cones.future.get(address) ?? Infinity) <= state.cursor.step;
    return `${isPast ? 'in-past' : ''}${isFuture ? ' in-future' : ''}`.trim();
  });
}
