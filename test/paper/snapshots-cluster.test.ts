import { describe, expect, test } from 'vitest';
import { contents } from './snapshot-words.ts';
import { Stage } from './stage.ts';
import { append, basics, follower, install, receive, set, snapshot } from './support.ts';

/** As in the lab of 6.824: a snapshot every ten entries, and a server that crashes or loses touch again and again. */
function laboratory(seed: number, raft: object, troubles: 'crashes' | 'partitions'): Stage {
  const stage = new Stage({ seed, latency: [1, 30], lossPpm: 50_000, write: [0, 10], raft, clientTimeout: 400 });
  stage.until(600);
  for (let round = 0; round < 16; round++) {
    const one = 1 + (round % 3);
    const rest = [1, 2, 3].filter((id) => id !== one);
    if (troubles === 'crashes') stage.crash(one);
    else stage.partition([one], rest);
    for (let place = 0; place < 8; place++) {
      for (const lead of stage.leaders) stage.ask(lead, set(`k${place % 5}`, round * 10 + place));
      stage.until(600 + round * 1000 + place * 80);
    }
    if (troubles === 'crashes') stage.restart(one);
    else stage.heal();
    stage.until(600 + round * 1000 + 900);
  }
  return stage.until(20_000);
}

function longestLog(stage: Stage): number {
  return Math.max(...stage.servers.map(({ log }) => log.lastIndex - log.baseIndex));
}

describe('a cluster with snapshots', () => {
  test.each(['crashes', 'partitions'] as const)('P111 keeps its logs short through %s, and all agree', (troubles) => {
    for (const seed of [1, 2]) {
      const stage = laboratory(seed, { snapshotEntries: 10, snapshotChunk: 2 }, troubles);
      expect(stage.broken).toEqual([]);
      expect(longestLog(stage)).toBeLessThan(20);
      expect(stage.of('SnapshotInstalled').length).toBeGreaterThan(0);
      expect(stage.servers.map(({ log }) => log.lastIndex)).toEqual(new Array(3).fill(stage.raft(1).log.lastIndex));
      expect(stage.servers.map(({ id }) => contents(stage, id))).toEqual(new Array(3).fill(contents(stage, 1)));
    }
    expect(longestLog(laboratory(1, {}, troubles))).toBeGreaterThan(60);
  });

  test('P118 all servers crash at once, and come back with what they had', () => {
    const stage = new Stage({ raft: { snapshotEntries: 10 }, timeouts: [[100], [900], [900]] }).until(300);
    for (let round = 1; round <= 3; round++) {
      for (let place = 0; place < 12; place++) {
        for (const lead of stage.leaders) stage.ask(lead, set(`k${place}`, round));
        stage.until(stage.run.nowUs / 1000 + 70);
      }
      const before = contents(stage, 1);
      for (const id of [1, 2, 3]) stage.crash(id);
      for (const id of [1, 2, 3]) stage.restart(id);
      stage.until(stage.run.nowUs / 1000 + 2000);
      for (const id of [1, 2, 3]) expect(contents(stage, id)).toEqual(before);
    }
    expect(stage.broken).toEqual([]);
  });

  test('P32 entries that begin below the snapshot: refused or taken for a conflict, they do harm', () => {
    const compacted = follower({ term: 3, snapshot: snapshot(4, 2), log: [3, 3] });
    const late = append({ term: 3, prev: [2, 2], terms: [2, 2, 3, 3, 3] });
    expect(receive(compacted, 2, late).server.log.lastIndex).toBe(7);
    const breaking = (name: 'refuseCoveredPrefix' | 'emptyLogOnCoveredPrefix') => {
      return { ...basics, mutations: { ...basics.mutations, [name]: true } };
    };
    const refused = receive(compacted, 2, late, breaking('refuseCoveredPrefix'));
    expect(refused.sent[0]?.message).toMatchObject({ success: false });
    // The leader goes back to where its own log begins, and is refused there too: the follower never gets anything.
    const below = append({ term: 3, prev: [1, 2], terms: [2, 2, 2, 3, 3, 3] });
    expect(receive(compacted, 2, below, breaking('refuseCoveredPrefix')).sent[0]?.message).toMatchObject({
      success: false,
    });
    const emptied = receive(
      compacted,
      2,
      append({ term: 3, prev: [2, 2], terms: [2, 2] }),
      breaking('emptyLogOnCoveredPrefix'),
    );
    expect([emptied.server.log.baseIndex, emptied.server.log.lastIndex]).toEqual([4, 4]);
    // Without the mutation what was acknowledged stays, whatever comes late.
    expect(receive(compacted, 2, append({ term: 3, prev: [2, 2], terms: [2, 2] })).server.log).toBe(compacted.log);
    expect(receive(compacted, 2, install(snapshot(4, 2), 3)).server.log.lastIndex).toBe(6);
  });
});
