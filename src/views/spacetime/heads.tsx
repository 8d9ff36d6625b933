import type { ClusterHost } from '../../cluster/types.ts';
import { laneY, type SpaceTimeFrame } from '../../layout/space-time.ts';
import { useApp } from '../../store/hooks.ts';
import type { Selection } from '../../store/types.ts';
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
  const { hosts } = timeline.worldAt(step);
  return (
    <g className="st-heads">
      {frame.addresses.map((address, place) => {
        const host = hosts.find((other) => other.address === address);
        if (host === undefined) return null;
        const y = laneY(frame, address);
        return <Head key={address} host={host} y={y} isTabStop={place === 0} />;
      })}
    </g>
  );
}

interface HeadProps {
  readonly host: ClusterHost;
  readonly y: number;
  readonly isTabStop: boolean;
}

function Head({ host, y, isTabStop }: HeadProps) {
  const text = useText();
  const name = useNames()(host.address);
  const { address: id, state } = host;
  const thing: Selection = { kind: state.kind, id };
  const isSelected = useApp(({ selection }) => selection?.kind === state.kind && selection.id === id);
  const isHovered = useApp(({ hover }) => hover?.kind === state.kind && hover.id === id);
  const role = state.kind === 'server' && host.up ? text.common.roles[state.raft.role] : text.common.down;
  const label =
    state.kind === 'server' ? text.spacetime.lane(name, role, state.raft.currentTerm) : text.spacetime.clientLane(name);
  return (
    <g
      className={['st-head', isSelected && 'selected', isHovered && 'hovered'].filter(Boolean).join(' ')}
      {...(state.kind === 'server' ? { 'data-server': id } : { 'data-client': id })}
      {...thingProps(label, isSelected, isTabStop)}
      {...hoverProps(thing)}
    >
      <rect x="2" y={y - 14} width="40" height="28" rx="6" />
      <text x="38" y={y + 5}>
        {name}
      </text>
    </g>
  );
}
