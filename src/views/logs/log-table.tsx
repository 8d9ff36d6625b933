import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { cellY, columnX, type LogGrid, scrollTo, type VisibleColumns } from '../../layout/log-grid.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import { useBrokenHere } from '../broken-here.ts';
import { useDrawnLogs } from '../drawn.ts';
import { watchLongPress } from '../interaction/long-press.ts';
import { isMenuKey, middleOf, selectionAt } from '../interaction/pointing.ts';
import { gridProps, groupProps } from '../interaction/thing.ts';
import { Drawing } from '../marks/drawing.tsx';
import { openMenu } from '../menus/open-menu.ts';
import { useNames, useText } from '../text.ts';
import type { Comparison } from './comparison.ts';
import { BrokenCells, CommittedLine, ComparisonMark, Progress } from './decorations.tsx';
import { FlowBadges } from './flow-badges.tsx';
import { conflictWith, leaderIn, type Removed, type RowFacts, referenceLog, storedBy } from './log-facts.ts';
import { LogRow } from './log-row.tsx';
import { RowLabel } from './row-label.tsx';
import { RowFootnote, RowNumbers } from './row-numbers.tsx';

/** What the step on show did to logs. */
export interface StepFacts {
  readonly comparison: Comparison | null;
  readonly removed: readonly Removed[];
}

interface Props {
  readonly grid: LogGrid;
  readonly rows: readonly RowFacts[];
  readonly columns: VisibleColumns;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** How far the indexes are scrolled, in CSS pixels. */
  readonly left: number;
  readonly onScroll: () => void;
  readonly onScrollTo: (left: number) => void;
  readonly facts: StepFacts;
}

interface CellPlace {
  readonly row: number;
  readonly index: number;
}

