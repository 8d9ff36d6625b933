import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openMonitor, type Violation } from '../../src/check/monitor.ts';
import { runSwarm, type SwarmResult } from '../../src/check/swarm/swarm.ts';
import { describeViolation, INVARIANT_TITLES, type InvariantId } from '../../src/check/violation.ts';
import { openRun } from '../../src/cluster/cluster.ts';
import type { ClusterSpec } from '../../src/cluster/types.ts';
import { mutations } from '../../src/messages/en/mutations.ts';
import { type MutationName, NO_MUTATIONS } from '../../src/raft/config.ts';
import { brokenRulesTable } from './mutations-table.ts';
import { mutated } from './spec.ts';

/** For every invariant a mutation that breaks it. */
const BREAKING: { readonly [invariant in InvariantId]: MutationName } = {
  I1: 'voteTwice',
  I2: 'leaderOverwrites',
  I3: 'leaderOverwrites',
  I4: 'longerLogWins',
  I5: 'commitToLastLogIndex',
  I6: 'countUnwritten',
  I7: 'forgetVoteOnRestart',
  I8: 'commitGoesBack',
  I9: 'entryOfOldTerm',
  I10: 'matchWholeLog',
  I11: 'countStaleVotes',
  I12: 'commitOldTerm',
  I13: 'stackChanges',
  I14: 'directSwitch',
  I15: 'filterWhenProposed',
  I16: 'replyBeforeDurable',
  I17: 'answerOnAppend',
  I18: 'countLearners',
};

/** Seeds tried in order: the rarest (I4) fires in about one of forty. */
const MOST_SEEDS = 600;

/** The first seed of the swarm (a cluster that starts empty, faults and commands by action only) that breaks it. */
function firstFinding(invariant: InvariantId, mutation: MutationName): SwarmResult {
  for (let seed = 1; seed <= MOST_SEEDS; seed++) {
    const result = runSwarm(seed, (spec) => mutated(spec, mutation));
    if (faulty(result).some((violation) => violation.invariant === invariant)) return result;
  }
  throw new Error(`${invariant} never fired under ${mutation} in ${MOST_SEEDS} seeds`);
}

function faulty({ violations, faultySteps }: SwarmResult): Violation[] {
  return violations.filter((violation) => violation.step <= faultySteps);
}

/** The violations of the faulty part of a run, played again from its scenario. */
function violationsOf(spec: ClusterSpec, steps: number): Violation[] {
  const run = openRun(spec);
  const monitor = openMonitor(spec, run.world());
  const found: Violation[] = [];
  while (run.step < steps && run.advance()) found.push(...monitor.observe(run));
  return found;
}

describe.each(Object.entries(BREAKING) as [InvariantId, MutationName][])('%s under %s', (invariant, mutation) => {
  const result = firstFinding(invariant, mutation);

  test('fires, and again in the recorded scenario', () => {
    expect(violationsOf(result.spec, result.faultySteps)).toEqual(faulty(result));
  });

  test('says who, when, and what was compared', () => {
    const found = faulty(result).find((violation) => violation.invariant === invariant);
    expect(found?.servers.length).toBeGreaterThan(0);
    expect(Object.keys(found?.values ?? {}).length).toBeGreaterThan(0);
    expect(describeViolation(found as Violation)).toContain(INVARIANT_TITLES[invariant]);
  });

  test('is silent, as are all others, without the mutation in the same scenario', () => {
    expect(violationsOf(mutated(result.spec), result.faultySteps)).toEqual([]);
  });
});

const TABLE = brokenRulesTable();
const HERE = 'test/check/mutations.test.ts';
const NAMES = Object.keys(NO_MUTATIONS) as MutationName[];

describe('docs/mutations.md', () => {
  test('names every rule that can be broken, in the order of the code, and nothing else', () => {
    expect(TABLE.map(({ name }) => name)).toEqual(NAMES);
  });

  test('says what the settings say', () => {
    const said = NAMES.map((name) => ({ rule: mutations[name].rule, label: mutations[name].label }));
    expect(TABLE.map(({ rule, label }) => ({ rule, label }))).toEqual(said);
  });

  test('names tests that speak of the rule', () => {
    const elsewhere = TABLE.filter(({ shownBy }) => shownBy !== HERE);
    const silent = elsewhere.filter(
      ({ name, shownBy }) => !new RegExp(`\\b${name}\\b`).test(readFileSync(shownBy, 'utf8')),
    );
    expect(silent).toEqual([]);
  });
});

/** What is not here has a scenario of its own, as chance finds it too seldom, or as it costs liveness and no promise. */
test.each(TABLE.filter(({ shownBy }) => shownBy === HERE))('$name breaks $falls', ({ name, falls }) => {
  const found = new Set<string>();
  for (let seed = 1; seed <= MOST_SEEDS && !falls.some((id) => found.has(id)); seed++) {
    const { violations } = runSwarm(seed, (spec) => mutated(spec, name as MutationName));
    for (const { invariant } of violations) found.add(invariant);
  }
  expect(
    falls.filter((id) => found.has(id)),
    `found ${[...found].join(', ')}`,
  ).not.toEqual([]);
});
