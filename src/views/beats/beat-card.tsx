import './beats.css';
import './withheld.css';
import { AnimatePresence, domAnimation, LazyMotion, m } from 'framer-motion';
import { useEffect } from 'react';
import type { BeatJson } from '../../scenario/types.ts';
import { currentBeat } from '../../store/beats.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import { type OnQuestion, questionAt, type Stage } from '../../store/quiz.ts';
import { useSay, useText } from '../text.ts';
import { useKeptFocus } from './kept-focus.ts';
import { QuestionPart } from './question-part.tsx';
import { SpokenBeat } from './spoken-beat.tsx';

/** A stop of a scene: what to notice, or a question that wants an answer before it gives its own. */
export default function BeatCard() {
  const beat = useApp(currentBeat);
  // As text, so that it is the same as long as nothing changes.
  const on = useApp((state) => {
    const question = questionAt(state);
    return question === null ? null : `${question.beat} ${question.stage}`;
  });
  const asked = on === null ? null : readOn(on);
  const question = useApp((state) => (asked === null ? null : (state.scenario.beats?.[asked.beat] ?? null)));
  useWithheld(asked?.stage === 'asked');
  useFocus(beat);
  const [card, onCardFocus] = useKeptFocus();
  const still = document.documentElement.dataset['motion'] === 'reduced';
  const away = { opacity: 0, y: still ? 0 : 16 };
  const shown = beat ?? question;
  return (
    <LazyMotion features={domAnimation}>
      <SpokenBeat labelOf={numberOf} inRoom={false} />
      <AnimatePresence mode="wait">
        {shown !== null && (
          <m.aside
            key={question?.text.en ?? shown.text.en}
            ref={card}
            onFocus={onCardFocus}
            tabIndex={-1}
            className="beat"
            initial={away}
            animate={{ opacity: 1, y: 0 }}
            exit={away}
            transition={{ duration: still ? 0 : 0.22, ease: [0.5, 0, 0.2, 1] }}
          >
            {question !== null && asked !== null ? (
              <>
                {asked.stage === 'asked' && <BeatText beat={question} />}
                <QuestionPart key={asked.beat} beat={asked.beat} json={question} stage={asked.stage} />
                {beat !== null && beat !== question && <BeatText beat={beat} />}
              </>
            ) : (
              <BeatText beat={shown} />
            )}
            <Ways />
          </m.aside>
        )}
      </AnimatePresence>
    </LazyMotion>
  );
}

/** Answers are told by the number that is their key. */
function numberOf(choice: number): string {
  return String(choice + 1);
}

function readOn(on: string): OnQuestion {
  const [beat, stage] = on.split(' ');
  return { beat: Number(beat), stage: stage as Stage };
}

function BeatText({ beat }: { readonly beat: BeatJson }) {
  const say = useSay();
  return <p className="beat-text">{say(beat.text)}</p>;
}

function Ways() {
  const words = useText().beat;
  const { jumpBeat } = appStore.getState();
  return (
    <div className="beat-ways">
      <button type="button" onClick={() => jumpBeat(-1)}>
        {words.previous}
      </button>
      <button type="button" onClick={() => appStore.getState().play()}>
        {words.goOn}
      </button>
      <button type="button" onClick={() => jumpBeat(1)}>
        {words.next}
      </button>
    </div>
  );
}

/** Marks that would give the answer away are withheld as long as a question is open. */
function useWithheld(isAsking: boolean): void {
  useEffect(() => {
    document.documentElement.toggleAttribute('data-asking', isAsking);
    return () => document.documentElement.removeAttribute('data-asking');
  }, [isAsking]);
}

/** What a beat is about is lit when it is reached. */
function useFocus(beat: BeatJson | null): void {
  const light = beat?.focus?.light;
  useEffect(() => {
    if (light === undefined) return;
    void import('./light.ts').then(({ lightOf }) => appStore.getState().select(lightOf(light)));
  }, [light]);
}
