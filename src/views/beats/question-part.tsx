import { useMemo } from 'react';
import { type Answer, type Guess, isRight } from '../../quiz/answer.ts';
import { type BeatJson, textOfChoice } from '../../scenario/types.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import { askAgain, guess, rightAnswer, SHOWN, type Stage, showAnswer } from '../../store/quiz.ts';
import { useNames, useSay, useText } from '../text.ts';
import { guessText, mistakeOf, rightGuess } from './said.ts';
import { TapIndex, TapServers } from './tap.tsx';

interface Props {
  readonly beat: number;
  readonly json: BeatJson;
  readonly stage: Stage;
}

/** A question: it takes a commitment, then the run shows what is so, and the rule says why. */
export function QuestionPart({ beat, json, stage }: Props) {
  const say = useSay();
  const guessed = useApp((state) => state.guesses[beat]) ?? null;
  const { quiz } = useText();
  const state = useApp((now) => (stage === 'resolved' ? now : null));
  const answer = useMemo(() => (state === null ? null : rightAnswer(state, beat)), [state, beat]);
  const { question, because } = json;
  if (question === undefined) return null;
  const isOpen = json.choices === undefined && json.tap === undefined;
  return (
    <>
      <fieldset className="beat-question">
        <legend>{say(question)}</legend>
        {json.choices !== undefined && stage === 'asked' && <Choices json={json} beat={beat} />}
        {json.tap !== undefined && stage === 'asked' && <Tap json={json} beat={beat} />}
        {isOpen && stage === 'asked' && (
          <button type="button" className="beat-commit" onClick={() => guess(appStore, beat, [])}>
            {quiz.show}
          </button>
        )}
      </fieldset>
      {stage === 'running' && <Running beat={beat} json={json} guess={guessed} />}
      {stage === 'resolved' && <Verdict beat={beat} json={json} guess={guessed} answer={answer} />}
      {stage === 'resolved' && because !== undefined && <p className="beat-because">{say(because)}</p>}
    </>
  );
}

/** A click is the commitment. */
function Choices({ json, beat }: Omit<Props, 'stage'>) {
  const say = useSay();
  return (json.choices ?? []).map((choice, place) => {
    const said = textOfChoice(choice);
    return (
      <button
        key={said.en}
        type="button"
        className="beat-choice"
        aria-keyshortcuts={String(place + 1)}
        onClick={() => guess(appStore, beat, place)}
      >
        {say(said)}
      </button>
    );
  });
}

function Tap({ json, beat }: { readonly json: BeatJson; readonly beat: number }) {
  const commit = (guessed: Guess): void => guess(appStore, beat, guessed);
  return json.tap !== undefined && 'index' in json.tap ? (
    <TapIndex onCommit={commit} />
  ) : (
    <TapServers onCommit={commit} />
  );
}

/** The guess, in words. */
function useGuessText(json: BeatJson): (guess: Guess) => string {
  const words = { text: useText(), say: useSay(), name: useNames() };
  return (guessed) => guessText(words, json, guessed);
}

interface RunningProps {
  readonly beat: number;
  readonly json: BeatJson;
  readonly guess: Guess | null;
}

function Running({ beat, json, guess: guessed }: RunningProps) {
  const { quiz } = useText();
  const told = useGuessText(json);
  const isPlaying = useApp((state) => state.playing);
  const isOpen = json.choices === undefined && json.tap === undefined;
  return (
    <p className="beat-running">
      {guessed !== null && guessed !== SHOWN && !isOpen && quiz.running(told(guessed))}
      {!isPlaying && (
        <button type="button" className="beat-commit" onClick={() => showAnswer(appStore, beat)}>
          {quiz.watch}
        </button>
      )}
    </p>
  );
}

interface VerdictProps extends RunningProps {
  readonly answer: Answer | null;
}

function Verdict({ beat, json, guess: guessed, answer }: VerdictProps) {
  const text = useText();
  const { quiz } = text;
  const told = useGuessText(json);
  if (json.choices === undefined && json.tap === undefined) return null;
  const right = rightGuess(answer);
  const isSo = answer !== null && guessed !== null && isRight(answer, guessed);
  const mistake = isSo || guessed === null ? null : mistakeOf(json, guessed);
  return (
    <p className="beat-verdict">
      {right === null ? (
        quiz.undecided
      ) : (
        <>
          {guessed !== SHOWN && <strong>{isSo ? quiz.right : quiz.wrong}</strong>}
          {!isSo && guessed !== null && guessed !== SHOWN && quiz.running(told(guessed))}
          <span className="beat-truth">{quiz.rightIs(told(right))}</span>
        </>
      )}
      {mistake !== null && <span>{quiz.mistake(text.mutations[mistake].label, text.mutations[mistake].rule)}</span>}
      <button type="button" className="beat-again" onClick={() => askAgain(appStore, beat)}>
        {quiz.again}
      </button>
    </p>
  );
}
