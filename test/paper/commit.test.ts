import { describe, expect, test } from 'vitest';
import type { Leader } from '../../src/raft/server.ts';
import { byHand, Stage } from './stage.ts';
import {
  append,
  type command,
  follower,
  heartbeat,
  leader,
  receive,
  set,
  stored,
  tell,
  withoutNoOp,
  written,
} from './support.ts';

/** Three-entry logs of a leader in term 3. */
const LOGS = [
  [1, 1, 1],
  [1, 1, 3],
  [1, 3, 3],
  [3, 3, 3],
  [2, 2, 3],
];

/** T-Fig 3.7 (Paper Fig 8) up to (c): S1 leads term 4, its entry of term 2 is on a majority. */
function figure8(): Stage {
  const stage = byHand({
    servers: 5,
    raft: withoutNoOp,
    initial: [
      { currentTerm: 3, log: [1, 2] },
      { currentTerm: 3, log: [1, 2] },
      { currentTerm: 3, log: [1] },
      { currentTerm: 3, log: [1] },
      { currentTerm: 3, log: [1, 3], up: false },
    ],
  });
  stage.elect(1, 2, 3).dropAll().command(1);
  for (let round = 0; round < 3; round++) stage.settle(1, 2).heartbeat(1);
  return stage.dropAll().heartbeat(1);
}

