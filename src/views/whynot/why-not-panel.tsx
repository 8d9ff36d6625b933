import { useEffect, useMemo, useRef } from 'react';
import type { NameOf } from '../../messages/types.ts';
import { type Condition, missingOf } from '../../whynot/condition.ts';
import type { Question } from '../../whynot/question.ts';
import { whyNot as answerTo } from '../../whynot/why-not.ts';
import { Why } from '../inspector/parts.tsx';
import { usePacedStep } from '../paced.ts';
import { useNames, useText } from '../text.ts';
import { closeAnswer } from './asked.ts';
import { ConditionItem } from './condition-item.tsx';
import { useSince } from './use-since.ts';
import './why-not.css';

/** Why something has not happened: one sentence, then the conditions, at the moment on show. */
export default function WhyNotPanel({ question }: { readonly question: Question }) {
  const { whyNot } = useText();
  const name = useNames();
  const { timeline, step } = usePacedStep();
  const heading = useRef<HTMLHeadingElement>(null);
  const answer = useMemo(() => answerTo(timeline.spec, timeline.worldAt(step), question), [timeline, step, question]);
  const since = useSince(timeline, step, answer);
  // Whoever asks wants to hear the answer: it is read from its beginning.
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const { happened, conditions } = answer;
  const holding = conditions.filter(({ holds }) => holds).length;
  return (
    <section className="whynot" aria-label={whyNot.region}>
      <button type="button" className="insp-back" onClick={() => closeAnswer()}>
        {whyNot.close}
      </button>
      <h2 className="insp-start" ref={heading} tabIndex={-1}>
        {whyNot.title}
      </h2>
      <Why>{happened ? whyNot.happened(question, name) : sentenceOf(question, conditions, whyNot, name)}</Why>
      {!happened && conditions.length > 0 && (
        <>
          <h3 className="whynot-count">
            {whyNot.conditions} <span>{whyNot.count(holding, conditions.length)}</span>
          </h3>
          <ol className="whynot-list">
            {conditions.map((condition, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the order of the conditions is that in which they come about
              <ConditionItem key={place} condition={condition} since={since} timeline={timeline} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

type Words = ReturnType<typeof useText>['whyNot'];

/** What has not happened, and the first thing that is missing for it. */
function sentenceOf(question: Question, conditions: readonly Condition[], words: Words, name: NameOf): string {
  const first = missingOf(conditions)[0];
  const reason = first === undefined ? words.nothingMissing : words.claim(first.claim, false, name);
  return `${words.headline(question, name)} ${reason}`;
}
