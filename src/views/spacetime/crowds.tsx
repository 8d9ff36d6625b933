import { memo } from 'react';
import { crowdPath, type SpaceTimeFrame } from '../../layout/space-time.ts';
import { laneTimesOf } from '../../timeline/lane-times.ts';
import type { Timeline } from '../../timeline/timeline.ts';

/** A bar stands for this many px of time. */
const BAR = 3;

interface Props {
  readonly frame: SpaceTimeFrame;
  readonly timeline: Timeline;
  /** As far as the run has been played. */
  readonly steps: number;
}

/** Where events lie closer together than can be drawn: how many each lane has, as bars over it. */
export const Crowds = memo(function Crowds({ frame, timeline }: Props) {
  const times = laneTimesOf(timeline);
  const { left, right, window, addresses } = frame;
  const parts = Math.max(1, Math.floor((right - left) / BAR));
  const counts = addresses.map((address) => times.countsOf(address, window.fromUs, window.spanUs, parts));
  const most = counts.reduce((largest, lane) => lane.reduce((a, b) => Math.max(a, b), largest), 1);
  return (
    <g className="st-crowds">
      {addresses.map((address, lane) => (
        <path key={address} d={crowdPath(frame, address, counts[lane] ?? [], most)} />
      ))}
    </g>
  );
});
