import './questions.css';
import { type SubmitEvent, useId, useRef, useState } from 'react';
import type { parseQuery, Query } from '../../query/compile.ts';
import { completionsAt } from '../../query/complete.ts';
import { useText } from '../text.ts';

const MOST_WORDS = 12;

interface Props {
  readonly label: string;
  readonly example: string;
  readonly servers: number;
  readonly parse: typeof parseQuery;
  /** Whether it begins with `always` and its like. */
  readonly claims?: boolean;
  /** Why a question that is sound cannot be taken here; null when it can. */
  readonly refuse?: (query: Query) => string | null;
  readonly onAdd: (query: Query) => void;
}

/** A question as it is being written: what could come next, and what is wrong with it, at its place. */
export function QueryField({ label, example, servers, parse, claims = false, refuse, onAdd }: Props) {
  const text = useText();
  const words = text.dialogs.breakpoints;
  const [source, setSource] = useState('');
  const [caret, setCaret] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const parsed = source === '' ? null : parse(source, servers);
  const problem = parsed !== null && 'problem' in parsed ? parsed.problem : null;
  const refusal = parsed !== null && 'query' in parsed ? (refuse?.(parsed.query) ?? null) : null;
  const completion = completionsAt(source, caret, servers, claims);
  const add = (event: SubmitEvent): void => {
    event.preventDefault();
    if (parsed === null || 'problem' in parsed || refusal !== null) return;
    onAdd(parsed.query);
    setSource('');
    // The button is about to be disabled, and keys, Escape too, get lost in a disabled button.
    input.current?.focus();
  };
  const take = (word: string): void => {
    const next = source.slice(0, completion.from) + word + source.slice(caret);
    setSource(next);
    setCaret(completion.from + word.length);
    input.current?.focus();
  };
  return (
    <form className="question-new" onSubmit={add}>
      <label htmlFor={id}>{label}</label>
      <div className="field">
        <input
          ref={input}
          id={id}
          className="long mono"
          value={source}
          placeholder={example}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-problem`}
          onChange={(event) => {
            setSource(event.target.value);
            setCaret(event.target.selectionStart ?? event.target.value.length);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
        />
        <button type="submit" className="button" disabled={source === '' || problem !== null || refusal !== null}>
          {words.add}
        </button>
      </div>
      <p id={`${id}-problem`} className="question-problem" role="status">
        {problem !== null && (
          <>
            <code>
              {source.slice(0, problem.at)}
              <mark>{source.slice(problem.at, problem.at + Math.max(1, problem.length)) || ' '}</mark>
              {source.slice(problem.at + Math.max(1, problem.length))}
            </code>{' '}
            {text.query.problem(problem)}
          </>
        )}
        {refusal}
      </p>
      <ul className="question-words" aria-label={words.goesOn}>
        {completion.words.slice(0, MOST_WORDS).map((word) => (
          <li key={word}>
            <button type="button" onClick={() => take(word)}>
              {word}
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}
