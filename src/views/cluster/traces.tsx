import { memo } from 'react';
import type { ClusterEnvelope, TraceEvent } from '../../cluster/types.ts';
import { pointOn, travelledPath } from '../../layout/road.ts';
import { progressAt } from '../../sim/world.ts';
import { lookOf } from '../marks/message-look.ts';
import { useText } from '../text.ts';
import { messageId } from './message-layer.ts';
import { type ClusterScene, roadIn } from './scene.ts';

/** What the step on show did to messages: where one died, and which road one just came. */
const Traces = memo(function Traces(props: { readonly events: readonly TraceEvent[]; readonly scene: ClusterScene }) {
  const { events, scene } = props;
  return (
    <g>
      {events.map(({ step, i, atUs, fact }) => {
        if (fact.type === 'MessageReceived') {
          return <Arrived key={`${step}.${i}`} envelope={fact.envelope} scene={scene} />;
        }
        if (fact.type !== 'MessageLost') return null;
        const progress = fact.reason === 'down' ? 1 : progressAt(fact.envelope, atUs);
        return <Lost key={messageId(fact.envelope)} envelope={fact.envelope} progress={progress} scene={scene} />;
      })}
    </g>
  );
});

function Arrived({ envelope, scene }: { readonly envelope: ClusterEnvelope; readonly scene: ClusterScene }) {
  const road = roadIn(scene, envelope.from, envelope.to, 0);
  const { kind } = lookOf(envelope.message);
  return <path className={`road-arrived ${kind}`} d={travelledPath(road, 1)} />;
}

function Lost(props: { readonly envelope: ClusterEnvelope; readonly progress: number; readonly scene: ClusterScene }) {
  const { envelope, progress, scene } = props;
  const text = useText().cluster;
  const road = roadIn(scene, envelope.from, envelope.to, 0);
  const { x, y } = pointOn(road, progress);
  const isLeftward = road.end.x < road.start.x;
  return (
    <g className="lost">
      <path className="lost-road" d={travelledPath(road, progress)} />
      <g transform={`translate(${x} ${y})`}>
        <circle className="lost-disc" r={9} />
        <path className="lost-cross" d="M-5.500 -5.500l11 11m0 -11l-11 11" />
        <text className="lost-word" x={isLeftward ? 14 : -14} y={4.5} textAnchor={isLeftward ? 'start' : 'end'}>
          {text.lost}
        </text>
      </g>
    </g>
  );
}

export default Traces;
