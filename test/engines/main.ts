/**
 * The same scenarios on every JavaScript engine: `npm run engines` runs this bundle in Node, Chromium, Firefox,
 * SpiderMonkey and JavaScriptCore and compares the lines. Uses nothing of Node or the page.
 */
import { hash64 } from '../../src/base/hash.ts';
import { runSwarm } from '../../src/check/swarm/swarm.ts';
import { openRun } from '../../src/cluster/cluster.ts';
import { internalHash } from '../../src/cluster/encode.ts';
import type { ClusterSpec } from '../../src/cluster/types.ts';

export const SCENARIOS = 50;
const STEPS = 400;

/** The faults and settings of a swarm seed as a scenario of its own. */
export function scenarioOfSeed(seed: number): ClusterSpec {
  return runSwarm(seed).spec;
}

/** The internal hash after every step, each chained to the ones before, so that one line stands for all of them. */
export function chainOf(spec: ClusterSpec, steps: number): string {
  const run = openRun(spec);
  let chain = internalHash(run.world());
  let taken = 0;
  while (taken < steps && run.advance()) {
    chain = hash64(chain + internalHash(run.world()));
    taken++;
  }
  return `${taken} steps ${chain}`;
}

/** One line per scenario. */
export function report(): string {
  const lines: string[] = [];
  for (let seed = 1; seed <= SCENARIOS; seed++) {
    lines.push(`seed ${seed}: ${chainOf(scenarioOfSeed(seed), STEPS)}`);
  }
  return lines.join('\n');
}
