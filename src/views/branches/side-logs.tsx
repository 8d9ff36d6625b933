import { labelOf } from '../../cluster/command-text.ts';
import { nameOf } from '../../cluster/names.ts';
import type { World } from '../../cluster/types.ts';
import { cellY, columnX, type LogGrid, logGridFor } from '../../layout/log-grid.ts';
import { pictureProps } from '../interaction/thing.ts';
import { type CommittedFact, isCommitted, type RowFacts, rowsOf } from '../logs/log-facts.ts';
import { Drawing } from '../marks/drawing.tsx';
import { EntryCell } from '../marks/entry-cell.tsx';
import { useNames, useText } from '../text.ts';
import { useSize } from '../use-size.ts';
import type { Differing } from './differing.ts';

const ROW_HEIGHT = 44;
/** Room for the names of servers. */
const NAMES = 44;

interface Props {
  readonly world: World;
  readonly twin: World;
  readonly committed: CommittedFact | null;
  readonly differing: Differing;
}

/** The logs of a moment; a cell that the other side has otherwise, or has not, is outlined. */
export function SideLogs({ world, twin, committed, differing }: Props) {
  const text = useText();
  const names = useNames();
  const [box, size] = useSize<HTMLDivElement>({ width: 0, height: 0 });
  const rows = rowsOf(world);
  const lastIndex = Math.max(1, ...[...rows, ...rowsOf(twin)].map(({ member }) => member.raft.log.lastIndex));
  const fits = Math.max(4, Math.floor((size.width - NAMES - 8) / 46));
  // Both sides show the same indexes: the last ones, where there are more than fit.
  const first = Math.max(1, lastIndex - fits + 1);
  const height = 28 + rows.length * ROW_HEIGHT + 26;
  const grid = logGridFor({ width: size.width, height }, rows.length, lastIndex - first + 1);
  const told = rows.map(({ address, member: { raft } }) => {
    const terms = Array.from({ length: raft.log.lastIndex - raft.log.baseIndex }, (_, place) =>
      raft.log.termAt(raft.log.baseIndex + 1 + place),
    );
    const cells = [...differing.cells].filter((cell) => cell.startsWith(`${nameOf(address)} `));
    return text.branches.side.log(
      names(address),
      terms.join(' '),
      cells.map((cell) => Number(cell.split(' ')[1])),
    );
  });
  return (
    <div ref={box} className="side-logs" style={{ height }}>
      {size.width > 0 && (
        <Drawing width={size.width} height={height} {...pictureProps(told.join(text.common.signs.saying))}>
          <Indexes grid={grid} first={first} last={lastIndex} />
          {rows.map((facts, row) => (
            <Row
              key={facts.address}
              grid={grid}
              row={row}
              facts={facts}
              first={first}
              last={lastIndex}
              committed={committed}
              cells={differing.cells}
            />
          ))}
        </Drawing>
      )}
    </div>
  );
}

function Indexes({ grid, first, last }: { readonly grid: LogGrid; readonly first: number; readonly last: number }) {
  const indexes = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  return indexes.map((index) => (
    <text key={index} className="side-index" x={NAMES + columnX(grid, index - first + 1) + grid.columnWidth / 2} y={18}>
      {index}
    </text>
  ));
}

interface RowProps {
  readonly grid: LogGrid;
  readonly row: number;
  readonly facts: RowFacts;
  readonly first: number;
  readonly last: number;
  readonly committed: CommittedFact | null;
  readonly cells: ReadonlySet<string>;
}

function Row({ grid, row, facts, first, last, committed, cells }: RowProps) {
  const names = useNames();
  const { address, member } = facts;
  const { log } = member.raft;
  const y = cellY(grid, row);
  const indexes = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  return (
    <g>
      <text className="side-name" x={4} y={y + grid.cellHeight / 2 + 5}>
        {names(address)}
      </text>
      {indexes.map((index) => {
        const entry = log.entryAt(index);
        const x = NAMES + columnX(grid, index - first + 1) + 1;
        const width = grid.columnWidth - 3;
        const differs = cells.has(`${nameOf(address)} ${index}`);
        const label =
          entry === undefined || !grid.hasCommands ? '' : labelOf(entry.command).slice(0, grid.commandLength);
        return (
          <g key={index}>
            {entry !== undefined && (
              <EntryCell
                x={x}
                y={y}
                width={width}
                height={grid.cellHeight}
                term={entry.term}
                label={label}
                state={isCommitted(committed, index, entry.term) ? 'committed' : 'open'}
              />
            )}
            {differs && (
              <rect
                className={entry === undefined ? 'differs missing' : 'differs'}
                x={x - 1.5}
                y={y - 3}
                width={width + 3}
                height={grid.cellHeight + 6}
                rx={6}
              />
            )}
          </g>
        );
      })}
    </g>
  );
}
