import { expect, it } from 'vitest';
import { stageProcessesFor, stageRingFor, stampRows } from '../../src/layout/stage.ts';

const SIZES = [
  { width: 1300, height: 560 },
  { width: 520, height: 520 },
  { width: 800, height: 480 },
];

it.each(SIZES)('keeps the members of a ring apart and inside of it, and the words under them: %o', (size) => {
  for (const ringFor of [stageRingFor, stageProcessesFor]) {
    for (let members = 1; members <= 9; members++) {
      const { places, server } = ringFor(size, 26, members);
      places.forEach((one, nth) => {
        const room = ringFor === stageProcessesFor ? 26 * 1.05 : 0;
        expect(one.y + server + room).toBeLessThanOrEqual(size.height);
        expect(Math.min(one.x - server, one.y - server)).toBeGreaterThanOrEqual(-0.001);
        expect(one.x + server).toBeLessThanOrEqual(size.width);
        for (const other of places.slice(nth + 1)) {
          expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(2 * server);
        }
      });
    }
  }
});

it('puts a stamp into the first row in which it covers none', () => {
  const stamp = (x: number) => ({ x, length: 7 });
  expect(stampRows(20, [stamp(100), stamp(150), stamp(190), stamp(400)])).toEqual([0, 1, 0, 0]);
  expect(stampRows(20, [stamp(100), stamp(120), stamp(140)])).toEqual([0, 1, 2]);
});
