import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message } from '../../src/raft/messages.ts';
import type { Server } from '../../src/raft/server.ts';
import { byHand, Stage } from './stage.ts';
import {
  answerOf,
  append,
  candidate,
  everyMessage,
  follower,
  heartbeat,
  leader,
  receive,
  refused,
  requestVote,
  roles,
  stored,
  tell,
  timeOut,
  timeoutNow,
  vote,
} from './support.ts';

const isRequest = (message: Message): boolean => message.type.endsWith('Request');

/** Any server of three, in a term up to 3. */
const anyServer: fc.Arbitrary<Server> = fc
  .record({ role: fc.nat(2), term: fc.integer({ min: 1, max: 3 }), log: fc.array(fc.constant(1), { maxLength: 3 }) })
  .map(({ role, ...shape }) => roles(shape)[role] ?? follower(shape));

const anyMessage = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.nat(6)).map(([term, kind]) => everyMessage(term)[kind]);

/** Section 2: terms are Raft's clock. */
describe('terms', () => {
  test('P11 currentTerm never goes back and is in every message', () => {
    fc.assert(
      fc.property(anyServer, fc.array(anyMessage, { maxLength: 8 }), (first, messages) => {
        let server = first;
        for (const message of messages) {
          const turnouts = message === undefined ? [] : [receive(server, 2, message)];
          turnouts.push(timeOut(server), heartbeat(server));
          for (const { server: next, sent } of turnouts) {
            expect(next.currentTerm).toBeGreaterThanOrEqual(server.currentTerm);
            for (const order of sent) expect(order.message.term).toBe(next.currentTerm);
          }
          server = turnouts[0]?.server ?? server;
        }
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  test('P11 currentTerm survives restarts', () => {
    const stage = new Stage({
      servers: 3,
      timeouts: [
        [20, 20, 20],
        [20, 20],
        [20, 20],
      ],
      lossPpm: 300_000,
      election: [60, 120],
    });
    const terms = [0, 0, 0];
    for (let round = 0; round < 40; round++) {
      stage.until(round * 50).reboot(1 + (round % 3));
      stage.servers.forEach((server, place) => {
        expect(server.currentTerm).toBeGreaterThanOrEqual(terms[place] ?? 0);
        terms[place] = server.currentTerm;
      });
    }
    expect(Math.min(...terms)).toBeGreaterThan(2);
  });

  test('P12 a newer term, in a request or a response, is adopted before anything else', () => {
    for (const server of roles({ term: 3, vote: 1, knows: 3 })) {
      for (const message of everyMessage(5)) {
        const { server: after } = receive(server, 2, message);
        expect(after, message.type).toMatchObject({ role: 'follower', currentTerm: 5 });
        expect(after.votedFor, message.type).toBe(message.type === 'RequestVoteRequest' ? 2 : null);
        expect(after.leaderId, message.type).toBe(/^(Append|Install).*Request$/.test(message.type) ? 2 : null);
      }
    }
    // It is then handled: the request is granted, the entries are stored.
    expect(answerOf(receive(leader({ term: 3 }), 2, requestVote({ term: 4 })))).toMatchObject({ voteGranted: true });
    expect(answerOf(receive(leader({ term: 3 }), 2, append({ term: 4 })))).toMatchObject({ success: true });
    // Adopted even where it is refused.
    const better = follower({ term: 3, log: [3, 3] });
    const denied = receive(better, 2, requestVote({ term: 9 }));
    expect(denied.server).toMatchObject({ currentTerm: 9, votedFor: null });
    expect(answerOf(denied)).toMatchObject({ term: 9, voteGranted: false });
  });

  test('P13 a request of an older term is answered with the current one and changes nothing', () => {
    for (const server of roles({ term: 5, log: [1, 4], commit: 1, knows: 3 })) {
      for (const message of everyMessage(4).filter((other) => isRequest(other) && other.type !== 'TimeoutNowRequest')) {
        const turnout = receive(server, 2, message);
        expect(turnout.server).toBe(server);
        expect(turnout.resetsTimer).toBe(false);
        expect(turnout.sent).toMatchObject([{ to: 2, message: { term: 5 } }]);
        const answer = answerOf(turnout);
        expect(answer).not.toMatchObject({ voteGranted: true });
        expect(answer).not.toMatchObject({ success: true });
        if ('matchIndex' in answer) expect(answer.matchIndex).toBe(0);
      }
    }
  });

  test('P13 a TimeoutNow, which has no answer, is passed over in silence', () => {
    for (const server of roles({ term: 5, log: [1, 4] })) {
      expect(receive(server, 2, timeoutNow({ term: 4, lastLogIndex: 2 }))).toMatchObject({ server, effects: [] });
    }
  });

  test('P14 responses of an older term are ignored', () => {
    for (const server of roles({ term: 5, log: [1, 4, 5] })) {
      for (const message of everyMessage(4).filter((other) => !isRequest(other))) {
        expect(receive(server, 2, message)).toMatchObject({ server, effects: [] });
      }
    }
    expect(receive(candidate({ term: 5 }), 2, vote(4)).server.role).toBe('candidate');
    expect(receive(candidate({ term: 5 }), 2, vote(5)).server.role).toBe('leader');
    // A whole run: the grant of term 1 comes when S1 stands in term 2.
    const stage = byHand().timeOut(1).deliver(1, 2).timeOut(1);
    expect(stage.raft(1)).toMatchObject({ role: 'candidate', currentTerm: 2 });
    stage.deliver(2, 1);
    expect(stage.raft(1)).toMatchObject({ role: 'candidate', votesGranted: [1] });
  });

  test('P14 an answer to a role that is over is ignored', () => {
    expect(receive(follower({ term: 5 }), 2, vote(5)).effects).toEqual([]);
    expect(receive(leader({ term: 5 }), 3, vote(5)).effects).toEqual([]);
    for (const message of [stored(5, 0), refused(5, 0)]) {
      expect(receive(follower({ term: 5 }), 2, message).effects).toEqual([]);
      expect(receive(candidate({ term: 5 }), 2, message).effects).toEqual([]);
    }
  });

  test('P15 a term can end without a leader, and terms can be skipped', () => {
    const together = [100, 200, 200];
    const stage = new Stage({ timeouts: [[100, 120], together, together], latency: [5, 5] }).until(180);
    expect(stage.servers.map((server) => server.currentTerm)).toEqual([1, 1, 1]);
    expect(stage.leaders).toEqual([]);
    stage.until(400);
    expect(stage.leaders).toEqual([1]);
    const won = stage.of('RoleChanged').filter(({ fact }) => fact.to === 'leader');
    expect(won.map(({ fact }) => fact.term)).toEqual([2]);
    expect(receive(follower({ term: 1 }), 2, append({ term: 4 })).server.currentTerm).toBe(4);
  });

  test('P16 a candidate follows the leader of its own term, and only of its own or a later one', () => {
    const standing = candidate({ term: 3 });
    const followed = receive(standing, 2, append({ term: 3 }));
    expect(followed.server).toMatchObject({ role: 'follower', currentTerm: 3, votedFor: 1, leaderId: 2 });
    expect(followed.resetsTimer).toBe(true);
    expect(receive(standing, 2, append({ term: 2 })).server).toBe(standing);
    expect(receive(standing, 2, append({ term: 4 })).server).toMatchObject({ role: 'follower', currentTerm: 4 });
    // Also when its log does not fit.
    const unfit = receive(standing, 2, append({ term: 3, prev: [5, 2] }));
    expect(unfit.server).toMatchObject({ role: 'follower', leaderId: 2 });
    for (const message of everyMessage(4)) {
      expect(receive(leader({ term: 3 }), 2, message).server.role).toBe('follower');
    }
    // A second leader of the same term cannot be; if it is, the first one stays as it was, and the alarm goes off.
    expect(receive(leader({ term: 3 }), 2, append({ term: 3 })).server.role).toBe('leader');
    const twice = byHand({ mutations: { voteTwice: true } })
      .elect(1, 2)
      .elect(3, 2);
    expect(twice.leaders).toEqual([1, 3]);
    expect(twice.broken).toContain('I1');
  });

  test('P16 a deposed leader starts its election timer, stops its heartbeats and lets go of its clients', () => {
    const { effects } = receive(leader({ term: 3 }), 2, refused(4, 0));
    expect(effects.map((effect) => effect.type)).toEqual([
      'Persist',
      'Abandon',
      'ResetElectionTimer',
      'StopHeartbeatTimer',
    ]);
    expect(tell(follower(), { type: 'HeartbeatTimerFired', localUs: 0 }).effects).toEqual([]);
  });
});
