import { memo } from 'react';
import type { ClusterHost } from '../../cluster/types.ts';
import { laneY, type SpaceTimeFrame } from '../../layout/space-time.ts';
import type { Messages } from '../../messages/index.ts';
import { useApp } from '../../store/hooks.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { hoverProps } from '../interaction/hover.ts';
import { thingProps } from '../interaction/thing.ts';
import { useNames, useText } from '../text.ts';

interface Props {
  readonly frame: SpaceTimeFrame;
  readonly timeline: Timeline;
  readonly step: number;
}

/** The names of the lanes: buttons for their hosts. One of them is a tab stop, the arrows reach the others. */
export function Heads({ frame, timeline, step }: Props) {
  const text = useText();
  const nameOf = useNames();
  const { hosts } = timeline.worldAt(step);
  return (
    <g className="st-heads">
      {frame.addresses.map((address, place) => {
        const host = hosts.find((other) => other.address === address);
        if (host === undefined) return null;
        const kind = host.state.kind === 'client' ? 'client' : 'server';
        const name = nameOf(address);
        const label = labelOf(host, name, text);
        const y = laneY(frame, address);
        return <Head key={address} kind={kind} id={address} name={name} label={label} y={y} isTabStop={place === 0} />;
      })}
    </g>
  );
}

function labelOf({ up, state }: ClusterHost, name: string, text: Messages): string {
  if (state.kind === 'client') return text.spacetime.hostLane(name);
  if (state.kind === 'process') return text.spacetime.hostLane(name, up ? '' : text.common.down);
  const role = up ? text.common.roles[state.raft.role] : text.common.down;
  return text.spacetime.lane(name, role, state.raft.currentTerm);
}

interface HeadProps {
  readonly kind: 'server' | 'client';
  readonly id: number;
  readonly name: string;
  readonly label: string;
  readonly y: number;
  readonly isTabStop: boolean;
}

const Head = memo(function Head({ kind, id, name, label, y, isTabStop }: HeadProps) {
  const isSelected = useApp(({ selection }) => selection?.kind === kind && selection.id === id);
  const isHovered = useApp(({ hover }) => hover?.kind === kind && hover.id === id);
  return (
    <g
      className={['st-head', isSelected && 'selected', isHovered && 'hovered'].filter(Boolean).join(' ')}
      {...(kind === 'server' ? { 'data-server': id } : { 'data-client': id })}
      {...thingProps(label, isSelected, isTabStop)}
      {...hoverProps({ kind, id })}
    >
      <rect x="2" y={y - 14} width="40" height="28" rx="6" />
      <text x="38" y={y + 5}>
        {name}
      </text>
    </g>
  );
});
