import { describe, expect, it } from 'vitest';
import { toSpec } from '../../src/scenario/spec.ts';
import { BeatFinder } from '../../src/timeline/beats.ts';
import { Timeline } from '../../src/timeline/timeline.ts';

const spec = toSpec({
  raftlight: 1,
  servers: 3,
  clients: 0,
  network: { latencyMs: 15 },
  timers: { scriptMs: { S1: [150], S2: [400], S3: [500] } },
});
const PLACES = [
  { atUs: 165_000 },
  { when: { type: 'RoleChanged', server: null, fields: { to: 'leader' }, nth: 1 } },
  { afterStep: 1 },
  { when: { type: 'RoleChanged', server: null, fields: { to: 'leader' }, nth: 2 } },
] as const;

describe('beats', () => {
  it('are found as far as the run was played, in its order', () => {
    const timeline = Timeline.of(spec);
    const finder = new BeatFinder(timeline, PLACES);
    expect(finder.all()).toEqual([]);
    timeline.extendTo({ atUs: 300_000 });
    expect(finder.all().map(({ beat, atUs }) => [beat, atUs])).toEqual([
      [2, 150_000],
      [0, 165_000],
      [1, 180_000],
    ]);
    const leads = finder.all()[2];
    expect(timeline.eventsOf(leads?.step ?? 0).some(({ fact }) => fact.type === 'RoleChanged')).toBe(true);
  });

  it('at a time stop before the steps of that time', () => {
    const timeline = Timeline.of(spec);
    timeline.extendTo({ atUs: 300_000 });
    const stop = new BeatFinder(timeline, PLACES).all().find(({ beat }) => beat === 0);
    expect(timeline.index.atUs(stop?.step ?? -1)).toBe(150_000);
    expect(timeline.index.atUs((stop?.step ?? -1) + 1)).toBe(165_000);
  });

  it('are walked forward and back', () => {
    const timeline = Timeline.of(spec);
    timeline.extendTo({ atUs: 300_000 });
    const finder = new BeatFinder(timeline, PLACES);
    const first = finder.nearest({ step: 0, atUs: 0 }, 1);
    const second = first === null ? null : finder.nearest(first, 1);
    expect([first?.beat, second?.beat]).toEqual([2, 0]);
    expect(second === null ? null : finder.nearest(second, -1)).toEqual(first);
    expect(first === null ? null : finder.at(first)).toBe(2);
  });
});
