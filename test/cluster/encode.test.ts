import { describe, expect, it } from 'vitest';
import { canonical } from '../../src/base/canonical.ts';
import { openRun } from '../../src/cluster/cluster.ts';
import { encodeWorld, internalHash, stateHash } from '../../src/cluster/encode.ts';
import type { ClusterSpec, World } from '../../src/cluster/types.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toSpec } from '../../src/scenario/spec.ts';

/** A run with a bit of everything: loss, slow disks, a paused server, a held message, a frozen timer, a cut. */
function busySpec(): ClusterSpec {
  const outcome = parseScenario({
    raftlight: 1,
    servers: 3,
    seed: 3,
    network: { lossPercent: 5, duplicatePercent: 5 },
    disks: { writeMs: [1, 4] },
    actions: [
      { at: 400, do: 'submit', client: 'C1', command: 'set x 3' },
      { at: 420, do: 'submit', client: 'C1', command: 'add x 1' },
      { at: 500, do: 'pause', server: 'S3' },
      { at: 560, do: 'freezeTimer', server: 'S2', timer: 'election' },
      { at: 600, do: 'cut', from: 'S1', to: 'S2' },
      { at: 700, do: 'resume', server: 'S3' },
      { at: 800, do: 'crash', server: 'S1' },
      { when: { type: 'Crashed' }, do: 'healAll' },
    ],
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return toSpec(outcome.value);
}

function worldAfter(spec: ClusterSpec, steps: number): World {
  const run = openRun(spec);
  for (let step = 0; step < steps; step++) run.advance();
  return run.world();
}

describe('stateHash', () => {
  it('is the same for ever: a changed value here is a changed format or a changed run', () => {
    const spec = busySpec();
    expect([0, 50, 150].map((steps) => stateHash(worldAfter(spec, steps)))).toMatchInlineSnapshot(`
      [
        "ac5e68bf68bd050d",
        "3ed905e788113337",
        "a5e7340d1f315bd5",
      ]
    `);
  });

  it('contains nothing but plain, finite, non-default values', () => {
    const text = canonical(encodeWorld(worldAfter(busySpec(), 120)));
    expect(JSON.parse(text)).toEqual(JSON.parse(canonical(JSON.parse(text) as never)));
    expect(text).not.toMatch(/null|Infinity|NaN|"held":false|"doomed":false/);
  });

  it('does not depend on how the run got here', () => {
    const spec = busySpec();
    const straight = openRun(spec);
    for (let step = 0; step < 200; step++) {
      const resumed = openRun(spec, straight.world());
      straight.advance();
      resumed.advance();
      expect(internalHash(resumed.world())).toBe(internalHash(straight.world()));
    }
  });

  it('does not depend on whether somebody asks for events', () => {
    const spec = { ...busySpec(), actions: busySpec().actions.filter((placed) => 'atUs' in placed.place) };
    const quiet = openRun(spec);
    const explaining = openRun(spec, null, true);
    for (let step = 0; step < 200; step++) {
      expect(quiet.advance()).toBe(explaining.advance());
      expect(internalHash(quiet.world())).toBe(internalHash(explaining.world()));
    }
  });

  it('does not depend on the arrangement of the heap', () => {
    const world = worldAfter(busySpec(), 100);
    const turned: World = { ...world, queue: world.queue.slice().reverse() };
    expect(internalHash(turned)).toBe(internalHash(world));
  });

  it('changes with everything that can be observed', () => {
    const world = worldAfter(busySpec(), 110);
    const [host, ...others] = world.hosts;
    const { state } = host ?? {};
    if (host === undefined || state?.kind !== 'server') throw new Error('expected a server');
    const { raft } = state;
    const changed: World[] = [
      { ...world, nowUs: world.nowUs + 1 },
      { ...world, hosts: [{ ...host, up: !host.up }, ...others] },
      { ...world, hosts: [{ ...host, paused: !host.paused }, ...others] },
      { ...world, hosts: [{ ...host, frozen: [true, false] }, ...others] },
      { ...world, hosts: [{ ...host, state: { ...state, raft: { ...raft, currentTerm: 99 } } }, ...others] },
      { ...world, hosts: [{ ...host, state: { ...state, raft: { ...raft, votedFor: 3 } } }, ...others] },
      { ...world, hosts: [{ ...host, state: { ...state, raft: { ...raft, commitIndex: 99 } } }, ...others] },
      {
        ...world,
        hosts: [
          { ...host, state: { ...state, machine: { ...state.machine, contents: new Map([['q', 1]]) } } },
          ...others,
        ],
      },
      { ...world, links: world.links.map((link) => ({ ...link, cut: true })) },
      { ...world, timerDueUs: world.timerDueUs.map((due) => due + 1) },
      { ...world, queue: [], held: [] },
    ];
    const hashes = [world, ...changed].map(stateHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('leaves step numbers and counters to the internal hash', () => {
    const world = worldAfter(busySpec(), 60);
    const counted: World = { ...world, step: world.step + 1 };
    expect(stateHash(counted)).toBe(stateHash(world));
    expect(internalHash(counted)).not.toBe(internalHash(world));
    const drawn: World = { ...world, timerDraws: world.timerDraws.map((count) => count + 1) };
    expect(stateHash(drawn)).toBe(stateHash(world));
    expect(internalHash(drawn)).not.toBe(internalHash(world));
  });
});
