import { principalOf } from '../../messages/principal.ts';
import { usePacedStep } from '../paced.ts';
import { useNames, useText } from '../text.ts';

/** The why of the current event in a few lines, where there is no room for the inspector beside the cluster. */
export default function Why() {
  const { timeline, step } = usePacedStep();
  const text = useText();
  const name = useNames();
  const event = principalOf(timeline.eventsOf(step));
  if (event === null) return null;
  const { title, sentence, ruling } = text.describe(event, name);
  return (
    <section className="why" aria-label={text.shell.why}>
      <h2>{title}</h2>
      <p>{ruling?.why ?? sentence}</p>
      {ruling !== null && (
        <p className="why-rule">
          <strong>{ruling.rule}</strong> {ruling.ruleName}
        </p>
      )}
    </section>
  );
}
