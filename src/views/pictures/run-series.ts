import { useEffect, useReducer, useState } from 'react';
import { type Election, ElectionSeries, type ElectionTimes } from '../../check/elections.ts';
import type { ClusterSpec } from '../../cluster/types.ts';
import { appStore } from '../../store/hooks.ts';

/** One slice takes about so long, real milliseconds, and there is a pause after it; while the run plays, frames come first. */
const SLICE_MS = 10;
const PAUSE_MS = 6;
const PLAYING_PAUSE_MS = 250;
const STEPS = 50;
/** So often what has been counted is shown. */
const SHOWN_EVERY_MS = 120;

const series = new WeakMap<ClusterSpec, Map<string, ElectionSeries>>();

/** The series of these times; one that was counted before is there at once. */
function seriesOf(spec: ClusterSpec, times: ElectionTimes): ElectionSeries {
  const ofSpec = series.get(spec) ?? new Map<string, ElectionSeries>();
  series.set(spec, ofSpec);
  const key = `${times.timeoutUs} ${times.latencyUs}`;
  const known = ofSpec.get(key) ?? new ElectionSeries(spec, times);
  ofSpec.set(key, known);
  return known;
}

export interface ShownSeries {
  readonly outcomes: readonly Election[];
  readonly isComplete: boolean;
  readonly isStopped: boolean;
  readonly setStopped: (isStopped: boolean) => void;
}

/** Plays the elections of these times in slices, so that nothing waits for them; `isHeld` puts it off. */
export function useSeries(spec: ClusterSpec, times: ElectionTimes, isHeld: boolean): ShownSeries {
  const shown = seriesOf(spec, times);
  const [, show] = useReducer((count: number) => count + 1, 0);
  const [stopped, setStopped] = useState<ElectionSeries | null>(null);
  const isStopped = stopped === shown;
  useEffect(() => {
    if (isStopped || isHeld) return undefined;
    return playOn(shown, show);
  }, [shown, isStopped, isHeld]);
  return {
    outcomes: shown.outcomes,
    isComplete: shown.isComplete,
    isStopped,
    setStopped: (stops) => setStopped(stops ? shown : null),
  };
}

/** Counts on until it is told to stop or there is nothing left. */
function playOn(shown: ElectionSeries, show: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let shownAt = 0;
  const slice = (): void => {
    const { playing } = appStore.getState();
    const until = performance.now() + SLICE_MS;
    do shown.advance(STEPS);
    while (!shown.isComplete && performance.now() < until);
    if (shown.isComplete || until - shownAt > SHOWN_EVERY_MS) {
      shownAt = until;
      show();
    }
    timer = shown.isComplete ? null : setTimeout(slice, playing ? PLAYING_PAUSE_MS : PAUSE_MS);
  };
  if (!shown.isComplete) timer = setTimeout(slice, PAUSE_MS);
  return () => {
    if (timer !== null) clearTimeout(timer);
  };
}
