import { advance, engineOf } from '../cluster/cluster.ts';
import type { ClusterAction, TraceEvent } from '../cluster/types.ts';
import type { Timeline } from './timeline.ts';

const NOTHING_DONE = { byTime: 0, byStep: 0, matches: [], taken: [], ready: [] };

/**
 * What an action would do right after a step: the step played on trial, from the world as it is then. Nothing of the run
 * changes. Causes in other steps are not resolved.
 */
export function previewOf(timeline: Timeline, step: number, action: ClusterAction): readonly TraceEvent[] {
  const engine = engineOf({ ...timeline.spec, actions: [{ place: { afterStep: step }, action }] });
  return advance(engine, { ...timeline.worldAt(step), actionsDone: NOTHING_DONE })?.events ?? [];
}
