import { expect, it } from 'vitest';
import { at } from '../../src/base/assert.ts';
import { groupsOf, slotOrder } from '../../src/layout/groups.ts';
import { ringFor } from '../../src/layout/ring.ts';
import { cutsBetween, groupUnder, surfacePath } from '../../src/layout/surface.ts';

const SERVERS = [1, 2, 3, 4, 5];
const apart = (groups: readonly (readonly number[])[]) => (from: number, to: number) =>
  groups.some((group) => group.includes(from) && group.includes(to));

it('finds who can still talk to whom', () => {
  expect(groupsOf(SERVERS, () => true)).toEqual([[1, 2, 3, 4, 5]]);
  expect(
    groupsOf(
      SERVERS,
      apart([
        [1, 4],
        [2, 3, 5],
      ]),
    ),
  ).toEqual([
    [1, 4],
    [2, 3, 5],
  ]);
  expect(groupsOf(SERVERS, () => false)).toEqual([[1], [2], [3], [4], [5]]);
});

it('counts one open direction, and ways over others, as talking', () => {
  const chain = (from: number, to: number) => to === from + 1;
  expect(groupsOf(SERVERS, chain)).toEqual([[1, 2, 3, 4, 5]]);
});

it('moves servers only where their groups lie crosswise', () => {
  expect(
    slotOrder(SERVERS, [
      [1, 2],
      [3, 4, 5],
    ]),
  ).toEqual(SERVERS);
  expect(
    slotOrder(SERVERS, [
      [1, 5],
      [2, 3, 4],
    ]),
  ).toEqual(SERVERS);
  expect(
    slotOrder(SERVERS, [
      [1, 3],
      [2, 4, 5],
    ]),
  ).toEqual([1, 3, 2, 4, 5]);
});

it.each([
  [
    [
      [1, 2],
      [3, 4, 5],
    ],
  ],
  [[[1], [2, 3, 4, 5]]],
  [
    [
      [1, 5],
      [2, 3, 4],
    ],
  ],
])('separates two groups by a straight line: %j', (groups) => {
  const ring = ringFor({ width: 620, height: 460 }, 5);
  const [cut, ...more] = cutsBetween(ring, SERVERS, groups);
  expect(more).toEqual([]);
  const side = (server: number): number => {
    const { x, y } = at(ring.places, server - 1);
    const { from, to } = at(cut === undefined ? [] : [cut], 0);
    return Math.sign((to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x));
  };
  for (const group of groups) expect(new Set(group.map(side)).size).toBe(1);
  expect(side(at(at(groups, 0), 0))).toBe(-side(at(at(groups, 1), 0)));
});

it('separates three groups by three rays, and draws nothing for one', () => {
  const ring = ringFor({ width: 620, height: 460 }, 5);
  expect(cutsBetween(ring, SERVERS, [[1, 2], [3], [4, 5]])).toHaveLength(3);
  expect(cutsBetween(ring, SERVERS, [SERVERS])).toEqual([]);
});

it('tells which group lies under a dropped server', () => {
  const places = [
    [
      { x: 0, y: 0 },
      { x: 200, y: 0 },
    ],
    [{ x: 0, y: 400 }],
  ];
  expect(groupUnder({ x: 100, y: 20 }, places, 1)).toBe(0);
  expect(groupUnder({ x: 10, y: 390 }, places, 1)).toBe(1);
  expect(groupUnder({ x: 100, y: 200 }, places, 1)).toBe(-1);
  expect(
    groupUnder(
      { x: 100, y: 60 },
      [
        [
          { x: 0, y: 0 },
          { x: 200, y: 0 },
          { x: 100, y: 200 },
        ],
      ],
      1,
    ),
  ).toBe(0);
});

it('draws a surface under one, two and more servers', () => {
  expect(surfacePath([{ x: 1, y: 2 }])).toBe('M1 2h.01');
  expect(
    surfacePath([
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ]),
  ).toBe('M1 2L3 4Z');
  const inner = { x: 5, y: 5 };
  expect(surfacePath([{ x: 0, y: 0 }, { x: 10, y: 0 }, inner, { x: 10, y: 10 }, { x: 0, y: 10 }])).not.toContain('5 5');
});
