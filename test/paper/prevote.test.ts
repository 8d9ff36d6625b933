import { describe, expect, test } from 'vitest';
import type { Mutations } from '../../src/raft/config.ts';
import type { Server } from '../../src/raft/server.ts';
import { Stage } from './stage.ts';
import {
  answerOf,
  append,
  basics,
  candidate,
  follower,
  heartbeat,
  leader,
  preCandidate,
  preVote,
  preVoteRequest,
  type receive,
  requestVote,
  stored,
  tell,
  timeOut,
  vote,
  written,
} from './support.ts';

const MS = 1000;
const asking = { ...basics, preVote: true };

function at(server: Server, message: Parameters<typeof receive>[2], ms = 1000, config = asking, from = 2) {
  return tell(server, { type: 'MessageReceived', from, message, localUs: ms * MS }, config);
}

function broken(name: keyof Mutations) {
  return { ...asking, mutations: { ...basics.mutations, [name]: true } };
}

/** S1 leads from about 120 ms on; the others stay quiet as long as they hear from it. */
function ledByS1(cast: ConstructorParameters<typeof Stage>[0] = {}): Stage {
  const { servers = 3 } = cast;
  const timeouts = Array.from({ length: servers }, (_, place) => (place === 0 ? [100, 200] : [900]));
  return new Stage({ timeouts, ...cast, raft: { preVote: true, ...cast.raft } }).until(400);
}

function depositions(stage: Stage) {
  return stage.of('RoleChanged').filter(({ fact }) => fact.from === 'leader');
}

describe('asking first', () => {
  test('P65 a server whose timer runs out asks all other voters about the next term', () => {
    for (const server of [follower({ term: 2, log: [1, 2], vote: 3 }), candidate({ term: 2, log: [1, 2] })]) {
      const { server: next, sent, resetsTimer } = timeOut(server, asking);
      expect(next).toMatchObject({ role: 'pre-candidate', preVotesGranted: [1], preVotesRefused: [], leaderId: null });
      const message = { type: 'PreVoteRequest', term: 3, candidateId: 1, lastLogIndex: 2, lastLogTerm: 2 };
      expect(sent).toEqual([
        { to: 2, message },
        { to: 3, message },
      ]);
      expect(resetsTimer).toBe(true);
    }
    expect(timeOut(follower({ knows: 2 }), asking).server.leaderId).toBeNull();
    expect(timeOut(leader(), asking).effects).toEqual([]);
    expect(timeOut(follower({ voters: [2, 3] }), asking).sent.map(({ to }) => to)).toEqual([2, 3]);
    expect(timeOut(follower(), basics).server).toMatchObject({ role: 'candidate', currentTerm: 2 });
  });

  test('P65 it stands for election when a majority, itself included, would vote for it', () => {
    const asker = preCandidate({ term: 2, log: [1], voters: 5 });
    const one = at(asker, preVote(3), 0, asking, 2);
    expect(one.server).toMatchObject({ role: 'pre-candidate', currentTerm: 2, preVotesGranted: [1, 2] });
    expect(one.effects).toEqual([]);
    const again = at(one.server, preVote(3), 0, asking, 2);
    expect(again.server).toBe(one.server);
    const refused = at(one.server, preVote(2, false), 0, asking, 4);
    expect(refused.server).toMatchObject({ role: 'pre-candidate', preVotesGranted: [1, 2], preVotesRefused: [4] });
    expect(at(refused.server, preVote(3), 0, asking, 4).server).toBe(refused.server);
    const two = at(refused.server, preVote(3), 0, asking, 3);
    expect(two.server).toMatchObject({ role: 'candidate', currentTerm: 3, votedFor: 1 });
    expect(two.sent.map(({ to, message }) => [to, message.type, 'term' in message && message.term])).toEqual(
      [2, 3, 4, 5].map((to) => [to, 'RequestVoteRequest', 3]),
    );
    expect(two.resetsTimer).toBe(true);
    // Whoever is alone needs nobody else.
    expect(timeOut(follower({ voters: 1 }), asking).server).toMatchObject({ role: 'candidate', currentTerm: 2 });
  });

  test('P65 a server that nobody answers stays in its term and disturbs nobody when it comes back', () => {
    const plain = ledByS1({ raft: { preVote: false } })
      .partition([1, 2], [3])
      .until(5000);
    expect(plain.raft(3).currentTerm).toBeGreaterThan(5);
    expect(depositions(plain.heal().until(9000))).toHaveLength(1);
    const calm = ledByS1().partition([1, 2], [3]).until(5000);
    expect(calm.raft(3)).toMatchObject({ role: 'pre-candidate', currentTerm: 1 });
    calm.heal().until(9000);
    expect(depositions(calm)).toEqual([]);
    expect(calm.servers.map(({ currentTerm, role }) => [currentTerm, role])).toEqual([
      [1, 'leader'],
      [1, 'follower'],
      [1, 'follower'],
    ]);
    expect(calm.broken).toEqual([]);
  });

  test('P65 and when the leader is gone the others elect another', () => {
    const stage = ledByS1({ servers: 5 }).crash(1).until(3000);
    expect(stage.leaders).toHaveLength(1);
    const [won] = stage.of('RoleChanged').filter(({ fact }) => fact.edge === 'winsPreVotes' && fact.term > 1);
    expect(won?.fact).toMatchObject({
      from: 'pre-candidate',
      to: 'candidate',
      decision: { rule: 'P65', outcome: true },
    });
    // The pre-votes that led to it, one of them in this very step.
    expect(won?.causes.length).toBeGreaterThan(0);
    expect(stage.broken).toEqual([]);
  });
});

