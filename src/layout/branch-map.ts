import { scaleLinear } from 'd3';

/** A branch as the map needs it. */
export interface BranchSpan {
  readonly id: number;
  readonly parent: number | null;
  /** When it left its parent, and until when it was played, in virtual microseconds. */
  readonly forkUs: number;
  readonly endUs: number;
}

/** One line of the map. Rows are counted from the top; everything is in CSS pixels. */
export interface BranchLine {
  readonly id: number;
  readonly row: number;
  readonly y: number;
  readonly startX: number;
  readonly endX: number;
  /** From the parent's line down to this one and along it. */
  readonly path: string;
}

export interface BranchMap {
  readonly lines: readonly BranchLine[];
  readonly width: number;
  readonly height: number;
  readonly xOf: (atUs: number) => number;
}

const INSET = 10;
const BEND = 9;

/** Branches as the lines of a transit map: time runs to the right, and each leaves its parent's line where it forked. */
export function branchMapFor(spans: readonly BranchSpan[], width: number, rowHeight: number): BranchMap {
  const order = inOrder(spans);
  const endUs = Math.max(1, ...spans.map((span) => span.endUs));
  const scale = scaleLinear([0, endUs], [INSET, Math.max(INSET, width - INSET)]);
  const rowOf = new Map(order.map(({ id }, row) => [id, row]));
  const middle = (row: number): number => (row + 0.5) * rowHeight;
  const lines = order.map(({ id, parent, forkUs, endUs: lastUs }, row): BranchLine => {
    const startX = scale(forkUs);
    const endX = Math.max(startX + 2 * BEND, scale(lastUs));
    const from = parent === null ? undefined : rowOf.get(parent);
    const y = middle(row);
    const bend = `M${startX} ${middle(from ?? row)}V${y - BEND}Q${startX} ${y} ${startX + BEND} ${y}H${endX}`;
    return { id, row, y, startX, endX, path: from === undefined ? `M${startX} ${y}H${endX}` : bend };
  });
  return { lines, width, height: order.length * rowHeight, xOf: (atUs) => scale(atUs) };
}

/** Every branch below the one it left, the one that left last first: so no line crosses another one's bend. */
function inOrder(spans: readonly BranchSpan[]): BranchSpan[] {
  const childrenOf = (parent: number | null): BranchSpan[] =>
    spans.filter((span) => span.parent === parent).sort((a, b) => b.forkUs - a.forkUs || a.id - b.id);
  const below = (span: BranchSpan): BranchSpan[] => [span, ...childrenOf(span.id).flatMap(below)];
  return childrenOf(null).flatMap(below);
}
