import type { SpaceTimeFrame } from '../../layout/space-time.ts';
import { type Passage, passagesUpTo } from '../../timeline/passages.ts';
import type { Timeline } from '../../timeline/timeline.ts';

/** More messages than this in sight are a grey mass: then only lanes are drawn. */
const MOST_STEPS = 4000;

/** The stretch of a run that a diagram shows. */
export interface Stretch {
  readonly fromStep: number;
  readonly toStep: number;
  /** null: too many to be told apart. */
  readonly passages: readonly Passage[] | null;
}

/** What there is to draw in a frame, of the first `steps` steps of a run. */
export function stretchOf(timeline: Timeline, steps: number, { window }: SpaceTimeFrame): Stretch {
  const { index } = timeline;
  const fromStep = index.stepAt(Math.max(0, window.fromUs));
  const toStep = Math.min(steps, index.stepAt(Math.max(0, window.fromUs + window.spanUs)));
  const passages = toStep - fromStep > MOST_STEPS ? null : passagesUpTo(timeline, fromStep, Math.max(fromStep, toStep));
  return { fromStep, toStep, passages };
}

/** The previous or next step at a host; null when there is none. */
export function stepOfLane(timeline: Timeline, address: number, step: number, direction: 1 | -1): number | null {
  for (let other = step + direction; other >= 1 && other <= timeline.steps; other += direction) {
    if (timeline.index.server(other) === address) return other;
  }
  return null;
}
