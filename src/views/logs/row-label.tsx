import { memo } from 'react';
import type { ServerMember } from '../../cluster/types.ts';
import { cellY, type LogGrid } from '../../layout/log-grid.ts';
import type { Address } from '../../sim/types.ts';
import { useApp } from '../../store/hooks.ts';
import { useConeClass } from '../cones.ts';
import { hoverProps } from '../interaction/hover.ts';
import { thingProps } from '../interaction/thing.ts';
import { RoleBadge, TermBadge } from '../marks/role-badge.tsx';
import { useNames, useText } from '../text.ts';

interface Props {
  readonly grid: LogGrid;
  readonly row: number;
  readonly address: Address;
  readonly member: ServerMember;
  readonly isUp: boolean;
}

/** Name, role and term at the head of a row; a button for the server. */
export const RowLabel = memo(function RowLabel({ grid, row, address, member, isUp }: Props) {
  const text = useText();
  const name = useNames()(address);
  const isSelected = useApp((state) => state.selection?.kind === 'server' && state.selection.id === address);
  const isHovered = useApp((state) => state.hover?.kind === 'server' && state.hover.id === address);
  const cone = useConeClass(address);
  const { raft } = member;
  const y = cellY(grid, row);
  const middle = y + grid.cellHeight / 2;
  const role = isUp ? raft.role : 'down';
  const roleName = isUp ? text.common.roles[raft.role] : text.common.down;
  const badges = badgePlaces(grid, y);
  const isSmall = grid.rowHeight < 40;
  return (
    <g
      className={['row-label', cone, isSelected && 'selected', isHovered && 'hovered'].filter(Boolean).join(' ')}
      data-server={address}
      {...thingProps(
        [name, roleName, text.cluster.term(raft.currentTerm)].join(text.common.signs.part),
        isSelected,
        true,
      )}
      {...hoverProps({ kind: 'server', id: address })}
    >
      <rect
        className="row-light"
        x={grid.inset - 8}
        y={y - 4}
        width={grid.labelWidth - grid.inset + 2}
        height={grid.cellHeight + 8}
        rx={7}
      />
      <text className="row-name" x={grid.inset} y={grid.isNarrow ? y + 16 : middle + 6} fontSize={isSmall ? 15 : 18}>
        {name}
      </text>
      <RoleBadge role={role} x={badges.role.x} y={badges.role.y} scale={grid.isNarrow || isSmall ? 0.8 : 0.98} />
      <TermBadge
        term={raft.currentTerm}
        x={badges.term.x}
        y={badges.term.y}
        radius={grid.isNarrow || isSmall ? 9.5 : 11.5}
        fontSize={grid.isNarrow || isSmall ? 12 : 14}
      />
    </g>
  );
});

function badgePlaces(grid: LogGrid, y: number) {
  const middle = y + grid.cellHeight / 2;
  if (!grid.isNarrow) return { role: { x: grid.inset + 48, y: middle }, term: { x: grid.inset + 76, y: middle } };
  const below = grid.cellHeight < 34 ? y + 10 : y + 33;
  const x = grid.cellHeight < 34 ? 34 : 20;
  return { role: { x, y: below }, term: { x: x + 24, y: below } };
}
