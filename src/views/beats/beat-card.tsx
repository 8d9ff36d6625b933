import './beats.css';
import { AnimatePresence, domAnimation, LazyMotion, m } from 'framer-motion';
import { useState } from 'react';
import type { BeatJson, TextJson } from '../../scenario/types.ts';
import { currentBeat } from '../../store/beats.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import { useText } from '../text.ts';

/** A stop of a scene: what to notice, or a question that wants an answer before it gives its own. */
export default function BeatCard() {
  const beat = useApp(currentBeat);
  const still = document.documentElement.dataset['motion'] === 'reduced';
  const away = { opacity: 0, y: still ? 0 : 16 };
  return (
    <LazyMotion features={domAnimation}>
      <AnimatePresence mode="wait">
        {beat !== null && (
          <m.aside
            key={beat.text.en}
            className="beat"
            initial={away}
            animate={{ opacity: 1, y: 0 }}
            exit={away}
            transition={{ duration: still ? 0 : 0.22, ease: [0.5, 0, 0.2, 1] }}
          >
            <Beat beat={beat} />
          </m.aside>
        )}
      </AnimatePresence>
    </LazyMotion>
  );
}

function Beat({ beat }: { readonly beat: BeatJson }) {
  const words = useText().shell.beat;
  const say = useSay();
  const { jumpBeat } = appStore.getState();
  return (
    <>
      <p className="beat-text" role="status">
        {say(beat.text)}
      </p>
      {beat.question !== undefined && <Question beat={beat} question={beat.question} />}
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
    </>
  );
}

/** The answer stays hidden until one was chosen. */
function Question({ beat, question }: { readonly beat: BeatJson; readonly question: TextJson }) {
  const words = useText().shell.beat;
  const say = useSay();
  const [chosen, setChosen] = useState<number | null>(null);
  const answered = chosen !== null;
  return (
    <fieldset className="beat-question">
      <legend>{say(question)}</legend>
      {(beat.choices ?? []).map((choice, place) => {
        const isRight = answered && place === beat.answer;
        return (
          <button
            key={choice.en}
            type="button"
            aria-pressed={place === chosen}
            className={isRight ? 'beat-choice right' : 'beat-choice'}
            onClick={() => setChosen(place)}
          >
            {say(choice)} {isRight && <strong>{words.right}</strong>}
          </button>
        );
      })}
      {(answered || beat.choices === undefined) && beat.because !== undefined && (
        <p className="beat-because" role="status">
          {say(beat.because)}
        </p>
      )}
    </fieldset>
  );
}

/** A text of a scene in the person's language, or in English. */
function useSay(): (text: TextJson) => string {
  const language = useApp((state) => state.preferences.language);
  return (text) => {
    const said: string | undefined = (text as Partial<TextJson>)[language];
    return said ?? text.en;
  };
}
