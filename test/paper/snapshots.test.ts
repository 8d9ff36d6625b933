import { describe, expect, test } from 'vitest';
import { configurationOfVoters } from '../../src/raft/configuration.ts';
import type { Leader } from '../../src/raft/server.ts';
import type { Snapshot } from '../../src/raft/snapshot.ts';
import {
  askAll,
  chunkTo,
  contents,
  every3,
  fallenBehind,
  inTwos,
  ledByS1,
  order,
  took,
  wanted,
} from './snapshot-words.ts';
import { byHand } from './stage.ts';
import {
  answerOf,
  append,
  appendTo,
  basics,
  candidate,
  command,
  follower,
  heartbeat,
  installed,
  leader,
  receive,
  refused,
  requestVote,
  set,
  snapshot,
  tell,
  termsOf,
  timeOut,
  written,
} from './support.ts';

describe('taking snapshots', () => {
  test('P108 a server snapshots by itself, what it has applied and no more', () => {
    expect(wanted(order(follower({ log: [1, 1, 1, 1], commit: 2 })).effects)).toEqual([2]);
    for (const server of [leader({ log: [1, 1], commit: 1 }), candidate({ log: [1, 1], commit: 1 })]) {
      expect(wanted(order(server).effects)).toEqual([1]);
    }
    // Nothing to cover, or nothing new.
    expect(order(follower({ log: [1, 1] })).effects).toEqual([]);
    expect(order(follower({ snapshot: snapshot(4, 1), log: [1, 1] })).effects).toEqual([]);
    expect(wanted(order(follower({ snapshot: snapshot(4, 1), log: [1, 1], commit: 5 })).effects)).toEqual([5]);
    const early = follower({ log: [1, 1, 1], commit: 1 });
    expect(took(early, snapshot(2, 1)).server).toBe(early);
    // On one server only: the others neither help nor hear of it.
    const stage = askAll(ledByS1(), 3);
    const before = stage.run.step;
    stage.snapshot(2).until(1000);
    expect(stage.servers.map((server) => server.snapshot?.lastIndex ?? 0)).toEqual([0, 4, 0]);
    const sent = stage
      .of('MessageSent')
      .filter(({ step, fact }) => step > before && /Snap/.test(fact.envelope.message.type));
    expect(sent).toEqual([]);
    expect(stage.of('OrderRefused')).toEqual([]);
    stage.snapshot(2);
    expect(stage.of('OrderRefused')).toMatchObject([
      { server: 2, fact: { decision: { rule: 'P108', outcome: false } } },
    ]);
    expect(stage.broken).toEqual([]);
  });

  test('P109 it holds state, last index and term, and the configuration; the log goes once it is durable', () => {
    const of = snapshot(2, 1);
    const full = follower({ term: 3, log: [1, 1, 3, 3], commit: 3 });
    const saved = took(full, of);
    expect(saved.server.snapshot).toEqual({ ...of, configuration: full.configuration });
    expect(saved.effects[0]).toEqual({ type: 'Persist' });
    expect(saved.server.log).toBe(full.log);
    const discarded = written(saved.server);
    expect([discarded.server.log.baseIndex, discarded.server.log.baseTerm]).toEqual([2, 1]);
    expect(termsOf(discarded.server.log)).toEqual([3, 3]);
    expect(discarded.effects[0]).toEqual({ type: 'Persist' });
    expect(written(discarded.server).server).toBe(discarded.server);
    // Only the write of this very snapshot counts: one that was under way before it does not.
    const earlier = { type: 'WriteCompleted', term: 3, votedFor: null, lastIndex: 4, lastTerm: 3, localUs: 0 } as const;
    expect(tell(saved.server, { ...earlier, snapshotIndex: 0 }).server.log.baseIndex).toBe(0);
    // A newer one takes its place.
    const newer = took(discarded.server, snapshot(3, 3));
    expect(newer.server.snapshot).toMatchObject({ lastIndex: 3, lastTerm: 3 });
  });

  test('P109 a crash before, between and after its two writes loses nothing and applies nothing twice', () => {
    for (const waitMs of [0, 10, 25, 45]) {
      const stage = ledByS1({ write: [20, 20], clientTimeout: 5000 });
      for (const ms of [500, 700, 900]) stage.ask(1, { kind: 'add', key: 'x', amount: 1 }).until(ms);
      expect(contents(stage, 2)).toEqual([['x', 3]]);
      stage
        .snapshot(2)
        .until(900 + waitMs)
        .crash(2);
      const disk = stage.run.host(2).disk;
      expect([disk?.snapshot?.lastIndex ?? 0, disk?.log.baseIndex]).toEqual(
        waitMs < 20 ? [0, 0] : waitMs < 40 ? [4, 0] : [4, 4],
      );
      stage.restart(2).until(2000);
      stage.ask(1, { kind: 'add', key: 'x', amount: 1 }).until(3000);
      for (const { id } of stage.servers) expect(contents(stage, id), `S${id}`).toEqual([['x', 4]]);
      expect(stage.broken).toEqual([]);
    }
  });

  test('P110 behind a compacted log index and term are those of the snapshot', () => {
    const empty = follower({ term: 4, snapshot: snapshot(5, 3) });
    expect([empty.log.lastIndex, empty.log.lastTerm]).toEqual([5, 3]);
    expect([4, 5, 6].map((index) => empty.log.termAt(index))).toEqual([undefined, 3, undefined]);
    expect([5, 6].map((index) => empty.log.entryAt(index))).toEqual([undefined, undefined]);
    // Votes are asked for and granted by it.
    expect(timeOut(empty).sent[0]?.message).toMatchObject({ lastLogIndex: 5, lastLogTerm: 3 });
    const asks = (lastLogIndex: number, lastLogTerm: number) =>
      answerOf(receive(empty, 2, requestVote({ term: 4, lastLogIndex, lastLogTerm })));
    expect(asks(5, 3)).toMatchObject({ voteGranted: true });
    expect(asks(4, 3)).toMatchObject({ voteGranted: false });
    expect(asks(9, 2)).toMatchObject({ voteGranted: false });
    // Entries follow it, and the hint of a rejection does not look below it.
    expect(receive(empty, 2, append({ term: 4, prev: [5, 3], terms: [4] })).server.log.lastIndex).toBe(6);
    const short = follower({ term: 4, snapshot: snapshot(5, 3), log: [3, 3] });
    const rejection = receive(short, 2, append({ term: 4, prev: [7, 4], terms: [4] }), {
      ...basics,
      conflictHint: true,
    });
    expect(answerOf(rejection)).toMatchObject({ conflict: { term: 3, index: 6 } });
    expect(written(leader({ term: 4, snapshot: snapshot(5, 3), log: [4], votes: [1] })).server.log.lastIndex).toBe(6);
    expect(short.log.discardTo(7).lastTerm).toBe(3);
    expect(short.log.coveredBy(4, 3)).toBe(short.log);
  });

  test('P111 it is time when so many applied entries are in the log', () => {
    const heard = (log: readonly number[], commit: number, config = every3, of: Snapshot | null = null) => {
      const base = of?.lastIndex ?? 0;
      const server = follower({ term: 1, log, snapshot: of });
      return wanted(receive(server, 2, append({ prev: [base + log.length, 1], commit }), config).effects);
    };
    expect(heard([1, 1, 1, 1], 2)).toEqual([]);
    expect(heard([1, 1, 1, 1], 3)).toEqual([3]);
    expect(heard([1, 1, 1, 1], 4)).toEqual([4]);
    expect(heard([1, 1, 1, 1], 4, basics)).toEqual([]);
    // What the snapshot covers does not count again.
    expect(heard([1, 1, 1, 1], 12, every3, snapshot(10, 1))).toEqual([]);
    expect(heard([1, 1, 1, 1], 13, every3, snapshot(10, 1))).toEqual([13]);
    // With a factor the size of the last one counts, too.
    const factor = { ...every3, snapshotFactor: 2 };
    expect(heard([1, 1, 1, 1], 13, factor, snapshot(10, 1, 2))).toEqual([]);
    expect(heard([1, 1, 1, 1], 14, factor, snapshot(10, 1, 2))).toEqual([14]);
    expect(heard([1, 1, 1, 1], 13, factor, snapshot(10, 1, 1))).toEqual([13]);
    // Not while the last one is still being written.
    const saving = took(follower({ log: [1, 1, 1, 1, 1, 1], commit: 3 }), snapshot(3, 1)).server;
    expect(wanted(receive(saving, 2, append({ prev: [6, 1], commit: 6 }), every3).effects)).toEqual([]);
    const stage = askAll(ledByS1({ raft: { snapshotEntries: 3 } }), 10);
    for (const server of stage.servers) expect(server.log.lastIndex - server.log.baseIndex).toBeLessThan(4);
    expect(stage.of('SnapshotTaken').length).toBe(9);
  });
});

