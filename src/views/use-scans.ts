import { useEffect, useReducer, useState } from 'react';
import type { Scan } from '../query/scan.ts';

/** Steps at a time: what events are looked at for takes several times as long. */
const SLICE = 4096;
const SLICE_OF_EVENTS = 1024;
/** A run that has just grown a little is looked at without a rest. */
const AT_ONCE = 256;

export interface Scanning {
  /** 0 to 1; 1 when all of them are there. */
  readonly progress: number;
  readonly isStopped: boolean;
  readonly stop: () => void;
  readonly goOn: () => void;
}

/** Brings scans up to a step, a slice at a time with rests in between, so that the page stays alive. */
export function useScans(scans: readonly Scan[], step: number): Scanning {
  const [, showMore] = useReducer((count: number) => count + 1, 0);
  const [isStopped, setStopped] = useState(false);
  for (const scan of scans) if (!isStopped) scan.goTo(step, AT_ONCE);
  const behind = scans.find((scan) => scan.step < step);
  const least = Math.min(step, ...scans.map((scan) => scan.step));
  useEffect(() => {
    if (behind === undefined || isStopped) return;
    const timer = setTimeout(() => {
      behind.goTo(step, behind.query.usesEvents ? SLICE_OF_EVENTS : SLICE);
      showMore();
    });
    return () => clearTimeout(timer);
  });
  const progress = step <= 0 || behind === undefined ? 1 : (least + 1) / (step + 1);
  return { progress, isStopped, stop: () => setStopped(true), goOn: () => setStopped(false) };
}
