import type { SpaceTimeFrame } from '../../layout/space-time.ts';
import { type Passage, passagesBetween, passagesUpTo } from '../../timeline/passages.ts';
import type { Timeline } from '../../timeline/timeline.ts';

/** More events than this in a pixel of time are a grey mass: then it is drawn how many there are, and not their messages. */
const MOST_PER_PX = 1;

/** The stretch of a run that a diagram shows. */
export interface Stretch {
  readonly fromStep: number;
  readonly toStep: number;
  /** null: too many to be told apart. */
  readonly passages: readonly Passage[] | null;
}

/** What there is to draw in a frame, of the first `steps` steps of a run. */
export function stretchOf(timeline: Timeline, steps: number, { window, left, right }: SpaceTimeFrame): Stretch {
  const { index } = timeline;
  const fromStep = index.stepAt(Math.max(0, window.fromUs));
  const toStep = Math.max(fromStep, Math.min(steps, index.stepAt(Math.max(0, window.fromUs + window.spanUs))));
  if (toStep - fromStep > (right - left) * MOST_PER_PX) return { fromStep, toStep, passages: null };
  // At the end of a run that grows, each step is walked once.
  if (toStep === timeline.steps) return { fromStep, toStep, passages: passagesUpTo(timeline, fromStep, toStep) };
  const endUs = window.fromUs + window.spanUs;
  const passages = passagesAround(timeline, fromStep, toStep).filter(
    ({ envelope, endAtUs }) => envelope.sentAtUs <= endUs && endAtUs >= window.fromUs,
  );
  return { fromStep, toStep, passages };
}

interface Walked {
  readonly fromStep: number;
  readonly toStep: number;
  readonly passages: readonly Passage[];
}

const walked = new WeakMap<Timeline, Walked>();
/** A stretch that has been walked serves others inside of it, unless it is so many times as long. */
const LONGEST = 8;

/** The passages of a stretch and of some steps on both sides, so that a hand that moves on a little need not wait. */
function passagesAround(timeline: Timeline, fromStep: number, toStep: number): readonly Passage[] {
  const known = walked.get(timeline);
  const length = Math.max(64, toStep - fromStep);
  if (known !== undefined && known.fromStep <= fromStep && known.toStep >= toStep) {
    if (known.toStep - known.fromStep <= LONGEST * length) return known.passages;
  }
  const from = Math.max(0, fromStep - (length >> 1));
  const to = Math.min(timeline.steps, toStep + (length >> 1));
  const passages = passagesBetween(timeline, from, to);
  walked.set(timeline, { fromStep: from, toStep: to, passages });
  return passages;
}

/** The previous or next step at a host; null when there is none. */
export function stepOfLane(timeline: Timeline, address: number, step: number, direction: 1 | -1): number | null {
  for (let other = step + direction; other >= 1 && other <= timeline.steps; other += direction) {
    if (timeline.index.server(other) === address) return other;
  }
  return null;
}
