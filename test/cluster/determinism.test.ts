import { describe, expect, test } from 'vitest';
import { advance, engineOf, openRun } from '../../src/cluster/cluster.ts';
import { internalHash } from '../../src/cluster/encode.ts';
import type { ClusterAction, ClusterPlacedAction, ClusterSpec, World } from '../../src/cluster/types.ts';
import { type Cast, CLIENT, specOf } from '../paper/stage.ts';
import { deepFreeze, set, termsOf } from '../paper/support.ts';

const LIMIT_US = 3_000_000;

/** Faults of all kinds, placed by time, by step and by event. */
function story(): ClusterPlacedAction[] {
  const at = (ms: number, action: ClusterAction): ClusterPlacedAction => ({ place: { atUs: ms * 1000 }, action });
  const ask = (ms: number, server: number | null): ClusterPlacedAction =>
    at(ms, { do: 'tell', address: CLIENT, order: { operation: set('x', ms), server } });
  return [
    ...Array.from({ length: 25 }, (_, n) => ask(300 + 100 * n, n % 3 === 0 ? null : 1 + (n % 5))),
    at(700, {
      do: 'partition',
      groups: [
        [1, 2],
        [3, 4, 5],
      ],
    }),
    at(1200, { do: 'healAll' }),
    at(1300, { do: 'crash', server: 2 }),
    at(1500, { do: 'restart', server: 2 }),
    at(1600, { do: 'pause', server: 3 }),
    at(2100, { do: 'resume', server: 3 }),
    at(2300, { do: 'cut', from: 4, to: 5 }),
    { place: { afterStep: 200 }, action: { do: 'fireTimer', server: 4, timer: 0 } },
  ];
}

const byEvent: ClusterPlacedAction = {
  place: { when: { type: 'RoleChanged', server: null, fields: { to: 'leader' }, nth: 2 } },
  action: { do: 'crash', server: 1 },
};

const casts: readonly Cast[] = [
  { seed: 1, latency: [10, 15] },
  { seed: 2, latency: [5, 90], lossPpm: 50_000, duplicatePpm: 100_000 },
  {
    seed: 3,
    latency: [1, 40],
    write: [0, 30],
    raft: { conflictHint: true, noOpOnElection: false, maxEntriesPerAppend: 2 },
  },
];
const specs: readonly ClusterSpec[] = casts.map((cast) => specOf({ servers: 5, ...cast, actions: story() }));

function straight(spec: ClusterSpec, explain: boolean): World[] {
  const run = openRun(spec, null, explain);
  const worlds = [run.world()];
  while (run.advance(LIMIT_US)) worlds.push(run.world());
  return worlds;
}

/** Every tenth hash, and the last. */
function hashes(worlds: readonly World[]): string[] {
  return worlds.filter((world, place) => world.step % 10 === 0 || place === worlds.length - 1).map(internalHash);
}

describe('a run is a function of its spec', () => {
  test('played twice, it goes through the same worlds', () => {
    for (const spec of specs) {
      const worlds = straight(spec, false);
      expect(worlds.length).toBeGreaterThan(800);
      expect(hashes(straight(spec, false))).toEqual(hashes(worlds));
    }
  });

  test('with other seeds it is another run', () => {
    const ends = [1, 2, 3].map((seed) => hashes(straight(specOf({ servers: 5, seed }), false)).at(-1));
    expect(new Set(ends).size).toBe(3);
  });

  test('explained or not, it goes through the same worlds', () => {
    for (const spec of specs) expect(hashes(straight(spec, true))).toEqual(hashes(straight(spec, false)));
  });

  test('resumed from its world at every step, it is the straight run', () => {
    for (const plain of specs) {
      for (const spec of [plain, { ...plain, actions: [...plain.actions, byEvent] }]) {
        const worlds = straight(spec, true);
        const resumed = worlds.slice(0, 1);
        const engine = engineOf(spec);
        while (resumed.length < worlds.length) {
          const next = advance(engine, resumed.at(-1) as World);
          if (next === null) break;
          resumed.push(next.world);
        }
        expect(hashes(resumed)).toEqual(hashes(worlds));
      }
    }
  });

  test('a world that was handed out never changes', () => {
    for (const spec of specs) {
      const run = openRun(spec);
      const kept: { readonly world: World; readonly hash: string }[] = [];
      while (run.advance(LIMIT_US)) {
        if (run.step % 40 !== 0) continue;
        const world = run.world();
        for (const host of world.hosts) deepFreeze(host);
        kept.push({ world, hash: internalHash(world) });
      }
      expect(kept.length).toBeGreaterThan(10);
      for (const { world, hash } of kept) expect(internalHash(world)).toBe(hash);
    }
  });

  test('scripted timeouts and latencies decide who leads, whatever the seed', () => {
    for (const seed of [1, 2, 3, 4]) {
      const run = openRun(specOf({ seed, timeouts: [[300], [150], [300]] }));
      while (run.advance(180_000));
      const servers = run.hosts.flatMap(({ state }) => (state.kind === 'server' ? [state.raft] : []));
      expect(servers.map(({ role }) => role)).toEqual(['follower', 'leader', 'follower']);
      expect(servers.map(({ log }) => termsOf(log))).toEqual([[1], [1], [1]]);
    }
  });
});
