/**
 * Speed and size, printed: `npm run bench`, or `npm run bench -- dissertation` (any preset of docs/presets.md) with these
 * mechanisms on. History kept and all invariants on, one core. Figures and ratios, no assertions: machines differ. A
 * calibration loop runs beside the engine, so that figures of two machines compare.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { List } from '../../src/base/list.ts';
import { worldDifferences } from '../../src/cluster/differences.ts';
import type { ClusterPlacedAction, ClusterSpec } from '../../src/cluster/types.ts';
import { parseCondition } from '../../src/query/compile.ts';
import { hitsBetween } from '../../src/query/search.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { PRESETS } from '../../src/scenario/presets.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import type { Scenario } from '../../src/scenario/types.ts';
import { CLIENT_BASE } from '../../src/sim/types.ts';
import { edited } from '../../src/timeline/edit.ts';
import { partingOf } from '../../src/timeline/parting.ts';
import { Timeline } from '../../src/timeline/timeline.ts';

const SECOND = 1_000_000;

const chosen = process.argv[2] ?? 'paper-basics';
const preset = PRESETS.find(({ id }) => id === chosen);
if (preset === undefined) {
  console.error(`There is no preset '${chosen}'. There are: ${PRESETS.map(({ id }) => id).join(', ')}.`);
  process.exit(2);
}

/** RaftScope's constants: one-way latency 10-15 ms, election timeout 100-200 ms, heartbeat 50 ms. */
const RAFTSCOPE: Scenario = {
  raftlight: 1,
  seed: 1,
  servers: 5,
  clients: 0,
  raft: { ...preset.raft, electionTimeoutMs: [100, 200], heartbeatMs: 50 },
  network: { latencyMs: [10, 15] },
};

function specOf(scenario: Scenario): ClusterSpec {
  const parsed = parseScenario(scenario);
  if (!parsed.ok) throw new Error(parsed.error.map((problem) => JSON.stringify(problem)).join('\n'));
  return toSpec(parsed.value);
}

/** `perSecond` commands every simulated second, from one client to the server it last heard of as leader. */
function loaded(seconds: number, perSecond: number): ClusterSpec {
  const spec = specOf({ ...RAFTSCOPE, clients: 1, network: { latencyMs: [10, 15], lossPercent: 1 } });
  const actions: ClusterPlacedAction[] = [];
  const client = CLIENT_BASE + 1;
  for (let nth = 0; nth < seconds * perSecond; nth++) {
    const operation = { kind: 'set', key: `k${nth % 10}`, value: nth } as const;
    const atUs = SECOND + Math.floor((nth * SECOND) / perSecond);
    actions.push({ place: { atUs }, action: { do: 'tell', address: client, order: { operation, server: null } } });
  }
  return { ...spec, actions };
}

function timed<T>(work: () => T): { ms: number; value: T } {
  const start = performance.now();
  const value = work();
  return { ms: performance.now() - start, value };
}

