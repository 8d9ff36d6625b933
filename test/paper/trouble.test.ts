import { describe, expect, test } from 'vitest';
import type { Server } from '../../src/raft/server.ts';
import { CLIENT, Stage } from './stage.ts';
import {
  append,
  basics,
  candidate,
  deepFreeze,
  follower,
  leader,
  type receive,
  refused,
  requestVote,
  stored,
  tell,
} from './support.ts';

const MS = 1000;
const checking = { ...basics, checkQuorum: true };
const sticky = { ...basics, stickiness: true };

/** S1 leads from 120 ms on; the others stay quiet as long as they hear from it. All timeouts after those are 150 ms. */
function ledByS1(cast: ConstructorParameters<typeof Stage>[0] = {}): Stage {
  return new Stage({ timeouts: [[100], [900], [900]], election: [150, 300], ...cast }).until(400);
}

/** S3 still speaks to the others, and hears nothing: as a removed server that nobody told (T-Fig 4.7). */
function deafS3(stage: Stage): Stage {
  return stage.act({ do: 'cut', from: 1, to: 3 }, { do: 'cut', from: 2, to: 3 });
}

function at(server: Server, message: Parameters<typeof receive>[2], ms: number, config = sticky, from = 3) {
  return tell(server, { type: 'MessageReceived', from, message, localUs: ms * MS }, config);
}

function heartbeatAt(server: Server, ms: number, config = checking) {
  return tell(server, { type: 'HeartbeatTimerFired', localUs: ms * MS }, config);
}

function depositions(stage: Stage) {
  return stage.of('RoleChanged').filter(({ fact }) => fact.from === 'leader');
}

describe('a leader without a majority', () => {
  test('P61 steps down in its term when no majority answers for an election timeout', () => {
    const stage = ledByS1({ servers: 5, timeouts: [[100], [900], [900], [900], [900]], raft: { checkQuorum: true } });
    stage.partition([1, 2], [3, 4, 5]).until(800);
    expect(depositions(stage)).toMatchObject([
      { server: 1, fact: { to: 'follower', term: 1, edge: 'stepsDown', decision: { rule: 'P61', outcome: true } } },
    ]);
    const [fallen] = depositions(stage);
    // The last answers came at most a heartbeat before the cut; it looks with every heartbeat.
    expect(fallen?.atUs).toBeGreaterThanOrEqual(500 * MS);
    expect(fallen?.atUs).toBeLessThanOrEqual(620 * MS);
    expect(stage.broken).toEqual([]);
  });

  test('P61 stays while a majority answers, and does not look unless it is switched on', () => {
    const part = [
      [1, 2, 3],
      [4, 5],
    ];
    const timeouts = [[100], [900], [900], [9000], [9000]];
    const active = ledByS1({ servers: 5, timeouts, raft: { checkQuorum: true } })
      .partition(...part)
      .until(3000);
    expect(active.leaders).toEqual([1]);
    expect(depositions(active)).toEqual([]);
    const plain = ledByS1().partition([1], [2, 3]).until(3000);
    expect(plain.raft(1)).toMatchObject({ role: 'leader', currentTerm: 1 });
    expect(ledByS1({ servers: 1, timeouts: [[100]], raft: { checkQuorum: true } }).until(3000).leaders).toEqual([1]);
  });

  test('P61 keeps its vote, stops its heartbeats and waits for an election timeout', () => {
    const old = leader({ term: 3, log: [3] });
    const { server, effects } = heartbeatAt(old, 150);
    expect(server).toMatchObject({ role: 'follower', currentTerm: 3, votedFor: 1, leaderId: null });
    expect(effects.map(({ type }) => type)).toEqual(['Abandon', 'ResetElectionTimer', 'StopHeartbeatTimer']);
    expect(heartbeatAt(old, 149).server.role).toBe('leader');
    // A rejection is an answer, too; one of an older term is not.
    for (const [message, role] of [
      [stored(3, 0), 'leader'],
      [refused(3, 0), 'leader'],
      [stored(2, 0), 'follower'],
    ] as const) {
      expect(heartbeatAt(at(old, message, 60, checking).server, 200).server.role).toBe(role);
    }
    const elected = at(
      candidate({ term: 3 }),
      { type: 'RequestVoteResponse', term: 3, voteGranted: true },
      1000,
      checking,
    );
    expect(heartbeatAt(elected.server, 1149).server.role).toBe('leader');
    expect(heartbeatAt(elected.server, 1150).server.role).toBe('follower');
  });

  test('P62 what it was asked ends as unknown, and it names no leader', () => {
    const stage = ledByS1({ raft: { checkQuorum: true }, clientTimeout: 5000 })
      .partition([1, CLIENT], [2, 3])
      .ask(1)
      .until(650);
    expect(stage.finished).toMatchObject([{ outcome: 'unknown', reason: 'leadershipLost' }]);
    expect(stage.raft(1)).toMatchObject({ leaderId: null });
    stage.act({ do: 'freezeTimer', server: 1, timer: 0 }).ask(1).until(700);
    expect(stage.finished.slice(1)).toMatchObject([{ outcome: 'failed', reason: 'noLeaderKnown' }]);
    expect(heartbeatAt(leader({ term: 3 }), 150).server.leaderId).toBeNull();
  });
});