describe('a transfer', () => {
  test('P65 P80 the target stands at once, without asking', () => {
    const timeoutNow: Parameters<typeof receive>[2] = {
      type: 'TimeoutNowRequest',
      term: 3,
      leaderId: 2,
      lastLogIndex: 1,
    };
    const { server, sent } = at(follower({ term: 3, log: [3], knows: 2 }), timeoutNow);
    expect(server).toMatchObject({ role: 'candidate', currentTerm: 4 });
    expect(sent.map(({ message }) => message.type)).toEqual(['RequestVoteRequest', 'RequestVoteRequest']);
  });
});

describe('answering', () => {
  const asks = preVoteRequest({ term: 4, candidateId: 2, lastLogIndex: 2, lastLogTerm: 2 });
  const voter = follower({ term: 3, log: [1, 2] });
  const heard = at(voter, append({ term: 3, prev: [2, 2] }), 1000, asking, 3).server;

  test('P66 grants what it could vote for', () => {
    expect(answerOf(at(voter, asks))).toEqual({ type: 'PreVoteResponse', term: 4, voteGranted: true });
    expect(at(voter, asks).sent).toMatchObject([{ to: 2 }]);
    // In its own term only while its vote there is free, or theirs.
    for (const [given, granted] of [
      [null, true],
      [2, true],
      [3, false],
    ] as const) {
      const server = follower({ term: 3, log: [1, 2], vote: given });
      expect(answerOf(at(server, { ...asks, term: 3 }))).toMatchObject({ voteGranted: granted });
      expect(answerOf(at(server, asks))).toMatchObject({ voteGranted: true });
    }
    expect(answerOf(at(voter, { ...asks, term: 2 }))).toMatchObject({ voteGranted: false });
    expect(answerOf(at(candidate({ term: 3, log: [1, 2] }), asks))).toMatchObject({ voteGranted: true });
    expect(answerOf(at(preCandidate({ term: 3, log: [1, 2] }), asks))).toMatchObject({ voteGranted: true });
  });

  test('P66 refuses within the shortest election timeout of hearing from a leader', () => {
    expect(answerOf(at(heard, asks, 1149))).toEqual({ type: 'PreVoteResponse', term: 3, voteGranted: false });
    expect(answerOf(at(heard, asks, 1150))).toMatchObject({ voteGranted: true });
    expect(answerOf(at(heard, { ...asks, term: 9 }, 1149))).toMatchObject({ voteGranted: false });
    expect(answerOf(at(heard, asks, 1149, broken('preVoteIgnoresLeader')))).toMatchObject({ voteGranted: true });
    const [told] = at(heard, asks, 1149, { ...asking, explain: true }).effects;
    expect(told).toMatchObject({
      note: {
        type: 'PreVoteDecided',
        candidate: 2,
        granted: false,
        decision: { rule: 'P66', values: { requestTerm: 4, currentTerm: 3, sinceContactUs: 149 * MS } },
      },
    });
  });

  test('P66 so does a leader, while a majority answers it', () => {
    const leading = at(leader({ term: 3, log: [1, 2] }), stored(3, 2), 1000, asking, 3).server;
    expect(answerOf(at(leading, asks, 1149))).toEqual({ type: 'PreVoteResponse', term: 3, voteGranted: false });
    expect(answerOf(at(leading, asks, 1150))).toMatchObject({ voteGranted: true });
    expect(at(leading, asks, 1150).server).toBe(leading);
    expect(answerOf(at(leading, { ...asks, term: 3 }, 1150))).toMatchObject({ voteGranted: false });
  });

  test('P66 without the rule a server that only lost the leader deposes it', () => {
    const lost = (mutations: Partial<Mutations>) =>
      ledByS1({ servers: 5, mutations }).act({ do: 'cut', from: 1, to: 5 }).until(4000);
    expect(depositions(lost({}))).toEqual([]);
    expect(depositions(lost({ preVoteIgnoresLeader: true })).length).toBeGreaterThan(0);
  });

  test('P67 its log test is that of the vote', () => {
    const logs = [[], [1], [2], [1, 1], [1, 2], [1, 2, 2], [1, 1, 1, 1]];
    for (const own of logs) {
      for (const theirs of logs) {
        const lastLogIndex = theirs.length;
        const lastLogTerm = theirs.at(-1) ?? 0;
        const server = follower({ term: 3, log: own });
        const pre = answerOf(at(server, { ...asks, lastLogIndex, lastLogTerm }));
        const real = answerOf(at(server, requestVote({ term: 4, candidateId: 2, lastLogIndex, lastLogTerm })));
        expect(pre).toMatchObject({ voteGranted: real.type === 'RequestVoteResponse' && real.voteGranted });
      }
    }
    const behind = { ...asks, lastLogIndex: 1 };
    expect(answerOf(at(voter, behind))).toMatchObject({ voteGranted: false });
    expect(answerOf(at(voter, behind, 1000, broken('preVoteIgnoresLog')))).toMatchObject({ voteGranted: true });
  });

  test('P67 without it a server that cannot win spoils one election after the other', () => {
    const behind = (mutations: Partial<Mutations>) => {
      const full = { currentTerm: 1, log: [1, 1] };
      const initial = [full, full, { currentTerm: 1, log: [1] }];
      const timeouts = [[9000], [9000], [160, 160, 160, 160, 160, 160]];
      return new Stage({ initial, timeouts, mutations, raft: { preVote: true } }).until(1100);
    };
    expect(behind({}).servers.map(({ currentTerm }) => currentTerm)).toEqual([1, 1, 1]);
    expect(behind({ preVoteIgnoresLog: true }).raft(3).currentTerm).toBeGreaterThan(3);
  });

  test('P68 asking and granting change nothing', () => {
    const asker = timeOut(follower({ term: 3, vote: 2, log: [1, 2] }), asking);
    expect(asker.server).toMatchObject({ currentTerm: 3, votedFor: 2 });
    expect(asker.effects.map(({ type }) => type)).not.toContain('Persist');
    for (const server of [voter, heard, candidate({ term: 3 }), leader({ term: 3, log: [1, 2] })]) {
      for (const term of [3, 4, 9]) {
        const { server: next, effects } = at(server, { ...asks, term });
        expect(next).toBe(server);
        expect(effects.map(({ type }) => type)).toEqual(['Send']);
      }
    }
    expect(at(voter, asks, 1000, broken('preVoteResetsTimer')).resetsTimer).toBe(true);
    expect(at(voter, asks, 1000, broken('preVoteSpreadsTerm')).server.currentTerm).toBe(4);
    // It can still vote for somebody else in that term.
    expect(
      answerOf(at(at(voter, asks).server, requestVote({ ...asks, type: 'RequestVoteRequest', candidateId: 3 }))),
    ).toMatchObject({
      voteGranted: true,
    });
  });
});

