import { memo } from 'react';
import { labelOf } from '../../cluster/command-text.ts';
import { itemsOf, machineOf } from '../../cluster/snapshot-data.ts';
import { cellY, columnX, type LogGrid, tornEdge, type VisibleColumns } from '../../layout/log-grid.ts';
import type { Entry, Log } from '../../raft/log.ts';
import type { Snapshot } from '../../raft/snapshot.ts';
import { useApp } from '../../store/hooks.ts';
import { hoverProps } from '../interaction/hover.ts';
import { cellProps, pictureProps, rowProps } from '../interaction/thing.ts';
import { EntryCell, type EntryState } from '../marks/entry-cell.tsx';
import { lettersOf } from '../marks/letters.ts';
import { useText } from '../text.ts';
import { isCommitted, type Removed } from './log-facts.ts';

interface Props {
  readonly grid: LogGrid;
  readonly row: number;
  readonly columns: VisibleColumns;
  readonly log: Log;
  readonly snapshot: Snapshot | null;
  readonly commitIndex: number;
  readonly lastApplied: number;
  /** The committed fact, in parts, so that rows are drawn anew only when it changes. */
  readonly committedLog: Log | null;
  readonly committedIndex: number;
  readonly conflictFrom: number | null;
  readonly removed: Removed | null;
  /** The index whose cell the keyboard is on, if it is in this row. */
  readonly focusIndex: number | null;
  readonly label: string;
}

function commandLabel(grid: LogGrid, entry: Entry): string {
  if (!grid.hasCommands) return '';
  const label = labelOf(entry.command);
  return label.length <= grid.commandLength ? label : `${label.slice(0, grid.commandLength - 1)}…`;
}

/** The cells of one log, its rail, its torn edge. Only the visible columns exist. */
export const LogRow = memo(function LogRow(props: Props) {
  const { grid, row, columns, log, conflictFrom, removed, label } = props;
  const y = cellY(grid, row);
  const indexes: number[] = [];
  for (let index = columns.first; index <= columns.last; index++) indexes.push(index);
  return (
    <g {...rowProps(label)}>
      {log.baseIndex >= columns.first && <SnapshotCard {...props} y={y} />}
      {indexes.map((index) => (
        <Cell key={index} {...props} index={index} y={y} entry={log.entryAt(index)} ghost={ghostAt(removed, index)} />
      ))}
      <Rail {...props} y={y} />
      {conflictFrom !== null && conflictFrom >= columns.first && (
        <Torn grid={grid} row={row} log={log} index={conflictFrom} />
      )}
    </g>
  );
});

function ghostAt(removed: Removed | null, index: number): Entry | undefined {
  return removed === null ? undefined : removed.entries[index - removed.fromIndex];
}

interface CellProps extends Props {
  readonly index: number;
  readonly y: number;
  readonly entry: Entry | undefined;
  readonly ghost: Entry | undefined;
}

function Cell({ grid, row, index, y, log, entry, ghost, committedLog, committedIndex, focusIndex }: CellProps) {
  const text = useText().logs;
  const shown = entry ?? ghost;
  const x = columnX(grid, index) + 1;
  const width = grid.columnWidth - 3;
  const fact = committedLog === null ? null : { log: committedLog, index: committedIndex };
  const common = { 'data-cell': `${row} ${index}`, tabIndex: index === focusIndex ? 0 : -1 };
  if (shown === undefined) {
    if (index <= log.baseIndex) return null;
    return (
      <g className="log-slot" {...cellProps(text.empty(index), false)} {...common}>
        <rect className="log-dot" x={x + width / 2 - 2} y={y + grid.cellHeight / 2 - 2} width={4} height={4} rx={2} />
        <rect className="cell-light" x={x - 4} y={y - 4} width={width + 8} height={grid.cellHeight + 8} rx={7} />
      </g>
    );
  }
  const state: EntryState =
    entry === undefined ? 'removed' : isCommitted(fact, index, shown.term) ? 'committed' : 'open';
  const name = text.entry(index, shown.term, labelOf(shown.command), text.states[state]);
  return (
    <LitCell index={index} term={shown.term} name={name} common={common}>
      <EntryCell
        x={x}
        y={y}
        width={width}
        height={grid.cellHeight}
        term={shown.term}
        label={commandLabel(grid, shown)}
        state={state}
      />
      <rect className="cell-light" x={x - 4} y={y - 4} width={width + 8} height={grid.cellHeight + 8} rx={7} />
    </LitCell>
  );
}

