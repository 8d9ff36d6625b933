import { useEffect, useMemo, useRef } from 'react';
import { nameOf } from '../../cluster/names.ts';
import type { ClusterEnvelope, ClusterHost, ServerMember } from '../../cluster/types.ts';
import type { Point, Size } from '../../layout/point.ts';
import { degreesOn, pointOn, type Road, roadBetween } from '../../layout/road.ts';
import { stageProcessesFor, stageRingFor } from '../../layout/stage.ts';
import type { ProcessMember } from '../../lessons/process.ts';
import type { Messages } from '../../messages/index.ts';
import type { NameOf } from '../../messages/types.ts';
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
import { StageProcess } from './stage-process.tsx';

/** At scale 1, as ServerMark draws it. */
const SERVER_RADIUS = 36;

type ServerHost = ClusterHost & { readonly state: ServerMember };
type ProcessHost = ClusterHost & { readonly state: ProcessMember };
type MemberHost = ServerHost | ProcessHost;

function isMember(host: ClusterHost): host is MemberHost {
  return host.state.kind !== 'client';
}

interface StageRingProps {
  readonly size: Size;
  readonly text: number;
  /** Whether a process of a small protocol says what it remembers; not where a table says it. */
  readonly hasWords?: boolean;
}

/** The ring for the back row; messages move with virtual time. */
export function StageRing({ size, text, hasWords = true }: StageRingProps) {
  const { world } = useDrawnCluster();
  const words = useText();
  const name = useNames();
  const members = world.hosts.filter(isMember);
  const isLesson = members.some(({ state }) => state.kind === 'process');
  const { width, height } = size;
  const ring = useMemo(
    () => (isLesson ? stageProcessesFor : stageRingFor)({ width, height }, text, members.length),
    [isLesson, width, height, text, members.length],
  );
  const scale = ring.server / SERVER_RADIUS;
  const places = new Map(members.map(({ address }, slot) => [address, ring.places[slot] ?? ring.center]));
  const messages = messagesInFlight(world).filter(({ from, to }) => !isClient(from) && !isClient(to));
  const told = members.map((host) => toldOf(host, words, name));
  return (
    <Drawing className="stage-ring" width={width} height={height} {...pictureProps(words.stage.picture(told))}>
      {world.links.length > 0 && (
        <Cuts members={members} places={places} links={world.links} count={world.hosts.length} />
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
      {members.map((host) => {
        const { x, y } = places.get(host.address) ?? ring.center;
        return (
          <g key={host.address} transform={`translate(${x} ${y})`}>
            <Member host={host} scale={scale} text={text} hasWords={hasWords} />
          </g>
        );
      })}
    </Drawing>
  );
}

/** A member of the ring in words. */
function toldOf(host: MemberHost, words: Messages, name: NameOf): string {
  const { address, up, state } = host;
  if (state.kind === 'process') {
    const word = up ? words.lessons.headline(state.values, state.leads, name) : words.stage.down;
    return word === '' ? name(address) : `${name(address)}: ${word}`;
  }
  const { raft } = state;
  const terms = raft.log.toArray().map(({ term }) => term);
  const role = up ? words.common.roles[raft.role] : words.stage.down;
  return words.stage.server(name(address), role, words.stage.term(raft.currentTerm), words.stage.log(terms.join(' ')));
}

interface MemberProps extends Omit<Required<StageRingProps>, 'size'> {
  readonly host: MemberHost;
  readonly scale: number;
}

function Member({ host, scale, text, hasWords }: MemberProps) {
  const words = useText();
  const name = useNames();
  const { address, up, paused, state } = host;
  if (state.kind === 'process') return <StageProcess {...{ host, state, scale, text, hasWords }} />;
  const { role, currentTerm } = state.raft;
  const look: ServerLook = {
    name: name(address),
    term: currentTerm,
    termText: words.stage.term(currentTerm),
    role: up ? role : 'down',
    isPaused: paused,
    isFrozen: false,
  };
  return <ServerMark look={look} scale={scale} />;
}

interface CutsProps {
  readonly members: readonly MemberHost[];
  readonly places: ReadonlyMap<number, Point>;
  readonly links: readonly { readonly cut: boolean }[];
  readonly count: number;
}

/** A dotted line across each link that carries nothing either way. */
function Cuts({ members, places, links, count }: CutsProps) {
  const cut: [Point, Point][] = [];
  members.forEach(({ address: from }, one) => {
    members.slice(one + 1).forEach(({ address: to }, more) => {
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
