import { useSyncExternalStore } from 'react';
import type { World } from '../cluster/types.ts';
import { subscribeFrame } from '../store/frame.ts';
import { appStore } from '../store/hooks.ts';
import { currentTimeline } from '../store/store.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { isTurnTaken } from './paced.ts';

/** What a view draws: a step of a run, and the world right after it. */
export interface Drawn {
  readonly timeline: Timeline;
  readonly step: number;
  readonly world: World;
}

/** Frames in which one of the halves has its turn. */
let frames = 0;
// `isTurnTaken` comes with its own listener, which was there before this one and has settled who goes first.
subscribeFrame(() => {
  if (!isTurnTaken()) frames++;
});

/**
 * The cursor's step for one half of the page: at once while the run stands still, and in every other frame while it
 * plays. The halves take turns, so that no frame has to draw both, and let a view of words go first; what moves by
 * reference moves in every frame.
 */
function half(turn: 0 | 1) {
  let drawn: Drawn | null = null;
  const listeners = new Set<() => void>();
  const fresh = (): Drawn => {
    const state = appStore.getState();
    const timeline = currentTimeline(state);
    const { step } = state.cursor;
    if (drawn?.timeline !== timeline || drawn.step !== step) drawn = { timeline, step, world: timeline.worldAt(step) };
    return drawn;
  };
  /** In another run a step of the old one means nothing. */
  const mayWait = (): boolean => {
    const state = appStore.getState();
    return state.playing && drawn?.timeline === currentTimeline(state);
  };
  const current = (): Drawn => (drawn !== null && mayWait() ? drawn : fresh());
  const update = (): void => {
    const before = drawn;
    if (fresh() !== before) for (const listener of listeners) listener();
  };
  const onFrame = (): void => {
    if (!isTurnTaken() && frames % 2 === turn) update();
  };
  let stop: (() => void)[] = [];
  return {
    current,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      if (listeners.size === 1) {
        const onState = (): void => {
          if (!mayWait()) update();
        };
        stop = [subscribeFrame(onFrame), appStore.subscribe(onState)];
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        for (const end of stop) end();
        drawn = null;
      };
    },
  };
}

const ofCluster = half(0);
const ofLogs = half(1);

/** What the cluster draws. */
export function useDrawnCluster(): Drawn {
  return useSyncExternalStore(ofCluster.subscribe, ofCluster.current);
}

/** What the logs draw, and the transport bar with them. */
export function useDrawnLogs(): Drawn {
  return useSyncExternalStore(ofLogs.subscribe, ofLogs.current);
}
