import { expect, test } from 'vitest';
import { type Mark, type Monitor, openMonitor, type Violation } from '../../src/check/monitor.ts';
import { runSwarm } from '../../src/check/swarm/swarm.ts';
import { openRun } from '../../src/cluster/cluster.ts';
import type { ClusterSpec, InitialServer, World } from '../../src/cluster/types.ts';
import type { MutationName } from '../../src/raft/config.ts';
import { atMs, mutated, specOf, tell, violationsUntil } from './spec.ts';

const MUTATIONS: readonly MutationName[] = ['voteTwice', 'leaderOverwrites', 'answerOnAppend', 'matchWholeLog'];

function play(spec: ClusterSpec, world: World, monitor: Monitor, untilStep: number): Violation[] {
  const run = openRun(spec, world);
  const found: Violation[] = [];
  while (run.step < untilStep && run.advance()) found.push(...monitor.observe(run));
  return found;
}

/** A run under a mutation, with a checkpoint every 211 steps, and all that was found. */
function played(seed: number, mutation: MutationName) {
  const { spec, faultySteps } = runSwarm(seed, (settings) => mutated(settings, mutation));
  const run = openRun(spec);
  const monitor = openMonitor(spec, run.world());
  const checkpoints: { world: World; mark: Mark }[] = [{ world: run.world(), mark: monitor.mark() }];
  const found: Violation[] = [];
  while (run.step < faultySteps && run.advance()) {
    found.push(...monitor.observe(run));
    if (run.step % 211 === 0) checkpoints.push({ world: run.world(), mark: monitor.mark() });
  }
  return { spec, faultySteps, monitor, checkpoints, found };
}

/** The first seeds of the swarm in which the mutation is noticed: they are others whenever the swarm learns something. */
function noticing(mutation: MutationName): number[] {
  const seeds: number[] = [];
  for (let seed = 1; seed <= 400 && seeds.length < 3; seed++) {
    const { violations, faultySteps } = runSwarm(seed, (settings) => mutated(settings, mutation));
    if (violations.some(({ step }) => step <= faultySteps)) seeds.push(seed);
  }
  return seeds;
}

test.each(MUTATIONS)('a fork and a rewound monitor find what straight play found: %s', (mutation) => {
  let found = 0;
  for (const seed of noticing(mutation)) {
    const original = played(seed, mutation);
    const end = original.monitor.mark();
    found += original.found.length;
    for (const { world, mark } of [...original.checkpoints].reverse()) {
      const later = original.found.filter((violation) => violation.step > world.step);
      const fork = original.monitor.fork(mark);
      expect(play(original.spec, world, fork, original.faultySteps)).toEqual(later);
      expect(fork.mark()).toEqual(end);
      original.monitor.rewind(mark);
      expect(original.monitor.mark()).toEqual(mark);
      expect(play(original.spec, world, original.monitor, original.faultySteps)).toEqual(later);
    }
  }
  expect(found).toBeGreaterThan(0);
});

test('a step that breaks nothing returns the same empty list', () => {
  const spec = specOf();
  const run = openRun(spec);
  const monitor = openMonitor(spec, run.world());
  run.advance();
  const first = monitor.observe(run);
  run.advance();
  expect(monitor.observe(run)).toBe(first);
  expect(first).toEqual([]);
});

function follower(change: Partial<InitialServer>): InitialServer {
  return {
    currentTerm: 1,
    votedFor: null,
    log: [],
    snapshot: null,
    commitIndex: 0,
    role: 'follower',
    leaderId: null,
    votesGranted: [],
    nextIndex: null,
    matchIndex: null,
    up: true,
    ...change,
  };
}

const entry = (term: number, name: string) => ({
  term,
  command: { kind: 'client', operation: { kind: 'run', name } } as const,
});

test('an explicit leader is taken for granted, and a second one of its term is not', () => {
  const leader = follower({ currentTerm: 2, role: 'leader' });
  const one = specOf({ servers: 3, initial: [leader, follower({}), follower({})] });
  expect(violationsUntil(one, 1000)).toEqual([]);
  const two = specOf({ servers: 3, initial: [leader, leader, follower({})] });
  expect(violationsUntil(two, 0).map(({ invariant, step, term }) => ({ invariant, step, term }))).toEqual([
    { invariant: 'I1', step: 0, term: 2 },
  ]);
});

test('an explicit state that no run of Raft reaches is reported at step 0', () => {
  const broken = [
    follower({ currentTerm: 3, log: [entry(2, 'a'), entry(1, 'b')] }),
    follower({ currentTerm: 3, log: [entry(2, 'c')], commitIndex: 2 }),
    follower({}),
  ];
  const found = violationsUntil(specOf({ servers: 3, initial: broken }), 0);
  expect(found.map(({ invariant, index }) => `${invariant} ${index}`)).toEqual(['I9 2', 'I3 1', 'I8 2']);
});

test('a deposed leader that commits late is compared with the leaders that there are already', () => {
  // S1 leads term 2 and does not know that S5 leads term 4; its entry reached S2 and S3, whose answers are on the road.
  const log = [entry(2, 'a')];
  const old = follower({
    currentTerm: 2,
    role: 'leader',
    log,
    matchIndex: [0, 0, 1, 0, 0, 0],
    nextIndex: [0, 1, 2, 1, 1, 1],
  });
  const holder = follower({ currentTerm: 2, log });
  const newer = follower({ currentTerm: 4, role: 'leader' });
  const acknowledged = {
    type: 'AppendEntriesResponse',
    term: 2,
    success: true,
    matchIndex: 1,
    prevLogIndex: 0,
    conflict: null,
  } as const;
  const spec = specOf({
    initial: [old, holder, holder, follower({ currentTerm: 4 }), newer],
    messages: [{ from: 3, to: 1, message: acknowledged }],
    freezeTimers: true,
  });
  expect(violationsUntil(spec, 20).map(({ invariant, servers, index }) => ({ invariant, servers, index }))).toEqual([
    { invariant: 'I4', servers: [1, 5], index: 1 },
  ]);
});

test('a wiped disk is reported, and so is what follows from it (P10)', () => {
  // The majority that committed x forgets it, and elects a leader without it.
  const wiped = [1, 2].flatMap((server) => [atMs(1000, { do: 'wipe', server }), atMs(1001, { do: 'restart', server })]);
  const spec = specOf({
    servers: 3,
    scriptedTimeouts: [[100_000], [400_000], [400_000]],
    actions: [
      tell(200, 101, 'set x 1', 1),
      atMs(999, { do: 'partition', groups: [[1, 2], [3]] }),
      ...wiped,
      tell(2000, 101, 'set x 2', 1),
      tell(2000, 101, 'set x 2', 2),
    ],
  });
  const invariants = new Set(violationsUntil(spec, 3000).map(({ invariant }) => invariant));
  expect([...invariants]).toEqual(expect.arrayContaining(['I7', 'I5']));
});

test('crashes, pauses and restarts alone break nothing', () => {
  const actions = Array.from({ length: 40 }, (_, nth) => {
    const server = (nth % 5) + 1;
    const turn = Math.floor(nth / 5) % 4;
    return atMs(200 + 37 * nth, { do: (['crash', 'restart', 'pause', 'resume'] as const)[turn] ?? 'crash', server });
  });
  const writeLatency = new Array(5).fill({ lowUs: 1000, highUs: 9000 });
  expect(violationsUntil(specOf({ writeLatency, actions }), 4000)).toEqual([]);
});
