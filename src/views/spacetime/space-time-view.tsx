import './spacetime.css';
import { type KeyboardEvent, type MouseEvent, memo, useMemo, useRef } from 'react';
import { formatMs } from '../../base/time.ts';
import { labelOf } from '../../cluster/command-text.ts';
import {
  dotsPath,
  laneY,
  type Slant,
  type SpaceTimeFrame,
  slantAt,
  slantOf,
  spaceTimeFrame,
  timeAtX,
  timeTicks,
  xOf,
} from '../../layout/space-time.ts';
import type { StampsName } from '../../scenario/types.ts';
import { isClient } from '../../sim/types.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import { useClaims } from '../../store/questions.ts';
import { chooseStamps, useStamps } from '../../store/stamps.ts';
import { currentTimeline } from '../../store/store.ts';
import type { Passage } from '../../timeline/passages.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { isMenuKey, middleOf, selectionAt } from '../interaction/pointing.ts';
import { groupProps } from '../interaction/thing.ts';
import { Drawing } from '../marks/drawing.tsx';
import { usePatterns } from '../marks/patterns.ts';
import { openMenu } from '../menus/open-menu.ts';
import { usePacedStep } from '../paced.ts';
import { useText } from '../text.ts';
import { useSize } from '../use-size.ts';
import { ClaimRows } from './claim-rows.tsx';
import { ConeAreas, ConeSlants } from './cones.tsx';
import { Crowds } from './crowds.tsx';
import { scrubProps, TimeCursor } from './cursor.tsx';
import { CutLines } from './cuts.tsx';
import { Heads } from './heads.tsx';
import { Lanes } from './lanes.tsx';
import { LitSlants, Slants } from './slants.tsx';
import { Stamps } from './stamps.tsx';
import { type Stretch, stepOfLane, stretchOf } from './stretch.ts';
import { useTimeWindow } from './use-time-window.ts';
import { Verdict } from './verdict.tsx';

const REACH = 8;
const ZOOM_STEP = 1.6;
/** Commands at least this far apart, px, are written out. */
const LABEL_APART = 52;

/** Who said what to whom, when: a lane per host, a slanted line per message. Its cursor is the one of all views. */
export default function SpaceTimeView() {
  // A scene that says what stretch it shows is shown that stretch whenever it is opened.
  const opened = useApp(({ scenario }) => (scenario.view?.spanMs === undefined ? '' : scenario.title));
  return <Diagram key={opened} />;
}

