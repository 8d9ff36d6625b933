import { scaleLinear } from 'd3';
import type { Election } from '../check/elections.ts';
import type { Size } from './point.ts';

/** So many bars, whatever the times: the picture of T = 15 and that of T = 600 are cut alike. */
const BARS = 48;
const GAP = 1;

/** The runs of one bar that have their leader in the same term, px. */
export interface ElectionBlock {
  readonly bar: number;
  readonly term: number;
  readonly runs: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface ElectionPlot {
  readonly blocks: readonly ElectionBlock[];
  /** How high one run is. */
  readonly base: number;
  readonly left: number;
  readonly right: number;
  /** Runs without a leader, beside the axis; null when there are none. */
  readonly none: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null;
  readonly times: readonly { readonly x: number; readonly us: number }[];
  readonly counts: readonly { readonly y: number; readonly runs: number }[];
  /** Where a time lies. */
  readonly xOf: (us: number) => number;
}

/** What lies round the bars, in heights of the text. */
const LEFT = 2.6;
const FOOT = 4;
const HEAD = 0.8;
const NONE = 4.5;

/**
 * How long elections took, as bars from 0 to `limitUs`; in each bar the runs lie by the term of their leader, the first
 * term at the foot. `text` is the height of letters.
 */
export function electionPlot(outcomes: readonly Election[], limitUs: number, size: Size, text: number): ElectionPlot {
  const none = outcomes.filter(({ tookUs }) => tookUs === null).length;
  const [left, right] = [LEFT * text, size.width - NONE * text];
  const base = size.height - FOOT * text;
  const x = scaleLinear([0, limitUs], [left, right]);
  const bars = barsOf(outcomes, limitUs);
  const most = Math.max(10, none, ...bars.map((bar) => bar.length));
  const y = scaleLinear([0, most], [base, HEAD * text]).nice(4);
  const width = Math.max(2, (right - left) / BARS - GAP);
  const noneWidth = 1.6 * text;
  return {
    blocks: bars.flatMap((bar, place) => blocksOf(bar, place, x((place * limitUs) / BARS), width, y)),
    base,
    left,
    right,
    none: none === 0 ? null : { x: right + 1.6 * text, y: y(none), width: noneWidth, height: base - y(none) },
    times: x.ticks(Math.max(2, Math.floor((right - left) / (5 * text)))).map((us) => ({ x: x(us), us })),
    counts: y.ticks(4).map((runs) => ({ y: y(runs), runs })),
    xOf: (us) => x(us),
  };
}

/** The terms of the runs that fall into each bar, ascending. */
function barsOf(outcomes: readonly Election[], limitUs: number): readonly (readonly number[])[] {
  const bars: number[][] = Array.from({ length: BARS }, () => []);
  for (const { tookUs, term } of outcomes) {
    if (tookUs === null) continue;
    bars[Math.min(BARS - 1, Math.floor((tookUs / limitUs) * BARS))]?.push(term);
  }
  for (const bar of bars) bar.sort((a, b) => a - b);
  return bars;
}

function blocksOf(
  terms: readonly number[],
  bar: number,
  x: number,
  width: number,
  y: (runs: number) => number,
): readonly ElectionBlock[] {
  return [...new Set(terms)].map((term) => {
    const below = terms.indexOf(term);
    const runs = terms.lastIndexOf(term) + 1 - below;
    return { bar, term, runs, x: x + GAP / 2, y: y(below + runs), width, height: y(below) - y(below + runs) };
  });
}
