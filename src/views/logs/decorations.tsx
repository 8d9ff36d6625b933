import { memo } from 'react';
import type { Violation } from '../../check/violation.ts';
import { cellY, columnX, jointBetween, type LogGrid, type VisibleColumns } from '../../layout/log-grid.ts';
import type { Leader } from '../../raft/server.ts';
import { pictureProps } from '../interaction/thing.ts';
import { lettersOf } from '../marks/letters.ts';
import { Octagon } from '../marks/octagon.tsx';
import { useNames, useText } from '../text.ts';
import type { Comparison } from './comparison.ts';
import type { RowFacts } from './log-facts.ts';

/** What the leader knows (●) and tries next (▽) of each follower, joined: a long joint means that it knows little. */
export const Progress = memo(function Progress(props: {
  readonly grid: LogGrid;
  readonly rows: readonly RowFacts[];
  readonly leader: Leader;
}) {
  const { grid, rows, leader } = props;
  const text = useText().logs;
  const name = useNames();
  const lift = Math.min(11, grid.gap * 0.34);
  const firstFollower = rows.find(({ address }) => address !== leader.id)?.address;
  return rows.map(({ address }, row) => {
    const next = leader.nextIndex[address];
    if (address === leader.id || next === undefined || next === 0) return null;
    const match = leader.matchIndex[address] ?? 0;
    const y = cellY(grid, row) - lift;
    const nextX = columnX(grid, next) + grid.columnWidth / 2;
    const matchX = match === 0 ? 5 : columnX(grid, match) + grid.columnWidth / 2;
    const isWordy = !grid.isNarrow && grid.gap > 28;
    return (
      <g key={address} className="progress" {...pictureProps(text.progress(name(leader.id), match, next))}>
        <line x1={matchX} x2={nextX} y1={y} y2={y} />
        <circle cx={matchX} cy={y} r={4} />
        <path d={`M${nextX - 5.5} ${y - 4.5}h11l-5.500 9z`} />
        {isWordy && match === 0 && nextX - matchX > 90 && (
          <text x={matchX + 12} y={y + 4.5}>
            {text.matchZero}
          </text>
        )}
        {isWordy && match > 0 && address === firstFollower && (
          <>
            <text className="before" x={matchX - 9} y={y + 4.5}>
              {text.match}
            </text>
            <text x={nextX + 10} y={y + 4.5}>
              {text.next}
            </text>
          </>
        )}
      </g>
    );
  });
});

/** The border of what is committed in fact, with the count that proves it. */
export const CommittedLine = memo(function CommittedLine(props: {
  readonly grid: LogGrid;
  readonly index: number;
  readonly stored: number;
  readonly servers: number;
  readonly leftEdge: number;
}) {
  const { grid, index, stored, servers, leftEdge } = props;
  const x = columnX(grid, index) + grid.columnWidth - 0.5;
  return (
    <g className="committed-line">
      <line x1={x} x2={x} y1={grid.headerHeight - 8} y2={grid.bottom + 4} />
      <CommittedWords grid={grid} x={x} index={index} stored={stored} servers={servers} leftEdge={leftEdge} />
    </g>
  );
});

function CommittedWords(props: {
  readonly grid: LogGrid;
  readonly x: number;
  readonly index: number;
  readonly stored: number;
  readonly servers: number;
  readonly leftEdge: number;
}) {
  const { grid, x, index, stored, servers, leftEdge } = props;
  const text = useText().logs;
  const isShort = grid.isNarrow || grid.viewWidth < 380;
  const words = isShort ? text.committedShort(index) : text.committedTo(index, stored, servers);
  const half = lettersOf(words) * 3.4;
  const start = Math.max(leftEdge + 2, x - half);
  return (
    <text x={start} y={grid.bottom + 19}>
      {words}
    </text>
  );
}

/** The entries at fault, where the step on show broke a promise about a place in the logs. */
export const BrokenCells = memo(function BrokenCells(props: {
  readonly grid: LogGrid;
  readonly rows: readonly RowFacts[];
  readonly broken: readonly Violation[];
}) {
  const { grid, rows, broken } = props;
  return broken.flatMap(({ invariant, servers, index }) =>
    rows.map(({ address, member }, row) => {
      const isAtFault =
        servers.includes(address) && index !== undefined && member.raft.log.entryAt(index) !== undefined;
      if (!isAtFault) return null;
      const x = columnX(grid, index) - 2;
      const y = cellY(grid, row) - 3;
      const width = grid.columnWidth + 3;
      return (
        <g key={`${invariant} ${address}`} className="broken-cell">
          <rect className="broken-frame" x={x} y={y} width={width} height={grid.cellHeight + 6} rx={6} />
          <Octagon x={x + width - 2} y={y + 2} />
        </g>
      );
    }),
  );
});

/** The two places that a decision compared, framed and joined by the comparison. */
export const ComparisonMark = memo(function ComparisonMark(props: {
  readonly grid: LogGrid;
  readonly rows: readonly RowFacts[];
  readonly comparison: Comparison;
  readonly columns: VisibleColumns;
}) {
  const { grid, rows, comparison, columns } = props;
  const rowOf = (address: number): number => rows.findIndex((row) => row.address === address);
  const { theirs, own } = comparison;
  if (Math.min(theirs.index, own.index) <= columns.folded) return null;
  if (theirs.index === 0 || own.index === 0 || rowOf(theirs.address) < 0 || rowOf(own.address) < 0) return null;
  const a = { x: columnX(grid, theirs.index) + 1, y: cellY(grid, rowOf(theirs.address)) };
  const b = { x: columnX(grid, own.index) + 1, y: cellY(grid, rowOf(own.address)) };
  const width = grid.columnWidth - 3;
  const joint = jointBetween(a, b, width, grid.cellHeight);
  const label = grid.isNarrow ? comparison.shortLabel : comparison.label;
  const half = lettersOf(label) * 3.7 + 10;
  const x = Math.max(half + 2, Math.min(columns.rightEdge - half - 2, joint.label.x - 20 + half));
  return (
    <g className="comparison" {...pictureProps(comparison.label)}>
      {[a, b].map((cell) => (
        <rect
          key={`${cell.x} ${cell.y}`}
          className="compared"
          x={cell.x - 4}
          y={cell.y - 4}
          width={width + 8}
          height={grid.cellHeight + 8}
          rx={7}
        />
      ))}
      <path className="joint" d={joint.path} />
      <rect className="verdict" x={x - half} y={joint.label.y - 14} width={2 * half} height={28} rx={6} />
      <text x={x} y={joint.label.y + 5}>
        {label}
      </text>
    </g>
  );
});
