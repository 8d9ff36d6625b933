import type { Point, Size } from './point.ts';

/** The least width of the column that stands for indexes that are scrolled away. */
const FOLD_WIDTH = 46;
const HEADER = 28;
const FOOTER = 26;
const ROOMY = 760;
const NARROW = 520;
const SMALLEST_COMMAND_CELL = 32;
/** Room before the first column, for the frames around its cells. */
const EDGE = 8;
/** Columns kept free after the last entry where the logs scroll, so that what comes next has a place. */
const SPARE_COLUMNS = 2;

/** How the logs are laid out at one size. Columns are indexes, rows are servers. */
export interface LogGrid extends Size {
  readonly isNarrow: boolean;
  /** At the left: name, role, term. At the right: numbers and contents; 0 where there is no room. */
  readonly labelWidth: number;
  readonly inset: number;
  readonly numbersWidth: number;
  /** The width of the part that scrolls. */
  readonly viewWidth: number;
  readonly contentWidth: number;
  readonly columns: number;
  readonly columnWidth: number;
  readonly cellHeight: number;
  readonly rowHeight: number;
  readonly gap: number;
  readonly headerHeight: number;
  readonly hasCommands: boolean;
  /** How many letters of a command a cell shows. */
  readonly commandLength: number;
  readonly bottom: number;
}

export function logGridFor(size: Size, rows: number, lastIndex: number): LogGrid {
  const isNarrow = size.width < NARROW;
  const isRoomy = size.width >= ROOMY;
  const inset = isNarrow ? 12 : isRoomy ? 24 : 20;
  const labelWidth = isNarrow ? 64 : inset + 104;
  const numbersWidth = isNarrow ? 0 : isRoomy ? 132 : 104;
  const viewWidth = Math.max(0, size.width - labelWidth - numbersWidth);
  const columnWidth = columnWidthFor(viewWidth, lastIndex, isRoomy);
  const free = Math.max(0, size.height - HEADER - FOOTER);
  const rowHeight = Math.max(28, Math.min(isNarrow ? 96 : 92, free / Math.max(1, rows)));
  const cellHeight = Math.round(Math.min(48, rowHeight - Math.max(11, Math.min(30, rowHeight * 0.34))));
  const fitting = Math.floor((viewWidth - EDGE) / columnWidth);
  const columns = lastIndex <= fitting ? fitting : lastIndex + SPARE_COLUMNS;
  return {
    ...size,
    isNarrow,
    inset,
    labelWidth,
    numbersWidth,
    viewWidth,
    contentWidth: EDGE + columns * columnWidth,
    columns,
    columnWidth,
    cellHeight,
    rowHeight,
    gap: rowHeight - cellHeight,
    headerHeight: HEADER,
    hasCommands: cellHeight >= SMALLEST_COMMAND_CELL,
    commandLength: Math.floor((columnWidth - 6) / 7.2),
    bottom: HEADER + rowHeight * rows,
  };
}

/** One width while the longest log fits, one smaller one from then on: cells do not change with every entry. */
function columnWidthFor(viewWidth: number, lastIndex: number, isRoomy: boolean): number {
  const wide = isRoomy ? 60 : 45;
  if (lastIndex < Math.floor((viewWidth - EDGE) / wide)) return wide;
  return isRoomy ? 46 : 34;
}

/** The left edge of an index's column, in the coordinates of the content. */
export function columnX(grid: LogGrid, index: number): number {
  return EDGE + (index - 1) * grid.columnWidth;
}

/** The upper edge of the cells of a row. */
export function cellY(grid: LogGrid, row: number): number {
  return grid.headerHeight + row * grid.rowHeight + grid.gap * 0.46;
}

/** The indexes that are to be drawn, and the edges of what is in view, when the content is scrolled by `scrollLeft`. */
export interface VisibleColumns {
  readonly first: number;
  readonly last: number;
  /** Everything up to this index is folded into one column at the left; 0 when nothing is. */
  readonly folded: number;
  readonly leftEdge: number;
  readonly rightEdge: number;
}

export function visibleColumns(grid: LogGrid, scrollLeft: number): VisibleColumns {
  const isFolding = scrollLeft > 0;
  const hidden = isFolding ? scrollLeft + FOLD_WIDTH : 0;
  const folded = Math.max(0, Math.ceil((hidden - EDGE) / grid.columnWidth));
  const rightEdge = scrollLeft + grid.viewWidth;
  const last = Math.min(grid.columns, Math.ceil((rightEdge - EDGE) / grid.columnWidth));
  return { first: folded + 1, last, folded, leftEdge: scrollLeft, rightEdge };
}

/** How far to scroll so that an index is in view: as little as possible. */
export function scrollTo(grid: LogGrid, scrollLeft: number, index: number): number {
  const left = columnX(grid, index);
  const most = Math.max(0, grid.contentWidth - grid.viewWidth);
  const wish =
    left < scrollLeft + FOLD_WIDTH
      ? left - FOLD_WIDTH
      : left + grid.columnWidth > scrollLeft + grid.viewWidth
        ? left + grid.columnWidth - grid.viewWidth
        : scrollLeft;
  return Math.max(0, Math.min(most, wish));
}

/** Where two compared cells are joined: the line between their frames, and the middle of its label. */
export interface Joint {
  readonly path: string;
  readonly label: Point;
}

/** The upper left corners of two cells in different rows, `a` above `b` or below it. */
export function jointBetween(a: Point, b: Point, width: number, height: number): Joint {
  const isDown = b.y > a.y;
  const endX = b.x + width / 2;
  const endY = isDown ? b.y - 5 : b.y + height + 5;
  if (Math.abs(a.x - b.x) < 1) return besideColumn(a, b, width, height);
  const isRight = b.x > a.x;
  const startX = isRight ? a.x + width + 5 : a.x - 5;
  const startY = a.y + height / 2;
  const bend = isDown ? 8 : -8;
  const turn = isRight ? endX - 8 : endX + 8;
  const path = `M${startX} ${startY}H${turn}Q${endX} ${startY} ${endX} ${startY + bend}V${endY}`;
  return { path, label: { x: endX, y: (startY + endY) / 2 } };
}

/** Two cells of one column are joined around its right side, so that the line crosses no cell between them. */
function besideColumn(a: Point, b: Point, width: number, height: number): Joint {
  const startX = a.x + width + 5;
  const outX = startX + 14;
  const [startY, endY] = [a.y + height / 2, b.y + height / 2];
  const bend = endY > startY ? 8 : -8;
  const out = `M${startX} ${startY}H${outX - 8}Q${outX} ${startY} ${outX} ${startY + bend}`;
  const back = `V${endY - bend}Q${outX} ${endY} ${outX - 8} ${endY}H${startX}`;
  return { path: `${out}${back}`, label: { x: outX, y: (startY + endY) / 2 } };
}

/** The torn edge between two cells, from `top` down to `bottom`. */
export function tornEdge(x: number, top: number, bottom: number): string {
  const teeth = 6;
  const half = (bottom - top) / teeth / 2;
  let path = `M${x} ${top}`;
  for (let tooth = 0; tooth < teeth; tooth++) {
    const out = tooth % 2 === 0 ? 5 : -5;
    path += `l${out} ${half.toFixed(2)}l${-out} ${half.toFixed(2)}`;
  }
  return path;
}
