import { describe, expect, test } from 'vitest';
import { at } from '../../src/base/assert.ts';
import { ELECTION_TIMER } from '../../src/cluster/types.ts';
import { entriesOf } from '../../src/raft/log.ts';
import type { Leader } from '../../src/raft/server.ts';
import { byHand, CLIENT, Stage } from './stage.ts';
import {
  append,
  appendTo,
  basics,
  command,
  everyMessage,
  follower,
  heartbeat,
  leader,
  receive,
  refused,
  set,
  stored,
  termsOf,
  timeOut,
  withoutNoOp,
  written,
} from './support.ts';

/** T-Fig 3.6: the leader of term 8 and six followers. */
const FIGURE_3_6 = [1, 1, 1, 4, 4, 5, 5, 6, 6, 6];
const FOLLOWERS = {
  a: [1, 1, 1, 4, 4, 5, 5, 6, 6],
  b: [1, 1, 1, 4],
  c: [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6],
  d: [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7],
  e: [1, 1, 1, 4, 4, 4, 4],
  f: [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3],
};

/** A fresh leader asks a follower until their logs match; returns how often it was refused, and what the follower has then. */
function repair(theirs: readonly number[], mine: readonly number[], term: number, conflictHint: boolean) {
  const config = { ...withoutNoOp, conflictHint };
  let lead: Leader = leader({ id: 1, term, log: mine });
  let other = follower({ id: 2, term, log: theirs });
  let message = appendTo(heartbeat(lead, config), 2);
  for (let refusals = 0; refusals < 20; ) {
    const answered = receive(other, 1, message, config);
    other = answered.server as typeof other;
    const [answer] = answered.sent;
    if (answer?.message.type !== 'AppendEntriesResponse') throw new Error('no answer');
    const heard = receive(lead, 2, answer.message, config);
    lead = heard.server as Leader;
    if (answer.message.success) {
      if (heard.sent.length === 0) return { refusals, log: termsOf(other.log) };
    } else refusals++;
    message = appendTo(heard, 2);
  }
  throw new Error('the logs never match');
}

