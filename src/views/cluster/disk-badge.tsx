import { useCallback } from 'react';
import type { ClusterHost, Wire } from '../../cluster/types.ts';
import { SERVER_RADIUS } from '../../layout/ring.ts';
import { glyphReach } from '../marks/message-glyph.ts';
import { MessageGlyph } from '../marks/message-glyph-mark.tsx';
import { lookOf } from '../marks/message-look.ts';
import type { DiskFills } from './disk-fills.ts';

/** Where the plate of the disk ends. */
const EDGE = 12.5;
const WAITING_SCALE = 0.72;
/** More writes than these are not told apart. */
const MOST_BARS = 4;

interface Props {
  readonly host: ClusterHost;
  readonly hostIndex: number;
  readonly scale: number;
  readonly fills: DiskFills;
}

/** The writes under way: a disk that fills, a bar for each write that waits its turn, and what may not leave yet (P5). */
export function DiskBadge({ host, hostIndex, scale, fills }: Props) {
  const fill = useCallback((node: SVGPathElement | null) => fills.register(hostIndex, node), [fills, hostIndex]);
  if (host.writes.length === 0) return null;
  const corner = SERVER_RADIUS * scale * 0.78;
  const queued = host.writes.slice(1, 1 + MOST_BARS);
  const sends = host.writes.flatMap((write) => write.sends);
  return (
    <g className="disk-badge" transform={`translate(${corner} ${corner}) scale(${Math.max(0.9, scale)})`}>
      <circle r={EDGE} />
      <path ref={fill} className="disk-fill" d="M0 5.700V-4" pathLength={1000} strokeDasharray="0 1001" />
      <path d="M-5.500 -4v8.400c0 1.300 2.500 2.300 5.500 2.300s5.500 -1 5.500 -2.300v-8.400" />
      <ellipse cy={-4} rx={5.5} ry={2.3} />
      {queued.map(({ ordinal }, place) => {
        const y = EDGE + 4 + 4 * place;
        return <line key={ordinal} className="disk-queued" x1={-5.5} x2={5.5} y1={y} y2={y} />;
      })}
      {sends[0] !== undefined && <Waiting first={sends[0].message} count={sends.length} />}
    </g>
  );
}

/** The first message that waits for the disk, with the disk ahead of it, and how many there are. */
function Waiting({ first, count }: { readonly first: Wire; readonly count: number }) {
  const look = lookOf(first);
  const half = glyphReach(look) * WAITING_SCALE;
  const x = EDGE + 5 + half;
  return (
    <>
      <g className="disk-waiting" transform={`translate(${x} 0) scale(${WAITING_SCALE})`}>
        <MessageGlyph look={look} />
      </g>
      {count > 1 && (
        <text x={x + half + 8} y={4.5}>
          {`×${count}`}
        </text>
      )}
    </>
  );
}
