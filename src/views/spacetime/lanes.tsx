import { memo } from 'react';
import { type Band, bandsOf, laneY, type SpaceTimeFrame, xOf } from '../../layout/space-time.ts';
import type { Messages } from '../../messages/index.ts';
import { isClient } from '../../sim/types.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { patternFill, termStyle } from '../marks/term.ts';
import { termStations } from './stations.ts';

interface Props {
  readonly frame: SpaceTimeFrame;
  readonly timeline: Timeline;
  /** Of which run so far: lanes go on to its end. */
  readonly endUs: number;
  readonly text: Messages;
}

/** The lanes: thin follows, broken stands, thick leads, hatched is down; a white station is a new term. */
export const Lanes = memo(function Lanes({ frame, timeline, endUs, text }: Props) {
  return (
    <g className="st-lanes">
      {frame.addresses.map((address) =>
        isClient(address) ? (
          <ClientLane key={address} frame={frame} address={address} endUs={endUs} />
        ) : (
          <ServerLane key={address} frame={frame} timeline={timeline} endUs={endUs} text={text} address={address} />
        ),
      )}
    </g>
  );
});

function ClientLane({ frame, address, endUs }: Pick<Props, 'frame' | 'endUs'> & { readonly address: number }) {
  const y = laneY(frame, address);
  const from = Math.max(frame.left, xOf(frame, 0));
  const to = Math.min(frame.right, xOf(frame, endUs));
  return to > from ? <path className="st-client" d={`M${from} ${y}H${to}`} /> : null;
}

function ServerLane({ frame, timeline, endUs, text, address }: Props & { readonly address: number }) {
  const y = laneY(frame, address);
  const bands = bandsOf(frame, timeline.laneChanges, address, endUs);
  return (
    <>
      {bands.map((band) => (
        <BandMark key={band.change.step} band={band} y={y} text={text} gap={frame.laneGap} />
      ))}
      {termStations(bands).map(({ x, term, step }) => (
        <g key={step} className="st-station" style={termStyle(term)}>
          <circle cx={x} cy={y} r="9.5" />
          <text x={x} y={y + 4.5}>
            {term}
          </text>
        </g>
      ))}
      {bands.map(({ change, x }, place) => {
        const before = bands[place - 1]?.change.state;
        if (before === undefined || before === change.state) return null;
        if (change.state === 'down') return <CrashMark key={change.step} x={x} y={y} />;
        return before === 'down' ? <RestartMark key={change.step} x={x} y={y} /> : null;
      })}
    </>
  );
}

const THICKNESS = { follower: 5, candidate: 9, leader: 11 } as const;

function thicknessOf(role: string): number {
  return role in THICKNESS ? THICKNESS[role as keyof typeof THICKNESS] : THICKNESS.candidate;
}

function BandMark(props: { readonly band: Band; readonly y: number; readonly gap: number; readonly text: Messages }) {
  const { band, y, gap, text } = props;
  const { change, x, width } = band;
  if (change.state === 'down') {
    return (
      <g className="st-down">
        <rect x={x} y={y - 5} width={width} height="10" fill="url(#mark-hatch)" />
        {width > 60 && (
          <text x={x + width / 2} y={y + 4.5}>
            {text.spacetime.down}
          </text>
        )}
      </g>
    );
  }
  const thick = Math.min(thicknessOf(change.role), gap * 0.4);
  const pattern = patternFill(change.term);
  const className = ['st-band', `st-${change.role}`, change.state === 'paused' && 'st-paused']
    .filter(Boolean)
    .join(' ');
  return (
    <g className={className} style={termStyle(change.term)}>
      <rect className="st-casing" x={x} y={y - thick / 2 - 1} width={width} height={thick + 2} />
      <rect className="st-hue" x={x} y={y - thick / 2} width={width} height={thick} />
      {pattern !== null && <rect x={x} y={y - thick / 2} width={width} height={thick} fill={pattern} />}
      {change.role !== 'follower' && change.role !== 'leader' && (
        <path className="st-broken" d={`M${x} ${y}H${x + width}`} strokeWidth={thick} />
      )}
      {change.state === 'paused' && width > 60 && (
        <text x={x + width / 2} y={y - 10}>
          {text.spacetime.paused}
        </text>
      )}
    </g>
  );
}

function CrashMark({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g className="st-crash" transform={`translate(${x} ${y})`}>
      <circle r="7.5" />
      <path d="M-2.8 -2.8L2.8 2.8M2.8 -2.8L-2.8 2.8" />
    </g>
  );
}

function RestartMark({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g className="st-restart" transform={`translate(${x} ${y})`}>
      <circle r="7.5" />
      <path d="M-2.2 -3.4L3.4 0L-2.2 3.4Z" />
    </g>
  );
}
