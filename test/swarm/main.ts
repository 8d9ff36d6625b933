import { parseArgs } from 'node:util';
import { formatMs } from '../../src/base/time.ts';
import { HEALING_TIMEOUTS } from '../../src/check/healing.ts';
import { FAULTS } from '../../src/check/swarm/faults.ts';
import { runSwarm } from '../../src/check/swarm/swarm.ts';
import { SITUATIONS } from '../../src/check/swarm/tally.ts';
import { describeViolation } from '../../src/check/violation.ts';

// npm run swarm -- --seeds 1..10000: random clusters and faults, all invariants after every step, then healing.
// Ctrl-C stops it after the current seed; what was counted so far is printed.

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '1..1000' } } });
const range = /^(\d+)\.\.(\d+)$/.exec(values.seeds);
if (range === null) {
  console.error(`--seeds ${values.seeds}: write a range of seeds, such as --seeds 1..1000`);
  process.exit(2);
}
const first = Number(range[1]);
const last = Number(range[2]);

const counts = new Map<string, number>();
let played = 0;
let steps = 0;
let violated = 0;
let stuck = 0;
let slowestUs = 0;
let mostTimeouts = 0;
const stop = new AbortController();
process.on('SIGINT', () => stop.abort());

function add(name: string, count: number): void {
  counts.set(name, (counts.get(name) ?? 0) + count);
}

function play(seed: number): void {
  const { violations, healing, faults, tally, steps: taken, spec } = runSwarm(seed);
  played++;
  steps += taken;
  for (const [fault, count] of faults) add(fault, count);
  for (const [situation, count] of tally.counts) add(situation, count);
  for (const violation of violations) console.log(`seed ${seed}: ${describeViolation(violation)}`);
  if (violations.length > 0) violated++;
  if (!healing.ok) {
    stuck++;
    const { leader, committed, equalLogs } = healing;
    const state = `leader ${leader ?? 'none'}, committed ${committed}, equal logs ${equalLogs}`;
    console.log(`seed ${seed}: no progress after healing (${state})`);
  }
  slowestUs = Math.max(slowestUs, healing.tookUs);
  mostTimeouts = Math.max(mostTimeouts, healing.tookUs / spec.electionTimeout.highUs);
}

const start = performance.now();
let nextReport = start + 10_000;
for (let seed = first; seed <= last && !stop.signal.aborted; seed++) {
  play(seed);
  if (performance.now() < nextReport) continue;
  nextReport += 10_000;
  console.log(`... ${played} seeds, ${steps} steps, ${violated} violated, ${stuck} stuck`);
  await new Promise((resolve) => setImmediate(resolve)); // lets Ctrl-C through
}

const seconds = (performance.now() - start) / 1000;
for (const name of [...FAULTS, ...SITUATIONS]) {
  console.log(`${name.padEnd(36)}${String(counts.get(name) ?? 0).padStart(10)}`);
}
const missing = [...FAULTS, ...SITUATIONS].filter((name) => (counts.get(name) ?? 0) === 0);
if (missing.length > 0) console.log(`never seen: ${missing.join(', ')}`);
console.log(`seeds ${first}..${first + played - 1}, ${steps} steps, ${seconds.toFixed(1)} s`);
console.log(
  `slowest healing ${formatMs(slowestUs)} ms; most election timeouts ${mostTimeouts.toFixed(1)} of ${HEALING_TIMEOUTS}`,
);
console.log(`${violated} seeds with a violation, ${stuck} without progress after healing`);
process.exitCode = violated > 0 ? 3 : stuck > 0 ? 4 : missing.length > 0 ? 1 : 0;
