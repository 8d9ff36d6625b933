import './breakpoints.css';
import { useMemo } from 'react';
import { formatMs } from '../../base/time.ts';
import { parseCondition } from '../../query/compile.ts';
import { type Hit, hitsBetween } from '../../query/search.ts';
import { type Breakpoint, watchedBy } from '../../store/breakpoints.ts';
import { appStore, useApp, useTimeline } from '../../store/hooks.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { sentenceOf } from '../narration/narration-strip.tsx';
import { useNames, useText } from '../text.ts';
import { closeDialog } from './open-dialog.ts';
import { QueryField } from './query-field.tsx';
import { Window } from './window.tsx';

const MOST_HITS = 200;

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
      <QueryField
        label={words.condition}
        example={words.example}
        servers={servers}
        parse={parseCondition}
        onAdd={(query) => set([...breakpoints, { query, isOn: true }])}
      />
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
