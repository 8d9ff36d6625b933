import { type Box, isInside, overlaps, type Point, type Size } from './point.ts';
import { OUTER_RADIUS } from './ring.ts';

const PIP_RADIUS = 11;
const PIP_STEP = 25;
const LINE_GAP = 14;
const HEIGHT = 66;

/** The votes beside a candidate: a heading, one pip per voter, and the majority line in its gap. */
export interface Tally {
  /** There is only room for the heading. */
  readonly isBare: boolean;
  readonly box: Box;
  readonly pipRadius: number;
  /** Centres of the pips, in the order in which they are filled. */
  readonly pips: readonly Point[];
  readonly majorityX: number;
  readonly pipY: number;
}

function widthFor(voters: number): number {
  return 2 * PIP_RADIUS + (voters - 1) * PIP_STEP + LINE_GAP;
}

/** Beside the server if there is room, else below or above it; where all is taken, only the heading, below it. */
export function tallyFor(
  server: Point,
  voters: number,
  needed: number,
  scale: number,
  room: Size,
  obstacles: readonly Box[],
): Tally {
  const shrink = Math.min(1, Math.max(0.8, scale));
  const width = widthFor(voters) * shrink;
  const height = HEIGHT * shrink;
  const out = OUTER_RADIUS * scale + 6;
  const sideY = server.y - height / 2;
  const middleX = Math.max(4, Math.min(room.width - width - 4, server.x - width / 2));
  const right = { x: server.x + out, y: sideY, width, height };
  const left = { x: server.x - out - width, y: sideY, width, height };
  const below = { x: middleX, y: server.y + out, width, height };
  const above = { x: middleX, y: server.y - out - height, width, height };
  const wishes = server.x < room.width / 2 - 1 ? [left, right, below, above] : [right, left, below, above];
  const paper = { x: 0, y: 0, width: room.width, height: room.height };
  const box = wishes.find((wish) => isInside(wish, paper) && !obstacles.some((other) => overlaps(wish, other)));
  return box === undefined ? bareTally(server, out) : { isBare: false, ...tallyIn(box, voters, needed, shrink) };
}

function bareTally(server: Point, out: number): Tally {
  const box = { x: server.x - 36, y: server.y + out - 12, width: 72, height: 16 };
  return { isBare: true, box, pipRadius: 0, pips: [], majorityX: 0, pipY: 0 };
}

function tallyIn(box: Box, voters: number, needed: number, shrink: number): Omit<Tally, 'isBare'> {
  const pipY = box.y + 32 * shrink;
  const xOf = (place: number): number =>
    box.x + (PIP_RADIUS + place * PIP_STEP + (place >= needed ? LINE_GAP : 0)) * shrink;
  return {
    box,
    pipRadius: PIP_RADIUS * shrink,
    pips: Array.from({ length: voters }, (_, place) => ({ x: xOf(place), y: pipY })),
    majorityX: (xOf(needed - 1) + xOf(needed)) / 2 + (needed >= voters ? 2 : 0),
    pipY,
  };
}