describe('what ends the asking', () => {
  test('P69 a pre-candidate that hears the leader of its term follows it', () => {
    const asker = preCandidate({ term: 3, log: [1], vote: 1 });
    const { server, resetsTimer } = at(asker, append({ term: 3, prev: [1, 1] }));
    expect(server).toMatchObject({ role: 'follower', currentTerm: 3, votedFor: 1, leaderId: 2 });
    expect(resetsTimer).toBe(true);
    expect(at(server, preVote(4), 1000, asking, 3).server).toBe(server);
    expect(at(asker, append({ term: 2 })).server).toBe(asker);
    expect(at(asker, append({ term: 4 })).server).toMatchObject({ role: 'follower', currentTerm: 4 });
    expect(at(asker, requestVote({ term: 4, lastLogIndex: 1, lastLogTerm: 1 })).server).toMatchObject({
      role: 'follower',
      currentTerm: 4,
      votedFor: 2,
    });
  });

  test('P70 without a majority it asks again after a new random timeout, in the same term', () => {
    const asker = preCandidate({ term: 3, votes: [1, 2], voters: 5 });
    const { server, sent, resetsTimer } = timeOut(asker, asking);
    expect(server).toMatchObject({ role: 'pre-candidate', currentTerm: 3, preVotesGranted: [1] });
    expect(sent.map(({ to }) => to)).toEqual([2, 3, 4, 5]);
    expect(resetsTimer).toBe(true);
    // Meanwhile it repeats its question to those who have not answered.
    expect(heartbeat(asker, asking).sent.map(({ to, message }) => [to, message.type])).toEqual(
      [3, 4, 5].map((to) => [to, 'PreVoteRequest']),
    );
    expect(heartbeat(asker, asking).effects).toContainEqual({ type: 'ResetHeartbeatTimer' });
    const refused = at(asker, preVote(3, false), 1000, asking, 4).server;
    expect(heartbeat(refused, asking).sent.map(({ to }) => to)).toEqual([3, 5]);
    const waits = ledByS1().partition([1], [2], [3]).until(4000);
    const delays = waits
      .of('TimerSet')
      .filter(({ server: id, fact }) => id === 3 && fact.timer === 0)
      .slice(-8);
    expect(new Set(delays.map(({ fact }) => fact.delayUs)).size).toBeGreaterThan(4);
  });
});

