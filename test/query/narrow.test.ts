import { describe, expect, it } from 'vitest';
import { runSwarm } from '../../src/check/swarm/swarm.ts';
import { parseCondition } from '../../src/query/compile.ts';
import { canHold } from '../../src/query/narrow.ts';
import { hitsBetween } from '../../src/query/search.ts';
import { Timeline } from '../../src/timeline/timeline.ts';

function read(source: string) {
  const parsed = parseCondition(source);
  if ('problem' in parsed) throw new Error(JSON.stringify(parsed.problem));
  return parsed.query;
}

const CONDITIONS = [
  'event.server == S3',
  'event.type == "MessageReceived" && event.server == S1',
  'S2 == event.server && event.type == "TimerFired"',
  'event.type == "MessageLost"',
  'event.type == "WriteCompleted" && S1.up',
  'event.type == "RoleChanged" && event.server == S2',
];

describe('steps that are passed over', () => {
  it.each(CONDITIONS)('hold no event that meets %s', (source) => {
    const query = read(source);
    let passed = 0;
    for (const seed of [2, 9, 17]) {
      const timeline = Timeline.of(runSwarm(seed).spec);
      timeline.extendTo({ steps: 800 });
      const hits: string[] = [];
      timeline.visitRuns(
        1,
        timeline.steps,
        ({ step, nowUs, hosts, events }): undefined => {
          if (!canHold(query.narrowed, timeline.index, step)) passed++;
          for (const event of events) {
            if (query.read({ nowUs, step, hosts, event, broken: [] }) === true) hits.push(`${step}.${event.i}`);
          }
        },
        () => true,
      );
      expect(hitsBetween(timeline, query, 1, timeline.steps).map(({ step, i }) => `${step}.${i}`)).toEqual(hits);
    }
    expect(passed).toBeGreaterThan(100);
  });

  it('are none where the parts are joined by or, or asked otherwise', () => {
    for (const source of ['event.server == S1 || event.server == S2', '!(event.server == S1)', 'event.server != S1']) {
      expect(read(source).narrowed).toEqual({ server: null, kinds: null });
    }
  });
});
