import { scaleLinear } from 'd3';
import type { LaneChange } from '../timeline/lanes.ts';
import type { Passage } from '../timeline/passages.ts';
import type { Point } from './point.ts';

/** A stretch of virtual time, microseconds. */
export interface TimeWindow {
  readonly fromUs: number;
  readonly spanUs: number;
}

/** The frame of a space-time diagram: where its lanes lie and what stretch of time it shows. Pixels. */
export interface SpaceTimeFrame {
  readonly window: TimeWindow;
  readonly left: number;
  readonly right: number;
  /** The y of the axis under the lanes. */
  readonly bottom: number;
  /** Lanes from the top down: clients first, then servers. */
  readonly addresses: readonly number[];
  readonly laneGap: number;
}

const TOP = 26;
const AXIS = 26;
const GUTTER = 46;
const WIDEST_GAP = 64;
/** A row under the lanes for something that is claimed of the run, px. */
export const CLAIM_ROW = 14;

export function spaceTimeFrame(
  size: { readonly width: number; readonly height: number },
  addresses: readonly number[],
  window: TimeWindow,
  claims = 0,
): SpaceTimeFrame {
  const bottom = Math.max(TOP + 40, size.height - AXIS);
  const laneGap = Math.min(WIDEST_GAP, (bottom - claims * CLAIM_ROW - TOP - 6) / addresses.length);
  return { window, left: GUTTER, right: Math.max(GUTTER + 40, size.width), bottom, addresses, laneGap };
}

/** A tenth of a pixel is as fine as is drawn. */
function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

export function xOf({ window, left, right }: SpaceTimeFrame, atUs: number): number {
  return tenth(left + ((atUs - window.fromUs) / window.spanUs) * (right - left));
}

export function timeAtX({ window, left, right }: SpaceTimeFrame, x: number): number {
  return Math.max(0, Math.round(window.fromUs + ((x - left) / (right - left)) * window.spanUs));
}

/** The middle of a host's lane. */
export function laneY({ addresses, laneGap }: SpaceTimeFrame, address: number): number {
  return tenth(TOP + (addresses.indexOf(address) + 0.5) * laneGap);
}

/** Round times of the window, at most one in some 90 px. */
export function timeTicks(frame: SpaceTimeFrame): readonly number[] {
  const { fromUs, spanUs } = frame.window;
  const scale = scaleLinear([fromUs, fromUs + spanUs], [frame.left, frame.right]);
  return scale.ticks(Math.max(2, Math.floor((frame.right - frame.left) / 110))).filter((us) => us >= 0);
}

/** A piece of a lane on which nothing changes. */
export interface Band {
  readonly change: LaneChange;
  readonly x: number;
  readonly width: number;
}

/** The pieces of one server's lane inside the window; `untilUs` is where the run ends so far. */
export function bandsOf(
  frame: SpaceTimeFrame,
  changes: readonly LaneChange[],
  address: number,
  untilUs: number,
): readonly Band[] {
  const own = changes.filter((change) => change.address === address);
  const bands: Band[] = [];
  own.forEach((change, place) => {
    const from = Math.max(frame.left, xOf(frame, change.atUs));
    const to = Math.min(frame.right, xOf(frame, own[place + 1]?.atUs ?? untilUs));
    if (to > from) bands.push({ change, x: from, width: tenth(to - from) });
  });
  return bands;
}

/** Bars over a lane, as high as the root of how many events each part of the window has of the `most` that any has. */
export function crowdPath(frame: SpaceTimeFrame, address: number, counts: readonly number[], most: number): string {
  const { left, right, laneGap } = frame;
  const base = laneY(frame, address) - 6;
  const room = Math.max(4, laneGap - 16);
  const wide = (right - left) / counts.length;
  let path = '';
  counts.forEach((count, part) => {
    if (count > 0)
      path += `M${tenth(left + (part + 0.5) * wide)} ${base}v${-tenth(Math.max(1, Math.sqrt(count / most) * room))}`;
  });
  return path;
}

/** Dots on lanes as one path, to be stroked with round ends; those of a lane that cannot be told apart are one. */
export function dotsPath(dots: readonly Point[]): string {
  const last = new Map<number, number>();
  let path = '';
  for (const { x, y } of dots) {
    if (x - (last.get(y) ?? -Infinity) < 1) continue;
    last.set(y, x);
    path += `M${x} ${y}h0`;
  }
  return path;
}

