import { memo } from 'react';
import type { Machine } from '../../cluster/machine.ts';
import { cellY, type LogGrid } from '../../layout/log-grid.ts';
import { useText } from '../text.ts';

const LETTER = 7.25;

/** Key-value contents in one line, keys in order: `x=3 y=9`. */
function contentsOf(machine: Machine): string {
  const keys = [...machine.contents.keys()].sort();
  return keys.map((key) => `${key}=${String(machine.contents.get(key))}`).join(' ');
}

function fitted(text: string, width: number): string {
  const letters = Math.floor(width / LETTER);
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1))}…`;
}

interface Props {
  readonly grid: LogGrid;
  readonly row: number;
  readonly commitIndex: number;
  readonly lastApplied: number;
  readonly machine: Machine;
}

/** What a server knows to be committed, has applied, and holds: at the end of its row. */
export const RowNumbers = memo(function RowNumbers({ grid, row, commitIndex, lastApplied, machine }: Props) {
  const { logs: text, common } = useText();
  const contents = contentsOf(machine);
  const y = cellY(grid, row);
  const middle = y + grid.cellHeight / 2;
  const x = 14;
  const line = Math.min(17, grid.rowHeight / 3.4);
  if (grid.rowHeight < 46) {
    return (
      <g className="row-numbers">
        <title>{text.short(commitIndex, lastApplied) + common.signs.saying + contents}</title>
        <text className="row-number" x={x} y={middle - 1}>
          <tspan className="strong">{commitIndex}</tspan> / <tspan className="strong">{lastApplied}</tspan>
        </text>
        <text className="row-contents" x={x} y={middle + 12}>
          {fitted(contents, grid.numbersWidth - x)}
        </text>
      </g>
    );
  }
  return (
    <g className="row-numbers">
      <title>{contents}</title>
      <text className="row-number" x={x} y={middle - line + 4}>
        {text.commit} <tspan className="strong">{commitIndex}</tspan>
      </text>
      <text className="row-number" x={x} y={middle + 4}>
        {text.applied} <tspan className="strong">{lastApplied}</tspan>
      </text>
      <text className="row-contents" x={x} y={middle + line + 4}>
        {fitted(contents, grid.numbersWidth - x)}
      </text>
    </g>
  );
});

/** The same below the row, where there is no room beside it. */
export const RowFootnote = memo(function RowFootnote({
  grid,
  row,
  machine,
}: Omit<Props, 'commitIndex' | 'lastApplied'>) {
  const contents = contentsOf(machine);
  if (contents === '' || grid.rowHeight < 84) return null;
  return (
    <text className="row-contents" x={grid.labelWidth} y={cellY(grid, row) + grid.cellHeight + 23}>
      {fitted(contents, grid.viewWidth)}
    </text>
  );
});
