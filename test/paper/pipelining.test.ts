import { describe, expect, test } from 'vitest';
import type { Mutations } from '../../src/raft/config.ts';
import { flowOf } from '../../src/raft/pipeline.ts';
import type { Leader, Server } from '../../src/raft/server.ts';
import { byHand, Stage } from './stage.ts';
import { appendTo, basics, command, heartbeat, leader, receive, refused, set, stored, termsOf } from './support.ts';

const piped = { ...basics, pipelining: true, maxInFlight: 3, maxEntriesPerAppend: 1 };

function broken(name: keyof Mutations) {
  return { ...piped, mutations: { ...basics.mutations, [name]: true } };
}

/** A leader of term 1 with one entry that everybody stores, in a pipeline to S2. */
function streaming(config = piped): Leader {
  const start = leader({ log: [1], match: [0, 0, 0], next: [2, 2, 2] });
  return receive(start, 2, stored(1, 1), config).server as Leader;
}

/** The leader after `count` commands, none of which is answered. */
function busy(count: number, from: Server = streaming(), config = piped): Leader {
  let server = from;
  for (let nth = 1; nth <= count; nth++) server = command(server, set('x', nth), config).server;
  return server as Leader;
}

describe('P47 a pipeline', () => {
  test('P47 begins when the leader knows where the log of the follower ends, and does not wait for answers', () => {
    const server = streaming();
    expect(flowOf(server, 2)).toBe('replicate');
    expect(flowOf(server, 3)).toBe('probe');
    const first = command(server, undefined, piped);
    const second = command(first.server, undefined, piped);
    expect(appendTo(first, 2)).toMatchObject({ prevLogIndex: 1, entries: { first: 2, count: 1 } });
    expect(appendTo(second, 2)).toMatchObject({ prevLogIndex: 2, entries: { first: 3, count: 1 } });
    expect(second.server).toMatchObject({ inFlight: [undefined, undefined, [2, 3]] });
    expect((second.server as Leader).nextIndex[2]).toBe(4);
    // A follower that is probed gets one request, and then none before it answers.
    expect(first.sent.map(({ to }) => to)).toEqual([2, 3]);
    expect(second.sent.map(({ to }) => to)).toEqual([2]);
    const plain = command(command(streaming(basics), undefined, basics).server, undefined, basics);
    expect(plain.sent).toEqual([]);
  });

  test('P47 a rejection of what is not acknowledged rolls it back, and it is sent again after a probe', () => {
    const server = receive(busy(3), 2, stored(1, 2), piped).server as Leader;
    const back = receive(server, 2, refused(1, 3), piped);
    expect(flowOf(back.server as Leader, 2)).toBe('probe');
    expect((back.server as Leader).nextIndex[2]).toBe(3);
    expect(appendTo(back, 2)).toMatchObject({ prevLogIndex: 2, entries: { first: 3, count: 1 } });
    const found = receive(back.server, 2, stored(1, 3), piped);
    expect(flowOf(found.server as Leader, 2)).toBe('replicate');
    expect(appendTo(found, 2)).toMatchObject({ prevLogIndex: 3, entries: { first: 4, count: 1 } });
    // What is known to be stored cannot be rejected any more.
    const late = receive(server, 2, refused(1, 2), piped);
    expect(late.server).toBe(server);
    expect(late.sent).toEqual([]);
    expect(receive(server, 2, refused(1, 3), broken('neverRollBack')).server).toBe(server);
  });

  test('P47 a lost request is noticed with the next heartbeat', () => {
    const server = busy(2);
    const beat = heartbeat(server, piped);
    expect(appendTo(beat, 2)).toMatchObject({ prevLogIndex: 3, entries: { count: 0 } });
    const back = receive(beat.server, 2, refused(1, 3), piped);
    expect(appendTo(back, 2)).toMatchObject({ prevLogIndex: 1, entries: { first: 2, count: 1 } });
  });

  test('P47 a late success never takes nextIndex back, nor is it taken for more than it says', () => {
    const server = receive(busy(3), 2, stored(1, 3), piped).server as Leader;
    expect(receive(busy(3), 2, stored(1, 3), piped).sent).toEqual([]);
    const late = receive(server, 2, stored(1, 2), piped);
    expect(late.server).toBe(server);
    expect([server.matchIndex[2], server.nextIndex[2]]).toEqual([3, 5]);
    const early = receive(busy(3), 2, stored(1, 2), broken('rewindOnSuccess')).server as Leader;
    expect(early.nextIndex[2]).not.toBe(5);
    expect((receive(busy(3), 2, stored(1, 2), broken('matchFromNextIndex')).server as Leader).matchIndex[2]).toBe(4);
  });

  test('P47 more commands are committed in the same time', () => {
    const play = (pipelining: boolean): number => {
      const stage = new Stage({
        timeouts: [[100], [9000], [9000]],
        latency: [40, 40],
        raft: { pipelining, maxInFlight: 20, maxEntriesPerAppend: 1 },
        heartbeat: 100,
      }).until(1000);
      const before = stage.raft(1).commitIndex;
      for (let ms = 1000; ms < 2000; ms += 20) stage.ask(1).until(ms);
      expect(stage.broken).toEqual([]);
      return stage.raft(1).commitIndex - before;
    };
    const without = play(false);
    expect(without).toBeGreaterThan(5);
    expect(play(true)).toBeGreaterThan(3 * without);
  });

  test('P47 reordered, lost and doubled requests lead to the same logs', () => {
    for (const seed of [1, 2, 3, 4]) {
      const stage = new Stage({
        seed,
        timeouts: [[100], [9000], [9000]],
        latency: [5, 60],
        lossPpm: 100_000,
        duplicatePpm: 100_000,
        raft: { pipelining: true, maxInFlight: 4, maxEntriesPerAppend: 1 },
      }).until(1000);
      for (let ms = 1000; ms < 2000; ms += 25) stage.ask(1).until(ms);
      stage.until(5000);
      const rolled = stage.of('NextIndexLowered').filter(({ fact }) => fact.decision.rule === 'P47');
      expect(rolled.length).toBeGreaterThan(0);
      const logs = stage.servers.map(({ log }) => termsOf(log).length);
      expect(new Set(logs).size).toBe(1);
      expect(logs[0]).toBeGreaterThan(20);
      expect(stage.broken).toEqual([]);
    }
  });

  test('P47 I10 a success that is taken for more than it says breaks what a leader knows', () => {
    const play = (mutations: Partial<Mutations>): Stage => {
      const stage = byHand({ raft: { pipelining: true, maxEntriesPerAppend: 1 }, mutations })
        .elect(1, 2)
        .settle(1, 2, 3);
      return stage.command(1).command(1).command(1).exchange(1, 2);
    };
    expect(play({}).broken).toEqual([]);
    expect(play({ matchFromNextIndex: true }).broken).toContain('I10');
    const late = (mutations: Partial<Mutations>): Stage => {
      const stage = byHand({ raft: { pipelining: true, maxEntriesPerAppend: 1 }, mutations })
        .elect(1, 2)
        .settle(1, 2, 3);
      stage.command(1).command(1).deliver(1, 2).deliver(1, 2);
      const [, second] = stage.between(2, 1);
      if (second === undefined) throw new Error('there is no second answer');
      return stage.act({ do: 'deliver', message: second }).deliver(2, 1);
    };
    expect(late({}).between(1, 2)).toEqual([]);
    // What has long been stored is sent again.
    expect(late({ rewindOnSuccess: true }).between(1, 2)).toHaveLength(1);
  });

  test('P47 without a roll back a follower waits for ever for what was lost', () => {
    const play = (neverRollBack: boolean): number[] => {
      const stage = new Stage({
        timeouts: [[100], [9000], [9000]],
        raft: { pipelining: true },
        mutations: { neverRollBack },
      }).until(1000);
      stage.act({ do: 'cut', from: 1, to: 3 }).ask(1).until(1030).heal().until(5000);
      return stage.servers.map(({ log }) => log.lastIndex);
    };
    expect(play(false)).toEqual([2, 2, 2]);
    expect(play(true)).toEqual([2, 2, 1]);
  });
});

