import { isEditOrder } from '../cluster/types.ts';
import type { Timeline } from './timeline.ts';

/** The first step at or before `step` in which a value was set by hand: from there on it is not Raft. Null: none was. */
export function editedSince(timeline: Timeline, step: number): number | null {
  const first = timeline.deeds.find(({ action }) => action.do === 'tell' && isEditOrder(action.order));
  return first !== undefined && first.step <= step ? first.step : null;
}
