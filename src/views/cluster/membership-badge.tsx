import type { ServerMember } from '../../cluster/types.ts';
import { OUTER_RADIUS } from '../../layout/ring.ts';
import type { Configuration } from '../../raft/configuration.ts';

/** `123`, joint `123|345`, with learners `123+4`. */
function labelOf({ voters, learners, old }: Configuration): string {
  if (voters.length === 0) return '–';
  const joint = old === null ? '' : `${old.join('')}|`;
  return `${joint}${voters.join('')}${learners.length === 0 ? '' : `+${learners.join('')}`}`;
}

/** P87: the configuration that a server uses; dashed while it does not know that it is committed. */
export function MembershipBadge({ member, scale }: { readonly member: ServerMember; readonly scale: number }) {
  const { configuration, configurationIndex, commitIndex } = member.raft;
  const label = labelOf(configuration);
  const width = 14 + 8.2 * label.length;
  const isOpen = configurationIndex > commitIndex;
  return (
    <g
      className={isOpen ? 'membership-badge open' : 'membership-badge'}
      transform={`translate(0 ${(OUTER_RADIUS + 1) * scale + 8})`}
    >
      <rect x={-width / 2} y={-9} width={width} height={18} rx={9} />
      <text y={4.4}>{label}</text>
    </g>
  );
}
