/**
 * The same scenarios on every JavaScript engine: `npm run engines` runs this bundle in Node, Chromium, Firefox,
 * SpiderMonkey and JavaScriptCore and compares the lines. Uses nothing of Node or the page.
 */
import { hash64 } from '../../src/base/hash.ts';
import { runSwarm } from '../../src/check/swarm/swarm.ts';
import { openRun } from '../../src/cluster/cluster.ts';
import { internalHash } from '../../src/cluster/encode.ts';
import type { ClusterSpec } from '../../src/cluster/types.ts';
import { smallProtocolOf } from '../../src/lessons/index.ts';
import { toSpec } from '../../src/scenario/spec.ts';

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

type Protocol = Parameters<typeof smallProtocolOf>[0]['protocol'];

/** Every small protocol, with what its processes are told: `3 notice`, after that many steps each. */
const LESSONS: readonly (readonly [protocol: Protocol, ...acts: readonly string[]])[] = [
  ['events', '1 a', '2 b', '3 c'],
  ['bully', '1 notice', '3 notice'],
  ['ring', '2 notice', '4 notice'],
  ['drifting-clocks', '2 x', '3 y'],
  ['averaging-clocks', '3 lie', '1 poll'],
  ['lock-server', '2 enter', '3 enter', '2 leave'],
  ['accounts', '1 pay', '2 snapshot'],
  ['replicas', '1 add 2', '1 random'],
];

function lessonOf(protocol: Protocol, acts: readonly string[]): ClusterSpec {
  const actions = acts.map((act, place) => {
    const [process = '1', ...what] = act.split(' ');
    return { afterStep: place, do: 'act', server: `S${process}`, what: what.join(' ') } as const;
  });
  const spec = toSpec({ raftlight: 1, servers: 4, clients: 0, clocks: { S2: { ratePpm: 1_010_000 } }, actions });
  const names = ['S1', 'S2', 'S3', 'S4'];
  return { ...spec, lesson: smallProtocolOf({ protocol }, names, (address, nth) => (address * 7 + nth) % 99) };
}

/** One line per scenario. */
export function report(): string {
  const lines: string[] = [];
  for (let seed = 1; seed <= SCENARIOS; seed++) {
    lines.push(`seed ${seed}: ${chainOf(scenarioOfSeed(seed), STEPS)}`);
  }
  for (const [protocol, ...acts] of LESSONS) {
    lines.push(`${protocol}: ${chainOf(lessonOf(protocol, acts), STEPS)}`);
  }
  return lines.join('\n');
}