interface LitProps {
  readonly index: number;
  readonly term: number;
  readonly name: string;
  readonly common: { readonly 'data-cell': string; readonly tabIndex: number };
  readonly children: React.ReactNode;
}

/** The same entry, by index and term, is lit in every row. */
function LitCell({ index, term, name, common, children }: LitProps) {
  const isSelected = useApp(
    ({ selection }) => selection?.kind === 'entry' && selection.index === index && selection.term === term,
  );
  const isHovered = useApp(({ hover }) => hover?.kind === 'entry' && hover.index === index && hover.term === term);
  return (
    <g
      {...cellProps(name, isSelected)}
      className={['log-cell', isSelected && 'selected', isHovered && 'hovered'].filter(Boolean).join(' ')}
      data-entry={`${index} ${term}`}
      {...hoverProps({ kind: 'entry', index, term })}
      {...common}
    >
      {children}
    </g>
  );
}

/** What the snapshot covers, as one hatched card: where it ends, and below, where there is room, what it holds. */
function SnapshotCard({ grid, columns, log, snapshot, y }: Props & { readonly y: number }) {
  const { logs: text, common } = useText();
  const x = columnX(grid, columns.first) + 1;
  const width = columnX(grid, log.baseIndex + 1) - 2 - x;
  const title = text.snapshot(log.baseIndex, log.baseTerm);
  const contents = snapshot === null ? '' : contentsText(snapshot);
  const isWide = width > lettersOf(title) * 7;
  const hasContents = isWide && grid.cellHeight >= 36 && contents !== '';
  const middle = y + grid.cellHeight / 2 + 4.5;
  return (
    <g className="snapshot-card" {...pictureProps(contents === '' ? title : title + common.signs.colon + contents)}>
      <rect className="snapshot-frame" x={x} y={y + 0.5} width={width} height={grid.cellHeight - 1} rx={4} />
      <text x={x + width / 2} y={hasContents ? middle - 8 : middle}>
        {isWide ? title : text.snapshotShort(log.baseIndex)}
      </text>
      {hasContents && (
        <text className="snapshot-contents" x={x + width / 2} y={middle + 9}>
          {fitted(contents, width - 12)}
        </text>
      )}
    </g>
  );
}

function contentsText({ data }: Snapshot): string {
  return itemsOf(machineOf(data))
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');
}

function fitted(text: string, width: number): string {
  const letters = Math.max(1, Math.floor(width / 7.25));
  return text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;
}

/** Thick up to lastApplied, thin up to commitIndex, and a tick at its end. */
function Rail({ grid, y, commitIndex, lastApplied, columns }: Props & { readonly y: number }) {
  if (commitIndex === 0) return null;
  const railY = y + grid.cellHeight + Math.min(6, grid.gap * 0.24);
  const start = columnX(grid, Math.max(1, columns.first - 1)) + 1;
  const end = (index: number): number => Math.max(start, columnX(grid, index) + grid.columnWidth - 2);
  const isThin = grid.gap < 24;
  return (
    <g className="rail">
      {lastApplied > 0 && (
        <line
          className="rail-applied"
          x1={start}
          x2={end(lastApplied)}
          y1={railY}
          y2={railY}
          strokeWidth={isThin ? 3 : 5}
        />
      )}
      {commitIndex > lastApplied && (
        <line className="rail-committed" x1={end(lastApplied)} x2={end(commitIndex)} y1={railY} y2={railY} />
      )}
      <line className="rail-end" x1={end(commitIndex)} x2={end(commitIndex)} y1={railY - 4.5} y2={railY + 4.5} />
    </g>
  );
}

function Torn({
  grid,
  row,
  log,
  index,
}: {
  readonly grid: LogGrid;
  readonly row: number;
  readonly log: Log;
  readonly index: number;
}) {
  const text = useText().logs;
  const y = cellY(grid, row);
  const path = tornEdge(columnX(grid, index) - 0.5, y - 6, y + grid.cellHeight + 6);
  const after = columnX(grid, log.lastIndex + 1) + 8;
  return (
    <g className="torn">
      <path className="torn-paper" d={path} />
      <path className="torn-ink" d={path} />
      {!grid.isNarrow && (
        <text x={after} y={y + grid.cellHeight / 2 + 4.5}>
          {text.conflictsFrom(index)}
        </text>
      )}
    </g>
  );
}
