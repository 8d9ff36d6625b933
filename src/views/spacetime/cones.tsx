import { memo, useMemo } from 'react';
import { coneOutline, type Slant, type SpaceTimeFrame, slantPath, xOf } from '../../layout/space-time.ts';
import { useApp } from '../../store/hooks.ts';
import type { Cones } from '../../timeline/cones.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { conesIn, useSelectedCones } from '../cones.ts';
import { useText } from '../text.ts';

/** What the name of the lit part needs beside the cursor's flag, px. */
const NAME_ROOM = 190;

interface Props {
  readonly frame: SpaceTimeFrame;
  readonly timeline: Timeline;
  readonly step: number;
}

/** What the selected event could know, else the current one, as lit ground; what could come of the selected one, outlined. */
export function ConeAreas({ frame, timeline, step }: Props) {
  const text = useText().spacetime;
  const playing = useApp((state) => state.playing);
  const selected = useSelectedCones();
  const cones = playing ? null : (selected ?? conesIn(timeline, step));
  const times = useMemo(() => (cones === null ? null : timesOf(timeline, cones)), [timeline, cones]);
  if (times === null || cones === null) return null;
  // The cursor's flag stands in the same line.
  const hasRoom = xOf(frame, timeline.index.atUs(step)) - frame.left > NAME_ROOM;
  return (
    <>
      <path className="st-cone" d={coneOutline(frame, times.past, 'past')} />
      {selected !== null && <path className="st-cone-future" d={coneOutline(frame, times.future, 'future')} />}
      {times.past.size > 1 && hasRoom && (
        <text className="st-cone-name" x={frame.left + 6} y="13">
          {selected === null ? text.known : `${text.known} · ${text.reached} (- -)`}
        </text>
      )}
    </>
  );
}

function timesOf(timeline: Timeline, { past, future }: Cones) {
  const times = (reach: ReadonlyMap<number, number>) =>
    new Map([...reach].map(([address, step]) => [address, timeline.index.atUs(step)] as const));
  return { past: times(past), future: times(future) };
}

/** The messages of the two cones of the selected event, over the others, which step back. */
export const ConeSlants = memo(function ConeSlants({ slants }: { readonly slants: readonly Slant[] }) {
  const cones = useSelectedCones();
  if (cones === null) return null;
  const paths = { past: '', future: '' };
  for (const slant of slants) {
    const side = sideOfMessage(slant, cones);
    if (side !== null) paths[side] += slantPath(slant);
  }
  return (
    <g className="st-cone-slants">
      <path className="st-slants-past" d={paths.past} />
      <path className="st-slants-future" d={paths.future} />
    </g>
  );
});

/** A message is of the past if its arrival is, and of the future if it left in it. */
function sideOfMessage({ passage }: Slant, { past, future }: Cones): 'past' | 'future' | null {
  const { envelope, endStep, fate } = passage;
  if (fate === 'arrived' && endStep !== null && endStep <= (past.get(envelope.to) ?? -1)) return 'past';
  return envelope.sentStep >= (future.get(envelope.from) ?? Infinity) ? 'future' : null;
}
