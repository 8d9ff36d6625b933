import { expect, it } from 'vitest';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import { clocksOf } from '../../src/timeline/causality.ts';
import { conesOf, sideOf } from '../../src/timeline/cones.ts';
import { Timeline } from '../../src/timeline/timeline.ts';

/** With losses, a crash and a partition, so that not everybody hears of everything. */
function played(): Timeline {
  const outcome = parseScenario({
    raftlight: 1,
    seed: 5,
    servers: 5,
    clients: 1,
    network: { lossPercent: 10 },
    actions: [
      { at: 400, do: 'submit', client: 'C1', command: 'set x 1' },
      { at: 600, do: 'crash', server: 'S3' },
      {
        at: 700,
        do: 'partition',
        groups: [
          ['S1', 'S2'],
          ['S3', 'S4', 'S5'],
        ],
      },
    ],
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  const timeline = Timeline.of(toSpec(outcome.value));
  timeline.extendTo({ atUs: 1_500_000 });
  return timeline;
}

it('says of every step what the clocks say, whichever event it is asked of', () => {
  const timeline = played();
  const { index, steps } = timeline;
  const clocks = clocksOf(timeline);
  let [before, after, apart] = [0, 0, 0];
  for (let step = 1; step <= steps; step += 7) {
    const cones = conesOf(index, step, 6);
    if (cones === null) {
      expect(index.server(step)).toBeNull();
      continue;
    }
    for (let other = 1; other <= steps; other++) {
      const verdict = clocks.compare(other, step);
      const expected = verdict === 'before' ? 'past' : verdict === 'after' ? 'future' : null;
      expect(sideOf(cones, index, other), `${other} and ${step}`).toBe(expected);
      if (verdict === 'before') before++;
      if (verdict === 'after') after++;
      if (verdict === 'concurrent') apart++;
    }
  }
  expect(Math.min(before, after, apart)).toBeGreaterThan(300);
});
