import { describe, expect, test } from 'vitest';
import { type Difference, worldDifferences } from '../../src/cluster/differences.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import { partingOf } from '../../src/timeline/parting.ts';
import { Timeline } from '../../src/timeline/timeline.ts';

function cluster(): Timeline {
  const parsed = parseScenario({ raftlight: 1, seed: 1, servers: 3, clients: 1, raft: { noOpOnElection: true } });
  if (!parsed.ok) throw new Error('the scenario is sound');
  const timeline = Timeline.of(toSpec(parsed.value));
  timeline.extendTo({ steps: 200 });
  return timeline;
}

const told = (differences: readonly Difference[]): string[] =>
  differences.map(({ where, path, one, other }) => `${where} ${path}: ${one} ${other}`);

describe('what two worlds do not have in common', () => {
  test('nothing, when they are the same but for the time', () => {
    const timeline = cluster();
    const world = timeline.worldAt(100);
    expect(worldDifferences(world, world)).toEqual([]);
    expect(worldDifferences(world, { ...world, nowUs: world.nowUs + 1 })).toEqual([]);
  });

  test('the values of servers by their names, log cells, messages, links', () => {
    const timeline = cluster();
    const branch = timeline.branch(100, [
      { place: { afterStep: 100 }, action: { do: 'cut', from: 1, to: 2 } },
      { place: { afterStep: 101 }, action: { do: 'crash', server: 3 } },
    ]);
    branch.extendTo({ steps: 102 });
    const differences = told(worldDifferences(timeline.worldAt(100), branch.worldAt(102)));
    expect(differences).toContain('S3 up: true false');
    expect(differences).toContain('network cut.S1>S2: null cut');
    const early = told(worldDifferences(timeline.worldAt(0), timeline.worldAt(100)));
    expect(early.some((line) => /^S[123] role: follower leader$/.test(line))).toBe(true);
    expect(early).toContain('S1 disk.log[1]: null 1');
    expect(early.filter((line) => line.startsWith('S1 memory.log'))).toEqual([]);
  });
});

describe('where two runs part', () => {
  test('is the first step at which they do not do the same', () => {
    const timeline = cluster();
    const branch = timeline.branch(100, [{ place: { afterStep: 100 }, action: { do: 'crash', server: 3 } }]);
    branch.extendTo({ steps: 150 });
    expect(partingOf(timeline, branch, 0)).toBe(101);
    expect(partingOf(timeline, branch, 90)).toBe(101);
    expect(partingOf(timeline, timeline, 0)).toBeNull();
  });
});
