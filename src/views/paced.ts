import { useSyncExternalStore } from 'react';
import type { World } from '../cluster/types.ts';
import { subscribeFrame } from '../store/frame.ts';
import { appStore } from '../store/hooks.ts';
import { currentTimeline } from '../store/store.ts';
import type { AppStore, Moment } from '../store/types.ts';
import type { Timeline } from '../timeline/timeline.ts';

/** A step of a run that words are shown for. */
export interface PacedStep {
  readonly timeline: Timeline;
  readonly step: number;
}

/** While playing, the longest that one view waits after another for its turn, in real milliseconds. */
const TURN_MS = 50;

/**
 * Views that have to show something new, one per frame: all of them in one frame would make it a slow one. Frames that
 * carry no step have room and come first.
 */
class Turns {
  private readonly waiting = new Set<() => void>();
  private world: World | null = null;
  private lastAt = 0;
  /** Whether a view takes its turn in the frame on show. */
  taken = false;

  add(listeners: Iterable<() => void>): void {
    if (this.waiting.size === 0) this.lastAt = performance.now();
    for (const listener of listeners) this.waiting.add(listener);
  }

  delete(listener: () => void): void {
    this.waiting.delete(listener);
  }

  /** Everyone at once. */
  finish(): void {
    const all = [...this.waiting];
    this.waiting.clear();
    for (const listener of all) listener();
  }

  readonly onFrame = ({ world }: Moment): void => {
    const hasStep = world !== this.world;
    this.world = world;
    this.taken = false;
    const [first] = this.waiting;
    if (first === undefined) return;
    const now = performance.now();
    if (hasStep && now - this.lastAt < TURN_MS) return;
    this.lastAt = now;
    this.waiting.delete(first);
    this.taken = true;
    first();
  };
}

const turns = new Turns();
subscribeFrame(turns.onFrame);

/** Whether a paced view takes its turn in this frame: then other work that can wait for the next one does. */
export function isTurnTaken(): boolean {
  return turns.taken;
}

/**
 * The cursor's step at a pace that can be read: at once while the run stands still, and at most once in `ms` real
 * milliseconds while it plays; then all views show the same step, one after the other.
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
    const state = appStore.getState();
    const next = stepOf(state);
    if (next.step !== current().step || next.timeline !== current().timeline) {
      shown = next;
      turns.add(listeners);
    }
    if (!state.playing) turns.finish();
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
        turns.delete(listener);
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
