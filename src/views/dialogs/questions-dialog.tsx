import './questions-dialog.css';
import { useMemo } from 'react';
import type { Answer } from '../../quiz/answer.ts';
import { type QuizItem, toCsv, toGift } from '../../quiz/export.ts';
import { sceneLink } from '../../scenario/link.ts';
import { textOfChoice } from '../../scenario/types.ts';
import { keptAnswers, nameOfScene } from '../../store/answers.ts';
import { beatsOf } from '../../store/beats.ts';
import { appStore } from '../../store/hooks.ts';
import { goToBeat } from '../../store/presenting.ts';
import { rightAnswer } from '../../store/quiz.ts';
import { pageAddress } from '../page-address.ts';
import { useNames, useSay, useText, useTitle } from '../text.ts';
import { closeDialog } from './open-dialog.ts';
import { Window } from './window.tsx';

interface Listed extends QuizItem {
  readonly beat: number;
  /** Null where nothing was answered. */
  readonly wasRight: boolean | null;
}

/** All questions of the scene: what was answered, and the ways to take them into a course or onto paper. */
export default function QuestionsDialog() {
  const { quiz } = useText();
  const items = useQuestions();
  const title = useTitle();
  const answered = items.filter(({ wasRight }) => wasRight !== null);
  const right = answered.filter(({ wasRight }) => wasRight === true).length;
  return (
    <Window title={quiz.window} wide>
      {items.length === 0 && <p className="window-note">{quiz.none}</p>}
      {answered.length > 0 && <p className="quiz-score">{quiz.score(right, answered.length)}</p>}
      <ol className="quiz-list">
        {items.map(({ beat, question, wasRight }) => (
          <li key={beat}>
            <button
              type="button"
              onClick={() => {
                closeDialog();
                goToBeat(appStore, beat);
              }}
            >
              {question}
            </button>
            <span>{wasRight === null ? quiz.open : wasRight ? quiz.right : quiz.wrong}</span>
          </li>
        ))}
      </ol>
      {items.length > 0 && <Ways title={title} items={items} />}
    </Window>
  );
}

function Ways({ title, items }: { readonly title: string; readonly items: readonly Listed[] }) {
  const { quiz } = useText();
  const save = (name: string, text: string): void => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const base =
    title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'questions';
  return (
    <>
      <p className="window-note">{quiz.ways}</p>
      <div className="share-row">
        <button type="button" className="button" onClick={() => print(false)}>
          {quiz.printSheet}
        </button>
        <button type="button" className="button" onClick={() => print(true)}>
          {quiz.printKey}
        </button>
        <button type="button" className="button" onClick={() => save(`${base}.gift.txt`, toGift(title, items))}>
          {quiz.saveGift}
        </button>
        <button type="button" className="button" onClick={() => save(`${base}.csv`, toCsv(quiz.columns, items))}>
          {quiz.saveCsv}
        </button>
      </div>
      <Sheet title={title} items={items} />
    </>
  );
}

/** The browser prints what is marked for it; the key only if it is asked for. */
function print(hasKey: boolean): void {
  document.documentElement.dataset['print'] = hasKey ? 'key' : 'sheet';
  window.print();
  delete document.documentElement.dataset['print'];
}

/** On paper only. */
function Sheet({ title, items }: { readonly title: string; readonly items: readonly Listed[] }) {
  const { quiz, stage } = useText();
  return (
    <section className="quiz-sheet" aria-hidden="true">
      <h1>{title}</h1>
      <p>{quiz.sheetHead}</p>
      <ol>
        {items.map(({ beat, text, question, choices, right, because, link }) => (
          <li key={beat}>
            <p>{text}</p>
            <p>
              <b>{question}</b>
            </p>
            <ol>
              {choices.map((choice, place) => (
                <li key={choice} className={choice === right ? 'quiz-right' : undefined}>
                  {stage.letter(place)}. {choice}
                </li>
              ))}
            </ol>
            <p className="quiz-key">
              {right !== null && <b>{right}. </b>}
              {because} {link}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Computed once, when the window opens: each question is played to where it is decided. */
function useQuestions(): readonly Listed[] {
  const say = useSay();
  const name = useNames();
  const { quiz, common } = useText();
  return useMemo(() => {
    const state = appStore.getState();
    const { source, scenario } = state;
    const kept = source.kind === 'scene' ? keptAnswers()[nameOfScene(source.id, source.variant)] : undefined;
    const inWords = (answer: Answer, choices: readonly string[]): string | null => {
      if (answer.kind === 'choice') return answer.right === null ? null : (choices[answer.right] ?? null);
      if (answer.kind === 'index') return quiz.index(answer.index);
      return answer.servers.map(name).join(common.signs.name) || quiz.noServer;
    };
    return (scenario.beats ?? []).flatMap((json, beat): Listed[] => {
      if (json.question === undefined) return [];
      const answer = rightAnswer(state, beat);
      const choices = (json.choices ?? []).map((choice) => say(textOfChoice(choice)));
      const stop = beatsOf(state)
        .all()
        .find((other) => other.beat === beat);
      const position = { step: stop?.step ?? 0, offsetUs: 0 };
      const hash =
        source.kind === 'scene' ? sceneLink({ scene: source.id, variant: source.variant, position, view: {} }) : '';
      return [
        {
          beat,
          text: say(json.text),
          question: say(json.question),
          choices,
          right: answer === null ? null : inWords(answer, choices),
          because: json.because === undefined ? '' : say(json.because),
          link: hash === '' ? '' : `${pageAddress().url.replace(/#.*$/, '')}${hash}`,
          wasRight: kept?.[beat] ?? null,
        },
      ];
    });
  }, [common.signs.name, say, name, quiz]);
}