function Diagram() {
  const text = useText();
  usePatterns();
  const { timeline, step } = usePacedStep();
  // The timeline grows in place; its revision says when. While it plays, the paced step does.
  useApp((state) => (state.playing ? -1 : state.revision));
  const [measure, size] = useSize<HTMLDivElement>({ width: 0, height: 0 });
  const svg = useRef<SVGSVGElement>(null);
  const addresses = useAddresses(timeline, step);
  const sides = spaceTimeFrame(size, addresses, { fromUs: 0, spanUs: 1 });
  const claims = useClaims().length;
  const { window, show, zoomBy } = useTimeWindow(svg, sides);
  const frame = useMemo(() => spaceTimeFrame(size, addresses, window, claims), [size, addresses, window, claims]);
  const { steps, endUs } = timeline;
  const stretch = useMemo(() => stretchOf(timeline, steps, frame), [timeline, steps, frame]);
  const slantIn = useMemo(() => slanter(frame), [frame]);
  const slants = useMemo(() => (stretch.passages ?? []).map(slantIn), [stretch, slantIn]);
  const stamps = useStamps();
  const isLesson = timeline.spec.lesson !== undefined;
  const kept = useApp(({ compared, branchId }) => (compared?.branchId === branchId ? compared.step : null));
  const playing = useApp((state) => state.playing);
  const zoomed = { zoomBy, whole: () => show({ fromUs: -endUs * 0.02, spanUs: Math.max(1000, endUs * 1.06) }) };
  return (
    <div className="st-view" ref={measure}>
      <Drawing
        ref={svg}
        width={size.width}
        height={size.height}
        onClick={(event) => onClick(event, frame, slants)}
        onContextMenu={onContextMenu}
        onKeyDown={(event) => onKeyDown(event, zoomed)}
        {...groupProps(aboutOf(text, frame, slants))}
      >
        <ConeAreas frame={frame} timeline={timeline} step={step} />
        <Grid frame={frame} />
        <clipPath id="st-clip">
          <rect x={frame.left} y="0" width={frame.right - frame.left} height={frame.bottom} />
        </clipPath>
        <g clipPath="url(#st-clip)">
          <CutLines frame={frame} changes={timeline.cutChanges} endUs={endUs} text={text} />
          <Lanes frame={frame} timeline={timeline} endUs={endUs} text={text} />
          {stretch.passages === null && <Crowds frame={frame} timeline={timeline} steps={steps} />}
          <Slants slants={slants} />
          <ConeSlants slants={slants} />
          <LitSlants frame={frame} slants={slants} step={step} />
          <Commits frame={frame} timeline={timeline} stretch={stretch} />
          <Commands frame={frame} slants={slants} />
          {(isLesson || stamps !== 'none') && (
            <Stamps {...{ frame, timeline, stretch, stamps, isLesson, step, kept }} />
          )}
        </g>
        <ClaimRows frame={frame} timeline={timeline} />
        <Heads frame={frame} timeline={timeline} step={step} />
        {stretch.passages === null && (
          <text className="st-note" x={(frame.left + frame.right) / 2} y="16">
            {text.spacetime.tooMany((stretch.toStep - stretch.fromStep).toLocaleString('en'))}
          </text>
        )}
        <rect
          className="st-scrub"
          data-scrub=""
          x={frame.left}
          y={frame.bottom}
          width={frame.right - frame.left}
          height={Math.max(0, size.height - frame.bottom)}
          {...scrubProps(frame)}
        >
          <title>{text.spacetime.axis}</title>
        </rect>
      </Drawing>
      <TimeCursor frame={frame} atUs={timeline.index.atUs(step)} />
      {kept !== null && kept <= steps && !playing && (
        <Verdict timeline={timeline} step={step} kept={kept} nameOf={(other) => nameOfStep(timeline, other)} />
      )}
      <div className="st-tools">
        <StampsButton stamps={stamps} />
        <button type="button" aria-label={text.spacetime.zoomOut} onClick={() => zoomBy(1 / ZOOM_STEP)}>
          −
        </button>
        <button type="button" aria-label={text.spacetime.zoomIn} onClick={() => zoomBy(ZOOM_STEP)}>
          +
        </button>
        <button type="button" onClick={zoomed.whole}>
          {text.spacetime.wholeRun}
        </button>
      </div>
    </div>
  );
}

/** A click shows the next kind of stamps. */
function StampsButton({ stamps }: { readonly stamps: StampsName }) {
  const text = useText().spacetime;
  const next = { none: 'lamport', lamport: 'vector', vector: 'none' } as const;
  return (
    <button
      type="button"
      aria-label={text.stamps(text.stampNames[stamps])}
      onClick={() => chooseStamps(appStore.getState().scenario, next[stamps])}
    >
      {text.stampNames[stamps]}
    </button>
  );
}

/** The name that a lesson gives an event, else its number. */
function nameOfStep(timeline: Timeline, step: number): string {
  for (const { fact } of timeline.eventsOf(step)) if (fact.type === 'Did' && fact.event !== '') return fact.event;
  return `#${step}`;
}

/** The slants of a frame: of one passage always the same object. */
function slanter(frame: SpaceTimeFrame): (passage: Passage) => Slant {
  const known = new WeakMap<Passage, Slant>();
  return (passage) => {
    const slant = known.get(passage) ?? slantOf(frame, passage);
    known.set(passage, slant);
    return slant;
  };
}

/** Lanes from the top down: who asks, then who answers. */
function useAddresses(timeline: Timeline, step: number): readonly number[] {
  const names = timeline
    .worldAt(step)
    .hosts.map(({ address }) => address)
    .sort((a, b) => Number(isClient(b)) - Number(isClient(a)) || a - b)
    .join(' ');
  return useMemo(() => names.split(' ').map(Number), [names]);
}

function aboutOf(text: ReturnType<typeof useText>, { window }: SpaceTimeFrame, slants: readonly Slant[]): string {
  const from = formatMs(Math.max(0, window.fromUs));
  return text.spacetime.about(from, formatMs(window.fromUs + window.spanUs), slants.length);
}

interface StretchProps {
  readonly frame: SpaceTimeFrame;
  readonly timeline: Timeline;
  readonly stretch: Stretch;
}

/** Round times, under everything. */
const Grid = memo(function Grid({ frame }: Pick<StretchProps, 'frame'>) {
  const text = useText().spacetime;
  const ticks = timeTicks(frame);
  return (
    <>
      <path className="st-grid" d={ticks.map((us) => `M${xOf(frame, us)} 18V${frame.bottom}`).join('')} />
      {ticks.map((us, place) => (
        <text key={us} className="st-tick" x={xOf(frame, us)} y={frame.bottom + 17}>
          {text.tick(tickLabel(us), place === 0)}
        </text>
      ))}
    </>
  );
});

