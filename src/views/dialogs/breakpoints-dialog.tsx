import { useState } from 'react';
import { parseCondition } from '../../query/compile.ts';
import { hitScanOf } from '../../query/search.ts';
import { breakpointOf } from '../../store/breakpoints.ts';
import { appStore, useApp, useTimeline } from '../../store/hooks.ts';
import { runTo } from '../../store/run-to.ts';
import type { Breakpoint } from '../../store/types.ts';
import { useText } from '../text.ts';
import { useScans } from '../use-scans.ts';
import { BreakpointHits } from './breakpoint-hits.tsx';
import { Looking } from './looking.tsx';
import { closeDialog } from './open-dialog.ts';
import { QueryField } from './query-field.tsx';
import { QuestionList } from './question-list.tsx';
import { Window } from './window.tsx';

const MOST_HITS = 999_999;

/** Where the run is to stop: conditions that can be switched and counted, the way to their next hit, and all hits so far. */
export default function BreakpointsDialog() {
  const words = useText().dialogs.breakpoints;
  const breakpoints = useApp((state) => state.breakpoints);
  const here = useApp((state) => state.cursor.step);
  const timeline = useTimeline();
  const { steps } = timeline;
  const scans = breakpoints.map(({ query }) => hitScanOf(timeline, query));
  const scanning = useScans(scans, steps);
  const set = (next: readonly Breakpoint[]): void => appStore.getState().setBreakpoints(next);
  const run = (direction: 1 | -1): void => {
    closeDialog();
    runTo(appStore, direction);
  };
  return (
    <Window title={words.title} wide>
      <p className="window-note">{words.about}</p>
      <QueryField
        label={words.condition}
        example={words.example}
        servers={timeline.spec.servers}
        parse={parseCondition}
        onAdd={(query) => set([...breakpoints, breakpointOf(query)])}
      />
      <QuestionList
        items={breakpoints}
        queryOf={({ query }) => query}
        before={(breakpoint, place) => (
          <input
            type="checkbox"
            aria-label={words.isOn(breakpoint.query.source)}
            checked={breakpoint.isOn}
            onChange={(event) => set(breakpoints.with(place, { ...breakpoint, isOn: event.target.checked }))}
          />
        )}
        beneath={(breakpoint, place) => (
          <>
            <FromHit
              breakpoint={breakpoint}
              onChange={(fromHit) =>
                set(breakpoints.with(place, breakpointOf(breakpoint.query, breakpoint.isOn, fromHit)))
              }
            />
            <span>{countOf(scans[place]?.hits ?? [], here, words.count)}</span>
          </>
        )}
        onRemove={(place) => set(breakpoints.toSpliced(place, 1))}
      />
      <Looking scanning={scanning} />
      {breakpoints.some(({ isOn }) => isOn) && (
        <>
          <div className="question-ways">
            <button type="button" className="button" onClick={() => run(-1)}>
              {words.back}
            </button>
            <button type="button" className="button" onClick={() => run(1)}>
              {words.forward}
            </button>
          </div>
          <BreakpointHits timeline={timeline} breakpoints={breakpoints} hits={scans.map(({ hits }) => hits)} />
        </>
      )}
    </Window>
  );
}

function countOf(
  hits: readonly { readonly step: number }[],
  here: number,
  say: (count: number, before: number) => string,
): string {
  const later = hits.findIndex(({ step }) => step > here);
  return say(hits.length, later < 0 ? hits.length : later);
}

function FromHit(props: { readonly breakpoint: Breakpoint; readonly onChange: (fromHit: number) => void }) {
  const { breakpoint, onChange } = props;
  // As it is being written: an empty field is no number yet.
  const [written, setWritten] = useState(String(breakpoint.fromHit));
  const words = useText().dialogs.breakpoints;
  return (
    <label className="question-count">
      {words.fromHit}{' '}
      <input
        type="number"
        min="1"
        max={MOST_HITS}
        aria-label={words.fromHitOf(breakpoint.query.source)}
        value={written}
        onBlur={() => setWritten(String(breakpoint.fromHit))}
        onChange={({ target }) => {
          setWritten(target.value);
          const fromHit = Math.floor(Number(target.value));
          if (fromHit >= 1 && fromHit <= MOST_HITS) onChange(fromHit);
        }}
      />
    </label>
  );
}