describe('P48 flow control', () => {
  test('P48 no more than the window is under way, and an answer makes room', () => {
    const server = busy(5);
    expect(server.inFlight[2]).toEqual([2, 3, 4]);
    expect(server.nextIndex[2]).toBe(5);
    const room = receive(server, 2, stored(1, 3), piped);
    expect((room.server as Leader).inFlight[2]).toEqual([4, 5, 6]);
    expect(room.sent).toHaveLength(2);
    const explained = command(server, undefined, { ...piped, explain: true }).effects;
    const decision = { rule: 'P48', values: { underWay: 3, maxInFlight: 3 }, outcome: false };
    expect(explained).toContainEqual({ type: 'Note', note: { type: 'WindowFull', follower: 2, decision } });
    expect(busy(5, streaming(), broken('ignoreWindow')).inFlight[2]).toEqual([2, 3, 4, 5, 6]);
  });

  test('P48 a full window still hears heartbeats, and their answer frees all of it', () => {
    const beat = heartbeat(busy(5), piped);
    expect(appendTo(beat, 2)).toMatchObject({ prevLogIndex: 4, entries: { count: 0 } });
    const free = receive(beat.server, 2, stored(1, 4, 4), piped);
    expect((free.server as Leader).inFlight[2]).toEqual([5, 6]);
  });

  test('P48 a probe waits for its answer, and the heartbeat sends it again', () => {
    const server = busy(2);
    expect(flowOf(server, 3)).toBe('probe');
    expect(command(server, undefined, piped).sent.filter(({ to }) => to === 3)).toEqual([]);
    // An answer that tells nothing new finds it, too: it is where the leader thought.
    const known = receive(leader({ log: [1], match: [0, 1, 0], next: [2, 2, 2] }), 2, stored(1, 1), piped);
    expect(flowOf(known.server as Leader, 2)).toBe('replicate');
    const again = heartbeat(server, piped);
    expect(appendTo(again, 3)).toMatchObject({ prevLogIndex: 1, entries: { first: 2, count: 1 } });
    const found = receive(again.server, 3, stored(1, 2), piped);
    expect(flowOf(found.server as Leader, 3)).toBe('replicate');
    expect(appendTo(found, 3)).toMatchObject({ prevLogIndex: 2, entries: { first: 3, count: 1 } });
  });
});
