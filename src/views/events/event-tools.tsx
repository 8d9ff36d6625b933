import { useEffect, useId, useRef, useState } from 'react';
import { completionsAt } from '../../query/complete.ts';
import type { QueryProblem } from '../../query/problem.ts';
import { Looking } from '../dialogs/looking.tsx';
import { useNames, useText } from '../text.ts';
import type { Scanning } from '../use-scans.ts';
import type { ListChoice } from './event-list.ts';
import { subscribeWanted, takeWanted } from './wanted.ts';

const KINDS = [
  'all',
  'roleChanged',
  'committed',
  'clientAnswered',
  'action',
  'lost',
  'logChanged',
  'violation',
] as const;
const MOST_WORDS = 12;

interface Props {
  readonly choice: ListChoice;
  readonly hosts: readonly number[];
  readonly onChange: (choice: ListChoice) => void;
}

/** Which events are listed: of a kind, of a host, with heartbeats one by one or in one line. */
export function EventFilters({ choice, hosts, onChange }: Props) {
  const { events } = useText();
  const name = useNames();
  return (
    <fieldset className="events-filters">
      <legend className="visually-hidden">{events.filter}</legend>
      <select
        aria-label={events.host}
        value={choice.host ?? ''}
        onChange={({ target }) => onChange({ ...choice, host: target.value === '' ? null : Number(target.value) })}
      >
        <option value="">{events.anyHost}</option>
        {hosts.map((host) => (
          <option key={host} value={host}>
            {name(host)}
          </option>
        ))}
      </select>
      <select
        aria-label={events.kind}
        value={choice.kind}
        onChange={({ target }) => onChange({ ...choice, kind: KINDS.find((kind) => kind === target.value) ?? 'all' })}
      >
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {events.kinds[kind]}
          </option>
        ))}
      </select>
      <button type="button" aria-pressed={choice.folds} onClick={() => onChange({ ...choice, folds: !choice.folds })}>
        {events.fold}
      </button>
    </fieldset>
  );
}

interface SearchProps {
  readonly written: string;
  readonly onWrite: (written: string) => void;
  readonly problem: QueryProblem | null;
  readonly servers: number;
  /** How many were found; null while nothing is looked for. */
  readonly count: number | null;
  readonly scanning: Scanning;
  /** To the first that was found. */
  readonly onEnter: () => void;
}

/** Words or a condition to look for in all events of the run. */
export function EventSearchField({ written, onWrite, problem, servers, count, scanning, onEnter }: SearchProps) {
  const text = useText();
  const { events } = text;
  const input = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState(0);
  const id = useId();
  useFocusWhenWanted(input);
  const { from, words } = completionsAt(written, caret, servers);
  const before = written.slice(0, from);
  const goesOn = before === '' && written === '' ? [] : words.slice(0, MOST_WORDS);
  return (
    <search className="events-search">
      <input
        ref={input}
        type="search"
        list={`${id}-words`}
        aria-label={events.search}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-said`}
        placeholder={events.searchExample}
        autoComplete="off"
        spellCheck={false}
        value={written}
        onChange={({ target }) => {
          onWrite(target.value);
          setCaret(target.selectionStart ?? target.value.length);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onEnter();
          if (event.key === 'Escape' && written !== '') onWrite('');
        }}
      />
      <datalist id={`${id}-words`}>
        {goesOn.map((word) => (
          <option key={word} value={before + word} />
        ))}
      </datalist>
      <p id={`${id}-said`} role="status">
        {problem !== null && (
          <>
            <mark>{written.slice(problem.at, problem.at + Math.max(1, problem.length)) || '…'}</mark>{' '}
            {text.query.problem(problem)}
          </>
        )}
        {problem === null && count !== null && events.found(count)}
      </p>
      {count !== null && <Looking scanning={scanning} />}
    </search>
  );
}

function useFocusWhenWanted(input: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const focus = (): void => {
      if (!takeWanted()) return;
      input.current?.focus();
      input.current?.select();
    };
    focus();
    return subscribeWanted(focus);
  }, [input]);
}
