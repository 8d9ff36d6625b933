import { expect, test } from 'vitest';
import { parseQuery, type Query } from '../../src/query/compile.ts';
import { type Reading, watchOf } from '../../src/query/watch.ts';
import { defaultScenario } from '../../src/scenario/defaults.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import { Timeline } from '../../src/timeline/timeline.ts';

function query(source: string): Query {
  const parsed = parseQuery(source, 5);
  if ('problem' in parsed) throw new Error(JSON.stringify(parsed.problem));
  return parsed.query;
}

test('a watch has a reading for every step at which the answer changed, also of steps that came later', () => {
  const timeline = Timeline.of(toSpec(defaultScenario));
  timeline.extendTo({ steps: 60 });
  const terms = watchOf(timeline, query('max(currentTerm)'));
  expect(watchOf(timeline, query('max(currentTerm)'))).toBe(terms);
  terms.goTo(40);
  timeline.extendTo({ steps: 300 });
  for (const source of ['max(currentTerm)', 'S1.role', 'leader(S1)', 'count(role == "leader")']) {
    const asked = query(source);
    const expected: Reading[] = [];
    for (let step = 0; step <= timeline.steps; step++) {
      const { nowUs, hosts } = timeline.worldAt(step);
      const value = asked.read({ step, nowUs, hosts, event: null, broken: [] });
      if (expected.at(-1)?.value !== value) expected.push({ step, atUs: nowUs, value });
    }
    const watch = watchOf(timeline, asked);
    if (watch !== terms) {
      expect(watch.goTo(20, 15), source).toBe(false);
      expect(watch.goTo(20, 15), source).toBe(true);
      expect(watch.readings, source).toEqual(expected.filter(({ step }) => step <= 20));
    }
    expect(watch.goTo(timeline.steps), source).toBe(true);
    expect(watch.readings, source).toEqual(expected);
    expect(expected.length, source).toBeGreaterThan(1);
  }
});
