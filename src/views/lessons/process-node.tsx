import type { ClusterHost } from '../../cluster/types.ts';
import type { Point } from '../../layout/point.ts';
import { useApp } from '../../store/hooks.ts';
import { hoverProps } from '../interaction/hover.ts';
import { thingProps } from '../interaction/thing.ts';
import { termStyle } from '../marks/term.ts';
import { useNames, useText } from '../text.ts';
import './lessons.css';

interface Props {
  readonly host: ClusterHost;
  readonly place: Point;
  readonly radius: number;
  readonly isTabStop: boolean;
}

/** One process of the ring: its name, and what it remembers in a word. Whoever coordinates is filled, as a leader is. */
export default function ProcessNode({ host, place, radius, isTabStop }: Props) {
  const text = useText();
  const names = useNames();
  const { address, up, paused, state } = host;
  const isSelected = useApp(({ selection }) => selection?.kind === 'server' && selection.id === address);
  const isHovered = useApp(({ hover }) => hover?.kind === 'server' && hover.id === address);
  if (state.kind !== 'process') return null;
  const { lessons, common } = text;
  const leads = up && state.leads;
  const word = up ? lessons.headline(state.values, leads, names) : lessons.down;
  const status = paused ? `${word}${common.signs.part}${lessons.paused}` : word;
  const look = !up ? 'down' : leads ? 'leader' : 'follower';
  const nameSize = Math.max(15, radius * 0.56);
  // As far around it as around a server, whose timer runs there.
  const outer = (radius * 4) / 3;
  const name = names(address);
  return (
    <g
      className={['server-node', isSelected && 'selected', isHovered && 'hovered'].filter(Boolean).join(' ')}
      transform={`translate(${place.x} ${place.y})`}
      data-server={address}
      {...thingProps(status === '' ? name : `${name}${common.signs.colon}${status}`, isSelected, isTabStop)}
      {...hoverProps({ kind: 'server', id: address })}
    >
      <circle className="server-halo" r={outer + 4} />
      <circle className="server-hit" r={Math.max(22, outer)} />
      <g className={`server-mark ${look}${paused ? ' process-paused' : ''}`} style={termStyle(0)}>
        {look === 'down' && <circle className="server-hatch" r={radius} strokeWidth={radius / 18} />}
        {look === 'leader' && <circle className="server-fill" r={radius} strokeWidth={radius / 12} />}
        {look === 'leader' && <circle className="server-inner" r={radius * 0.83} strokeWidth={radius / 20} />}
        {look === 'follower' && (
          <>
            <circle className="server-paper" r={radius * 0.93} strokeWidth={radius * 0.16} />
            <circle className="ring-hue" r={radius * 0.93} strokeWidth={radius * 0.1} />
          </>
        )}
        <text className="server-name" y={nameSize * 0.36} fontSize={nameSize}>
          {name}
        </text>
      </g>
      {status !== '' && (
        <text className="process-word" y={radius + 19}>
          {status}
        </text>
      )}
      <circle className="focus-ring" r={outer + 5} />
    </g>
  );
}
