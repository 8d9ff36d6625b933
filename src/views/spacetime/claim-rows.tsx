import { memo } from 'react';
import { CLAIM_ROW, type SpaceTimeFrame, xOf } from '../../layout/space-time.ts';
import { truthPieces } from '../../layout/truth-strip.ts';
import { type ClaimScan, claimScanOf } from '../../query/claim-scan.ts';
import { useClaims } from '../../store/questions.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { marksHolding } from '../claims/claim-state.tsx';
import { useText } from '../text.ts';
import { useScans } from '../use-scans.ts';

interface Props {
  readonly frame: SpaceTimeFrame;
  readonly timeline: Timeline;
}

/** Under the lanes, a row for each property: marked where its condition breaks or shows it. In words the inspector says it. */
export function ClaimRows({ frame, timeline }: Props) {
  const claims = useClaims();
  const scans = claims.map((claim) => claimScanOf(timeline, claim));
  useScans(scans, timeline.steps);
  return (
    <g className="st-claims">
      {scans.map((scan, place) => (
        <Row
          key={scan.query.source}
          frame={frame}
          timeline={timeline}
          scan={scan}
          // A scan grows in place.
          seen={scan.step}
          place={place}
          y={frame.bottom - (scans.length - place) * CLAIM_ROW}
        />
      ))}
    </g>
  );
}

interface RowProps extends Props {
  readonly scan: ClaimScan;
  readonly seen: number;
  readonly place: number;
  readonly y: number;
}

const Row = memo(function Row({ frame, timeline, scan, seen, place, y }: RowProps) {
  const words = useText().claims;
  const { query, truths } = scan;
  const { left, right } = frame;
  const x = (step: number): number => xOf(frame, timeline.index.atUs(step));
  const pieces = truthPieces(truths, Math.max(0, seen), marksHolding(query), x, { left, right });
  const middle = y + CLAIM_ROW / 2;
  return (
    <g>
      <title>{query.source}</title>
      <text x={left - 8} y={middle + 4}>
        {words.row(place + 1)}
      </text>
      <path className="claim-road" d={`M${left} ${middle}H${right}`} />
      <path
        className="claim-marks"
        d={pieces.map(({ from, to }) => `M${from} ${y + 2}H${to}V${y + CLAIM_ROW - 2}H${from}Z`).join('')}
      />
    </g>
  );
});
