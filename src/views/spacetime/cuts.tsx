import { memo } from 'react';
import { laneY, type SpaceTimeFrame, xOf } from '../../layout/space-time.ts';
import type { Messages } from '../../messages/index.ts';
import { isClient } from '../../sim/types.ts';
import { type CutChange, pairName } from '../../timeline/lanes.ts';

interface Props {
  readonly frame: SpaceTimeFrame;
  readonly changes: readonly CutChange[];
  readonly endUs: number;
  readonly text: Messages;
}

/** A cut that is shorter than this, px, has no name: the next one's would cover it. */
const ROOM = 24;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A dotted line between neighbouring lanes for as long as nothing passes between them. */
export const CutLines = memo(function CutLines({ frame, changes, endUs, text }: Props) {
  const servers = frame.addresses.filter((address) => !isClient(address));
  return (
    <g className="st-cuts">
      {servers.slice(1).map((server, place) => {
        const above = servers[place] ?? server;
        const half = frame.laneGap * 0.22;
        const y = (laneY(frame, above) + laneY(frame, server)) / 2;
        return stretchesOf(frame, changes, pairName(above, server), endUs).map(({ from, to }) => (
          <g key={`${server} ${from}`}>
            <rect className="st-cut-span" x={from} y={y - half} width={Math.max(0, to - from)} height={2 * half} />
            <path d={`M${from} ${y}H${to}`} />
            <path className="st-cut-start" d={`M${from} ${y - 5}V${y + 5}`} />
            {to - from > ROOM && (
              <text x={from - 6} y={y + 4.5}>
                {text.spacetime.cut}
              </text>
            )}
          </g>
        ));
      })}
    </g>
  );
});

function stretchesOf(frame: SpaceTimeFrame, changes: readonly CutChange[], pair: string, endUs: number): Stretch[] {
  const stretches: Stretch[] = [];
  changes.forEach(({ atUs, cut }, place) => {
    if (!cut.has(pair)) return;
    const from = xOf(frame, atUs);
    const to = Math.min(frame.right, xOf(frame, changes[place + 1]?.atUs ?? endUs));
    const last = stretches[stretches.length - 1];
    if (last !== undefined && last.to >= from) stretches.splice(-1, 1, { from: last.from, to });
    else if (to > from) stretches.push({ from, to });
  });
  return stretches;
}
