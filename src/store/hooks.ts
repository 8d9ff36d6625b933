import { useStore } from 'zustand';
import type { TraceEvent, World } from '../cluster/types.ts';
import { messagesOf } from '../messages/index.ts';
import { defaultScenario } from '../scenario/defaults.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { createApp, currentTimeline } from './store.ts';
import type { AppStore } from './types.ts';

/** The one app of the page. Views read it by hooks; the composition root in `app` drives it. */
export const appStore = createApp(defaultScenario, (language) => messagesOf(language).shell);

export function useApp<T>(selector: (state: AppStore) => T): T {
  return useStore(appStore, selector);
}

export function useTimeline(): Timeline {
  return useApp(currentTimeline);
}

function worldOf(state: AppStore): World {
  return currentTimeline(state).worldAt(state.cursor.step);
}

/** The world at the cursor: a new one per step, not per frame. */
export function useMoment(): { readonly world: World } {
  return { world: useApp(worldOf) };
}

function eventsOf(state: AppStore): readonly TraceEvent[] {
  return currentTimeline(state).eventsOf(state.cursor.step);
}

/** The explained events of the cursor's step. */
export function useEvents(): readonly TraceEvent[] {
  return useApp(eventsOf);
}
