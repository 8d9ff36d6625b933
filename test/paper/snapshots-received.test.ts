import { describe, expect, test } from 'vitest';
import { itemsOf, machineOf } from '../../src/cluster/snapshot-data.ts';
import { configurationOfVoters } from '../../src/raft/configuration.ts';
import type { ServerId } from '../../src/raft/messages.ts';
import { freshDurable, fromDisk } from '../../src/raft/server.ts';
import { askAll, contents, fallenBehind, ledByS1, restored } from './snapshot-words.ts';
import { byHand } from './stage.ts';
import {
  answerOf,
  append,
  candidate,
  follower,
  install,
  leader,
  receive,
  requestVote,
  snapshot,
  stored,
  termsOf,
  timeOut,
  vote,
} from './support.ts';

describe('receiving snapshots', () => {
  const whole = install(snapshot(4, 2), 3);

  test('P113 rules 1 to 8', () => {
    // 1: an older term is refused.
    const ahead = follower({ term: 5, log: [1] });
    expect(receive(ahead, 2, whole)).toMatchObject({ server: ahead, resetsTimer: false });
    expect(answerOf(receive(ahead, 2, whole))).toMatchObject({ term: 5, matchIndex: 0, received: 0 });
    // 2 to 4: chunks are written one after the other, and each is answered.
    const server = follower({ term: 3, log: [1] });
    const part = (offset: number) => install(snapshot(4, 2), 3, { offset, count: 2 });
    const first = receive(server, 2, part(0));
    expect(answerOf(first)).toMatchObject({ term: 3, lastIndex: 4, offset: 0, received: 2, matchIndex: 0 });
    expect(first.server).toMatchObject({ log: server.log, snapshot: null, commitIndex: 0 });
    expect(first.effects.map(({ type }) => type)).toEqual(['ResetElectionTimer', 'Send']);
    const second = receive(first.server, 2, part(2));
    expect(answerOf(second)).toMatchObject({ offset: 2, received: 4, matchIndex: 4 });
    // 5: saved, before the answer leaves. 7: the log is gone. 8: the machine is the snapshot's.
    expect(second.effects[0]).toEqual({ type: 'Persist' });
    expect(second.server).toMatchObject({ snapshot: snapshot(4, 2), commitIndex: 4, lastApplied: 4, partial: null });
    expect([second.server.log.baseIndex, second.server.log.baseTerm, second.server.log.lastIndex]).toEqual([4, 2, 4]);
    expect(second.effects.filter(({ type }) => type === 'RestoreMachine')).toEqual([
      { type: 'RestoreMachine', data: whole.data.data },
    ]);
    expect(receive(server, 2, whole).server).toEqual(second.server);
    // 6: what follows the snapshot's last entry stays.
    const longer = receive(follower({ term: 3, log: [1, 1, 2, 2, 3, 3] }), 2, whole).server;
    expect([longer.log.baseIndex, longer.log.lastIndex, termsOf(longer.log)]).toEqual([4, 6, [3, 3]]);
    expect(longer).toMatchObject({ commitIndex: 4, lastApplied: 4 });
    // 8: who votes is what the snapshot says.
    const five = install(snapshot(4, 2, 4, 5), 3);
    expect(receive(server, 2, five).server.configuration).toEqual(configurationOfVoters([1, 2, 3, 4, 5]));
  });

  test('P113 it comes from the leader: a candidate follows it, a newer term is taken over', () => {
    expect(receive(candidate({ term: 3 }), 2, whole).server).toMatchObject({
      role: 'follower',
      leaderId: 2,
      commitIndex: 4,
    });
    expect(receive(leader({ term: 2 }), 2, whole).server).toMatchObject({
      role: 'follower',
      currentTerm: 3,
      commitIndex: 4,
    });
  });

  test('P114 every chunk resets the election timer; chunks come in order and from one leader', () => {
    const part = (offset: number, term = 3, from: ServerId = 2) =>
      install(snapshot(4, 2), term, { offset, count: 2, leader: from });
    const server = follower({ term: 3 });
    const first = receive(server, 2, part(0));
    expect([first.resetsTimer, receive(first.server, 2, part(2)).resetsTimer]).toEqual([true, true]);
    // Twice the same: nothing new. One that leaves a hole: nothing is written.
    expect(receive(first.server, 2, part(0)).server).toBe(first.server);
    const hole = receive(server, 2, part(2));
    expect(hole.server).toMatchObject({ partial: null, commitIndex: 0 });
    expect(answerOf(hole)).toMatchObject({ offset: 2, received: 0, matchIndex: 0 });
    const six = install(snapshot(6, 2), 3, { count: 2 });
    const early = receive(receive(server, 2, six).server, 2, install(snapshot(6, 2), 3, { offset: 4 }));
    expect(early.server).toMatchObject({ partial: { received: 2 }, commitIndex: 0 });
    expect(answerOf(early)).toMatchObject({ offset: 4, received: 2, matchIndex: 0 });
    // Never is a part of it loaded.
    expect(restored(first.effects)).toBe(false);
    // Another snapshot, another leader or another term, by whatever message: what there is, is void.
    const other = install(snapshot(5, 2), 3, { count: 2 });
    expect(receive(first.server, 2, other).server.partial).toMatchObject({ snapshot: { lastIndex: 5 }, received: 2 });
    expect(receive(first.server, 3, part(2, 3, 3)).server).toMatchObject({ partial: null, commitIndex: 0 });
    expect(receive(first.server, 3, part(2, 4, 3)).server.partial).toBeNull();
    for (const message of [requestVote({ term: 4 }), append({ term: 4 }), vote(4), stored(4, 0)]) {
      expect(receive(first.server, 2, message).server.partial, message.type).toBeNull();
    }
    expect(timeOut(first.server).server.partial).toBeNull();
    expect(receive(receive(first.server, 2, append({ term: 4 })).server, 2, part(2, 4)).server.commitIndex).toBe(0);
    // A leader that goes away in the middle: the next one begins anew.
    const stage = fallenBehind({ raft: { snapshotEntries: 3, snapshotChunk: 1 } });
    stage
      .untilIt(() => stage.raft(3).partial !== null)
      .crash(1)
      .act({ do: 'unfreezeTimer', server: 3, timer: 0 });
    stage.untilIt(() => stage.raft(3).commitIndex > 8);
    expect(stage.of('PartialSnapshotDropped').length).toBeGreaterThan(0);
    expect(contents(stage, 3)).toEqual(contents(stage, 2));
    expect(stage.broken).toEqual([]);
  });

  test('P115 nothing ever moves backwards', () => {
    const now = follower({ term: 3, snapshot: snapshot(4, 2), log: [3, 3], commit: 5 });
    for (const old of [snapshot(2, 1), snapshot(4, 2), snapshot(5, 3)]) {
      const { server, effects } = receive(now, 2, install(old, 3));
      expect(server).toMatchObject({ snapshot: now.snapshot, log: now.log, commitIndex: 5, lastApplied: 5 });
      expect(restored(effects)).toBe(false);
      expect(effects.some(({ type }) => type === 'Persist')).toBe(false);
    }
    // It is told that the server has it, so that the leader goes on.
    expect(answerOf(receive(now, 2, install(snapshot(2, 1), 3)))).toMatchObject({ matchIndex: 2 });
    expect(answerOf(receive(now, 2, install(snapshot(4, 2), 3, { offset: 2 })))).toMatchObject({ matchIndex: 4 });
    expect(receive(now, 2, install(snapshot(6, 3), 3)).server).toMatchObject({ commitIndex: 6, lastApplied: 6 });
    // An old one, delayed, arrives when everything is over.
    const play = (mutations = {}) => {
      const stage = fallenBehind({ mutations });
      stage.untilIt(() => stage.between(1, 3, 'InstallSnapshotRequest').length > 0);
      const [late] = stage.between(1, 3, 'InstallSnapshotRequest');
      if (late === undefined) throw new Error('no snapshot is sent');
      stage.act({ do: 'duplicate', message: late }, { do: 'delay', message: late, byUs: 700_000 });
      return askAll(stage.until(stage.run.nowUs / 1000 + 200), 4, 20).until(stage.run.nowUs / 1000 + 800);
    };
    const stage = play();
    expect(stage.of('SnapshotIgnored').length).toBe(1);
    expect(stage.broken).toEqual([]);
    expect(play({ installOldSnapshot: true }).broken).toContain('I8');
  });

  test('P116 a log that conflicts with the snapshot goes as a whole', () => {
    for (const log of [
      [1, 1, 1, 1, 1, 1],
      [1, 1, 1],
      [1, 1, 2, 3, 3],
    ]) {
      const { server } = receive(follower({ term: 3, log }), 2, whole);
      expect([server.log.baseIndex, server.log.baseTerm, server.log.lastIndex]).toEqual([4, 2, 4]);
      expect(server.durableIndex).toBeLessThanOrEqual(4);
    }
    // S3 led alone in term 2 and holds what nobody else has; then it gets a snapshot that ends there.
    const play = (mutations = {}) => {
      const base = { currentTerm: 3, log: [], commitIndex: 4, snapshot: { lastIndex: 4, lastTerm: 3, contents: [] } };
      const stage = byHand({ initial: [base, base, { currentTerm: 2, log: [1, 1, 2, 2, 2, 2] }], mutations });
      stage.elect(1, 2).settle(1, 2, 3);
      for (let round = 0; round < 20; round++) stage.heartbeat(1).settle(1, 2, 3);
      return stage;
    };
    const stage = play();
    expect(stage.of('SnapshotInstalled').length).toBe(1);
    expect(stage.raft(3)).toMatchObject({ commitIndex: 5, snapshot: { lastIndex: 4, lastTerm: 3 } });
    expect(stage.broken).toEqual([]);
    const stuck = play({ keepConflictingLog: true });
    expect(stuck.raft(3).log.lastTerm).toBe(2);
    expect(stuck.broken).toContain('I10');
  });

  test('P118 a restarted server is its snapshot, and goes on with its log', () => {
    const disk = { ...freshDurable(configurationOfVoters([1, 2, 3])), currentTerm: 3 };
    const log = follower({ log: [1, 1, 2, 2, 3, 3] }).log;
    const between = fromDisk(1, { ...disk, log, snapshot: snapshot(4, 2) });
    expect(between).toMatchObject({ commitIndex: 4, lastApplied: 4, durableIndex: 6 });
    expect([between.log.baseIndex, between.log.baseTerm, termsOf(between.log)]).toEqual([4, 2, [3, 3]]);
    const wrong = fromDisk(1, { ...disk, log: follower({ log: [1, 1] }).log, snapshot: snapshot(4, 2) });
    expect([wrong.log.baseIndex, wrong.log.lastIndex, wrong.durableIndex]).toEqual([4, 4, 4]);
    const other = fromDisk(1, { ...disk, log: follower({ log: [1, 1, 1, 1, 1] }).log, snapshot: snapshot(4, 2) });
    expect([other.log.baseTerm, other.log.lastIndex]).toEqual([2, 4]);
    const stage = askAll(ledByS1({ raft: { snapshotEntries: 3 } }), 8);
    const before = stage.servers.map(({ id }) => contents(stage, id));
    for (const { id } of stage.servers) stage.crash(id);
    for (const { id } of stage.servers) stage.restart(id);
    for (const { id, snapshot: kept, lastApplied, commitIndex } of stage.servers) {
      expect([kept?.lastIndex, lastApplied, commitIndex]).toEqual([9, 9, 9]);
      expect(contents(stage, id)).toEqual(itemsOf(machineOf(kept?.data ?? snapshot(0, 0).data)));
    }
    stage.until(stage.run.nowUs / 1000 + 2000);
    expect(stage.servers.map(({ id }) => contents(stage, id))).toEqual(before);
    expect(stage.broken).toEqual([]);
  });
});
