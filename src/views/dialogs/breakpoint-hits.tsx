import { useState } from 'react';
import { formatMs } from '../../base/time.ts';
import type { Hit } from '../../query/search.ts';
import { appStore } from '../../store/hooks.ts';
import type { Breakpoint } from '../../store/types.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { toldBy } from '../events/told-by.ts';
import { sentenceOf } from '../narration/narration-strip.tsx';
import { useNames, useText } from '../text.ts';
import { closeDialog } from './open-dialog.ts';

/** So many lines at a time. */
const PAGE = 200;

interface Props {
  readonly timeline: Timeline;
  readonly breakpoints: readonly Breakpoint[];
  /** Of each breakpoint, all that was found so far. */
  readonly hits: readonly (readonly Hit[])[];
}

/** Every step of the run so far at which one of the breakpoints that are on is hit; each line jumps there. */
export function BreakpointHits({ timeline, breakpoints, hits }: Props) {
  const text = useText();
  const name = useNames();
  const words = text.dialogs.breakpoints;
  const [shown, setShown] = useState(PAGE);
  const all = hitsOfAll(breakpoints, hits);
  const steps = [...new Set(all.slice(0, shown).map(({ step }) => step))];
  const events = new Map(toldBy(timeline, steps).map((event, place) => [steps[place], event] as const));
  return (
    <>
      <h3>{words.hits(all.length)}</h3>
      <ol className="question-hits">
        {all.slice(0, shown).map(({ step, i, nth, place }) => (
          <li key={`${step}.${i}.${place}`}>
            <button
              type="button"
              onClick={() => {
                closeDialog();
                appStore.getState().seekStep(step);
              }}
            >
              <span>#{step}</span> <span>{formatMs(timeline.index.atUs(step))}</span>{' '}
              <span>{sentenceOf({ timeline, step }, text, name, events.get(step) ?? null)}</span>{' '}
              <small>{words.hitNumber(nth, place + 1)}</small>
            </button>
          </li>
        ))}
      </ol>
      {all.length > shown && (
        <button type="button" className="button" onClick={() => setShown(shown + PAGE)}>
          {words.more(Math.min(PAGE, all.length - shown))}
        </button>
      )}
    </>
  );
}

interface NumberedHit extends Hit {
  /** Which hit of its breakpoint, from 1; and which breakpoint. */
  readonly nth: number;
  readonly place: number;
}

function hitsOfAll(breakpoints: readonly Breakpoint[], hits: Props['hits']): readonly NumberedHit[] {
  return breakpoints
    .flatMap(({ isOn }, place) =>
      isOn ? (hits[place] ?? []).map((hit, nth) => ({ ...hit, nth: nth + 1, place })) : [],
    )
    .sort((a, b) => a.step - b.step || a.place - b.place || a.i - b.i);
}
