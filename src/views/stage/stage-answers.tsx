import { useMemo } from 'react';
import type { Messages } from '../../messages/index.ts';
import type { NameOf } from '../../messages/types.ts';
import type { Answer } from '../../quiz/answer.ts';
import { type BeatJson, textOfChoice } from '../../scenario/types.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import { guess, rightAnswer, type Stage } from '../../store/quiz.ts';
import { useNames, useSay, useText } from '../text.ts';

interface Props {
  readonly beat: number;
  readonly json: BeatJson;
  readonly stage: Stage;
}

/** The answers by letter, for a show of hands; once it is resolved, the one that is so stands out. */
export function StageAnswers({ beat, json, stage }: Props) {
  const text = useText();
  const { stage: words } = text;
  const say = useSay();
  const name = useNames();
  const resolved = useApp((state) => (stage === 'resolved' ? state : null));
  const answer = useMemo(() => (resolved === null ? null : rightAnswer(resolved, beat)), [resolved, beat]);
  if (json.choices === undefined) {
    const asks = json.tap !== undefined && 'index' in json.tap ? words.tapIndex : words.tapServers;
    return (
      <div className="stage-answers">
        <p className="stage-tap">{answer === null ? asks : inWords(answer, text, name)}</p>
      </div>
    );
  }
  const right = answer?.kind === 'choice' ? answer.right : null;
  return (
    <ol className="stage-answers" aria-label={words.answers}>
      {json.choices.map((choice, place) => {
        const said = textOfChoice(choice);
        const look = right === null ? '' : right === place ? 'right' : 'not';
        return (
          <li key={said.en}>
            <button
              type="button"
              className={`stage-answer ${look}`}
              disabled={stage !== 'asked'}
              aria-keyshortcuts={String(place + 1)}
              onClick={() => guess(appStore, beat, place)}
            >
              <b>{right === place ? '✓' : words.letter(place)}</b>
              <span>{say(said)}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function inWords(answer: Answer, { quiz, common }: Messages, name: NameOf): string {
  if (answer.kind === 'index') return quiz.index(answer.index);
  if (answer.kind === 'choice') return '';
  return answer.servers.length === 0 ? quiz.noServer : answer.servers.map(name).join(common.signs.name);
}
