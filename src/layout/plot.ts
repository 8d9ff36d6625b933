import { curveStepAfter, line, scaleLinear } from 'd3';
import type { Size } from './point.ts';

/** A value from a time on: a number, a flag, or anything else that only stands for itself. */
export interface PlotPoint {
  readonly atUs: number;
  readonly value: number | string | boolean | null | undefined;
}

const EDGE = 3;

/** Where a time lies in a plot of a run that ends at `endUs`. */
export function plotX({ width }: Size, endUs: number, atUs: number): number {
  return scaleLinear([0, Math.max(1, endUs)], [0, width])(atUs);
}

/**
 * The path of a value through a run, in steps. Numbers lie as high as they are, true above false; of anything else each
 * value has a level of its own, in order of appearance. What cannot be told apart is drawn once.
 */
export function plotPath(points: readonly PlotPoint[], size: Size, endUs: number): string {
  const levels = levelsOf(points);
  const heights = points.map(({ value }) => levels(value));
  const low = Math.min(...heights);
  const y = scaleLinear([low, Math.max(low + 1, ...heights)], [size.height - EDGE, EDGE]);
  const byHalfPixel = new Map<number, [number, number]>();
  points.forEach(({ atUs }, nth) => {
    const x = plotX(size, endUs, atUs);
    byHalfPixel.set(Math.floor(2 * x), [x, y(heights[nth] ?? low)]);
  });
  const path = [...byHalfPixel.values()];
  const last = path.at(-1);
  return line().curve(curveStepAfter)(last === undefined ? path : [...path, [size.width, last[1]]]) ?? '';
}

function levelsOf(points: readonly PlotPoint[]): (value: PlotPoint['value']) => number {
  const values = [...new Set(points.map(({ value }) => value))];
  const arePlain = values.every((value) => typeof value === 'number' || typeof value === 'boolean');
  return (value) => (arePlain ? Number(value) : values.indexOf(value));
}
