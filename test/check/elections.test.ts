import { beforeAll, describe, expect, it } from 'vitest';
import { countElections, ELECTIONS, type Election, ElectionSeries, patienceUs } from '../../src/check/elections.ts';
import type { ClusterSpec } from '../../src/cluster/types.ts';
import { openScene } from '../../src/scenario/scene.ts';
import { toSpec } from '../../src/scenario/spec.ts';

let spec: ClusterSpec;

beforeAll(async () => {
  const scene = await openScene('election-timeout');
  if (!scene.ok) throw new Error('no scene');
  spec = toSpec(scene.value);
});

function play(timeoutMs: number, latencyMs: number, slice = 1000): readonly Election[] {
  const series = new ElectionSeries(spec, { timeoutUs: timeoutMs * 1000, latencyUs: latencyMs * 1000 });
  while (!series.isComplete) series.advance(slice);
  return series.outcomes;
}

describe('200 elections', () => {
  it('find no leader as long as nobody waits for a round trip, and the sooner the longer the timeout is', () => {
    const counts = [15, 30, 60, 150, 600].map((timeoutMs) => countElections(play(timeoutMs, 15)));
    expect(counts.map(({ runs }) => runs)).toEqual([200, 200, 200, 200, 200]);
    expect(counts.map(({ found }) => found)).toEqual([0, 200, 200, 200, 200]);
    expect(counts.map(({ split }) => split)).toEqual([200, 90, 15, 0, 0]);
    expect(counts.map(({ medianUs }) => medianUs)).toEqual([null, 67093, 97849, 198801, 705205]);
  });

  it('go by the relation of the two times alone', () => {
    const near = play(150, 15);
    const far = play(1500, 150);
    expect(countElections(far).byTerm).toEqual(countElections(near).byTerm);
    expect(countElections(play(150, 150)).found).toBe(0);
  });

  it('are the same however they are sliced, and every time', () => {
    const once = play(60, 15, 1);
    expect(once).toEqual(play(60, 15, 100_000));
    expect(once.map(({ seed }) => seed)).toEqual(Array.from({ length: ELECTIONS }, (_, place) => place + 1));
    const limitUs = patienceUs({ timeoutUs: 60_000, latencyUs: 15_000 });
    for (const { tookUs } of once) if (tookUs !== null) expect(tookUs).toBeLessThanOrEqual(limitUs);
  });
});
