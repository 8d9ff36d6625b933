import { memo, useMemo } from 'react';
import { laneY, type SpaceTimeFrame, xOf } from '../../layout/space-time.ts';
import type { StampsName } from '../../scenario/types.ts';
import { type Address, isClient } from '../../sim/types.ts';
import { clocksOf, vectorText } from '../../timeline/causality.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import type { Stretch } from './stretch.ts';

/** More events than this in sight are not stamped one by one. */
const MOST_EVENTS = 600;
const LETTER = 7.3;

interface Station {
  readonly step: number;
  readonly x: number;
  readonly y: number;
  /** `c (2,1,0)`; empty where there is no room for it. */
  readonly label: string;
}

interface Props {
  readonly frame: SpaceTimeFrame;
  readonly timeline: Timeline;
  readonly stretch: Stretch;
  readonly stamps: StampsName;
  /** Whether events have names. */
  readonly isLesson: boolean;
  readonly step: number;
  /** The event that others are compared with. */
  readonly kept: number | null;
}

/** A dot for every event in sight, with its name and its stamp where there is room. A click on one goes there. */
export function Stamps(props: Props) {
  const { frame, timeline, stretch, stamps, isLesson, step, kept } = props;
  const stations = useMemo(
    () => stationsOf(frame, timeline, stretch, stamps, isLesson),
    [frame, timeline, stretch, stamps, isLesson],
  );
  return (
    <g className="st-stamps">
      <Dots stations={stations} />
      {stations.map(({ step: other, x, y }) => {
        if (other !== step && other !== kept) return null;
        return <circle key={other} className={other === kept ? 'st-kept' : 'st-here'} cx={x} cy={y} r="8.5" />;
      })}
    </g>
  );
}

const Dots = memo(function Dots({ stations }: { readonly stations: readonly Station[] }) {
  return stations.map(({ step, x, y, label }) => (
    <g key={step} data-step={step}>
      <circle className="st-reach" cx={x} cy={y} r="12" />
      <circle className="st-dot" cx={x} cy={y} r="4.5" />
      {label !== '' && (
        <text x={x} y={y - 12}>
          {label}
        </text>
      )}
    </g>
  ));
});

function stationsOf(
  frame: SpaceTimeFrame,
  timeline: Timeline,
  { fromStep, toStep }: Stretch,
  stamps: StampsName,
  isLesson: boolean,
): Station[] {
  if (toStep - fromStep > MOST_EVENTS) return [];
  const names = isLesson ? eventNames(timeline, fromStep, toStep) : new Map<number, string>();
  const servers = frame.addresses.filter((address) => !isClient(address));
  const ends = new Map<Address, number>();
  const stations: Station[] = [];
  for (let step = Math.max(1, fromStep); step <= toStep; step++) {
    const address = timeline.index.server(step);
    if (address === null || !frame.addresses.includes(address)) continue;
    const x = xOf(frame, timeline.index.atUs(step));
    if (x < frame.left || x > frame.right) continue;
    const words = [names.get(step) ?? '', stampText(timeline, step, stamps, servers)].filter(Boolean).join(' ');
    const half = (words.length * LETTER) / 2;
    const fits = words !== '' && x - half > (ends.get(address) ?? -Infinity) + 4;
    if (fits) ends.set(address, x + half);
    stations.push({ step, x, y: laneY(frame, address), label: fits ? words : '' });
  }
  return stations;
}

/** The names that a lesson gives its events, by step. */
function eventNames(timeline: Timeline, from: number, to: number): Map<number, string> {
  const names = new Map<number, string>();
  timeline.visitEvents(Math.max(1, from), to, (step, events) => {
    for (const { fact } of events) if (fact.type === 'Did' && fact.event !== '') names.set(step, fact.event);
  });
  return names;
}

function stampText(timeline: Timeline, step: number, stamps: StampsName, servers: readonly Address[]): string {
  const stamp = stamps === 'none' ? null : clocksOf(timeline).stampOf(step);
  if (stamp === null) return '';
  return stamps === 'lamport' ? String(stamp.lamport) : vectorText(stamp, servers);
}
