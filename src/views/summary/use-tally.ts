import { useSyncExternalStore } from 'react';
import { appStore } from '../../store/hooks.ts';
import { currentTimeline } from '../../store/store.ts';
import { ClauseTally } from '../../timeline/clause-tally.ts';
import type { Timeline } from '../../timeline/timeline.ts';

/** One slice of counting takes about so long, real milliseconds, and there is a pause after it. */
const SLICE_MS = 6;
const PAUSE_MS = 12;
/** While the run plays, frames come first. */
const PLAYING_PAUSE_MS = 250;
const STEPS = 64;

const tallies = new WeakMap<Timeline, ClauseTally>();
const listeners = new Set<() => void>();
let shown: { readonly tally: ClauseTally; readonly upTo: number } | null = null;
let timer: ReturnType<typeof setTimeout> | null = null;
let stop: (() => void) | null = null;

function tallyOf(timeline: Timeline): ClauseTally {
  const known = tallies.get(timeline) ?? new ClauseTally(timeline);
  tallies.set(timeline, known);
  return known;
}

function current(): { readonly tally: ClauseTally; readonly upTo: number } {
  const tally = tallyOf(currentTimeline(appStore.getState()));
  if (shown?.tally !== tally || shown.upTo !== tally.upTo) shown = { tally, upTo: tally.upTo };
  return shown;
}

/** Looks at a little more of the run, and comes back for the rest. */
function count(): void {
  timer = null;
  const { tally } = current();
  const until = performance.now() + SLICE_MS;
  const { playing } = appStore.getState();
  do tally.extend(STEPS);
  while (!playing && !tally.isComplete && performance.now() < until);
  for (const listener of listeners) listener();
  plan();
}

function plan(): void {
  if (timer !== null || current().tally.isComplete) return;
  timer = setTimeout(count, appStore.getState().playing ? PLAYING_PAUSE_MS : PAUSE_MS);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  stop ??= appStore.subscribe(plan);
  plan();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = null;
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
}

/**
 * Where each clause was at work in the run on show, counted in slices so that no frame waits for it: `upTo` is the last
 * step that has been looked at.
 */
export function useTally(): { readonly tally: ClauseTally; readonly upTo: number } {
  return useSyncExternalStore(subscribe, current);
}