describe('terms', () => {
  test('P71 a grant repeats the term that was asked about, whatever the voter’s own', () => {
    for (const term of [1, 2, 3]) {
      const lagging = follower({ term });
      expect(answerOf(at(lagging, preVoteRequest({ term: 4 })))).toEqual({
        type: 'PreVoteResponse',
        term: 4,
        voteGranted: true,
      });
    }
    const asker = preCandidate({ term: 3 });
    expect(at(asker, preVote(4)).server).toMatchObject({ role: 'candidate', currentTerm: 4 });
    // One that was asked for in an older term is too old.
    expect(at(asker, preVote(3)).server).toBe(asker);
  });

  test('P71 a refusal names the voter’s own term, and a newer one is taken over', () => {
    for (const term of [3, 5]) {
      const server = follower({ term, log: [3] });
      expect(answerOf(at(server, preVoteRequest({ term: 4 })))).toEqual({
        type: 'PreVoteResponse',
        term,
        voteGranted: false,
      });
    }
    const asker = preCandidate({ term: 3, vote: 1 });
    const taught = at(asker, preVote(5, false));
    expect(taught.server).toMatchObject({ role: 'follower', currentTerm: 5, votedFor: null });
    expect(taught.resetsTimer).toBe(false);
    expect(taught.effects[0]).toEqual({ type: 'Persist' });
    expect(at(asker, preVote(4, false)).server).toMatchObject({ role: 'follower', currentTerm: 4 });
    // A voter that lags behind refuses, too, and that is an answer.
    expect(at(asker, preVote(1, false)).server).toMatchObject({ role: 'pre-candidate', preVotesRefused: [2] });
    expect(at(follower({ term: 3 }), preVote(5, false)).server).toMatchObject({ currentTerm: 5 });
    expect(at(asker, preVote(5, false), 1000, broken('preVoteRefusalKeepsTerm')).server.currentTerm).toBe(3);
  });

  /** Only S1 is electable, and it has missed term 5, which S2 has heard of; S3 is down (#etcd-8501). */
  function newerTermElsewhere(mutations: Partial<Mutations>): Stage {
    const initial = [
      { currentTerm: 3, log: [1, 3] },
      { currentTerm: 5, log: [1] },
      { currentTerm: 3, log: [1], up: false },
    ];
    return new Stage({ initial, mutations, raft: { preVote: true } }).until(6000);
  }

  test('P71 without the newer term of a refusal two servers deadlock', () => {
    expect(newerTermElsewhere({}).leaders).toEqual([1]);
    const stuck = newerTermElsewhere({ preVoteRefusalKeepsTerm: true });
    expect(stuck.leaders).toEqual([]);
    expect(stuck.servers.map(({ currentTerm }) => currentTerm)).toEqual([3, 5, 3]);
  });

  test('P71 with the voter’s own term in a grant nobody is elected who is in a newer term', () => {
    // S1 is in a newer term than S2, which would vote for it; S3 is down (canonical raft 279).
    const play = (mutations: Partial<Mutations>) => {
      const initial = [
        { currentTerm: 5, log: [1, 3] },
        { currentTerm: 3, log: [1] },
        { currentTerm: 3, log: [1], up: false },
      ];
      return new Stage({ initial, mutations, timeouts: [[], [9000]], raft: { preVote: true } }).until(6000);
    };
    expect(play({}).leaders).toEqual([1]);
    expect(play({ preVoteGrantsOwnTerm: true }).leaders).toEqual([]);
    // With equal terms nobody notices.
    expect(ledByS1({ mutations: { preVoteGrantsOwnTerm: true } }).leaders).toEqual([1]);
  });

  test('P72 a pre-vote is no vote', () => {
    const stands = at(preCandidate({ term: 3, voters: 3 }), preVote(4), 1000, asking, 2).server;
    expect(stands).toMatchObject({ role: 'candidate', votesGranted: [], votesRefused: [] });
    // The own vote once, when it is durable, and no pre-vote that comes late.
    const own = written(stands, asking).server;
    expect(own).toMatchObject({ role: 'candidate', votesGranted: [1] });
    for (const late of [preVote(4), preVote(5), preVote(4, false)]) {
      expect(at(own, late, 1000, asking, 3).server).toBe(own);
    }
    expect(at(own, vote(4), 1000, asking, 3).server).toMatchObject({ role: 'leader', votesGranted: [1, 3] });
    // And no vote is a pre-vote.
    const asker = preCandidate({ term: 3 });
    expect(at(asker, vote(3)).server).toBe(asker);
  });

  test('P72 I11 a leader’s majority is of votes: pre-votes that count are noticed', () => {
    const play = (mutations: Partial<Mutations>) => ledByS1({ mutations, latency: [10, 10] });
    expect(play({}).broken).toEqual([]);
    expect(play({ preVotesCount: true }).broken).toContain('I11');
  });
});