/** A message as a slanted line, from when and where it left to when and where it ended. */
export interface Slant {
  readonly passage: Passage;
  readonly start: Point;
  readonly end: Point;
}

/** How far down a lost message's line is drawn: it died on the road, not at its receiver. */
const LOST_AT = 0.72;

export function slantOf(frame: SpaceTimeFrame, passage: Passage): Slant {
  const { envelope, endAtUs, fate } = passage;
  const start = { x: xOf(frame, envelope.sentAtUs), y: laneY(frame, envelope.from) };
  const end = { x: xOf(frame, endAtUs), y: laneY(frame, envelope.to) };
  if (fate !== 'lost' && fate !== 'held') return { passage, start, end };
  const share = fate === 'lost' ? LOST_AT : 0.3;
  return { passage, start, end: { x: end.x, y: tenth(start.y + (end.y - start.y) * share) } };
}

/** The line of a slant with an arrowhead, as a path; a lost or held one ends blunt. */
export function slantPath({ passage, start, end }: Slant): string {
  const line = `M${start.x} ${start.y}L${end.x} ${end.y}`;
  if (passage.fate !== 'arrived') return line;
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  if (length < 12) return line;
  const ux = (end.x - start.x) / length;
  const uy = (end.y - start.y) / length;
  const wing = (side: number): string =>
    `${tenth(end.x - ux * 6 - uy * side * 2.6)} ${tenth(end.y - uy * 6 + ux * side * 2.6)}`;
  return `${line}M${wing(1)}L${end.x} ${end.y}L${wing(-1)}`;
}

/** The slant nearest to a point, if one is within `reach` px; and whether the point is nearer to its start. */
export function slantAt(
  slants: readonly Slant[],
  point: Point,
  reach: number,
): { readonly slant: Slant; readonly nearStart: boolean } | null {
  let best: { slant: Slant; nearStart: boolean } | null = null;
  let least = reach;
  for (const slant of slants) {
    const { start, end } = slant;
    const dx = end.x - start.x;
    const dy = end.y - start.y;
    const along =
      dx === 0 && dy === 0 ? 0 : ((point.x - start.x) * dx + (point.y - start.y) * dy) / (dx * dx + dy * dy);
    const share = Math.min(1, Math.max(0, along));
    const distance = Math.hypot(point.x - start.x - dx * share, point.y - start.y - dy * share);
    if (distance < least) {
      least = distance;
      best = { slant, nearStart: share < 0.35 };
    }
  }
  return best;
}

/**
 * The outline of the past of an event or of its future. `reach`, by address: when its last word left that could have reached
 * the event, or when it could first have heard of it. Lanes that it says nothing of give way to the edge.
 */
export function coneOutline(
  frame: SpaceTimeFrame,
  reach: ReadonlyMap<number, number>,
  side: 'past' | 'future',
): string {
  const { addresses, laneGap, left, right } = frame;
  const edge = side === 'past' ? left : right;
  const points = addresses.map((address) => {
    const atUs = reach.get(address);
    const x = atUs === undefined ? edge : Math.max(left, Math.min(right, xOf(frame, atUs)));
    return { x, y: laneY(frame, address) };
  });
  const [first] = points;
  const last = points[points.length - 1];
  if (first === undefined || last === undefined) return '';
  const top = tenth(first.y - laneGap / 2);
  const bottom = tenth(last.y + laneGap / 2);
  const border = points.map(({ x, y }) => `L${x} ${y}`).join('');
  return `M${edge} ${top}L${first.x} ${top}${border}L${last.x} ${bottom}L${edge} ${bottom}Z`;
}

/** Where a window stands so that a moment is comfortably in sight: as it was, if it is already. */
export function windowAround(window: TimeWindow, atUs: number): TimeWindow {
  const share = (atUs - window.fromUs) / window.spanUs;
  if (share >= 0.02 && share <= 0.94) return window;
  const place = share > 0.94 && share < 1.3 ? 0.3 : 0.7;
  return { ...window, fromUs: Math.max(-window.spanUs * 0.02, Math.round(atUs - window.spanUs * place)) };
}