describe('sending snapshots', () => {
  const six = { term: 3, snapshot: snapshot(4, 2), log: [3, 3] } as const;

  test('P112 only a follower whose next entry is gone gets the snapshot', () => {
    const lead = leader({ ...six, next: [0, 5, 4], match: [0, 0, 0] });
    const beat = heartbeat(lead);
    expect(appendTo(beat, 2)).toMatchObject({ prevLogIndex: 4, prevLogTerm: 2, entries: { first: 5, count: 2 } });
    expect(chunkTo(beat, 3)).toMatchObject({ lastIndex: 4, lastTerm: 2, done: true });
    expect(beat.sent).toHaveLength(2);
    // A rejection leads below the snapshot, and then to it.
    const back = receive(leader({ ...six, next: [0, 7, 5] }), 3, refused(3, 4));
    expect(chunkTo(back, 3)).toMatchObject({ lastIndex: 4 });
    expect(receive(leader({ ...six, next: [0, 7, 6] }), 3, refused(3, 5)).sent[0]?.message).toMatchObject({
      type: 'AppendEntriesRequest',
      prevLogIndex: 4,
    });
    const stage = fallenBehind();
    stage.until(stage.run.nowUs / 1000 + 400);
    expect(new Set(stage.of('SnapshotSendingStarted').map(({ fact }) => fact.follower))).toEqual(new Set([3]));
    expect(stage.of('SnapshotInstalled').map(({ server }) => server)).toEqual([3]);
    expect(contents(stage, 3)).toEqual(contents(stage, 1));
    expect(stage.broken).toEqual([]);
  });

  test('P113 its arguments: term, leader, last index and term, the configuration with the first chunk, data, done', () => {
    const lead = leader({ ...six, next: [0, 7, 3] });
    expect(chunkTo(heartbeat(lead), 3)).toEqual({
      type: 'InstallSnapshotRequest',
      term: 3,
      leaderId: 1,
      lastIndex: 4,
      lastTerm: 2,
      lastConfig: configurationOfVoters([1, 2, 3]),
      offset: 0,
      data: { data: lead.snapshot?.data, offset: 0, count: 4 },
      done: true,
    });
    const first = heartbeat(lead, inTwos);
    expect(chunkTo(first, 3)).toMatchObject({ offset: 0, data: { offset: 0, count: 2 }, done: false });
    const second = receive(first.server, 3, installed(3, 4, { received: 2, matchIndex: 0 }), inTwos);
    expect(chunkTo(second, 3)).toMatchObject({
      offset: 2,
      data: { offset: 2, count: 2 },
      lastConfig: null,
      done: true,
    });
  });

  test('P114 a lost chunk is sent again with the heartbeat, an answered one is followed by the next', () => {
    const first = heartbeat(leader({ ...six, next: [0, 7, 3] }), inTwos);
    // Nothing else is sent meanwhile.
    expect(command(first.server, set('x', 1), inTwos).sent.map(({ to }) => to)).toEqual([2]);
    expect(chunkTo(heartbeat(first.server, inTwos), 3)).toMatchObject({ offset: 0 });
    const second = receive(first.server, 3, installed(3, 4, { received: 2, matchIndex: 0 }), inTwos);
    expect(chunkTo(heartbeat(second.server, inTwos), 3)).toMatchObject({ offset: 2 });
    // The same answer again, one about another snapshot, and one that brings nothing are passed over.
    for (const late of [
      installed(3, 4, { received: 2, matchIndex: 0 }),
      installed(3, 2, { offset: 2, received: 3, matchIndex: 0 }),
      installed(3, 4, { offset: 2, received: 2, matchIndex: 0 }),
    ]) {
      expect(receive(second.server, 3, late, inTwos)).toMatchObject({ server: second.server, sent: [] });
    }
    // A follower that has lost what it had, as in a crash, says so.
    const again = receive(second.server, 3, installed(3, 4, { offset: 2, received: 0, matchIndex: 0 }), inTwos);
    expect(chunkTo(again, 3)).toMatchObject({ offset: 0, lastConfig: configurationOfVoters([1, 2, 3]) });
    // A snapshot of which something has arrived is finished, though there is a newer one; else the newer one is sent.
    const fresh = took({ ...first.server, commitIndex: 6, lastApplied: 6 }, snapshot(6, 3)).server;
    expect(chunkTo(heartbeat(written(fresh).server, inTwos), 3)).toMatchObject({ lastIndex: 6, offset: 0 });
    const newer = took({ ...second.server, commitIndex: 6, lastApplied: 6 }, snapshot(6, 3)).server;
    expect(chunkTo(heartbeat(written(newer).server, inTwos), 3)).toMatchObject({ lastIndex: 4, offset: 2 });
  });

  test('P117 what a pipeline had under way below the snapshot does not fill its window', () => {
    const config = { ...basics, pipelining: true, maxInFlight: 1, explain: true };
    const sending = heartbeat(leader({ ...six, next: [0, 7, 3] }), config).server as Leader;
    const stuck: Leader = { ...sending, inFlight: [null, null, null, [2]] };
    const done = receive(stuck, 3, installed(3, 4), config);
    expect(done.server).toMatchObject({ inFlight: [null, null, null, [6]] });
    expect(appendTo(done, 3)).toMatchObject({ prevLogIndex: 4, entries: { first: 5, count: 2 } });
  });

  test('P117 after the install entries follow at once, from just after the snapshot', () => {
    const sending = heartbeat(leader({ ...six, next: [0, 7, 3] })).server;
    const done = receive(sending, 3, installed(3, 4));
    expect(done.server).toMatchObject({ matchIndex: [0, 0, 0, 4], nextIndex: [0, 0, 7, 5] });
    expect(appendTo(done, 3)).toMatchObject({ prevLogIndex: 4, prevLogTerm: 2, entries: { first: 5, count: 2 } });
    expect(receive(done.server, 3, installed(3, 4)).server).toBe(done.server);
    // What the follower holds counts for a commit.
    const counted = leader({ term: 3, snapshot: snapshot(4, 3), log: [], next: [0, 5, 3], voters: 3 });
    expect(receive(heartbeat(counted).server, 3, installed(3, 4)).server).toMatchObject({ matchIndex: [0, 0, 0, 4] });
    // No command, no timer: an answer to the install, and the rest of the log is on its way.
    const ahead = {
      currentTerm: 3,
      log: [3, 3],
      commitIndex: 4,
      snapshot: { lastIndex: 4, lastTerm: 3, contents: [] },
    };
    const stage = byHand({ initial: [ahead, ahead, { currentTerm: 3 }] });
    stage.elect(1, 2).settle(1, 2, 3);
    expect(stage.of('SnapshotInstalled')).toMatchObject([{ server: 3, fact: { lastIndex: 4, retained: 0 } }]);
    expect(stage.servers.map(({ log }) => log.lastIndex)).toEqual([7, 7, 7]);
    expect(stage.broken).toEqual([]);
    // An answer of an older term, or to who leads no more, teaches nothing; a newer term deposes.
    expect(receive(sending, 3, installed(2, 4)).server).toBe(sending);
    expect(receive(sending, 3, installed(9, 4, { matchIndex: 0 })).server).toMatchObject({
      role: 'follower',
      currentTerm: 9,
    });
  });
});
