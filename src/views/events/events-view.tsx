import './events.css';
import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { TraceEvent } from '../../cluster/types.ts';
import { appStore } from '../../store/hooks.ts';
import { sideOf } from '../../timeline/cones.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { useSelectedCones } from '../cones.ts';
import { usePacedStep } from '../paced.ts';
import { useNames, useText } from '../text.ts';
import { useScans } from '../use-scans.ts';
import { useSize } from '../use-size.ts';
import { EventList, type Line, type ListChoice, type Opened, withOpen } from './event-list.ts';
import { Row, type RowProps } from './event-row.tsx';
import { searchOf } from './event-search.ts';
import { EventFilters, EventSearchField } from './event-tools.tsx';
import { toldBy } from './told-by.ts';

/** In CSS pixels, as in events.css: a finger needs more room. */
const ROW_HEIGHT = typeof matchMedia === 'function' && matchMedia('(pointer: coarse)').matches ? 44 : 28;
const AT_FIRST: ListChoice = { kind: 'all', host: null, folds: true };

/** What has happened, step by step in sentences, around the cursor. A click or Enter goes there. */
export default function EventsView() {
  const { timeline, step } = usePacedStep();
  const [choice, setChoice] = useState<ListChoice>(AT_FIRST);
  const [written, setWritten] = useState('');
  const [measure, size] = useSize<HTMLDivElement>({ width: 0, height: 0 });
  // As of the paced step: a list that follows every single step of a fast run cannot be read anyway.
  const { listed, search, problem, scanning, toggle, isOpen } = useLines(timeline, choice, written);
  const current = Math.max(0, listed.placeOf(step));
  const [top, onScroll] = useScrollToCursor(
    measure,
    current,
    size.height,
    listed.count,
    `${step} ${JSON.stringify(choice)} ${written}`,
  );
  const first = Math.max(0, Math.floor(top / ROW_HEIGHT));
  const lines: Line[] = [];
  const visible = Math.max(1, Math.ceil(size.height / ROW_HEIGHT) + 1);
  for (let place = first; place < Math.min(listed.count, first + visible); place++) lines.push(listed.at(place));
  const events = eventsOf(timeline, lines);
  const side = useSides(timeline);
  const latest = useRef(listed);
  useLayoutEffect(() => {
    latest.current = listed;
  });
  const move = useCallback((direction: 1 | -1) => moveFrom(latest.current, direction), []);
  return (
    <div className="events">
      <div className="events-tools">
        <EventSearchField
          written={written}
          onWrite={setWritten}
          problem={problem}
          servers={timeline.spec.servers}
          count={search === null ? null : listed.count}
          scanning={scanning}
          onEnter={() => goTo(listed, 0)}
        />
        <EventFilters choice={choice} hosts={hostsOf(timeline, step)} onChange={setChoice} />
      </div>
      <div ref={measure} className="events-scroll" onScroll={(event) => onScroll(event.currentTarget.scrollTop)}>
        <ul className="events-list" style={{ height: listed.count * ROW_HEIGHT }}>
          {lines.map((line, offset) => (
            <Row
              key={`${line.from}.${line.i}.${line.isInner}`}
              timeline={timeline}
              step={line.from}
              to={line.to}
              i={line.i}
              event={events[offset] ?? null}
              top={(first + offset) * ROW_HEIGHT}
              isInner={line.isInner}
              isSameStep={line.i >= 0 && first + offset > 0 && listed.at(first + offset - 1).from === line.from}
              isCurrent={first + offset === current && line.from <= step && line.to >= step}
              side={side(line.from)}
              count={line.to > line.from ? listed.stepsIn(line) : 1}
              isOpen={isOpen(line)}
              onToggle={toggle}
              onMove={move}
            />
          ))}
        </ul>
      </div>
    </div>
  );
}