/** Labels stand still at the left, numbers at the right, and the indexes scroll between them. */
export function LogTable({ grid, rows, columns, scroller, left, onScroll, onScrollTo, facts }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const [focus, moveFocus] = useCellFocus(root, grid, rows.length, columns, left, onScrollTo);
  const height = Math.max(0, grid.height);
  const title = useText().logs.grid;
  useEffect(() => {
    if (root.current === null) return;
    return watchLongPress(root.current, (target, at) => {
      const selection = selectionAt(target);
      if (selection !== null) openMenu(selection, at);
    });
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for all the buttons and cells in it
    <div
      ref={root}
      className="log-table"
      {...groupProps(title)}
      onClick={(event) => appStore.getState().select(selectionAt(event.target))}
      onContextMenu={onContextMenu}
      onKeyDown={(event) => onKeyDown(event, moveFocus)}
    >
      <Labels grid={grid} rows={rows} height={height} />
      <div
        className="log-scroller"
        ref={scroller}
        onScroll={onScroll}
        style={{ left: grid.labelWidth, width: grid.viewWidth }}
      >
        <div className="log-content" style={{ width: grid.contentWidth }}>
          <Drawing className="log-window" width={grid.viewWidth} height={height}>
            <g transform={`translate(${-left} 0)`}>
              <Cells grid={grid} rows={rows} columns={columns} facts={facts} focus={focus} />
            </g>
          </Drawing>
        </div>
      </div>
      {columns.folded > 0 && <Fold grid={grid} rows={rows} columns={columns} onUnfold={() => onScrollTo(0)} />}
      {grid.isNarrow && (
        <Drawing className="log-footnotes" width={grid.width} height={height}>
          {rows.map(({ address, member }, row) => (
            <RowFootnote key={address} grid={grid} row={row} machine={member.machine} />
          ))}
        </Drawing>
      )}
      {grid.numbersWidth > 0 && (
        <Drawing
          className="log-numbers"
          style={{ left: grid.labelWidth + grid.viewWidth }}
          width={grid.numbersWidth}
          height={height}
        >
          {rows.map(({ address, member }, row) => (
            <RowNumbers
              key={address}
              grid={grid}
              row={row}
              commitIndex={member.raft.commitIndex}
              lastApplied={member.raft.lastApplied}
              machine={member.machine}
            />
          ))}
        </Drawing>
      )}
    </div>
  );
}

function Labels({
  grid,
  rows,
  height,
}: {
  readonly grid: LogGrid;
  readonly rows: readonly RowFacts[];
  readonly height: number;
}) {
  const text = useText().logs;
  const selection = useApp((state) => state.selection);
  const { timeline } = useDrawnLogs();
  const leader = leaderIn(rows, selection);
  return (
    <Drawing className="log-labels" width={grid.labelWidth} height={height}>
      {!grid.isNarrow && (
        <text className="head" x={grid.inset + 76} y={grid.headerHeight - 13} textAnchor="middle">
          {text.term}
        </text>
      )}
      {rows.map(({ address, member, isUp }, row) => (
        <RowLabel key={address} grid={grid} row={row} address={address} member={member} isUp={isUp} />
      ))}
      {leader !== null && <FlowBadges grid={grid} rows={rows} leader={leader} switches={timeline.spec.raft} />}
    </Drawing>
  );
}

interface CellsProps extends Pick<Props, 'grid' | 'rows' | 'columns' | 'facts'> {
  readonly focus: CellPlace;
}

function Cells({ grid, rows, columns, facts, focus }: CellsProps) {
  const text = useText();
  const name = useNames();
  const selection = useApp((state) => state.selection);
  const broken = useBrokenHere();
  const { timeline, step } = useDrawnLogs();
  const committed = timeline.committedAt(step);
  const leader = leaderIn(rows, selection);
  const reference = referenceLog(rows, leader);
  return (
    <>
      {committed !== null && (
        <CommittedLine
          grid={grid}
          index={committed.index}
          stored={storedBy(committed, rows)}
          servers={rows.length}
          leftEdge={columns.leftEdge}
        />
      )}
      <Header grid={grid} columns={columns} committed={committed?.index ?? 0} />
      <g {...gridProps(text.logs.grid, rows.length, grid.columns)}>
        {rows.map(({ address, member: { raft }, isUp }, row) => (
          <LogRow
            key={address}
            grid={grid}
            row={row}
            columns={columns}
            log={raft.log}
            snapshot={raft.snapshot}
            commitIndex={raft.commitIndex}
            lastApplied={raft.lastApplied}
            committedLog={committed?.log ?? null}
            committedIndex={committed?.index ?? 0}
            conflictFrom={conflictWith(raft.log, reference)}
            removed={facts.removed.find((one) => one.address === address) ?? null}
            focusIndex={focus.row === row ? focus.index : null}
            label={text.logs.row(
              name(address),
              isUp ? text.common.roles[raft.role] : text.common.down,
              raft.currentTerm,
              raft.log.lastIndex,
              raft.commitIndex,
              raft.lastApplied,
            )}
          />
        ))}
      </g>
      {leader !== null && <Progress grid={grid} rows={rows} leader={leader} />}
      <BrokenCells grid={grid} rows={rows} broken={broken} />
      {facts.comparison !== null && (
        <ComparisonMark grid={grid} rows={rows} comparison={facts.comparison} columns={columns} />
      )}
    </>
  );
}

function Header({
  grid,
  columns,
  committed,
}: {
  readonly grid: LogGrid;
  readonly columns: VisibleColumns;
  readonly committed: number;
}) {
  const indexes: number[] = [];
  for (let index = columns.first; index <= columns.last; index++) indexes.push(index);
  return indexes.map((index) => (
    <text
      key={index}
      className={index === committed ? 'column-head committed' : 'column-head'}
      x={columnX(grid, index) + grid.columnWidth / 2 - 0.5}
      y={grid.headerHeight - 12}
    >
      {index}
    </text>
  ));
}

/** Old indexes, folded into one column; a click scrolls back to them. */
function Fold(props: {
  readonly grid: LogGrid;
  readonly rows: readonly RowFacts[];
  readonly columns: VisibleColumns;
  readonly onUnfold: () => void;
}) {
  const { grid, rows, onUnfold } = props;
  const { folded, leftEdge } = props.columns;
  const width = columnX(grid, folded + 1) - leftEdge;
  const text = useText().logs;
  return (
    <button
      type="button"
      className="log-fold"
      style={{ left: grid.labelWidth, width, height: grid.bottom }}
      aria-label={text.showFirst}
      onClick={onUnfold}
    >
      <Drawing width={width} height={grid.bottom}>
        {rows.map(({ address, member }, row) => {
          const { log } = member.raft;
          const last = Math.min(folded, log.lastIndex);
          if (last === 0) return null;
          return (
            <g key={address} className={log.baseIndex >= last ? 'fold snapshot' : 'fold'}>
              <rect x={1} y={cellY(grid, row) + 0.5} width={width - 5} height={grid.cellHeight - 1} rx={4} />
              <text x={width / 2 - 1.5} y={cellY(grid, row) + grid.cellHeight / 2 + 4.5}>
                {log.baseIndex >= last ? text.snapshotShort(last) : last > 99 ? `…${last}` : text.folded(last)}
              </text>
            </g>
          );
        })}
      </Drawing>
    </button>
  );
}

function onContextMenu(event: MouseEvent): void {
  const selection = selectionAt(event.target);
  if (selection === null) return;
  event.preventDefault();
  openMenu(selection, { x: event.clientX, y: event.clientY });
}

type Move = (by: { readonly rows: number; readonly columns: number } | 'first' | 'last') => void;

const MOVES: { readonly [key: string]: Parameters<Move>[0] } = {
  ArrowLeft: { rows: 0, columns: -1 },
  ArrowRight: { rows: 0, columns: 1 },
  ArrowUp: { rows: -1, columns: 0 },
  ArrowDown: { rows: 1, columns: 0 },
  Home: 'first',
  End: 'last',
};

function onKeyDown(event: KeyboardEvent, moveFocus: Move): void {
  const target = event.target as Element;
  const selection = selectionAt(target);
  const move = MOVES[event.key];
  if (move !== undefined && target.closest('[data-cell]') !== null) moveFocus(move);
  else if (selection === null) return;
  else if (isMenuKey(event)) openMenu(selection, middleOf(target));
  else if (event.key === 'Enter' || event.key === ' ') appStore.getState().select(selection);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** The one cell that Tab reaches, and how the arrows move it; a cell out of view is scrolled to first. */
function useCellFocus(
  root: RefObject<HTMLDivElement | null>,
  grid: LogGrid,
  rows: number,
  columns: VisibleColumns,
  scrollLeft: number,
  onScrollTo: (left: number) => void,
): readonly [CellPlace, Move] {
  const [place, setPlace] = useState<CellPlace>({ row: 0, index: 1 });
  const isWanted = useRef(false);
  useEffect(() => {
    if (!isWanted.current) return;
    isWanted.current = false;
    root.current?.querySelector<SVGElement>(`[data-cell="${place.row} ${place.index}"]`)?.focus();
  });
  const move: Move = (by) => {
    const row = typeof by === 'string' ? place.row : Math.max(0, Math.min(rows - 1, place.row + by.rows));
    const wish = by === 'first' ? 1 : by === 'last' ? grid.columns : place.index + by.columns;
    const index = Math.max(1, Math.min(grid.columns, wish));
    isWanted.current = true;
    setPlace({ row, index });
    const left = scrollTo(grid, scrollLeft, index);
    if (left !== scrollLeft) onScrollTo(left);
  };
  const isVisible = place.index >= columns.first && place.index <= columns.last;
  return [isVisible ? place : { ...place, index: columns.first }, move];
}
