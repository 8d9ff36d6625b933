import { memo } from 'react';
import { labelOf } from '../../cluster/command-text.ts';
import type { ClientMember, ClusterHost, PendingOperation } from '../../cluster/types.ts';
import { travelledPath } from '../../layout/road.ts';
import type { Messages } from '../../messages/index.ts';
import { useApp } from '../../store/hooks.ts';
import { hoverProps } from '../interaction/hover.ts';
import { thingProps } from '../interaction/thing.ts';
import { useNames, useText } from '../text.ts';
import { type ClusterScene, placeOf, roadIn } from './scene.ts';

const SHOWN = 2;
const WORDS_HEIGHT = 16;

function waitsFor(pending: readonly PendingOperation[]): string {
  const shown = pending.slice(0, SHOWN).map(({ operation }) => labelOf({ kind: 'client', operation }));
  const hidden = pending.length - shown.length;
  return [...shown, ...(hidden > 0 ? [`+${hidden}`] : [])].join(', ');
}

/** What it waits for and, if it had to ask again, how often. */
function waitingWords({ pending, errand }: ClientMember, text: Messages['cluster']): string {
  const [first] = pending;
  if (first === undefined) return errand?.kind === 'register' ? text.asksForSession : '';
  return first.retries === 0
    ? text.waitsFor(waitsFor([...pending]))
    : text.retry(waitsFor([...pending]), first.retries);
}

/** Whose answer it waits for; nobody's while it rests. */
function askedBy({ pending, errand }: ClientMember): number | undefined {
  const call = pending.first ?? (errand?.kind === 'register' ? errand : null);
  return call === null || call.resting ? undefined : call.server;
}

/** A client outside of the ring, with a line to the server that it waits for. */
export const ClientNode = memo(function ClientNode({
  host,
  scene,
}: {
  readonly host: ClusterHost;
  readonly scene: ClusterScene;
}) {
  const text = useText().cluster;
  const names = useNames();
  const { address } = host;
  const isSelected = useApp((state) => state.selection?.kind === 'client' && state.selection.id === address);
  const isHovered = useApp((state) => state.hover?.kind === 'client' && state.hover.id === address);
  if (host.state.kind !== 'client') return null;
  const { scale } = scene.ring;
  const place = placeOf(scene, address);
  const asked = askedBy(host.state);
  const waits = waitingWords(host.state, text);
  const half = { width: 28 * Math.max(0.75, scale), height: 16 * Math.max(0.8, scale) };
  const nameSize = Math.max(14, 16 * scale);
  // The words stand outside of the ring, unless the drawing ends there.
  const wordsAbove = place.y < scene.ring.center.y && place.y - half.height - 8 >= WORDS_HEIGHT;
  const isAtRight = place.x + 100 > scene.ring.width;
  return (
    <>
      {asked !== undefined && <WaitLine scene={scene} from={address} to={asked} />}
      <g
        className={['client-node', isSelected && 'selected', isHovered && 'hovered'].filter(Boolean).join(' ')}
        transform={`translate(${place.x} ${place.y})`}
        data-client={address}
        {...thingProps(text.client(names(address), waits), isSelected)}
        {...hoverProps({ kind: 'client', id: address })}
      >
        <rect
          className="client-light"
          x={-half.width - 5}
          y={-half.height - 5}
          width={2 * half.width + 10}
          height={2 * half.height + 10}
          rx={9}
        />
        <rect
          className="client-box"
          x={-half.width}
          y={-half.height}
          width={2 * half.width}
          height={2 * half.height}
          rx={6}
        />
        <text className="client-name" y={nameSize * 0.36} fontSize={nameSize}>
          {names(address)}
        </text>
        {waits !== '' && (
          <text
            className="client-waits"
            textAnchor={isAtRight ? 'end' : 'start'}
            x={isAtRight ? half.width : -half.width}
            y={wordsAbove ? -half.height - 8 : half.height + 17}
          >
            {waits}
          </text>
        )}
      </g>
    </>
  );
});

function WaitLine({ scene, from, to }: { readonly scene: ClusterScene; readonly from: number; readonly to: number }) {
  return <path className="wait-line" d={travelledPath(roadIn(scene, from, to, null), 1)} />;
}
