import { expect, it } from 'vitest';
import { at } from '../../../src/base/assert.ts';
import { defaultScenario } from '../../../src/scenario/defaults.ts';
import { toSpec } from '../../../src/scenario/spec.ts';
import { messagesInFlight } from '../../../src/sim/world.ts';
import { Timeline } from '../../../src/timeline/timeline.ts';
import { leaseLeftUs, timerLeftUs } from '../../../src/views/cluster/timer-arcs.ts';
import { votesOf } from '../../../src/views/cluster/votes.tsx';

/** The world right after the last step up to a time. */
function worldAt(atUs: number, actions: Parameters<Timeline['branch']>[1] = []) {
  const timeline = Timeline.of(toSpec(defaultScenario)).branch(0, actions);
  timeline.extendTo({ atUs });
  return timeline.worldAt(timeline.steps);
}

it('shows what is left of the election timer, and of a leader its heartbeat', () => {
  const world = worldAt(200_000);
  const left = timerLeftUs(world, 1, 200_000);
  expect(left).toBeGreaterThan(0);
  expect(timerLeftUs(world, 1, 205_000)).toBe(left - 5_000);
  expect(timerLeftUs(world, 0, 200_000)).toBeLessThanOrEqual(50_000);
});

it('stands still while frozen, and is empty while down', () => {
  const frozen = worldAt(100_000, [{ place: { atUs: 50_000 }, action: { do: 'freezeTimer', server: 3, timer: 0 } }]);
  const left = timerLeftUs(frozen, 2, 100_000);
  expect(left).toBeGreaterThan(0);
  expect(timerLeftUs(frozen, 2, 140_000)).toBe(left);
  const down = worldAt(100_000, [{ place: { atUs: 50_000 }, action: { do: 'crash', server: 3 } }]);
  expect(timerLeftUs(down, 2, 100_000)).toBe(0);
});

it('tells votes that are counted from those on their way', () => {
  const statesAt = (atUs: number) => {
    const world = worldAt(atUs);
    const host = at(world.hosts, 0);
    if (host.state.kind !== 'server' || host.state.raft.role !== 'candidate')
      throw new Error('S1 is no candidate then');
    return votesOf(host.state.raft, messagesInFlight(world)).map(({ state }) => state);
  };
  expect(statesAt(160_000)).toEqual(['granted', 'silent', 'silent', 'silent', 'silent']);
  const late = statesAt(180_060);
  expect(late.slice(0, 2)).toEqual(['granted', 'granted']);
  expect(late).toContain('coming');
});

it('shows what is left of a lease, unless its leader may be replaced at its own word', () => {
  const raft = { ...defaultScenario.raft, reads: 'lease', stickiness: true, leadershipTransfer: true } as const;
  const timeline = Timeline.of(toSpec({ ...defaultScenario, raft }));
  timeline.extendTo({ atUs: 300_000 });
  const world = timeline.worldAt(timeline.steps);
  const left = leaseLeftUs(world, 0, 300_000);
  expect(left).toBeGreaterThan(0);
  expect(leaseLeftUs(world, 0, 310_000)).toBe(left - 10_000);
  expect(leaseLeftUs(world, 0, 1_000_000)).toBe(0);
  expect(leaseLeftUs(world, 1, 300_000)).toBe(0);
  const order = { type: 'TransferLeadership', to: 2 } as const;
  const handsOver = timeline.branch(0, [{ place: { atUs: 299_000 }, action: { do: 'tell', address: 1, order } }]);
  handsOver.extendTo({ atUs: 300_000 });
  expect(leaseLeftUs(handsOver.worldAt(handsOver.steps), 0, 300_000)).toBe(0);
  expect(leaseLeftUs(worldAt(300_000), 0, 300_000)).toBe(0);
});
