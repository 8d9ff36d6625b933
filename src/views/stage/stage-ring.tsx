import { useEffect, useMemo, useRef } from 'react';
import { nameOf } from '../../cluster/names.ts';
import type { ClusterEnvelope, ClusterHost, ServerMember } from '../../cluster/types.ts';
import type { Point, Size } from '../../layout/point.ts';
import { degreesOn, pointOn, type Road, roadBetween } from '../../layout/road.ts';
import { stageRingFor } from '../../layout/stage.ts';
import { isClient } from '../../sim/types.ts';
import { messageName, messagesInFlight, progressAt } from '../../sim/world.ts';
import { subscribeFrame } from '../../store/frame.ts';
import { useDrawnCluster } from '../drawn.ts';
import { pictureProps } from '../interaction/thing.ts';
import { Drawing } from '../marks/drawing.tsx';
import { MessageGlyph } from '../marks/message-glyph-mark.tsx';
import { lookOf } from '../marks/message-look.ts';
import { type ServerLook, ServerMark } from '../marks/server-mark.tsx';
import { useNames, useText } from '../text.ts';

/** At scale 1, as ServerMark draws it. */
const SERVER_RADIUS = 36;

type ServerHost = ClusterHost & { readonly state: ServerMember };

/** The ring for the back row; messages move with virtual time. */
export function StageRing({ size, text }: { readonly size: Size; readonly text: number }) {
  const { world } = useDrawnCluster();
  const words = useText();
  const name = useNames();
  const servers = world.hosts.filter((host): host is ServerHost => host.state.kind === 'server');
  const { width, height } = size;
  const ring = useMemo(
    () => stageRingFor({ width, height }, text, servers.length),
    [width, height, text, servers.length],
  );
  const scale = ring.server / SERVER_RADIUS;
  const places = new Map(servers.map(({ address }, slot) => [address, ring.places[slot] ?? ring.center]));
  const messages = messagesInFlight(world).filter(({ from, to }) => !isClient(from) && !isClient(to));
  const told = servers.map(({ address, state: { raft }, up }) =>
    words.stage.server(
      name(address),
      up ? words.common.roles[raft.role] : words.stage.down,
      words.stage.term(raft.currentTerm),
      words.stage.log(
        raft.log
          .toArray()
          .map(({ term }) => term)
          .join(' '),
      ),
    ),
  );
  return (
    <Drawing className="stage-ring" width={width} height={height} {...pictureProps(words.stage.picture(told))}>
      {world.links.length > 0 && (
        <Cuts servers={servers} places={places} links={world.links} count={world.hosts.length} />
      )}
      {messages.map((envelope) => (
        <Message
          key={messageName(envelope, nameOf)}
          envelope={envelope}
          from={places.get(envelope.from) ?? ring.center}
          to={places.get(envelope.to) ?? ring.center}
          trim={ring.server * 1.1}
          scale={Math.max(1.4, text / 17)}
        />
      ))}
      {servers.map((host) => {
        const { x, y } = places.get(host.address) ?? ring.center;
        const { raft } = host.state;
        const look: ServerLook = {
          name: name(host.address),
          term: raft.currentTerm,
          termText: words.stage.term(raft.currentTerm),
          role: host.up ? raft.role : 'down',
          isPaused: host.paused,
          isFrozen: false,
        };
        return (
          <g key={host.address} transform={`translate(${x} ${y})`}>
            <ServerMark look={look} scale={scale} />
          </g>
        );
      })}
    </Drawing>
  );
}

interface CutsProps {
  readonly servers: readonly ServerHost[];
  readonly places: ReadonlyMap<number, Point>;
  readonly links: readonly { readonly cut: boolean }[];
  readonly count: number;
}

/** A dotted line across each link that carries nothing either way. */
function Cuts({ servers, places, links, count }: CutsProps) {
  const cut: [Point, Point][] = [];
  servers.forEach(({ address: from }, one) => {
    servers.slice(one + 1).forEach(({ address: to }, more) => {
      const other = one + 1 + more;
      const isCut = links[one * count + other]?.cut === true && links[other * count + one]?.cut === true;
      const [a, b] = [places.get(from), places.get(to)];
      if (isCut && a !== undefined && b !== undefined) cut.push([a, b]);
    });
  });
  return cut.map(([a, b]) => (
    <line key={`${a.x} ${a.y} ${b.x} ${b.y}`} className="stage-cut" x1={a.x} y1={a.y} x2={b.x} y2={b.y} />
  ));
}

interface MessageProps {
  readonly envelope: ClusterEnvelope;
  readonly from: Point;
  readonly to: Point;
  readonly trim: number;
  readonly scale: number;
}

/** Moved by reference, frame by frame. */
function Message({ envelope, from, to, trim, scale }: MessageProps) {
  const node = useRef<SVGGElement>(null);
  const road: Road = useMemo(
    () => roadBetween(from, to, { trimStart: trim, trimEnd: trim, lane: 0, scale }),
    [from, to, trim, scale],
  );
  useEffect(
    () =>
      subscribeFrame(({ displayUs }) => {
        const { x, y } = pointOn(road, progressAt(envelope, displayUs));
        node.current?.setAttribute('transform', `translate(${x} ${y}) scale(${scale})`);
      }),
    [road, envelope, scale],
  );
  return (
    <g ref={node} className="stage-message">
      <MessageGlyph look={lookOf(envelope.message)} degrees={degreesOn(road, 0)} />
    </g>
  );
}
