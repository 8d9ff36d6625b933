import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runSwarm } from '../../src/check/swarm/swarm.ts';
import type { ClusterSpec } from '../../src/cluster/types.ts';
import { cutPairs, laneOf } from '../../src/timeline/lanes.ts';
import { type Passage, passagesBetween, passagesUpTo } from '../../src/timeline/passages.ts';
import { Timeline } from '../../src/timeline/timeline.ts';

const STEPS = 900;
const SPECS = longSpecs(4);

/** The first clusters of the swarm that have enough to tell; which seeds those are changes with every mechanism. */
function longSpecs(count: number): ClusterSpec[] {
  const specs: ClusterSpec[] = [];
  for (let seed = 4; specs.length < count; seed++) {
    const { spec, faultySteps } = runSwarm(seed);
    if (spec.servers >= 3 && faultySteps > STEPS) specs.push(spec);
  }
  return specs;
}

function played(spec: ClusterSpec): Timeline {
  const timeline = Timeline.of(spec);
  timeline.extendTo({ steps: STEPS });
  return timeline;
}

const nameOf = ({ envelope }: Pick<Passage, 'envelope'>): string =>
  `${envelope.from}>${envelope.to}#${envelope.ordinal}.${envelope.copy}`;

const told = (passage: Passage): string => {
  const { endStep, endAtUs, fate, envelope } = passage;
  return [nameOf(passage), envelope.sentAtUs, envelope.message.type, endStep, endAtUs, fate].join(' ');
};

describe('the passages of a stretch', () => {
  it.each(SPECS)('are the messages that its events tell of, with their ends', (spec) => {
    const timeline = played(spec);
    const [from, to] = [200, 700];
    const ends = new Map<string, string>();
    timeline.visitEvents(from + 1, to, (step, events) => {
      for (const { fact } of events) {
        if (fact.type === 'MessageSent') ends.set(nameOf(fact), 'open');
        if (fact.type === 'MessageReceived') ends.set(nameOf(fact), `arrived ${step}`);
        if (fact.type === 'MessageLost') ends.set(nameOf(fact), `lost ${step}`);
      }
    });
    const passages = passagesBetween(timeline, from, to);
    const found = new Map(
      passages.map((passage) => [
        nameOf(passage),
        passage.endStep === null ? 'open' : `${passage.fate} ${passage.endStep}`,
      ]),
    );
    expect(ends.size).toBeGreaterThan(100);
    for (const [name, end] of ends) expect(`${name} ${found.get(name)}`).toBe(`${name} ${end}`);
  });
});

describe('the passages of a stretch that moves', () => {
  const move = fc.record({ from: fc.integer({ min: -60, max: 90 }), to: fc.integer({ min: -30, max: 120 }) });

  it.each(SPECS)('are those of the same stretch walked anew', (spec) => {
    fc.assert(
      fc.property(fc.array(move, { minLength: 1, maxLength: 12 }), (moves) => {
        const timeline = Timeline.of(spec);
        let [from, to] = [0, 60];
        for (const by of moves) {
          from = Math.min(STEPS, Math.max(0, from + by.from));
          to = Math.min(STEPS, Math.max(from, to + by.to));
          timeline.extendTo({ steps: to });
          expect(passagesUpTo(timeline, from, to).map(told)).toEqual(passagesBetween(timeline, from, to).map(told));
        }
      }),
      { numRuns: 10 },
    );
  });

  it('keeps those that have ended as they are, and does not walk the steps behind them again', () => {
    const timeline = played(SPECS[0] as ClusterSpec);
    const before = passagesUpTo(timeline, 100, 500).filter(({ endStep }) => endStep !== null);
    const visited: number[] = [];
    const visitRuns = timeline.visitRuns.bind(timeline);
    timeline.visitRuns = (from, to, visit) =>
      visitRuns(from, to, (run) => {
        visited.push(run.step);
        return visit(run);
      });
    const after = new Set(passagesUpTo(timeline, 100, 520));
    expect(before.every((passage) => after.has(passage))).toBe(true);
    expect(visited).toEqual(Array.from({ length: 20 }, (_, nth) => 501 + nth));
  });
});

describe('lanes and cuts', () => {
  it.each(SPECS)('are at every step what the world shows', (spec) => {
    const timeline = played(spec);
    const { servers } = timeline.spec;
    for (let step = 0; step <= STEPS; step += 13) {
      const world = timeline.worldAt(step);
      for (const host of world.hosts) {
        const lane = laneOf(host, 0, 0);
        if (lane === null) continue;
        const last = timeline.laneChanges.findLast((change) => change.address === host.address && change.step <= step);
        expect({ ...last, step: 0, atUs: 0 }).toEqual(lane);
      }
      const cut = timeline.cutChanges.findLast((change) => change.step <= step)?.cut;
      expect(cut).toEqual(cutPairs(world.links, world.hosts.length, servers));
    }
  });
});
