import { type KeyboardEvent, memo, type PointerEvent, useEffect, useId, useMemo, useRef } from 'react';
import { formatMs, msToUs } from '../../base/time.ts';
import type { Messages } from '../../messages/index.ts';
import { subscribeFrame } from '../../store/frame.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import { currentTimeline } from '../../store/store.ts';
import type { Branch } from '../../store/types.ts';
import type { TermChange, Timeline } from '../../timeline/timeline.ts';
import { lettersOf } from '../marks/letters.ts';
import { patternFill, termStyle } from '../marks/term.ts';
import { usePacedStep } from '../paced.ts';
import { useText } from '../text.ts';
import { useSize } from '../use-size.ts';
import { barsPath, binsOf, spanOf } from './bins.ts';

const BIN_PX = 4.5;
const BAND = 13;
const PAGE_STEPS = 20;
const LABEL_PX = 7.2;

/** Where in the run: what happened when, in which term, what else there is; and the one handle that moves in it. */
export function Scrubber() {
  const text = useText();
  const [frame, { width, height }] = useSize<HTMLDivElement>({ width: 600, height: 52 });
  // While it plays, bars and terms grow a few times in a second; only the thumb moves with every frame.
  const { timeline, step } = usePacedStep();
  // The timeline grows in place; its revision says when.
  useApp((state) => (state.playing ? -1 : state.revision));
  const span = spanOf(Math.max(timeline.endUs, appStore.playhead.displayUs));
  const base = height - 18;
  const toUs = (clientX: number): number => {
    const left = frame.current?.getBoundingClientRect().left ?? 0;
    return Math.round((Math.max(0, Math.min(width, clientX - left)) / Math.max(1, width)) * span);
  };
  const move = (event: PointerEvent): void => {
    if (event.buttons !== 1 && event.pointerType === 'mouse') return;
    appStore.getState().seekTime(toUs(event.clientX));
  };
  return (
    <div
      ref={frame}
      className="scrubber"
      role="slider"
      tabIndex={0}
      aria-label={text.transport.scrubber}
      aria-valuemin={0}
      aria-valuemax={timeline.steps}
      aria-valuenow={step}
      aria-valuetext={text.transport.position(step, timeline.steps, formatMs(timeline.index.atUs(step)))}
      onKeyDown={onKey}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        appStore.getState().pause();
        move(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) move(event);
      }}
    >
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <Drawing timeline={timeline} steps={timeline.steps} width={width} height={height} span={span} />
        <Marks timeline={timeline} width={width} base={base} span={span} />
        <Thumb width={width} height={height} span={span} />
      </svg>
    </div>
  );
}

