import { useSyncExternalStore } from 'react';
import { appStore } from '../store/hooks.ts';
import { currentTimeline } from '../store/store.ts';
import type { AppStore } from '../store/types.ts';
import type { Timeline } from '../timeline/timeline.ts';

/** A step of a run that words are shown for. */
export interface PacedStep {
  readonly timeline: Timeline;
  readonly step: number;
}

/**
 * The cursor's step at a pace that can be read: at once while the run stands still, and at most once in `ms` real
 * milliseconds while it plays.
 */
function pacer(ms: number) {
  const stepOf = (state: AppStore): PacedStep => ({ timeline: currentTimeline(state), step: state.cursor.step });
  let shown: PacedStep | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const listeners = new Set<() => void>();
  const current = (): PacedStep => {
    shown ??= stepOf(appStore.getState());
    return shown;
  };
  const update = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const next = stepOf(appStore.getState());
    if (next.step === current().step && next.timeline === current().timeline) return;
    shown = next;
    for (const listener of listeners) listener();
  };
  let stop: (() => void) | null = null;
  return {
    current,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      stop ??= appStore.subscribe((state) => {
        if (!state.playing) update();
        else timer ??= setTimeout(update, ms);
      });
      // Between rendering and subscribing the cursor may have moved.
      update();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = null;
        if (timer !== null) clearTimeout(timer);
        timer = null;
        shown = null;
      };
    },
  };
}

/** Twice a second: faster than a sentence can be read, and rare enough not to be felt in the frames of a fast run. */
const forEyes = pacer(500);
const forEars = pacer(3000);

/** The step to show words for. */
export function usePacedStep(): PacedStep {
  return useSyncExternalStore(forEyes.subscribe, forEyes.current);
}

/** The step to speak about: slower, so that a screen reader can keep up. */
export function useSpokenStep(): PacedStep {
  return useSyncExternalStore(forEars.subscribe, forEars.current);
}
