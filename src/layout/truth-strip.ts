/** From a step on, whether something holds. */
interface Truth {
  readonly step: number;
  readonly holds: boolean;
}

/** A piece of a strip, px. */
interface Piece {
  readonly from: number;
  readonly to: number;
}

/** A single step is at least this wide, px. */
const LEAST = 1.5;

/**
 * The pieces of a strip in which something is as `wanted`, from left to right, those that touch each other as one. `truths`
 * ascend by step and go on to `lastStep`; only those between `left` and `right` are looked at.
 */
export function truthPieces(
  truths: readonly Truth[],
  lastStep: number,
  wanted: boolean,
  xOfStep: (step: number) => number,
  { left, right }: { readonly left: number; readonly right: number },
): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let place = firstInSight(truths, xOfStep, left); place < truths.length; place++) {
    const truth = truths[place];
    if (truth === undefined) break;
    const from = Math.max(left, xOfStep(truth.step));
    if (from > right) break;
    if (truth.holds !== wanted) continue;
    const end = truths[place + 1]?.step ?? lastStep;
    const to = Math.min(right, Math.max(from + LEAST, xOfStep(end)));
    const last = pieces[pieces.length - 1];
    if (last !== undefined && from - last.to < 1) pieces.splice(-1, 1, { from: last.from, to: Math.max(last.to, to) });
    else if (to > left) pieces.push({ from, to });
  }
  return pieces;
}

/** The place of the last truth that begins at or left of the edge. */
function firstInSight(truths: readonly Truth[], xOfStep: (step: number) => number, left: number): number {
  let low = 0;
  let high = truths.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (xOfStep(truths[middle]?.step ?? 0) <= left) low = middle;
    else high = middle - 1;
  }
  return low;
}
