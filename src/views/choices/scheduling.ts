import { useSyncExternalStore } from 'react';
import type { Choice } from '../../sim/types.ts';
import { appStore } from '../../store/hooks.ts';
import { currentTimeline } from '../../store/store.ts';
import type { Timeline } from '../../timeline/timeline.ts';

/** Whether a person chooses what happens next. The run knows nothing of it: a choice is an action like every other. */
let isOn = false;
let stop: (() => void) | null = null;
/** What gets the focus back. */
let opener: Element | null = null;
const listeners = new Set<() => void>();
/** The runs as they were right after a choice: undo takes it back there, and nothing else. */
const chosen = new WeakSet<Timeline>();

function set(on: boolean): void {
  isOn = on;
  for (const listener of listeners) listener();
}

/** Time stands still, and the panel with all possible next events takes the place of the inspector. */
export function startScheduling(): void {
  const { playing, pause } = appStore.getState();
  if (playing) pause();
  appStore.setState({ firstVisit: false });
  opener = document.activeElement;
  // Whoever lets the run play lets time choose.
  stop ??= appStore.subscribe((state) => {
    if (state.playing) stopScheduling(false);
  });
  set(true);
}

export function stopScheduling(givesFocusBack = true): void {
  stop?.();
  stop = null;
  appStore.getState().setHover(null);
  set(false);
  if (givesFocusBack && (opener instanceof HTMLElement || opener instanceof SVGElement)) opener.focus();
  opener = null;
}

export function isScheduling(): boolean {
  return isOn;
}

export function subscribeScheduling(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function useScheduling(): boolean {
  return useSyncExternalStore(subscribeScheduling, isScheduling);
}

/** The chosen step is taken. */
export function choose(choice: Choice): void {
  appStore.getState().setHover(null);
  appStore.getState().act(choice);
  chosen.add(currentTimeline(appStore.getState()));
}

/** Undoes the last choice if it was made here just now; else goes one event back, as that is another person's run. */
export function takeBack(): void {
  const state = appStore.getState();
  const timeline = currentTimeline(state);
  if (chosen.has(timeline) && state.cursor.step === timeline.steps) state.undo();
  else state.stepBack();
}