describe('a server that comes back', () => {
  test('P63 a server that nobody answers enters a new term with every timeout', () => {
    const stage = ledByS1({ timeouts: [[100], [900], [900, ...new Array<number>(9).fill(200)]] });
    stage.partition([1, 2], [3]).until(2200);
    const stood = stage.of('RoleChanged').filter(({ server, fact }) => server === 3 && fact.to === 'candidate');
    expect(stood.length).toBeGreaterThan(5);
    expect(stood.map(({ fact }) => fact.term)).toEqual(stood.map((_, place) => place + 2));
    expect(stage.leaders).toEqual([1]);
    expect(stage.raft(1).currentTerm).toBe(1);
  });

  test('P64 its higher term deposes a healthy leader, once', () => {
    const stage = ledByS1({ servers: 5, timeouts: [[100], [900], [900], [900], [900]] }).partition([1, 2, 3, 4], [5]);
    stage.until(3000);
    const inflated = stage.raft(5).currentTerm;
    expect(inflated).toBeGreaterThan(5);
    expect(depositions(stage)).toEqual([]);
    stage.heal().until(6000);
    expect(depositions(stage)).toMatchObject([{ server: 1, fact: { edge: 'discoversNewTerm' } }]);
    expect(stage.leaders).toHaveLength(1);
    expect(stage.raft(5).currentTerm).toBeGreaterThanOrEqual(inflated);
    expect(stage.broken).toEqual([]);
  });
});

describe('a server in contact with a leader', () => {
  const heard = at(follower({ term: 2, log: [1] }), append({ term: 2, prev: [1, 1] }), 100, sticky, 2).server;
  const asks = requestVote({ term: 3, candidateId: 3, lastLogIndex: 9, lastLogTerm: 2 });

  test('P76 ignores a candidate within the shortest election timeout, and its term', () => {
    for (const term of [2, 3, 9]) {
      const { server, effects } = at(heard, { ...asks, term }, 249);
      expect(server).toBe(heard);
      expect(effects).toEqual([]);
    }
    expect(at(heard, asks, 250)).toMatchObject({ server: { currentTerm: 3, votedFor: 3 }, resetsTimer: true });
    expect(at(heard, asks, 249, basics).server).toMatchObject({ currentTerm: 3, votedFor: 3 });
    const again = at(heard, append({ term: 2, prev: [1, 1] }), 200, sticky, 2).server;
    expect(at(again, asks, 349).server).toBe(again);
    expect(at(heard, { ...asks, term: 1 }, 120).sent).toMatchObject([
      { to: 3, message: { term: 2, voteGranted: false } },
    ]);
    const told = at(heard, asks, 249, { ...sticky, explain: true }).effects;
    const values = { requestTerm: 3, currentTerm: 2, sinceContactUs: 149 * MS, electionTimeoutUs: 150 * MS };
    expect(told).toMatchObject([
      { note: { type: 'CandidateIgnored', candidate: 3, decision: { rule: 'P76', values } } },
    ]);
  });

  test('P76 so does a leader, while a majority answers it', () => {
    const leading = at(leader({ term: 2, log: [1] }), stored(2, 1), 100, sticky, 2).server;
    expect(at(leading, asks, 249).server).toBe(leading);
    expect(at(leading, asks, 250).server).toMatchObject({ role: 'follower', currentTerm: 3 });
    const plain = at(deepFreeze(leading), asks, 249, basics);
    expect(plain.server).toMatchObject({ role: 'follower', currentTerm: 3 });
  });

  test('P76 and elections without a leader go as ever', () => {
    const stage = ledByS1({ raft: { stickiness: true } })
      .crash(1)
      .until(3000);
    expect(stage.leaders).toHaveLength(1);
    expect(stage.broken).toEqual([]);
  });

  test('P77 an up-to-date log is no reason to disturb a leader', () => {
    const plain = deafS3(ledByS1()).until(5000);
    expect(depositions(plain)[0]).toMatchObject({ server: 1, fact: { edge: 'discoversNewTerm' } });
    expect(plain.raft(1).currentTerm).toBeGreaterThan(5);
    const calm = deafS3(ledByS1({ raft: { stickiness: true } })).until(5000);
    expect(calm.terms(3)).toEqual(calm.terms(1));
    expect(calm.raft(3).currentTerm).toBeGreaterThan(5);
    expect(depositions(calm)).toEqual([]);
    expect(calm.raft(1)).toMatchObject({ role: 'leader', currentTerm: 1 });
    expect(calm.of('CandidateIgnored').length).toBeGreaterThan(10);
  });

  test('P78 who has heard from no leader yet votes at once', () => {
    for (const ms of [0, 1, 1000]) expect(at(follower(), requestVote({ candidateId: 3 }), ms).server.votedFor).toBe(3);
    // Also who knows of a leader from before it started, and who has left the term of the one it knew.
    expect(at(follower({ knows: 2 }), requestVote({ term: 2, candidateId: 3 }), 0).server.votedFor).toBe(3);
    const moved = at(heard, stored(3, 0), 110).server;
    expect(at(moved, asks, 111).server).toMatchObject({ currentTerm: 3, votedFor: 3 });
    expect(ledByS1({ raft: { stickiness: true } }).leaders).toEqual([1]);
  });

  test('P79 a server stuck in a higher term is freed: the leader hears of that term and steps down, once', () => {
    const stage = ledByS1({ raft: { stickiness: true, checkQuorum: true } })
      .partition([1, 2], [3])
      .until(3000);
    const stuck = stage.raft(3).currentTerm;
    expect(stuck).toBeGreaterThan(5);
    stage.heal().until(3900);
    expect(depositions(stage)).toMatchObject([{ server: 1, fact: { edge: 'discoversNewTerm' } }]);
    const terms = stage.servers.map(({ currentTerm }) => currentTerm);
    expect(new Set(terms).size).toBe(1);
    expect(stage.leaders).toHaveLength(1);
    expect(stage.broken).toEqual([]);
  });
});
