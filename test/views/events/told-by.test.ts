import { expect, it } from 'vitest';
import { principalOf } from '../../../src/messages/principal.ts';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import { toSpec } from '../../../src/scenario/spec.ts';
import { Timeline } from '../../../src/timeline/timeline.ts';
import { toldBy } from '../../../src/views/events/told-by.ts';

function played(): Timeline {
  const timeline = Timeline.of(toSpec(defaultScenario));
  timeline.extendTo({ steps: 400 });
  return timeline;
}

const facts = (timeline: Timeline, steps: readonly number[]) =>
  toldBy(timeline, steps).map((event) => event?.fact.type);

it('tells every step as it is told by itself, wherever the list is entered', () => {
  const timeline = played();
  const other = played();
  for (const steps of [
    [300, 301, 302, 303],
    [0, 1, 2, 3],
    [150, 158, 159, 160, 161, 162, 190, 320],
    [301, 304],
  ]) {
    const alone = steps.map((step) => principalOf(other.eventsOf(step))?.fact.type);
    expect(facts(timeline, steps)).toEqual(alone);
  }
});

it('gives the same event again, and null for a step that has not been played', () => {
  const timeline = played();
  const [first] = toldBy(timeline, [12]);
  expect(first).not.toBeNull();
  expect(toldBy(timeline, [11, 12])[1]).toBe(first);
  expect(toldBy(timeline, [401])).toEqual([null]);
});
