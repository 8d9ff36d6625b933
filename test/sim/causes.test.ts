import { describe, expect, it } from 'vitest';
import { openRun } from '../../src/cluster/cluster.ts';
import { toSpec } from '../../src/scenario/spec.ts';

describe('causes at the start of a run', () => {
  it('every server starts for itself, and its timer is set because it started', () => {
    const { events } = openRun(toSpec({ raftlight: 1, servers: 3, clients: 0 }), null, true);
    const starts = events.filter((event) => event.fact.type === 'Started');
    expect(starts.map((event) => event.causes)).toEqual([[], [], []]);
    for (const event of events.filter((other) => other.fact.type === 'TimerSet')) {
      const [cause] = event.causes;
      expect(events[cause?.i ?? -1]).toMatchObject({ server: event.server, fact: { type: 'Started' } });
    }
  });
});
