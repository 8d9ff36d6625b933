import './breakpoints.css';
import { type SubmitEvent, useId, useMemo, useRef, useState } from 'react';
import { formatMs } from '../../base/time.ts';
import { parseCondition, type Query } from '../../query/compile.ts';
import { completionsAt } from '../../query/complete.ts';
import { type Hit, hitsBetween } from '../../query/search.ts';
import { type Breakpoint, watchedBy } from '../../store/breakpoints.ts';
import { appStore, useApp, useTimeline } from '../../store/hooks.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { sentenceOf } from '../narration/narration-strip.tsx';
import { useNames, useText } from '../text.ts';
import { closeDialog } from './open-dialog.ts';
import { Window } from './window.tsx';

const MOST_HITS = 200;
const MOST_WORDS = 12;

/** Where the run is to stop: conditions that can be switched, the way to their next hit, and all hits so far. */
export default function BreakpointsDialog() {
  const words = useText().dialogs.breakpoints;
  const breakpoints = useApp((state) => state.breakpoints);
  const timeline = useTimeline();
  const { servers } = timeline.spec;
  const set = (next: readonly Breakpoint[]): void => appStore.getState().setBreakpoints(next);
  const run = (direction: 1 | -1): void => {
    closeDialog();
    appStore.getState().runTo(direction);
  };
  const isAnyOn = breakpoints.some(({ isOn }) => isOn);
  return (
    <Window title={words.title} wide>
      <p className="window-note">{words.about}</p>
      <NewBreakpoint servers={servers} onAdd={(query) => set([...breakpoints, { query, isOn: true }])} />
      <ul className="window-list">
        {breakpoints.map((breakpoint, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two conditions may read the same; their places tell them apart.
          <li key={place} className="field breakpoint">
            <label>
              <input
                type="checkbox"
                checked={breakpoint.isOn}
                onChange={(event) => set(breakpoints.with(place, { ...breakpoint, isOn: event.target.checked }))}
              />
              <code>{breakpoint.query.source}</code>
            </label>
            <button
              type="button"
              className="button"
              aria-label={words.removeThis(breakpoint.query.source)}
              onClick={() => set(breakpoints.toSpliced(place, 1))}
            >
              {words.remove}
            </button>
          </li>
        ))}
      </ul>
      {isAnyOn && (
        <>
          <div className="breakpoint-ways">
            <button type="button" className="button" onClick={() => run(-1)}>
              {words.back}
            </button>
            <button type="button" className="button" onClick={() => run(1)}>
              {words.forward}
            </button>
          </div>
          <AllHits timeline={timeline} breakpoints={breakpoints} />
        </>
      )}
    </Window>
  );
}

/** A condition as it is being written: what could come next, and what is wrong with it, at its place. */
function NewBreakpoint({ servers, onAdd }: { readonly servers: number; readonly onAdd: (query: Query) => void }) {
  const text = useText();
  const words = text.dialogs.breakpoints;
  const [source, setSource] = useState('');
  const [caret, setCaret] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const parsed = source === '' ? null : parseCondition(source, servers);
  const problem = parsed !== null && 'problem' in parsed ? parsed.problem : null;
  const completion = completionsAt(source, caret, servers);
  const add = (event: SubmitEvent): void => {
    event.preventDefault();
    if (parsed === null || 'problem' in parsed) return;
    onAdd(parsed.query);
    setSource('');
  };
  const take = (word: string): void => {
    const next = source.slice(0, completion.from) + word + source.slice(caret);
    setSource(next);
    setCaret(completion.from + word.length);
    input.current?.focus();
  };
  return (
    <form className="breakpoint-new" onSubmit={add}>
      <label htmlFor={id}>{words.condition}</label>
      <div className="field">
        <input
          ref={input}
          id={id}
          className="long mono"
          value={source}
          placeholder={words.example}
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
        <button type="submit" className="button" disabled={source === '' || problem !== null}>
          {words.add}
        </button>
      </div>
      <p id={`${id}-problem`} className="breakpoint-problem" role="status">
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
      </p>
      <ul className="breakpoint-words" aria-label={words.goesOn}>
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

interface AllHitsProps {
  readonly timeline: Timeline;
  readonly breakpoints: readonly Breakpoint[];
}

/** Every step of the run so far at which one of the conditions is hit. */
function AllHits({ timeline, breakpoints }: AllHitsProps) {
  const text = useText();
  const name = useNames();
  const words = text.dialogs.breakpoints;
  const { steps } = timeline;
  const hits = useMemo(() => hitsOf(timeline, breakpoints, steps), [timeline, breakpoints, steps]);
  return (
    <>
      <h3>{words.hits(hits.length, hits.length === MOST_HITS)}</h3>
      <ol className="breakpoint-hits">
        {hits.map(({ step, i }) => (
          <li key={`${step}.${i}`}>
            <button
              type="button"
              onClick={() => {
                closeDialog();
                appStore.getState().seekStep(step);
              }}
            >
              <span>#{step}</span> <span>{formatMs(timeline.index.atUs(step))}</span>{' '}
              <span>{sentenceOf({ timeline, step }, text, name)}</span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

function hitsOf(timeline: Timeline, breakpoints: readonly Breakpoint[], steps: number): readonly Hit[] {
  const watched = watchedBy(breakpoints);
  const hits = watched.flatMap((query) => hitsBetween(timeline, query, 0, steps, MOST_HITS));
  const byStep = new Map(hits.map((hit) => [hit.step, hit] as const));
  return [...byStep.values()].sort((a, b) => a.step - b.step).slice(0, MOST_HITS);
}
