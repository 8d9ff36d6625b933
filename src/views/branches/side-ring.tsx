import { nameOf } from '../../cluster/names.ts';
import type { ClusterEnvelope, ClusterHost, ServerMember, World } from '../../cluster/types.ts';
import { OUTER_RADIUS } from '../../layout/ring.ts';
import { degreesOn, pointOn } from '../../layout/road.ts';
import { isClient } from '../../sim/types.ts';
import { messageName, messagesInFlight } from '../../sim/world.ts';
import { shownProgress } from '../cluster/message-node.ts';
import { type ClusterScene, placeOf, roadIn, useScene } from '../cluster/scene.ts';
import Surfaces from '../cluster/surfaces.tsx';
import { pictureProps } from '../interaction/thing.ts';
import { Drawing } from '../marks/drawing.tsx';
import { MessageGlyph } from '../marks/message-glyph-mark.tsx';
import { lookOf } from '../marks/message-look.ts';
import { type ServerLook, ServerMark } from '../marks/server-mark.tsx';
import { useNames, useText } from '../text.ts';
import { useSize } from '../use-size.ts';
import type { Differing } from './differing.ts';

interface Props {
  readonly world: World;
  readonly atUs: number;
  readonly differing: Differing;
}

/** The ring of a moment, standing still. */
export function SideRing({ world, atUs, differing }: Props) {
  const text = useText();
  const names = useNames();
  const [box, size] = useSize<HTMLDivElement>({ width: 0, height: 0 });
  const scene = useScene(world, size);
  const messages = messagesInFlight(world).filter(({ from, to }) => !isClient(from) && !isClient(to));
  const servers = world.hosts.filter(isServer);
  const told = servers.map((host) => {
    const { raft } = host.state;
    const role = host.up ? text.common.roles[raft.role] : text.common.down;
    const differs = differing.hosts.has(nameOf(host.address));
    return text.branches.side.server(names(host.address), role, text.cluster.term(raft.currentTerm), differs);
  });
  return (
    <div ref={box} className="side-ring">
      {size.width > 0 && (
        <Drawing
          width={size.width}
          height={size.height}
          {...pictureProps(text.branches.side.ring(told, messages.length))}
        >
          {scene.groups.length > 1 && <Surfaces scene={scene} />}
          {messages.map((envelope) => (
            <Message
              key={messageName(envelope, nameOf)}
              envelope={envelope}
              scene={scene}
              atUs={atUs}
              differs={differing.messages.has(messageName(envelope, nameOf))}
            />
          ))}
          {servers.map((host) => (
            <Server key={host.address} host={host} scene={scene} differs={differing.hosts.has(nameOf(host.address))} />
          ))}
        </Drawing>
      )}
    </div>
  );
}

type ServerHost = ClusterHost & { readonly state: ServerMember };

function isServer(host: ClusterHost): host is ServerHost {
  return host.state.kind === 'server';
}

function Server(props: { readonly host: ServerHost; readonly scene: ClusterScene; readonly differs: boolean }) {
  const { host, scene, differs } = props;
  const text = useText().cluster;
  const name = useNames()(host.address);
  const { raft } = host.state;
  const { x, y } = placeOf(scene, host.address);
  const { scale } = scene.ring;
  const look: ServerLook = {
    name,
    term: raft.currentTerm,
    termText: text.term(raft.currentTerm),
    role: host.up ? raft.role : 'down',
    isPaused: host.paused,
    isFrozen: false,
  };
  return (
    <g transform={`translate(${x} ${y})`}>
      <ServerMark look={look} scale={scale} />
      {differs && <circle className="differs" r={OUTER_RADIUS * scale} />}
    </g>
  );
}

interface MessageProps {
  readonly envelope: ClusterEnvelope;
  readonly scene: ClusterScene;
  readonly atUs: number;
  readonly differs: boolean;
}

function Message({ envelope, scene, atUs, differs }: MessageProps) {
  const road = roadIn(scene, envelope.from, envelope.to, 0);
  const progress = shownProgress(envelope, road, atUs);
  const { x, y } = pointOn(road, progress);
  return (
    <g transform={`translate(${x} ${y})`}>
      <MessageGlyph look={lookOf(envelope.message)} degrees={degreesOn(road, progress)} />
      {differs && <circle className="differs" r={18} />}
    </g>
  );
}
