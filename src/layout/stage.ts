import { type Point, polar, type Size } from './point.ts';

/**
 * The smallest text of a picture that the back row reads: 3.4 % of its height, so that capitals are 2.3 % of it
 * (10 minutes of arc from eight heights away).
 */
const TEXT_SHARE = 0.034;
/** Held upright there is no back row, and lines have to fit. */
const WIDTH_SHARE = 0.05;

export function stageTextSize({ width, height }: Size): number {
  return Math.ceil(Math.min(height * TEXT_SHARE, width * WIDTH_SHARE));
}

/** Logs for the back row: cells as large as fit, the last indexes where not all do. */
export interface StageLogs {
  readonly first: number;
  readonly last: number;
  readonly text: number;
  readonly cell: Size;
  readonly labelWidth: number;
  readonly rowHeight: number;
  readonly headerHeight: number;
  /** How many letters of a command fit beside the term. */
  readonly commandLength: number;
}

export function stageLogsFor(size: Size, text: number, rows: number, lastIndex: number): StageLogs {
  const headerHeight = text * 1.5;
  const rowHeight = Math.min(text * 3.5, (size.height - headerHeight) / Math.max(1, rows));
  const labelWidth = text * 3.9;
  const room = Math.max(text * 2, size.width - labelWidth);
  const least = text * 1.5;
  const shown = Math.max(1, Math.min(Math.max(4, lastIndex), Math.floor(room / least)));
  const width = Math.min(text * 4.8, room / shown);
  const last = Math.max(shown, lastIndex);
  return {
    first: last - shown + 1,
    last,
    text,
    cell: { width: width - 6, height: rowHeight * 0.8 },
    labelWidth,
    rowHeight,
    headerHeight,
    commandLength: Math.max(0, Math.floor((width - 6 - text * 1.85) / (text * 0.62))),
  };
}

/** The upper left corner of a cell. */
export function stageCell(logs: StageLogs, row: number, index: number): Point {
  return {
    x: logs.labelWidth + (index - logs.first) * (logs.cell.width + 6),
    y: logs.headerHeight + row * logs.rowHeight + logs.rowHeight * 0.1,
  };
}

/** A space-time diagram for the back row: a lane per process, from the top down; names at the left, stamps at the events. */
export interface StageDiagram {
  readonly text: number;
  readonly left: number;
  readonly right: number;
  readonly spanUs: number;
  readonly lanes: readonly number[];
}

export function stageDiagramFor(size: Size, text: number, lanes: number, spanUs: number): StageDiagram {
  const gap = size.height / Math.max(1, lanes);
  return {
    text,
    left: text * 3.2,
    right: Math.max(text * 4, size.width - text),
    spanUs,
    lanes: Array.from({ length: lanes }, (_, lane) => (lane + 0.5) * gap),
  };
}

export function stageX({ left, right, spanUs }: StageDiagram, atUs: number): number {
  return left + Math.min(1, atUs / spanUs) * (right - left);
}

/**
 * In which row under its lane each stamp stands, so that none covers the one before it: the first one with room, by x from
 * left to right. A letter of the typeface is 0.6 of its size wide.
 */
export function stampRows(text: number, stamps: readonly { readonly x: number; readonly length: number }[]): number[] {
  const ends: number[] = [];
  return stamps.map(({ x, length }) => {
    const half = (length * text * 0.6) / 2;
    const free = ends.findIndex((end) => end + text * 0.3 <= x - half);
    const row = free >= 0 ? free : ends.length;
    ends[row] = x + half;
    return row;
  });
}

/** A ring for the back row. */
export interface StageRing {
  readonly center: Point;
  readonly radius: number;
  /** Radius of a server, large enough for its words. */
  readonly server: number;
  readonly places: readonly Point[];
}

export function stageRingFor(size: Size, text: number, servers: number): StageRing {
  return ringOf(size, text * 2.7, servers, 0);
}

/** A ring of processes: they carry only their names, and a word under them. */
export function stageProcessesFor(size: Size, text: number, processes: number): StageRing {
  return ringOf(size, text * 1.5, processes, text * 1.5);
}

/** With so much room under each member. */
function ringOf(size: Size, wanted: number, servers: number, under: number): StageRing {
  const room = Math.min(size.width - under * 1.6, size.height - under) / 2;
  const share = servers <= 1 ? 0 : 2.3 / (2 * Math.sin(Math.PI / servers));
  // Side by side they need `share` times their own radius, and one more to the edge.
  const server = Math.min(wanted, room / (1.15 + Math.max(share, 1.6)));
  const center = { x: size.width / 2, y: (size.height - under) / 2 };
  const radius = servers <= 1 ? 0 : Math.max(0, room - server * 1.15);
  const places = Array.from({ length: servers }, (_, slot) =>
    polar(center, radius, -Math.PI / 2 + (slot * 2 * Math.PI) / servers),
  );
  return { center, radius, server, places };
}
