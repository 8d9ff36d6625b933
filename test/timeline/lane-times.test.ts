import { expect, it } from 'vitest';
import { defaultScenario } from '../../src/scenario/defaults.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import { laneTimesOf } from '../../src/timeline/lane-times.ts';
import { Timeline } from '../../src/timeline/timeline.ts';

it('counts what happened to a host in each part of a stretch, also of steps that came later', () => {
  const timeline = Timeline.of(toSpec(defaultScenario));
  timeline.extendTo({ steps: 100 });
  laneTimesOf(timeline);
  timeline.extendTo({ steps: 700 });
  const { index } = timeline;
  const [fromUs, spanUs, parts] = [150_000, 700_000, 7];
  for (const host of [1, 2, 5]) {
    const expected = Array.from({ length: parts }, () => 0);
    for (let step = 1; step <= timeline.steps; step++) {
      const part = Math.floor(((index.atUs(step) - fromUs) * parts) / spanUs);
      if (index.server(step) === host && part >= 0 && part < parts) expected[part] = (expected[part] ?? 0) + 1;
    }
    expect(expected.some((count) => count > 0)).toBe(true);
    expect(laneTimesOf(timeline).countsOf(host, fromUs, spanUs, parts)).toEqual(expected);
  }
});