/** Section 5: the leader's side. */
describe('replication', () => {
  test('P39 a command is appended, replicated in parallel, and answered when it is applied', () => {
    const { server, sent, effects } = command(leader({ term: 2, log: [1] }), set('x', 3));
    expect(server.log.entryAt(2)).toEqual({ term: 2, command: { kind: 'client', operation: set('x', 3) } });
    expect(sent.map((order) => order.to)).toEqual([2, 3]);
    expect(effects.map((effect) => effect.type)).toEqual(['Persist', 'Track', 'Send', 'Send']);
    const stage = new Stage({ timeouts: [[100], [900], [900]], latency: [10, 10] }).until(200);
    stage.ask(1, set('x', 3)).until(400);
    const appended = stage
      .of('EntriesAppended')
      .filter((event) => event.server === 1)
      .at(-1);
    const decided = stage
      .of('CommitDecided')
      .filter((event) => event.server === 1)
      .at(-1);
    const applied = stage
      .of('Applied')
      .filter((event) => event.server === 1)
      .at(-1);
    const answered = stage
      .of('MessageSent')
      .filter(({ fact }) => fact.envelope.to === CLIENT)
      .at(-1);
    const places = [appended, decided, applied, answered].map((event) =>
      event === undefined ? -1 : event.step * 1000 + event.i,
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(new Set(places).size).toBe(4);
    expect(stage.finished).toMatchObject([{ outcome: 'ok', index: 2, term: 1 }]);
    // Without a majority it is never answered.
    const alone = byHand().elect(1, 2).dropAll().command(1);
    expect(alone.between(1, CLIENT)).toEqual([]);
    expect(command(follower({ knows: 2 })).server.log.lastIndex).toBe(0);
  });

  test('P40 a leader never removes or replaces an entry of its own log', () => {
    const leading = leader({ term: 3, log: [1, 2, 3], commit: 1, next: [4, 4, 4] });
    const turnouts = [
      ...everyMessage(3).map((message) => receive(leading, 2, message)),
      ...everyMessage(2).map((message) => receive(leading, 2, message)),
      command(leading),
      command(command(leading).server),
      heartbeat(leading),
      timeOut(leading),
      written(leading),
    ];
    for (const { server } of turnouts) {
      if (server.role !== 'leader') continue;
      expect(server.log.toArray().slice(0, 3)).toEqual(leading.log.toArray());
    }
    expect(turnouts.filter(({ server }) => server.role === 'leader').length).toBeGreaterThan(10);
  });

  test('P40 over a whole run', () => {
    const stage = new Stage({ servers: 5, seed: 40, latency: [5, 80], lossPpm: 50_000 });
    const before = new Map<number, { term: number; log: readonly unknown[] }>();
    let longest = 0;
    for (let round = 0; round < 60; round++) {
      for (const lead of stage.leaders) stage.ask(lead);
      if (round % 15 === 5) stage.reboot(stage.leaders[0] ?? 1);
      stage.untilIt(() => {
        for (const server of stage.servers) {
          if (server.role !== 'leader') continue;
          const seen = before.get(server.id);
          const log = server.log.toArray();
          if (seen?.term === server.currentTerm) expect(log.slice(0, seen.log.length)).toEqual(seen.log);
          before.set(server.id, { term: server.currentTerm, log });
          longest = Math.max(longest, log.length);
        }
        return stage.run.nextAtUs() > (round + 1) * 50_000;
      });
    }
    expect(longest).toBeGreaterThan(20);
  });

  test('P41 a request carries the entries from nextIndex on, up to the batch limit', () => {
    const log = [1, 1, 2, 3, 3];
    for (let next = 1; next <= 6; next++) {
      for (const limit of [1, 2, 100]) {
        const config = { ...basics, maxEntriesPerAppend: limit };
        const request = appendTo(heartbeat(leader({ term: 3, log, next: [6, next, 6], commit: 2 }), config), 2);
        expect(request).toMatchObject({ term: 3, leaderId: 1, prevLogIndex: next - 1, leaderCommit: 2 });
        expect(request.prevLogTerm).toBe(log[next - 2] ?? 0);
        expect(entriesOf(request.entries).map((entry) => entry.term)).toEqual(log.slice(next - 1, next - 1 + limit));
        expect(request.entries.first).toBe(next);
      }
    }
    // While one with entries is under way, new commands wait for its answer; then the rest follows at once.
    const first = command(leader({ term: 1 }));
    expect(first.sent.map((order) => order.to)).toEqual([2, 3]);
    const second = command(first.server);
    expect(second.sent).toEqual([]);
    const answered = receive(second.server, 2, stored(1, 1));
    expect(answered.sent).toHaveLength(1);
    expect(appendTo(answered, 2)).toMatchObject({ prevLogIndex: 1, entries: { first: 2, count: 1 } });
  });

  test('P42 a success moves matchIndex and nextIndex forward, to what it says and never back', () => {
    const log = [1, 1, 1, 1, 1];
    for (let match = 0; match <= 5; match++) {
      for (let next = match + 1; next <= 6; next++) {
        for (let says = 0; says <= 5; says++) {
          const before = leader({ log, next: [6, next, 6], match: [0, match, 0] });
          const { server } = receive(before, 2, stored(1, says));
          const expected = Math.max(match, says);
          expect(server).toMatchObject({ matchIndex: [0, 0, expected, 0] });
          expect(server).toMatchObject({ nextIndex: [0, 6, Math.max(next, expected + 1), 6] });
        }
      }
    }
    // The leader has gone on since it asked: only what was asked is acknowledged.
    const asked = command(leader()).server;
    const busy = command(command(asked).server).server;
    expect(receive(busy, 2, stored(1, 1)).server).toMatchObject({ matchIndex: [0, 0, 1, 0], nextIndex: [1, 1, 2, 1] });
  });

  test('P43 a refusal lowers nextIndex by one, never to matchIndex, and a stale one not at all', () => {
    const log = [1, 1, 1, 1, 1];
    for (let match = 0; match <= 4; match++) {
      for (let next = match + 1; next <= 6; next++) {
        for (let about = 0; about <= 6; about++) {
          const before = leader({ log, next: [6, next, 6], match: [0, match, 0] });
          const { server, sent } = receive(before, 2, refused(1, about));
          const fresh = about === next - 1 && about > match;
          expect(server).toMatchObject({ nextIndex: [0, 6, fresh ? next - 1 : next, 6], matchIndex: [0, 0, match, 0] });
          expect(sent).toHaveLength(fresh ? 1 : 0);
          if (server.role === 'leader') expect(server.nextIndex[2]).toBeGreaterThan(match);
        }
      }
    }
    // A refusal that was sent before the success, and comes after it.
    const late = byHand({
      initial: [
        { currentTerm: 1, log: [1, 1] },
        { currentTerm: 1, log: [1] },
      ],
    });
    late
      .elect(1, 2)
      .deliver(1, 2)
      .act({ do: 'duplicate', message: at(late.between(2, 1), 0) });
    late
      .deliver(2, 1)
      .deliver(1, 2)
      .act({ do: 'deliver', message: at(late.between(2, 1), 1) });
    expect(late.raft(1)).toMatchObject({ matchIndex: [0, 0, 3, 0], nextIndex: [3, 3, 4, 3] });
    late.deliver(2, 1);
    expect(late.raft(1)).toMatchObject({ matchIndex: [0, 0, 3, 0], nextIndex: [3, 3, 4, 3] });
    // Nor does a lying hint bring it below.
    const lied = receive(
      leader({ log, next: [6, 5, 6], match: [0, 2, 0] }),
      2,
      refused(1, 4, { term: null, index: 1 }),
    );
    expect(lied.server).toMatchObject({ nextIndex: [0, 6, 3, 6] });
  });

  test('P44 how many refusals the followers of T-Fig 3.6 take', () => {
    const naive = { a: 1, b: 6, c: 0, d: 0, e: 5, f: 7 };
    const fast = { a: 1, b: 1, c: 0, d: 0, e: 2, f: 2 };
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f'] as const) {
      const log = FOLLOWERS[name];
      const plain = repair(log, FIGURE_3_6, 8, false);
      const hinted = repair(log, FIGURE_3_6, 8, true);
      expect([name, plain.refusals, hinted.refusals]).toEqual([name, naive[name], fast[name]]);
      // c and d keep what they have too much until an entry conflicts with it.
      const expected = name === 'c' || name === 'd' ? log : FIGURE_3_6;
      expect([plain.log, hinted.log]).toEqual([expected, expected]);
    }
  });

  test('P44 the three cases of the 6.824 lab', () => {
    const cases = [
      { log: [4, 5, 5], fast: 2 },
      { log: [4, 4, 4], fast: 2 },
      { log: [4], fast: 1 },
    ];
    for (const { log, fast } of cases) {
      expect(repair(log, [4, 6, 6, 6], 6, false)).toEqual({ refusals: 3, log: [4, 6, 6, 6] });
      expect(repair(log, [4, 6, 6, 6], 6, true)).toEqual({ refusals: fast, log: [4, 6, 6, 6] });
    }
    const hints = { ...basics, conflictHint: true };
    const answer = receive(follower({ term: 6, log: [4, 5, 5] }), 2, append({ term: 6, prev: [3, 6] }), hints);
    expect(answer.sent).toMatchObject([{ message: { success: false, conflict: { term: 5, index: 2 } } }]);
    const short = receive(follower({ term: 6, log: [4] }), 2, append({ term: 6, prev: [3, 6] }), hints);
    expect(short.sent).toMatchObject([{ message: { success: false, conflict: { term: null, index: 2 } } }]);
    const off = receive(follower({ term: 6, log: [4] }), 2, append({ term: 6, prev: [3, 6] }), basics);
    expect(off.sent).toMatchObject([{ message: { success: false, conflict: null } }]);
  });

  test('P44 with hints at most one refusal per conflicting term and one for the length', () => {
    const logs = [
      [],
      [1],
      [1, 1],
      [1, 2],
      [2, 2],
      [1, 1, 2],
      [1, 2, 3],
      [2, 2, 3, 3],
      [1, 1, 1, 3, 3, 3],
      [3, 3, 3, 3],
    ];
    let spared = 0;
    for (const mine of logs) {
      for (const theirs of logs) {
        const hinted = repair(theirs, mine, 4, true);
        const plain = repair(theirs, mine, 4, false);
        const conflicting = new Set(theirs.filter((term, place) => term !== mine[place])).size;
        expect(hinted.refusals).toBeLessThanOrEqual(1 + conflicting);
        expect(hinted.refusals).toBeLessThanOrEqual(plain.refusals);
        expect(hinted.log).toEqual(plain.log);
        spared += plain.refusals - hinted.refusals;
      }
    }
    expect(spared).toBeGreaterThan(10);
  });

  test('P45 a lost request is sent again within a heartbeat, for ever, and holds up nobody else', () => {
    const stage = new Stage({ timeouts: [[100], [900], [900]], latency: [10, 10], heartbeat: 50 }).until(200);
    stage
      .act({ do: 'freezeTimer', server: 3, timer: ELECTION_TIMER }, { do: 'cut', from: 1, to: 3 })
      .ask(1, set('x', 3))
      .until(260);
    expect(stage.finished).toMatchObject([{ outcome: 'ok' }]);
    const asked = () =>
      stage
        .of('MessageSent')
        .filter(({ fact, atUs }) => fact.envelope.to === 3 && fact.envelope.from === 1 && atUs >= 200_000);
    stage.until(800);
    const times = asked().map(({ atUs }) => atUs);
    expect(times.length).toBeGreaterThan(10);
    for (const [place, atUs] of times.slice(1).entries()) {
      expect(atUs - (times[place] ?? 0)).toBeLessThanOrEqual(50_000);
    }
    for (const { fact } of asked().slice(2)) expect(fact.envelope.message).toMatchObject({ entries: { count: 1 } });
    stage.act({ do: 'heal', from: 1, to: 3 }).until(900);
    expect(stage.terms(3)).toEqual(stage.terms(1));
    expect(stage.leaders).toEqual([1]);
  });

  test('P46 without loss no follower of an idle cluster ever times out', () => {
    for (const seed of [1, 2, 3]) {
      const stage = new Stage({ servers: 5, seed, latency: [10, 15], election: [100, 200], heartbeat: 50 }).until(500);
      expect(stage.leaders).toHaveLength(1);
      const changes = stage.of('RoleChanged').length;
      stage.until(20_000);
      expect(stage.of('RoleChanged')).toHaveLength(changes);
      const [lead = 1] = stage.leaders;
      const beats = stage
        .of('MessageSent')
        .filter(({ server, fact, atUs }) => server === lead && fact.envelope.to === (lead % 5) + 1 && atUs > 1_000_000);
      expect(beats.length).toBe(380);
      const gaps = beats.slice(1).map(({ atUs }, place) => atUs - (beats[place]?.atUs ?? 0));
      expect(new Set(gaps)).toEqual(new Set([50_000]));
    }
    expect(heartbeat(leader()).effects.map((effect) => effect.type)).toEqual(['ResetHeartbeatTimer', 'Send', 'Send']);
  });
});