/** The lines of the list, and what has been opened in it. */
function useLines(timeline: Timeline, choice: ListChoice, written: string) {
  const text = useText();
  const name = useNames();
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const { search, problem } = useMemo(() => searchOf(written, timeline, text, name), [written, timeline, text, name]);
  const scanning = useScans(search === null ? [] : [search.scan], timeline.steps);
  const list = useMemo(() => {
    // What is looked for is listed event by event, even where heartbeats would be folded.
    const chosen = search === null ? choice : { ...choice, folds: false };
    return new EventList(timeline, chosen);
  }, [timeline, choice, search]);
  if (search === null) list.growTo(timeline.steps);
  else list.growBy(search.found());
  const inner = new Map([...open].map((step) => [step, innerOf(timeline, list, step)] as const));
  const toggle = useCallback((step: number) => {
    setOpen((known) => {
      const next = new Set(known);
      if (!next.delete(step)) next.add(step);
      return next;
    });
  }, []);
  const listed = { ...withOpen(list, inner), stepsIn: (line: Line) => list.stepsOf(line).length };
  const isOpen = (line: Line): boolean => !line.isInner && line.i < 0 && open.has(line.from);
  return { listed, search, problem, scanning, toggle, isOpen };
}

/** What an open line holds: the steps that it stands for, or the events of its step. */
function innerOf(timeline: Timeline, list: EventList, step: number): readonly Line[] {
  const line = list.at(Math.max(0, list.placeOf(step)));
  if (line.from !== step || step > timeline.steps) return [];
  if (line.to > line.from) return list.stepsOf(line).map((from) => ({ from, to: from, i: -1, isInner: true }));
  if (line.i >= 0) return [];
  return timeline.eventsOf(step).map(({ i }) => ({ from: step, to: step, i, isInner: true }));
}

function eventsOf(timeline: Timeline, lines: readonly Line[]): readonly (TraceEvent | null)[] {
  const told = [...new Set(lines.filter(({ i, from, to }) => i < 0 && from === to).map(({ from }) => from))];
  const events = new Map(toldBy(timeline, told).map((event, place) => [told[place], event] as const));
  return lines.map(({ from, i }) => (i < 0 ? events.get(from) : timeline.eventsOf(from)[i]) ?? null);
}

function hostsOf(timeline: Timeline, step: number): readonly number[] {
  return timeline.worldAt(step).hosts.map(({ address }) => address);
}

function goTo(listed: Opened, place: number): void {
  if (place < 0 || place >= listed.count) return;
  const { seekStep, select } = appStore.getState();
  const { from, i } = listed.at(place);
  seekStep(from);
  select(i < 0 ? null : { kind: 'event', step: from, i });
}

/** To the next or previous line of another step. */
function moveFrom(listed: Opened, direction: 1 | -1): void {
  const { step } = appStore.getState().cursor;
  let place = listed.placeOf(step);
  const { from } = listed.at(Math.max(0, place));
  // Before the cursor there may be no line of its own step.
  if (place >= 0 && direction === -1 && from < step && listed.at(place).to < step) return goTo(listed, place);
  while (place + direction >= 0 && place + direction < listed.count) {
    place += direction;
    if (listed.at(place).from !== from) return goTo(listed, place);
  }
}

/** While an event is selected: whether a step is in its past, in its future, or apart from it. */
function useSides(timeline: Timeline): (step: number) => RowProps['side'] {
  const cones = useSelectedCones();
  if (cones === null) return () => null;
  return (step) => (step === cones.step ? null : (sideOf(cones, timeline.index, step) ?? 'apart'));
}

/**
 * Keeps the cursor's row in sight, unless the person has scrolled away, or opened something, while nothing moved:
 * `sought` is another text when it did. The place to scroll to is
 * known before the rows are drawn, so that they are drawn once.
 */
function useScrollToCursor(
  element: RefObject<HTMLElement | null>,
  place: number,
  height: number,
  count: number,
  sought: string,
): readonly [number, (top: number) => void] {
  const [sight, setSight] = useState({ top: 0, sought: '', height: 0 });
  // Reading it from the list would lay the whole page out, several times a second while playing.
  const scrolled = useRef(0);
  let { top } = sight;
  if (height > 0 && (sight.sought !== sought || sight.height !== height)) {
    const rowTop = place * ROW_HEIGHT;
    const isInSight = rowTop >= top && rowTop + ROW_HEIGHT <= top + height;
    const last = Math.max(0, count * ROW_HEIGHT - height);
    if (!isInSight) top = Math.round(Math.min(last, Math.max(0, rowTop - height * 0.7)));
    setSight({ top, sought, height });
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