/** Section 6: commitment. */
describe('commitment and applying', () => {
  test('P49 a leader commits the largest index of its own term that a majority stores', () => {
    let commits = 0;
    for (const log of LOGS) {
      for (let own = 0; own <= 3; own++) {
        for (let second = 0; second <= 3; second++) {
          for (let says = 0; says <= 3; says++) {
            const shape = { term: 3, log, durable: own, match: [0, second, 0], next: [4, 4, 4] };
            const { server } = receive(leader(shape), 3, stored(3, says));
            const byMajority = [own, second, says].sort((a, b) => a - b)[1] ?? 0;
            const expected = says > 0 && log[byMajority - 1] === 3 ? byMajority : 0;
            expect(server.commitIndex, `${log.join()} ${own} ${second} ${says}`).toBe(expected);
            if (expected > 0) commits++;
          }
        }
      }
    }
    expect(commits).toBeGreaterThan(50);
    // All earlier entries commit with it, and are applied in order.
    const all = receive(leader({ term: 3, log: [1, 2, 3] }), 2, stored(3, 3));
    expect(all.applied).toEqual([1, 2, 3]);
  });

  test('P49 an even cluster needs more than half', () => {
    for (const [voters, acks] of [
      [2, 1],
      [3, 1],
      [4, 2],
      [5, 2],
      [6, 3],
      [9, 4],
    ] as const) {
      let server: Leader = leader({ log: [1], voters });
      for (let ack = 1; ack <= acks; ack++) {
        expect(server.commitIndex).toBe(0);
        server = receive(server, ack + 1, stored(1, 1)).server as Leader;
      }
      expect(server.commitIndex, `${acks} of ${voters}`).toBe(1);
    }
  });

  test('P50 an entry of an older term is not committed by counting, wherever it is stored', () => {
    const stage = figure8();
    expect([1, 2, 3].map((id) => stage.terms(id))).toEqual([[1, 2, 4], [1, 2, 4], [1]]);
    stage.exchange(1, 3);
    // The leader walks back to S3 and gives it index 2 and 3; between the two nothing is committed by counting.
    let server: Leader = leader({ term: 4, log: [1, 2, 4], voters: 5, next: [4, 4, 4, 2, 2] });
    server = receive(server, 2, stored(4, 2)).server as Leader;
    const onMajority = receive(server, 3, stored(4, 2));
    expect(onMajority.server).toMatchObject({ matchIndex: [0, 0, 2, 2, 0, 0], commitIndex: 0 });
    let everywhere = onMajority.server;
    for (const id of [4, 5]) everywhere = receive(everywhere, id, stored(4, 2)).server;
    expect(everywhere).toMatchObject({ matchIndex: [0, 0, 2, 2, 2, 2], commitIndex: 0 });
    // (d2): one entry of its own term takes all of them along.
    const own = receive(receive(everywhere, 2, stored(4, 3)).server, 3, stored(4, 3));
    expect(own.server.commitIndex).toBe(3);
  });

  test('P50 why: T-Fig 3.7 (d1), the entry of term 2 can still be overwritten', () => {
    const stage = figure8();
    stage.exchange(1, 3);
    stage.crash(1).dropAll().restart(5);
    stage.elect(5, 3, 4);
    if (!stage.leaders.includes(5)) stage.dropAll().elect(5, 3, 4);
    expect(stage.leaders).toEqual([5]);
    stage.settle(2, 3, 4, 5).command(5).settle(2, 3, 4, 5);
    expect(stage.terms(2).slice(0, 2)).toEqual([1, 3]);
    expect(stage.raft(5).commitIndex).toBe(3);
  });

  test('P51 a leader counts itself only as a voter, and only what is on its own disk', () => {
    // S1 leads S2 to S5 without being one of them: it takes three of the four.
    const outside = leader({ log: [1], voters: [2, 3, 4, 5] });
    const two = receive(receive(outside, 2, stored(1, 1)).server, 3, stored(1, 1));
    expect(two.server.commitIndex).toBe(0);
    expect(receive(two.server, 4, stored(1, 1)).server.commitIndex).toBe(1);
    const unwritten = receive(leader({ log: [1], durable: 0 }), 2, stored(1, 1));
    expect(unwritten.server.commitIndex).toBe(0);
    expect(written(unwritten.server).server.commitIndex).toBe(1);
    // P9: the completion of a write that has been replaced since says nothing about what is there now.
    const replaced = receive(
      follower({ term: 2, log: [1, 1], durable: 0 }),
      2,
      append({ term: 2, prev: [1, 1], terms: [2] }),
    );
    const late = {
      type: 'WriteCompleted',
      term: 1,
      votedFor: null,
      lastIndex: 2,
      lastTerm: 1,
      snapshotIndex: 0,
      localUs: 0,
    } as const;
    expect(replaced.server.durableIndex).toBe(0);
    expect(step9(replaced.server, late)).toBe(0);
    // Nor does one of another entry than stands there, whatever is known of what was replaced.
    expect(step9(follower({ term: 2, log: [1, 2], durable: 1 }), late)).toBe(1);
    expect(step9(replaced.server, { ...late, term: 2, lastTerm: 2 })).toBe(2);
  });

  test('P52 followers learn of a commit with the next request, at most a heartbeat and a way later', () => {
    const stage = new Stage({ timeouts: [[100], [900], [900]], latency: [10, 10], heartbeat: 50 }).until(300);
    stage.ask(1).until(1000);
    for (const index of [1, 2]) {
      const [first, ...others] = stage.of('CommitDecided').filter(({ fact }) => fact.to === index);
      expect(first?.server).toBe(1);
      expect(others.map(({ server }) => server)).toEqual([2, 3]);
      for (const { atUs } of others) expect(atUs - (first?.atUs ?? 0)).toBeLessThanOrEqual(60_000);
    }
    expect(stage.servers.map((server) => server.commitIndex)).toEqual([2, 2, 2]);
    const { sent } = heartbeat(leader({ log: [1, 1], commit: 2 }));
    expect(sent).toMatchObject([{ message: { leaderCommit: 2 } }, { message: { leaderCommit: 2 } }]);
  });

  test('P53 every entry is applied once, in the order of the log', () => {
    const log = [1, 1, 1, 1];
    for (let from = 0; from <= 4; from++) {
      for (let to = 0; to <= 4; to++) {
        const { applied, server } = receive(follower({ log, commit: from }), 2, append({ prev: [4, 1], commit: to }));
        expect(applied).toEqual([1, 2, 3, 4].filter((index) => index > from && index <= to));
        expect(server.lastApplied).toBe(server.commitIndex);
      }
    }
    const stage = new Stage({ servers: 3, seed: 53, lossPpm: 50_000, latency: [5, 60] });
    const counter = { kind: 'add', key: 'n', amount: 1 } as const;
    for (let round = 1; round <= 60; round++) {
      for (const lead of stage.leaders) stage.ask(lead, counter);
      if (round % 20 === 10) stage.reboot(stage.leaders[0] ?? 1);
      stage.until(round * 100);
    }
    let lives = 0;
    const next = new Map<number, number>();
    for (const { server, fact } of stage.events) {
      if (server === null) continue;
      if (fact.type === 'Restarted') next.set(server, 1);
      if (fact.type !== 'Applied') continue;
      expect(fact.index).toBe(next.get(server) ?? 1);
      next.set(server, fact.index + 1);
      lives++;
    }
    expect(lives).toBeGreaterThan(100);
    for (const { raft, machine } of [1, 2, 3].map((id) => stage.member(id))) {
      const counted = raft.log
        .toArray()
        .slice(0, raft.lastApplied)
        .filter(({ command: { kind } }) => kind === 'client');
      expect(machine.contents.get('n')).toBe(counted.length);
    }
  });

  test('P54 after a restart of all, nothing is known to be committed until the new leader commits an own entry', () => {
    const servers = [1, 2, 3];
    for (const noOpOnElection of [true, false]) {
      const stage = byHand({ raft: { noOpOnElection } })
        .elect(1, 2)
        .settle(...servers);
      stage
        .command(1, set('x', 1))
        .settle(...servers)
        .heartbeat(1)
        .settle(...servers);
      const before = stage.raft(1).commitIndex;
      expect(stage.servers.map((server) => server.commitIndex)).toEqual([before, before, before]);
      for (const id of servers) stage.reboot(id);
      expect(stage.servers.map((server) => server.commitIndex)).toEqual([0, 0, 0]);
      expect(servers.map((id) => stage.member(id).machine.contents.size)).toEqual([0, 0, 0]);
      stage.elect(2, 1);
      expect(stage.raft(2)).toMatchObject({ role: 'leader', commitIndex: 0 });
      stage.settle(...servers);
      if (!noOpOnElection) {
        stage.heartbeat(2).settle(...servers);
        expect(stage.raft(2)).toMatchObject({ matchIndex: [0, 1, 0, 1], commitIndex: 0 });
        stage.command(2, set('y', 2)).settle(...servers);
      }
      expect(stage.raft(2).commitIndex).toBe(before + 1);
      expect(stage.member(2).machine.contents.get('x')).toBe(1);
    }
  });
});

function step9(server: Parameters<typeof command>[0], input: Parameters<typeof tell>[1]): number {
  return tell(server, input).server.durableIndex;
}