/** Milliseconds without the zeros that say nothing. */
function tickLabel(us: number): string {
  return formatMs(us).replace(/\.?0+$/, '') || '0';
}

/** A dot where something became committed, on the lane of whoever found out. One path: there may be thousands. */
const Commits = memo(function Commits({ frame, timeline, stretch }: StretchProps) {
  const { index } = timeline;
  const dots = timeline.commitmentsBetween(stretch.fromStep, stretch.toStep).flatMap(({ step }) => {
    const server = index.server(step);
    return server === null ? [] : [{ x: xOf(frame, index.atUs(step)), y: laneY(frame, server) }];
  });
  const path = dotsPath(dots);
  return (
    <g className="st-commits">
      <path className="st-commit-rim" d={path} />
      <path d={path} />
    </g>
  );
});

/** What clients asked for, at the head of the request, where there is room. */
const Commands = memo(function Commands({
  frame,
  slants,
}: {
  readonly frame: SpaceTimeFrame;
  readonly slants: readonly Slant[];
}) {
  const labels: { readonly x: number; readonly y: number; readonly label: string }[] = [];
  let last = -Infinity;
  for (const { passage, start } of slants) {
    const { message } = passage.envelope;
    if (message.type !== 'ClientRequest' || start.x - last < LABEL_APART || start.x < frame.left) continue;
    last = start.x;
    labels.push({ x: start.x, y: start.y - 7, label: labelOf({ kind: 'client', operation: message.operation }) });
  }
  return (
    <g className="st-commands">
      {labels.map(({ x, y, label }) => (
        <text key={x} x={x} y={y}>
          {label}
        </text>
      ))}
    </g>
  );
});

/** A thing is selected. A message leads to where it arrived or, near its start, to where it left; the ground to its time. */
function onClick(event: MouseEvent<SVGSVGElement>, frame: SpaceTimeFrame, slants: readonly Slant[]): void {
  const store = appStore.getState();
  const thing = selectionAt(event.target);
  if (thing !== null) return store.select(thing);
  if ((event.target as Element).closest('[data-scrub]') !== null) return;
  const dot = (event.target as Element).closest<SVGElement>('[data-step]');
  if (dot !== null) {
    store.select(null);
    return store.seekStep(Number(dot.dataset['step']));
  }
  const box = event.currentTarget.getBoundingClientRect();
  const point = { x: event.clientX - box.left, y: event.clientY - box.top };
  store.pause();
  store.select(null);
  const hit = slantAt(slants, point, REACH);
  if (hit === null) return store.seekTime(timeAtX(frame, point.x));
  const { envelope, endStep } = hit.slant.passage;
  store.seekStep(hit.nearStart || endStep === null ? envelope.sentStep : endStep);
}

function onContextMenu(event: MouseEvent<SVGSVGElement>): void {
  event.preventDefault();
  openMenu(selectionAt(event.target) ?? { kind: 'cluster' }, { x: event.clientX, y: event.clientY });
}

interface Zoom {
  readonly zoomBy: (factor: number) => void;
  readonly whole: () => void;
}

/** On the name of a lane: left and right go to its events, up and down to another lane, plus and minus zoom. */
function onKeyDown(event: KeyboardEvent<SVGSVGElement>, zoom: Zoom): void {
  const head = (event.target as Element).closest<SVGElement>('[data-server],[data-client]');
  const thing = selectionAt(head);
  if (head === null || thing === null || !('id' in thing)) return;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const store = appStore.getState();
  const go = (direction: 1 | -1): void => {
    const step = stepOfLane(currentTimeline(store), thing.id, store.cursor.step, direction);
    if (step !== null) store.seekStep(step);
  };
  const moves: { readonly [key: string]: () => void } = {
    ArrowRight: () => go(1),
    ArrowLeft: () => go(-1),
    ArrowDown: () => (head.nextElementSibling as SVGElement | null)?.focus(),
    ArrowUp: () => (head.previousElementSibling as SVGElement | null)?.focus(),
    Enter: () => store.select(thing),
    ' ': () => store.select(thing),
    '+': () => zoom.zoomBy(ZOOM_STEP),
    '-': () => zoom.zoomBy(1 / ZOOM_STEP),
    '0': zoom.whole,
  };
  const move = isMenuKey(event) ? () => openMenu(thing, middleOf(head)) : moves[event.key];
  if (move === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  move();
}
