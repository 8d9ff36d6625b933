import type { MarkName } from '../timeline/step-index.ts';

/** Single keys that jump to the next step of a kind; with Shift to the previous one. */
export const MARKS_BY_KEY: { readonly [key: string]: MarkName } = {
  r: 'roleChanged',
  m: 'delivered',
  c: 'committed',
  a: 'clientAnswered',
  v: 'violation',
};

/** Virtual seconds per real second, slow to fast. */
export const SPEEDS: readonly number[] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];
