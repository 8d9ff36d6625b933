import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bandsOf,
  coneOutline,
  crowdPath,
  dotsPath,
  laneY,
  type Slant,
  slantAt,
  spaceTimeFrame,
  timeAtX,
  timeTicks,
  windowAround,
  xOf,
} from '../../src/layout/space-time.ts';
import type { LaneChange } from '../../src/timeline/lanes.ts';

const frame = spaceTimeFrame({ width: 1046, height: 400 }, [101, 1, 2, 3], { fromUs: 100_000, spanUs: 500_000 });

function change(atUs: number, term: number): LaneChange {
  return { step: atUs, atUs, address: 1, state: 'up', term, role: 'follower' };
}

describe('the frame', () => {
  it('gives a time back for the place of that time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000, max: 600_000 }), (us) => {
        expect(Math.abs(timeAtX(frame, xOf(frame, us)) - us)).toBeLessThanOrEqual(26);
      }),
    );
  });

  it('puts the lanes under each other in the order given, inside of the drawing', () => {
    const ys = frame.addresses.map((address) => laneY(frame, address));
    expect(ys).toEqual([...ys].sort((a, b) => a - b));
    expect(ys.every((y) => y > 0 && y < frame.bottom)).toBe(true);
  });

  it('names round times inside of the window', () => {
    for (const us of timeTicks(frame)) {
      expect(us % 10_000).toBe(0);
      expect(us).toBeGreaterThanOrEqual(100_000);
      expect(us).toBeLessThanOrEqual(600_000);
    }
  });
});

describe('bands', () => {
  it('follow each other without a gap from the edge of the window to the end of the run', () => {
    const bands = bandsOf(frame, [change(0, 1), change(200_000, 2), change(400_000, 3)], 1, 500_000);
    expect(bands.map((band) => band.change.term)).toEqual([1, 2, 3]);
    expect(bands[0]?.x).toBe(frame.left);
    for (const [place, band] of bands.entries()) {
      expect(band.x + band.width).toBeCloseTo(bands[place + 1]?.x ?? xOf(frame, 500_000), 5);
    }
  });

  it('leave out what is out of sight', () => {
    expect(bandsOf(frame, [change(0, 1), change(50_000, 2), change(700_000, 3)], 1, 900_000)).toHaveLength(1);
  });
});

describe('finding a message by a point', () => {
  const slant = (x: number): Slant => ({
    passage: {} as Slant['passage'],
    start: { x, y: 0 },
    end: { x: x + 40, y: 100 },
  });
  const slants = [slant(0), slant(100)];

  it('takes the nearest within reach, and tells which end is nearer', () => {
    expect(slantAt(slants, { x: 104, y: 8 }, 8)).toEqual({ slant: slants[1], nearStart: true });
    expect(slantAt(slants, { x: 36, y: 92 }, 8)).toEqual({ slant: slants[0], nearStart: false });
    expect(slantAt(slants, { x: 70, y: 10 }, 8)).toBeNull();
  });
});

describe('the outline of what is known', () => {
  it('reaches on each lane to the moment known, and to the left edge where nothing is', () => {
    const outline = coneOutline(frame, new Map([[1, 300_000]]), 'past');
    expect(outline).toContain(`L${xOf(frame, 300_000)} ${laneY(frame, 1)}`);
    expect(outline).toContain(`L${frame.left} ${laneY(frame, 2)}`);
    const future = coneOutline(frame, new Map([[1, 300_000]]), 'future');
    expect(future).toContain(`L${frame.right} ${laneY(frame, 2)}`);
  });
});

describe('following the cursor', () => {
  it('moves only when the cursor leaves the window, and then has it in sight', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.integer({ min: 1000, max: 5_000_000 }),
        (fromUs, atUs, spanUs) => {
          const window = { fromUs, spanUs };
          const next = windowAround(window, atUs);
          const share = (atUs - next.fromUs) / next.spanUs;
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
          expect(windowAround(next, atUs)).toBe(next);
        },
      ),
    );
  });
});

describe('what is too close together to be drawn one by one', () => {
  it('is bars, the highest where there is most, and dots that cannot be told apart are one', () => {
    const path = crowdPath(frame, 1, [0, 1, 4, 0], 4);
    const bars = [...path.matchAll(/v-([\d.]+)/g)].map(([, height]) => Number(height));
    expect(bars).toHaveLength(2);
    expect(bars[1]).toBeCloseTo((bars[0] ?? 0) * 2, 0);
    const dots = Array.from({ length: 1000 }, (_, nth) => ({ x: nth / 10, y: nth % 2 }));
    expect(dotsPath(dots).split('M').length - 1).toBeLessThan(210);
  });
});
