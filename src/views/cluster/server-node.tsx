import { memo, useCallback, useMemo } from 'react';
import type { ClusterHost, ServerMember } from '../../cluster/types.ts';
import { ELECTION_TIMER } from '../../cluster/types.ts';
import type { Point } from '../../layout/point.ts';
import { OUTER_RADIUS, SERVER_RADIUS } from '../../layout/ring.ts';
import type { NameOf } from '../../messages/types.ts';
import { isVoter } from '../../raft/configuration.ts';
import { useApp } from '../../store/hooks.ts';
import { useConeClass } from '../cones.ts';
import { hoverProps } from '../interaction/hover.ts';
import { thingProps } from '../interaction/thing.ts';
import { type ServerLook, ServerMark } from '../marks/server-mark.tsx';
import { useNames, useText } from '../text.ts';
import { DiskBadge } from './disk-badge.tsx';
import { MembershipBadge } from './membership-badge.tsx';
import type { MovingParts } from './moving-parts.ts';

const TRACK = 45.5;
const LEASE_TRACK = 40.8;

interface Props {
  readonly host: ClusterHost;
  readonly hostIndex: number;
  readonly place: Point;
  readonly scale: number;
  readonly isTabStop: boolean;
  readonly parts: Pick<MovingParts, 'arcs' | 'leases' | 'disks'>;
}

function lookOfServer(host: ClusterHost, member: ServerMember, name: string, termText: string): ServerLook {
  const { raft } = member;
  return {
    name,
    term: raft.currentTerm,
    termText,
    role: host.up ? raft.role : 'down',
    isPaused: host.paused,
    isFrozen: host.frozen[ELECTION_TIMER] === true,
  };
}

/** One server of the ring: mark, timer track, what it waits for, and the lights of selection, hover and focus. */
export const ServerNode = memo(function ServerNode({ host, hostIndex, place, scale, isTabStop, parts }: Props) {
  const text = useText().cluster;
  const names = useNames();
  const { address } = host;
  const isSelected = useApp((state) => state.selection?.kind === 'server' && state.selection.id === address);
  const isHovered = useApp((state) => state.hover?.kind === 'server' && state.hover.id === address);
  const isInviting =
    useApp((state) => state.firstVisit) && host.state.kind === 'server' && host.state.raft.role === 'leader' && host.up;
  const hasMembership = useApp((state) => (state.scenario.raft?.membership ?? 'off') !== 'off');
  const member = host.state as ServerMember;
  const { currentTerm } = member.raft;
  const name = names(address);
  const fresh = lookOfServer(host, member, name, text.term(currentTerm));
  const { role, isPaused, isFrozen, termText } = fresh;
  const look = useMemo(
    () => ({ name, term: currentTerm, termText, role, isPaused, isFrozen }),
    [name, currentTerm, termText, role, isPaused, isFrozen],
  );
  const target = targetOf(host, names);
  const arc = useCallback((node: SVGCircleElement | null) => parts.arcs.register(hostIndex, node), [parts, hostIndex]);
  const standing = hasMembership ? standingOf(member) : null;
  const cone = useConeClass(address);
  const classes = [
    'server-node',
    cone,
    isSelected && 'selected',
    isHovered && 'hovered',
    isInviting && 'inviting',
    standing,
  ];
  return (
    <g
      className={classes.filter(Boolean).join(' ')}
      transform={`translate(${place.x} ${place.y})`}
      data-server={address}
      {...thingProps(accessibleName(look, host, target, useText()), isSelected, isTabStop)}
      {...hoverProps({ kind: 'server', id: address })}
    >
      <circle className="server-halo" r={(OUTER_RADIUS + 4) * scale} />
      <circle className="server-hit" r={Math.max(22, OUTER_RADIUS * scale)} />
      {host.up && <circle className="timer-track" r={TRACK * scale} strokeWidth={3 * scale} />}
      {host.up && (
        <circle
          ref={arc}
          className={role === 'leader' ? 'timer-arc heartbeat' : isPaused ? 'timer-arc unseen' : 'timer-arc'}
          r={TRACK * scale}
          strokeWidth={(role === 'leader' ? 1.6 : 3) * scale}
          pathLength={1000}
          strokeDasharray="0 1001"
          transform="rotate(-90)"
        />
      )}
      {host.up && hasLease(member) && <LeaseArc hostIndex={hostIndex} scale={scale} parts={parts} />}
      <ServerMark look={look} scale={scale} />
      <TransferBadge target={target} scale={scale} />
      {hasMembership && <MembershipBadge member={member} scale={scale} />}
      <DiskBadge host={host} hostIndex={hostIndex} scale={scale} fills={parts.disks} />
      <circle className="focus-ring" r={(OUTER_RADIUS + 5) * scale} />
    </g>
  );
});

function accessibleName(
  look: ServerLook,
  host: ClusterHost,
  target: string | null,
  text: ReturnType<typeof useText>,
): string {
  const { cluster, common } = text;
  const role = look.role === 'down' ? common.down : common.roles[look.role];
  const writes = host.writes.length;
  const sends = host.writes.reduce((sum, write) => sum + write.sends.length, 0);
  const more = [
    look.isPaused && cluster.paused,
    look.isFrozen && cluster.frozen,
    target !== null && cluster.handsOver(target),
    writes > 0 && cluster.writes(writes, sends),
  ];
  return cluster.server(
    look.name,
    role,
    look.term,
    more
      .filter(Boolean)
      .map((part) => common.signs.part + String(part))
      .join(''),
  );
}

/** How a server stands in the configuration that it uses itself: a voter has no class of its own. */
function standingOf({ raft }: ServerMember): 'learner' | 'outside' | null {
  const { configuration, id } = raft;
  if (isVoter(configuration, id)) return null;
  return configuration.learners.includes(id) ? 'learner' : 'outside';
}

/** The name of the server that a leader hands over to; null when it does not (P80). */
function targetOf({ up, state }: ClusterHost, names: NameOf): string | null {
  if (!up || state.kind !== 'server' || state.raft.role !== 'leader') return null;
  return state.raft.transfer === null ? null : names(state.raft.transfer.to);
}

/** Whether a leader has, or once had, a lease: elsewhere nothing is to be seen of leases. */
function hasLease({ raft }: ServerMember): boolean {
  return raft.role === 'leader' && raft.rounds.leaseUntilUs > 0;
}

/** P132: what is left of the lease, on the scale of the timers, inside of their track. */
function LeaseArc({ hostIndex, scale, parts }: Pick<Props, 'hostIndex' | 'scale' | 'parts'>) {
  const arc = useCallback(
    (node: SVGCircleElement | null) => parts.leases.register(hostIndex, node),
    [parts, hostIndex],
  );
  return (
    <circle
      ref={arc}
      className="lease-arc"
      r={LEASE_TRACK * scale}
      strokeWidth={3.5 * scale}
      pathLength={1000}
      strokeDasharray="0 1001"
      transform="rotate(-90)"
    />
  );
}

/** An hourglass as in TimeoutNow, and whom it is meant for. */
function TransferBadge({ target, scale }: { readonly target: string | null; readonly scale: number }) {
  if (target === null) return null;
  const corner = SERVER_RADIUS * scale * 0.78;
  return (
    <g className="transfer-badge" transform={`translate(${-corner} ${corner}) scale(${Math.max(0.9, scale)})`}>
      <circle r={12.5} />
      <path d="M-4.500 -6H4.500L1 0L4.500 6H-4.500L-1 0Z" />
      <text x={-16} y={5}>
        {target}
      </text>
    </g>
  );
}