/** Integer hashing and persistent list work, no engine: how fast this machine is right now. */
function calibrate(): number {
  const { ms } = timed(() => {
    let list = List.empty<number>();
    let hash = 1;
    for (let index = 0; index < 300_000; index++) {
      hash = Math.imul(hash ^ index, 0x85ebca6b) >>> 0;
      list = list.push(hash);
    }
    return list.length + hash;
  });
  return 300_000 / ms;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function print(name: string, figure: string, wanted: string): void {
  console.log(`${name.padEnd(58)} ${figure.padStart(26)}   ${wanted}`);
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
}

function idle(): void {
  const run = (seed: number): number => {
    const timeline = Timeline.of({ ...specOf(RAFTSCOPE), seed });
    return timed(() => timeline.extendTo({ atUs: 60 * SECOND })).ms;
  };
  const cold = run(1);
  for (let seed = 2; seed < 40; seed++) run(seed);
  for (let round = 0; round < 10; round++) calibrate();
  const warm: number[] = [];
  const calibration: number[] = [];
  for (let seed = 40; seed < 80; seed++) {
    warm.push(60_000 / run(seed));
    calibration.push(calibrate());
  }
  const perSecond = median(warm);
  print('idle, simulated seconds per second, first run (cold)', (60_000 / cold).toFixed(0), '');
  print('idle, warm, median of 40', perSecond.toFixed(0), 'wanted 10,000, aim 20,000');
  print('idle, warm, best of 40', percentile(warm, 1).toFixed(0), '');
  print('calibration, operations per ms, warm', median(calibration).toFixed(0), '');
  print('idle, warm, per calibration unit', (perSecond / median(calibration)).toFixed(2), '');
}

function idleHistory(): void {
  const before = heapBytes();
  const timeline = Timeline.of(specOf(RAFTSCOPE));
  const early = heapBytes();
  timeline.extendTo({ atUs: 600 * SECOND });
  const bytes = (heapBytes() - early) / 600;
  print('idle, history bytes per simulated second', bytes.toFixed(0), 'wanted at most 16,000');
  print('a fresh timeline, bytes', (early - before).toFixed(0), '');
  if (timeline.violations.length > 0) throw new Error('a plain run broke an invariant');
}

function load(): void {
  const rates: number[] = [];
  for (let round = 0; round < 4; round++) {
    const timeline = Timeline.of(loaded(20, 1000));
    const { ms, value: steps } = timed(() => timeline.extendTo({ atUs: 20 * SECOND }));
    rates.push((steps / ms) * 1000);
  }
  print('load 1,000 commands/s, 1 % loss: steps/s, first run', (rates[0] ?? 0).toFixed(0), '');
  print('load, steps/s, median of the next three', median(rates.slice(1)).toFixed(0), 'wanted 300,000');
}

function loadHistory(): void {
  const spec = loaded(60, 1000);
  const timeline = Timeline.of(spec);
  const early = heapBytes();
  const steps = timeline.extendTo({ atUs: 60 * SECOND });
  const bytes = (heapBytes() - early) / steps;
  print(`load, history bytes per step (${steps} steps)`, bytes.toFixed(0), 'wanted at most 350');
  if (timeline.violations.length > 0) throw new Error('a plain run broke an invariant');
}

/** Looking through a run for where a question is met, as breakpoints, properties and the search of events do. */
function scans(): void {
  const timeline = Timeline.of(loaded(20, 1000));
  timeline.extendTo({ steps: 100_000 });
  for (const [name, source] of [
    ['state', 'leader(S3) && S3.commitIndex >= 99999'],
    ['state, all servers', 'count(role == "leader") > 1'],
    ['event', 'event.type == "RoleChanged" && event.to == "leader"'],
  ] as const) {
    const parsed = parseCondition(source, 5);
    if ('problem' in parsed) throw new Error(source);
    const rates: number[] = [];
    for (let round = 0; round < 4; round++) {
      const { ms } = timed(() => hitsBetween(timeline, parsed.query, 0, timeline.steps));
      rates.push((timeline.steps / ms) * 1000);
    }
    const wanted = name === 'event' ? '' : 'wanted 100,000';
    print(`scan for a breakpoint, ${name}: steps/s, best of 4`, percentile(rates, 1).toFixed(0), wanted);
  }
}

function million(): void {
  const timeline = Timeline.of(loaded(140, 1000));
  const marks: { steps: number; us: number }[] = [];
  for (const goal of [10_000, 50_000, 100_000, 200_000, 500_000, 800_000, 990_000, 1_000_000]) {
    const from = timeline.steps;
    const { ms } = timed(() => timeline.extendTo({ steps: goal }));
    marks.push({ steps: goal, us: (ms * 1000) / (timeline.steps - from) });
  }
  const figures = marks.slice(1).map((mark) => `${mark.steps / 1000}k ${mark.us.toFixed(2)}`);
  print('cost per step (us) up to', figures.join(' '), '');
  const early = marks[1]?.us ?? 1;
  const worst = Math.max(...marks.slice(2).map((mark) => mark.us));
  print('cost per step, worst later stretch / 10k-50k', (worst / early).toFixed(2), 'wanted within 1.5');
  seeks(timeline);
}

function seeks(timeline: Timeline): void {
  const times: number[] = [];
  let key = 12345;
  for (let nth = 0; nth < 6000; nth++) {
    key = (Math.imul(key, 1103515245) + 12345) >>> 0;
    const step = key % timeline.steps;
    const { ms } = timed(() => timeline.worldAt(step));
    if (nth >= 1000) times.push(ms);
  }
  print(
    `seek in ${timeline.steps} steps, median / 99th percentile (ms)`,
    `${median(times).toFixed(3)} / ${percentile(times, 0.99).toFixed(3)}`,
    'wanted under 0.5',
  );
}

/** What somebody waits for who asks "what if": each figure is the first of its kind in a run that was just opened. */
function whatIfs(): void {
  const branching: number[] = [];
  const comparing: number[] = [];
  const editing: number[] = [];
  for (let round = 0; round < 9; round++) {
    const short = Timeline.of({ ...loaded(4, 1000), seed: round + 1 });
    short.extendTo({ steps: 2000 });
    const half = 1000 + round;
    const crash: ClusterPlacedAction = { place: { afterStep: half }, action: { do: 'crash', server: 1 } };
    const branched = timed(() => {
      const branch = short.branch(half, [crash]);
      branch.extendTo({ atUs: short.endUs });
      return branch;
    });
    branching.push(branched.ms);
    const compared = timed(() => [
      partingOf(short, branched.value, half),
      worldDifferences(short.worldAt(short.steps), branched.value.worldAt(branched.value.steps)),
    ]);
    comparing.push(compared.ms);
    const long = Timeline.of({ ...loaded(10, 1000), seed: round + 1 });
    long.extendTo({ steps: 20_000 });
    const [first] = long.spec.actions;
    if (first === undefined) throw new Error('nothing was done');
    editing.push(
      timed(() => {
        const { timeline } = edited(long, first, []);
        timeline.extendTo({ atUs: long.endUs });
        return timeline.worldAt(timeline.steps);
      }).ms,
    );
  }
  const figure = (values: readonly number[]): string =>
    `${median(values).toFixed(1)} / ${percentile(values, 1).toFixed(1)}`;
  print('branch in the middle of 2,000 events, median / worst (ms)', figure(branching), '');
  print('compare the two runs, median / worst (ms)', figure(comparing), 'together wanted under 100');
  print('edit at the start of 20,000 events, median / worst (ms)', figure(editing), 'wanted under 300');
}

console.log(`node ${process.version}, one core, switches: ${preset.title}`);
idle();
idleHistory();
load();
whatIfs();
loadHistory();
scans();
million();
