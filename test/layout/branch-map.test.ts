import { describe, expect, it } from 'vitest';
import { branchMapFor } from '../../src/layout/branch-map.ts';

const SPANS = [
  { id: 1, parent: null, forkUs: 0, endUs: 1000 },
  { id: 2, parent: 1, forkUs: 200, endUs: 900 },
  { id: 3, parent: 1, forkUs: 600, endUs: 1000 },
  { id: 4, parent: 2, forkUs: 500, endUs: 700 },
];

describe('the map of branches', () => {
  const map = branchMapFor(SPANS, 320, 40);

  it('has a line for each branch below the one it left, the later fork nearer to it', () => {
    expect(map.lines.map(({ id, row }) => [id, row])).toEqual([
      [1, 0],
      [3, 1],
      [2, 2],
      [4, 3],
    ]);
    expect(map.height).toBe(160);
  });

  it('puts time on one scale for all of them', () => {
    const [main, late] = map.lines;
    expect(main).toMatchObject({ startX: 10, endX: 310 });
    expect(late?.startX).toBe(map.xOf(600));
    expect(late?.endX).toBe(310);
  });

  it('lets every line begin on its parent and never run upwards', () => {
    for (const { path, row, id } of map.lines) {
      const parent = map.lines.find((line) => line.id === SPANS.find((span) => span.id === id)?.parent);
      const begin = Number(/^M[\d.]+ ([\d.]+)/.exec(path)?.[1]);
      expect(begin).toBe(((parent?.row ?? row) + 0.5) * 40);
    }
  });
});
