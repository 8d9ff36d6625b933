import { useApp } from '../../store/hooks.ts';
import { useText } from '../text.ts';

/** Stays beside the title as long as a rule is broken on purpose. */
export default function NotRaft() {
  const text = useText();
  const broken = useApp((state) => state.scenario.broken);
  if (broken === undefined || broken.length === 0) return null;
  const rules = [...new Set(broken.map((name) => text.mutations[name].rule))];
  return (
    <p className="topbar-not-raft">
      <strong>{text.topbar.notRaft}</strong> {rules.join(', ')}
    </p>
  );
}
