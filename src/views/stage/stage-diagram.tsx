import { useEffect, useMemo, useRef } from 'react';
import type { Size } from '../../layout/point.ts';
import { type StageDiagram as Layout, stageDiagramFor, stageX, stampRows } from '../../layout/stage.ts';
import type { StampsName } from '../../scenario/types.ts';
import type { Address } from '../../sim/types.ts';
import { subscribeFrame } from '../../store/frame.ts';
import { useApp } from '../../store/hooks.ts';
import { useStamps } from '../../store/stamps.ts';
import { clocksOf, vectorText } from '../../timeline/causality.ts';
import { type Passage, passagesBetween } from '../../timeline/passages.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { useDrawnCluster } from '../drawn.ts';
import { pictureProps } from '../interaction/thing.ts';
import { Drawing } from '../marks/drawing.tsx';
import { useNames, useText } from '../text.ts';

const US_PER_MS = 1000;
const DEFAULT_SPAN_MS = 100;

interface Happened {
  readonly step: number;
  readonly address: Address;
  readonly atUs: number;
  readonly name: string;
  readonly stamp: string;
}

/** Events and messages up to now on a lane for each process, for the back row: nothing of what is still to come. */
export function StageDiagram({ size, text }: { readonly size: Size; readonly text: number }) {
  const { timeline, step, world } = useDrawnCluster();
  const words = useText();
  const name = useNames();
  const stamps = useStamps();
  const spanMs = useApp(({ scenario }) => scenario.view?.spanMs ?? DEFAULT_SPAN_MS);
  const addresses = world.hosts.map(({ address }) => address);
  const layout = useMemo(
    () => stageDiagramFor(size, text, addresses.length, spanMs * US_PER_MS),
    [size, text, addresses.length, spanMs],
  );
  const happened = useMemo(() => happenedUpTo(timeline, step, stamps, addresses), [timeline, step, stamps, addresses]);
  const passages = useMemo(() => passagesBetween(timeline, 0, step), [timeline, step]);
  const rows = rowsOf(layout, happened);
  const laneOf = (address: Address): number => layout.lanes[addresses.indexOf(address)] ?? 0;
  const told = addresses.map((address) => {
    const own = happened.filter((event) => event.address === address);
    return `${name(address)}: ${own.map((event) => [event.name, event.stamp].filter(Boolean).join(' ')).join(', ')}`;
  });
  return (
    <Drawing
      className="stage-diagram"
      width={size.width}
      height={size.height}
      {...pictureProps(words.stage.picture(told))}
    >
      {addresses.map((address) => (
        <g key={address}>
          <line className="stage-lane" x1={layout.left} x2={layout.right} y1={laneOf(address)} y2={laneOf(address)} />
          <text className="stage-name" x={0} y={laneOf(address) + text * 0.35} fontSize={text * 1.2}>
            {name(address)}
          </text>
        </g>
      ))}
      {passages.map((passage) => (
        <Slant
          key={`${passage.envelope.from} ${passage.envelope.to} ${passage.envelope.ordinal} ${passage.envelope.copy}`}
          passage={passage}
          layout={layout}
          from={laneOf(passage.envelope.from)}
          to={laneOf(passage.envelope.to)}
        />
      ))}
      {happened.map((event, nth) => {
        const [x, y] = [stageX(layout, event.atUs), laneOf(event.address)];
        return (
          <g key={event.step}>
            <circle className={event.step === step ? 'stage-event now' : 'stage-event'} cx={x} cy={y} r={text * 0.36} />
            <text className="stage-event-name" x={x} y={y - text * 0.75} fontSize={text * 1.2}>
              {event.name}
            </text>
            <text className="stage-stamp" x={x} y={y + text * (1.45 + 1.1 * (rows[nth] ?? 0))} fontSize={text}>
              {event.stamp}
            </text>
          </g>
        );
      })}
    </Drawing>
  );
}

function happenedUpTo(timeline: Timeline, step: number, stamps: StampsName, addresses: readonly Address[]): Happened[] {
  const names = new Map<number, string>();
  timeline.visitEvents(1, step, (at, events) => {
    for (const { fact } of events) if (fact.type === 'Did' && fact.event !== '') names.set(at, fact.event);
  });
  const happened: Happened[] = [];
  for (let at = 1; at <= step; at++) {
    const address = timeline.index.server(at);
    if (address === null) continue;
    const stamp = stamps === 'none' ? null : clocksOf(timeline).stampOf(at);
    const written = stamp === null ? '' : stamps === 'lamport' ? String(stamp.lamport) : vectorText(stamp, addresses);
    happened.push({ step: at, address, atUs: timeline.index.atUs(at), name: names.get(at) ?? '', stamp: written });
  }
  return happened;
}

/** The row of each event's stamp under its lane. */
function rowsOf(layout: Layout, happened: readonly Happened[]): number[] {
  const rows: number[] = [];
  for (const address of new Set(happened.map((event) => event.address))) {
    const own = happened.flatMap((event, nth) => (event.address === address ? [{ event, nth }] : []));
    const stamps = own.map(({ event }) => ({ x: stageX(layout, event.atUs), length: event.stamp.length }));
    stampRows(layout.text, stamps).forEach((row, place) => {
      const nth = own[place]?.nth;
      if (nth !== undefined) rows[nth] = row;
    });
  }
  return rows;
}

interface SlantProps {
  readonly passage: Passage;
  readonly layout: Layout;
  readonly from: number;
  readonly to: number;
}

/** A message as far as it has come; its tip moves with virtual time. */
function Slant({ passage, layout, from, to }: SlantProps) {
  const line = useRef<SVGLineElement>(null);
  const { envelope, endAtUs } = passage;
  useEffect(
    () =>
      subscribeFrame(({ displayUs }) => {
        const share = Math.min(1, Math.max(0, (displayUs - envelope.sentAtUs) / (endAtUs - envelope.sentAtUs || 1)));
        line.current?.setAttribute(
          'x2',
          String(stageX(layout, envelope.sentAtUs + share * (endAtUs - envelope.sentAtUs))),
        );
        line.current?.setAttribute('y2', String(from + share * (to - from)));
      }),
    [layout, envelope, endAtUs, from, to],
  );
  const x = stageX(layout, envelope.sentAtUs);
  return <line ref={line} className="stage-slant" x1={x} y1={from} x2={x} y2={from} />;
}
