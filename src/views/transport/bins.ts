import type { StepIndex } from '../../timeline/step-index.ts';

/** The shortest stretch of virtual time that the scrubber shows, microseconds. */
const SHORTEST_US = 1_000_000;

/**
 * How much virtual time the scrubber spans: doubles when the run outgrows it, so that marks stand still in between.
 * Microseconds.
 */
export function spanOf(endUs: number): number {
  let span = SHORTEST_US;
  while (span < endUs) span *= 2;
  return span;
}

/** How many of the first `steps` steps fall into each of `count` equal bins of 0 .. `spanUs`. */
export function binsOf(index: StepIndex, steps: number, spanUs: number, count: number): number[] {
  const bins: number[] = [];
  let before = 0;
  for (let bin = 1; bin <= count; bin++) {
    const until = Math.min(steps, index.stepAt(Math.floor((spanUs * bin) / count)));
    bins.push(until - before);
    before = until;
  }
  return bins;
}

/** The bars as one path: `base` is the y of their feet, `height` that of the tallest. */
export function barsPath(bins: readonly number[], width: number, base: number, height: number): string {
  const most = Math.max(1, ...bins);
  const pitch = width / bins.length;
  let d = '';
  bins.forEach((steps, bin) => {
    if (steps === 0) return;
    const tall = Math.round((3 + (height - 3) * (steps / most)) * 10) / 10;
    const x = Math.round(bin * pitch * 10) / 10;
    const wide = Math.round((pitch - 1.4) * 10) / 10;
    d += `M${x} ${base}v${-tall}h${wide}v${tall}z`;
  });
  return d;
}
