import { principalOf } from '../../messages/principal.ts';
import { currentTimeline } from '../../store/store.ts';
import type { AppStore } from '../../store/types.ts';

/** Selects the current event, so that what led to it and what it leads to are lit; once more, and nothing is selected. */
export function selectCurrentEvent(store: AppStore): void {
  const { selection, cursor } = store;
  const event = principalOf(currentTimeline(store).eventsOf(cursor.step));
  const isSelected = selection?.kind === 'event' && selection.step === cursor.step;
  store.pause();
  store.select(isSelected || event === null ? null : { kind: 'event', step: event.step, i: event.i });
}
