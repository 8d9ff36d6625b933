import './events.css';
import { type KeyboardEvent, memo, type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { formatMs } from '../../base/time.ts';
import type { TraceEvent } from '../../cluster/types.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import { clocksOf } from '../../timeline/causality.ts';
import type { MarkName } from '../../timeline/step-index.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { sentenceOf } from '../narration/narration-strip.tsx';
import { usePacedStep } from '../paced.ts';
import { useNames, useText } from '../text.ts';
import { useSize } from '../use-size.ts';
import { listedSteps, marksOf, type StepFilter } from './listed-steps.ts';
import { toldBy } from './told-by.ts';

/** In CSS pixels, as in events.css: a finger needs more room. */
const ROW_HEIGHT = typeof matchMedia === 'function' && matchMedia('(pointer: coarse)').matches ? 44 : 28;
const FILTERS = [
  'all',
  'roleChanged',
  'committed',
  'clientAnswered',
  'action',
  'lost',
  'logChanged',
  'violation',
] as const;

/** What has happened, step by step in sentences, around the cursor. A click or Enter goes there. */
export default function EventsView() {
  const { timeline, step } = usePacedStep();
  const [filter, setFilter] = useState<StepFilter>('all');
  // As of the paced step: a list that follows every single step of a fast run cannot be read anyway.
  const played = timeline.steps;
  const [measure, size] = useSize<HTMLDivElement>({ width: 0, height: 0 });
  const steps = useMemo(() => listedSteps(timeline, filter, step, played), [timeline, filter, step, played]);
  const current = Math.max(0, steps.placeOf(step));
  const visible = Math.max(1, Math.ceil(size.height / ROW_HEIGHT) + 1);
  const [top, onScroll] = useScrollToCursor(measure, current, size.height, steps.count);
  const first = Math.max(0, Math.floor(top / ROW_HEIGHT));
  const rows: number[] = [];
  for (let place = first; place < Math.min(steps.count, first + visible); place++) rows.push(steps.at(place));
  const events = toldBy(timeline, rows);
  const apart = useApart(timeline);
  return (
    <div className="events">
      <Filters filter={filter} onChange={setFilter} />
      <div ref={measure} className="events-scroll" onScroll={(event) => onScroll(event.currentTarget.scrollTop)}>
        <ul className="events-list" style={{ height: steps.count * ROW_HEIGHT }}>
          {rows.map((row, offset) => (
            <Row
              key={row}
              timeline={timeline}
              step={row}
              event={events[offset] ?? null}
              top={(first + offset) * ROW_HEIGHT}
              isCurrent={row === step}
              isApart={apart?.(row) ?? false}
            />
          ))}
        </ul>
      </div>
    </div>
  );
}

/** While an event is selected: which steps are neither in its past nor in its future. */
function useApart(timeline: Timeline): ((step: number) => boolean) | null {
  const selected = useApp((state) =>
    !state.playing && state.selection?.kind === 'event' ? state.selection.step : null,
  );
  if (selected === null || selected > timeline.steps) return null;
  const clocks = clocksOf(timeline);
  return (step) => clocks.compare(step, selected) === 'concurrent';
}

/**
 * Keeps the cursor's row in sight, unless the person has scrolled away while nothing moved. The place to scroll to is
 * known before the rows are drawn, so that they are drawn once.
 */
function useScrollToCursor(
  element: RefObject<HTMLElement | null>,
  place: number,
  height: number,
  count: number,
): readonly [number, (top: number) => void] {
  const [sight, setSight] = useState({ top: 0, place: 0, height: 0 });
  // Reading it from the list would lay the whole page out, several times a second while playing.
  const scrolled = useRef(0);
  let { top } = sight;
  if (height > 0 && (sight.place !== place || sight.height !== height)) {
    const rowTop = place * ROW_HEIGHT;
    const isInSight = rowTop >= top && rowTop + ROW_HEIGHT <= top + height;
    const last = Math.max(0, count * ROW_HEIGHT - height);
    if (!isInSight) top = Math.round(Math.min(last, Math.max(0, rowTop - height * 0.7)));
    setSight({ top, place, height });
  }
  useLayoutEffect(() => {
    if (scrolled.current === top) return;
    scrolled.current = top;
    element.current?.scrollTo({ top });
  }, [element, top]);
  const onScroll = (next: number): void => {
    // The list itself went there.
    if (scrolled.current === next) return;
    scrolled.current = next;
    setSight((known) => (known.top === next ? known : { ...known, top: next }));
  };
  return [top, onScroll];
}

function moveByKey(event: KeyboardEvent, step: number): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  appStore.getState().seekStep(event.key === 'ArrowDown' ? step + 1 : Math.max(0, step - 1));
}

function Filters({
  filter,
  onChange,
}: {
  readonly filter: StepFilter;
  readonly onChange: (filter: StepFilter) => void;
}) {
  const { events } = useText();
  return (
    <fieldset className="events-filters">
      <legend className="visually-hidden">{events.filter}</legend>
      {FILTERS.map((other) => (
        <button key={other} type="button" aria-pressed={other === filter} onClick={() => onChange(other)}>
          {events.kinds[other]}
        </button>
      ))}
    </fieldset>
  );
}

interface RowProps {
  readonly timeline: Timeline;
  readonly step: number;
  /** What the step is told by. */
  readonly event: TraceEvent | null;
  readonly top: number;
  readonly isCurrent: boolean;
  /** It has nothing to do with the selected event: neither can have led to the other. */
  readonly isApart: boolean;
}

/** What a step did never changes, so a row is made once for as long as it stands where it stands. */
const Row = memo(function Row({ timeline, step, event, top, isCurrent, isApart }: RowProps) {
  const text = useText();
  const name = useNames();
  if (step > timeline.steps) return null;
  const { seekStep, select } = appStore.getState();
  const marks = timeline.index.marks(step);
  return (
    <li style={{ top }}>
      <button
        type="button"
        className={isApart ? 'event-row event-apart' : 'event-row'}
        onKeyDown={(event) => moveByKey(event, step)}
        aria-current={isCurrent ? 'step' : undefined}
        onClick={() => {
          seekStep(step);
          select(null);
        }}
      >
        <span className="event-step">#{step}</span>{' '}
        <span className="event-time">{formatMs(timeline.index.atUs(step))}</span>{' '}
        <span className={weightOf(marks)}>{sentenceOf({ timeline, step }, text, name, event)}</span>
      </button>
    </li>
  );
});

const WEIGHTY: readonly MarkName[] = ['roleChanged', 'committed', 'clientAnswered', 'action', 'violation', 'upOrDown'];
const WEIGHTY_MARKS = marksOf(WEIGHTY);

function weightOf(marks: number): string {
  if ((marks & marksOf(['violation'])) !== 0) return 'event-sentence event-broken';
  return (marks & WEIGHTY_MARKS) !== 0 ? 'event-sentence event-weighty' : 'event-sentence';
}
