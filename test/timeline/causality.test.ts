import { describe, expect, test } from 'vitest';
import { drawBits } from '../../src/base/draw.ts';
import { runSwarm } from '../../src/check/swarm/swarm.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import { Clocks, shortestChain } from '../../src/timeline/causality.ts';
import { Timeline } from '../../src/timeline/timeline.ts';

const STEPS = 1200;

function swarmTimeline(seed: number): Timeline {
  const timeline = Timeline.of(runSwarm(seed).spec);
  timeline.extendTo({ steps: STEPS });
  return timeline;
}

/** Of every step, which steps led to it: by the causes that the trace names and the order of each host, nothing else. */
function pastOfSteps(timeline: Timeline): (ReadonlySet<number> | null)[] {
  const past: (Set<number> | null)[] = [];
  const latest = new Map<number, number>();
  timeline.visitEvents(1, timeline.steps, (step, events) => {
    const address = timeline.index.server(step);
    if (address === null) {
      past[step] = null;
      return;
    }
    const before = new Set<number>();
    const told = events.flatMap((event) => event.causes.map((cause) => cause.step));
    for (const cause of [...told, latest.get(address) ?? 0]) {
      if (cause === step || !past[cause]) continue;
      before.add(cause);
      for (const earlier of past[cause]) before.add(earlier);
    }
    latest.set(address, step);
    past[step] = before;
  });
  return past;
}

describe('happens-before', () => {
  test('the verdicts of vector clocks are what the graph of events says, for 10,000 pairs', () => {
    let pairs = 0;
    const seen = { before: 0, after: 0, concurrent: 0, same: 0 };
    for (let seed = 1; pairs < 10_000; seed++) {
      const timeline = swarmTimeline(seed);
      const past = pastOfSteps(timeline);
      const clocks = new Clocks(timeline.index);
      for (let nth = 0; nth < 2500; nth++) {
        const a = 1 + (drawBits(seed, 8, 1, 0, nth) % timeline.steps);
        const b = 1 + (drawBits(seed, 8, 2, 0, nth) % timeline.steps);
        const [pastOfA, pastOfB] = [past[a], past[b]];
        const verdict = clocks.compare(a, b);
        if (!pastOfA || !pastOfB) {
          expect(verdict).toBeNull();
          continue;
        }
        const graph = a === b ? 'same' : pastOfB.has(a) ? 'before' : pastOfA.has(b) ? 'after' : 'concurrent';
        expect(verdict, `seed ${seed}, steps ${a} and ${b}`).toBe(graph);
        seen[graph]++;
        pairs++;
        const [lamportA, lamportB] = [clocks.stampOf(a)?.lamport ?? 0, clocks.stampOf(b)?.lamport ?? 0];
        if (graph === 'before') expect(lamportA).toBeLessThan(lamportB);
      }
    }
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
  });

  test('the shortest chain leads from one to the other, link by link, and there is none without an order', () => {
    for (const seed of [1, 2, 3]) {
      const timeline = swarmTimeline(seed);
      const { index } = timeline;
      const clocks = new Clocks(index);
      for (let nth = 0; nth < 300; nth++) {
        const a = 1 + (drawBits(seed, 8, 3, 0, nth) % timeline.steps);
        const b = 1 + (drawBits(seed, 8, 4, 0, nth) % timeline.steps);
        const verdict = clocks.compare(a, b);
        const chain = shortestChain(index, a, b);
        expect(chain !== null, `seed ${seed}, ${a} to ${b}`).toBe(verdict === 'before' || verdict === 'same');
        let at = a;
        for (const { from, to, by } of chain ?? []) {
          expect(from).toBe(at);
          if (by === 'message') expect(index.toldBy(to)).toBe(from);
          else expect(index.server(to)).toBe(index.server(from));
          at = to;
        }
        if (chain !== null) expect(at).toBe(b);
      }
    }
  });

  test('a message makes an order; what nobody was told stays concurrent', () => {
    const parsed = parseScenario({ raftlight: 1, seed: 1, servers: 3, network: { latencyMs: [10, 10] } });
    if (!parsed.ok) throw new Error('the scenario is sound');
    const timeline = Timeline.of(toSpec(parsed.value));
    timeline.extendTo({ steps: 40 });
    const { index } = timeline;
    const clocks = new Clocks(index);
    // A request of a candidate reaches both others, which have not heard of each other yet.
    const [one = 0, two = 0] = Array.from({ length: 40 }, (_, step) => step).filter(
      (step) => index.toldBy(step) !== null,
    );
    const sent = index.toldBy(one) ?? 0;
    expect(index.toldBy(two)).toBe(sent);
    expect(clocks.compare(sent, one)).toBe('before');
    expect(clocks.compare(two, sent)).toBe('after');
    expect(clocks.compare(one, two)).toBe('concurrent');
    expect(shortestChain(index, sent, two)).toEqual([{ from: sent, to: two, by: 'message' }]);
    const [candidate, other] = [index.server(sent) ?? 0, index.server(two) ?? 0];
    expect(clocks.stampOf(one)?.vector.get(candidate)).toBe(clocks.stampOf(sent)?.vector.get(candidate));
    expect(clocks.stampOf(one)?.vector.get(other)).toBe(0);
  });
});