function onKey(event: KeyboardEvent): void {
  const store = appStore.getState();
  const { step } = store.cursor;
  const moves: { readonly [key: string]: () => void } = {
    ArrowRight: () => store.stepForward(),
    ArrowUp: () => store.stepForward(),
    ArrowLeft: () => store.stepBack(),
    ArrowDown: () => store.stepBack(),
    PageUp: () => store.seekStep(step + PAGE_STEPS),
    PageDown: () => store.seekStep(Math.max(0, step - PAGE_STEPS)),
    Home: () => store.seekStep(0),
    End: () => store.seekStep(currentTimeline(store).steps),
  };
  const take = moves[event.key];
  if (take === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  take();
}

interface Geometry {
  readonly timeline: Timeline;
  readonly width: number;
  readonly span: number;
}

/** Bars and terms of the steps played so far, twice: pale as what is to come, and solid up to the cursor. */
const Drawing = memo(function Drawing(props: Geometry & { readonly height: number; readonly steps: number }) {
  const { timeline, width, height, span, steps } = props;
  const clip = useId();
  const past = useRef<SVGRectElement>(null);
  const base = height - 18;
  const bars = useMemo(() => {
    const bins = binsOf(timeline.index, steps, span, Math.max(1, Math.floor(width / BIN_PX)));
    return barsPath(bins, width, base, Math.max(6, base - 16));
  }, [timeline.index, steps, width, base, span]);
  useEffect(() => followCursor(span, width, (x) => past.current?.setAttribute('width', String(x))), [span, width]);
  const spans = termSpans(timeline.termChanges, timeline.endUs, span, width);
  const content = (
    <>
      <path className="scrub-bars" d={bars} />
      {spans.map(({ term, x, wide }) => (
        <g key={`${term}-${x}`} style={termStyle(term)}>
          <rect className="scrub-term" x={x} y={base + 3} width={wide} height={BAND} rx="2" />
          {patternFill(term) !== null && (
            <rect x={x} y={base + 3} width={wide} height={BAND} rx="2" fill={patternFill(term) ?? undefined} />
          )}
          {wide > 22 && (
            <text x={x + 6} y={base + 13.6}>
              {term}
            </text>
          )}
        </g>
      ))}
    </>
  );
  return (
    <>
      <line className="scrub-road" x1="0" x2={width} y1={base + 9.5} y2={base + 9.5} />
      <g className="scrub-future">{content}</g>
      <clipPath id={clip}>
        <rect ref={past} x="0" y="0" width="0" height={height} />
      </clipPath>
      <g className="scrub-past" clipPath={`url(#${clip})`}>
        {content}
      </g>
    </>
  );
});

function termSpans(changes: readonly TermChange[], endUs: number, span: number, width: number) {
  return changes
    .map(({ term, atUs }, place) => {
      const until = changes[place + 1]?.atUs ?? endUs;
      const x = Math.round((atUs / span) * width * 10) / 10;
      return { term, x, wide: Math.max(0, Math.round(((until - atUs) / span) * width * 10) / 10 - 1.5) };
    })
    .filter(({ term, wide }) => term > 0 && wide > 0);
}

/** What is worth finding again: forks, broken promises, stops of a scene. */
function Marks({ timeline, width, base, span }: Geometry & { readonly base: number }) {
  const text = useText();
  const branches = useApp((state) => state.branches);
  const branchId = useApp((state) => state.branchId);
  const beats = useApp((state) => state.scenario.beats);
  const xOf = (us: number): number => Math.round((us / span) * width * 10) / 10;
  const forks = forksOf(branches, branchId, timeline).map((fork) => ({ ...fork, x: xOf(fork.atUs) }));
  const beatTimes = (beats ?? []).map((beat) => beatAtUs(beat, timeline)).filter((us) => us !== null);
  return (
    <>
      {forks.map((fork, place) => (
        <ForkMark key={fork.id} fork={fork} base={base} room={(forks[place + 1]?.x ?? width) - fork.x} text={text} />
      ))}
      <path className="scrub-beat" d={beatTimes.map((us) => `M${xOf(us) - 4.5} ${base - 2}h9l-4.5 5z`).join('')} />
      {timeline.violations.map(({ invariant, step, atUs, servers }) => (
        <path
          key={`${invariant}-${step}-${servers.join('-')}`}
          className="scrub-violation"
          d={`M${xOf(atUs)} 0V${base + 2}`}
        />
      ))}
    </>
  );
}

function beatAtUs(beat: { readonly at?: number; readonly afterStep?: number }, timeline: Timeline): number | null {
  if (beat.at !== undefined) return msToUs(beat.at);
  if (beat.afterStep === undefined || beat.afterStep > timeline.steps) return null;
  return timeline.index.atUs(beat.afterStep);
}

interface Fork {
  readonly id: number;
  readonly name: string;
  readonly atUs: number;
}

/** Where other branches leave this one, and where this one left its parent; in the order of time. */
function forksOf(branches: readonly Branch[], branchId: number, timeline: Timeline): Fork[] {
  const forks: Fork[] = [];
  for (const { id, name, parent, forkStep } of branches) {
    const own = id === branchId && parent !== null;
    const other = parent === branchId;
    if (!own && !other) continue;
    const label = own ? (branches.find((branch) => branch.id === parent)?.name ?? name) : name;
    forks.push({ id, name: label, atUs: timeline.index.atUs(Math.min(forkStep, timeline.steps)) });
  }
  return forks.sort((a, b) => a.atUs - b.atUs || a.id - b.id);
}

function ForkMark(props: {
  readonly fork: Fork & { readonly x: number };
  readonly base: number;
  readonly room: number;
  readonly text: Messages;
}) {
  const { fork, base, room } = props;
  const { x, name } = fork;
  return (
    <g className="scrub-fork">
      <title>{props.text.transport.branchHere(name)}</title>
      <path d={`M${x} ${base + 1}V12q0 -5 6 -5h14`} />
      <circle cx={x} cy={base} r="3.5" />
      {room > 34 + lettersOf(name) * LABEL_PX && (
        <text x={x + 26} y="11.5">
          {name}
        </text>
      )}
    </g>
  );
}

/** Calls `move` with the cursor's place, px in steps of a half, when it has changed: a frame that moves nothing is free. */
function followCursor(span: number, width: number, move: (x: number) => void): () => void {
  let last = -1;
  return subscribeFrame(({ displayUs }) => {
    const x = Math.round(Math.min(1, displayUs / span) * width * 2) / 2;
    if (x === last) return;
    last = x;
    move(x);
  });
}

/** Moves with every frame, by reference. */
function Thumb({ width, height, span }: { readonly width: number; readonly height: number; readonly span: number }) {
  const thumb = useRef<SVGGElement>(null);
  useEffect(
    () => followCursor(span, width, (x) => thumb.current?.setAttribute('transform', `translate(${x} 0)`)),
    [span, width],
  );
  return (
    <g ref={thumb} className="scrub-thumb">
      <line x1="0" x2="0" y1="0" y2={height} />
      <circle cx="0" cy={height - 8.5} r="8" />
    </g>
  );
}
