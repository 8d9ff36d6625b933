import { useApp } from '../../store/hooks.ts';
import { currentTimeline } from '../../store/store.ts';
import { editedSince } from '../../timeline/by-hand.ts';
import { useText } from '../text.ts';

/** Stands beside the title as long as a rule is broken on purpose, and from the moment on when a value was set by hand. */
export default function NotRaft() {
  const text = useText();
  const broken = useApp((state) => state.scenario.broken) ?? [];
  const isEdited = useApp((state) => editedSince(currentTimeline(state), state.cursor.step) !== null);
  const reasons = [...new Set(broken.map((name) => text.mutations[name].rule))];
  if (isEdited) reasons.push(text.edits.byHand);
  if (reasons.length === 0) return null;
  return (
    <p className="topbar-not-raft">
      <strong>{text.topbar.notRaft}</strong> {reasons.join(text.common.signs.name)}
    </p>
  );
}
