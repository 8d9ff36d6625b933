import { describe, expect, test } from 'vitest';
import { Log } from '../../src/raft/log.ts';
import { rules } from '../../src/raft/rules.ts';
import { byHand, Stage } from './stage.ts';
import {
  answerOf,
  append,
  candidate,
  entries,
  follower,
  heartbeat,
  leader,
  receive,
  requestVote,
  roles,
  stored,
  timeOut,
  vote,
  withoutNoOp,
  written,
} from './support.ts';

const MS = 1000;

/** All logs of up to three entries whose terms are 1 to 3 and do not decrease, as (lastIndex, lastTerm). */
const logs: readonly (readonly number[])[] = [
  [],
  ...[1, 2, 3].map((a) => [a]),
  ...[1, 2, 3].flatMap((a) => [1, 2, 3].filter((b) => b >= a).map((b) => [a, b])),
  ...[1, 2, 3].flatMap((a) =>
    [1, 2, 3].flatMap((b) => [1, 2, 3].filter((c) => a <= b && b <= c).map((c) => [a, b, c])),
  ),
];

/** Section 3: elections. */
describe('election', () => {
  test('P17 the election timer starts anew only for the leader, for a granted vote and for an own election', () => {
    const here = { term: 3, log: [1, 3] };
    const resets = (turnout: { readonly resetsTimer: boolean }): boolean => turnout.resetsTimer;
    for (const server of [follower(here), candidate(here)]) {
      expect(resets(receive(server, 2, append({ term: 3, prev: [2, 3] })))).toBe(true);
      expect(resets(receive(server, 2, append({ term: 3, prev: [9, 3] })))).toBe(true); // its log does not fit
      expect(resets(timeOut(server))).toBe(true);
      expect(resets(receive(server, 2, requestVote({ term: 4, lastLogTerm: 3, lastLogIndex: 2 })))).toBe(true);
      expect(resets(receive(server, 2, append({ term: 2 })))).toBe(false);
      expect(resets(receive(server, 2, requestVote({ term: 2, lastLogTerm: 9 })))).toBe(false);
      expect(resets(receive(server, 2, requestVote({ term: 4, lastLogTerm: 1, lastLogIndex: 9 })))).toBe(false);
      for (const message of [vote(4), vote(4, false), stored(4, 0)]) {
        expect(resets(receive(server, 2, message)), message.type).toBe(false); // merely a newer term
      }
    }
    expect(resets(receive(follower({ ...here, vote: 3 }), 2, requestVote({ term: 3, lastLogTerm: 9 })))).toBe(false);
    expect(resets(receive(leader(here), 2, requestVote({ term: 4 })))).toBe(true); // a leader's was not running
  });

  test('P17 whoever hears from no leader for one timeout stands for election', () => {
    const stage = new Stage({ timeouts: [[150], [200], [250]] }).until(149);
    expect(stage.servers.map((server) => server.role)).toEqual(['follower', 'follower', 'follower']);
    stage.until(150);
    expect(stage.servers.map((server) => server.role)).toEqual(['candidate', 'follower', 'follower']);
    // A denied vote does not keep S3 from standing at its own time.
    const late = new Stage({
      timeouts: [[150], [1000], [165]],
      initial: [{}, {}, { currentTerm: 1, log: [1] }],
    }).until(165);
    expect(late.raft(3)).toMatchObject({ role: 'candidate', currentTerm: 2 });
  });

  test('P18 timeouts are drawn anew from the whole of [T, 2T]', () => {
    const stage = new Stage({ servers: 5, election: [100, 200], heartbeat: 30, latency: [1, 2] }).until(30_000);
    const delays = stage.of('TimerSet').flatMap(({ fact }) => (fact.timer === 0 ? [fact.delayUs] : []));
    expect(delays.length).toBeGreaterThan(3000);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(100 * MS);
    expect(Math.max(...delays)).toBeLessThanOrEqual(200 * MS);
    expect(new Set(delays.map((delay) => Math.min(99, Math.floor(delay / MS) - 100))).size).toBe(100);
    expect(delays.reduce((sum, delay) => sum + delay, 0) / delays.length / MS).toBeCloseTo(150, -1);
    // The ends belong to it.
    const narrow = new Stage({ servers: 5, election: [0.1, 0.103], latency: [1, 1] }).until(20);
    const drawn = narrow.of('TimerSet').flatMap(({ fact }) => (fact.timer === 0 ? [fact.delayUs] : []));
    expect([...new Set(drawn)].sort()).toEqual([100, 101, 102, 103]);
  });

  test('P19 a candidate takes a new term, votes for itself, resets its timer and asks all other voters', () => {
    for (const server of [follower({ term: 3, vote: 1, voters: 5, id: 2 }), candidate({ term: 3, voters: 5, id: 2 })]) {
      const { server: after, effects, sent } = timeOut(server);
      expect(after).toMatchObject({ role: 'candidate', currentTerm: 4, votedFor: 2 });
      expect(effects.map((effect) => effect.type)).toEqual([
        'Persist',
        'ResetElectionTimer',
        'ResetHeartbeatTimer',
        'Send',
        'Send',
        'Send',
        'Send',
      ]);
      expect(sent.map((order) => order.to)).toEqual([1, 3, 4, 5]);
      expect(sent.every((order) => order.message.type === 'RequestVoteRequest')).toBe(true);
      // P8: its own vote counts once it is on disk.
      expect(after).toMatchObject({ votesGranted: [] });
      expect(written(after).server).toMatchObject({ votesGranted: [2] });
    }
    // Servers that are no voters are not asked.
    expect(timeOut(follower({ id: 2, voters: [2, 3] })).sent.map((order) => order.to)).toEqual([3]);
    const outside = timeOut(follower({ id: 1, voters: [2, 3] }));
    expect(outside.sent.map((order) => order.to)).toEqual([2, 3]);
  });

  test('P20 RequestVote carries the end of the log, the answer term and verdict', () => {
    const asked = (server: Parameters<typeof timeOut>[0]) => timeOut(server).sent[0]?.message;
    const request = { type: 'RequestVoteRequest', term: 6, candidateId: 1, byTransfer: false };
    expect(asked(follower({ term: 5, log: [1, 1, 4] }))).toEqual({ ...request, lastLogIndex: 3, lastLogTerm: 4 });
    expect(asked(follower({ term: 5 }))).toEqual({ ...request, lastLogIndex: 0, lastLogTerm: 0 });
    const compacted = { ...follower({ term: 5 }), log: Log.after(7, 3, []) };
    expect(asked(compacted)).toEqual({ ...request, lastLogIndex: 7, lastLogTerm: 3 });
    const longer = { ...compacted, log: Log.after(7, 3, entries(4)) };
    expect(asked(longer)).toEqual({ ...request, lastLogIndex: 8, lastLogTerm: 4 });
    expect(answerOf(receive(follower({ term: 5 }), 2, requestVote({ term: 6 })))).toEqual({
      type: 'RequestVoteResponse',
      term: 6,
      voteGranted: true,
    });
  });

  test('P21 vote rule, over all pairs of logs up to three entries of three terms', () => {
    let granted = 0;
    for (const mine of logs) {
      for (const theirs of logs) {
        for (const votedFor of [null, 2, 3]) {
          for (const term of [3, 4, 5]) {
            const voter = follower({ term: 4, vote: votedFor, log: mine });
            const lastLogTerm = theirs.at(-1) ?? 0;
            const request = requestVote({ term, lastLogTerm, lastLogIndex: theirs.length });
            const myTerm = mine.at(-1) ?? 0;
            const stale = myTerm > lastLogTerm || (myTerm === lastLogTerm && mine.length > theirs.length);
            const free = term > 4 || votedFor !== 3;
            const turnout = receive(voter, 2, request);
            expect(answerOf(turnout)).toMatchObject({ voteGranted: term >= 4 && free && !stale });
            if (term >= 4 && free && !stale) granted++;
          }
        }
      }
    }
    expect(logs).toHaveLength(20);
    expect(granted).toBeGreaterThan(500);
  });

  test('P22 first come, first served; one vote per term; the same candidate is granted it again', () => {
    const first = receive(follower({ term: 1 }), 2, requestVote({ term: 2, candidateId: 2 }));
    expect(answerOf(first)).toMatchObject({ voteGranted: true });
    const second = receive(first.server, 3, requestVote({ term: 2, candidateId: 3 }));
    expect(answerOf(second)).toMatchObject({ voteGranted: false });
    expect(second.server).toBe(first.server);
    const again = receive(second.server, 2, requestVote({ term: 2, candidateId: 2 }));
    expect(answerOf(again)).toMatchObject({ voteGranted: true });
    expect(again.server).toBe(first.server);
    expect(answerOf(receive(again.server, 3, requestVote({ term: 3, candidateId: 3 })))).toMatchObject({
      term: 3,
      voteGranted: true,
    });
    for (const server of roles({ term: 2 }).filter((other) => other.role !== 'follower')) {
      expect(answerOf(receive(server, 2, requestVote({ term: 2, lastLogTerm: 9 })))).toMatchObject({
        voteGranted: false,
      });
    }
  });

  test('P23 a majority of all voters elects, each voter counted once', () => {
    for (let size = 1; size <= 9; size++) {
      const needed = Math.floor(size / 2) + 1;
      let server = written(timeOut(follower({ voters: size })).server).server;
      for (let votes = 1; votes <= size; votes++) {
        expect(server.role, `${votes} of ${size}`).toBe(votes >= needed ? 'leader' : 'candidate');
        if (votes < size) server = receive(server, votes + 1, vote(2)).server;
      }
    }
    const one = receive(candidate({ voters: 5 }), 2, vote(1));
    expect(one.server).toMatchObject({ role: 'candidate', votesGranted: [1, 2] });
    expect(receive(one.server, 2, vote(1))).toMatchObject({ server: one.server, effects: [] });
    expect(receive(one.server, 2, vote(1, false)).server).toBe(one.server);
    // Who refused has decided; who is no voter does not count.
    const refusal = receive(one.server, 3, vote(1, false)).server;
    expect(receive(refusal, 3, vote(1)).server).toMatchObject({ role: 'candidate', votesGranted: [1, 2] });
    expect(receive(one.server, 9, vote(1)).server.role).toBe('candidate');
    expect(receive(one.server, 3, vote(1)).server.role).toBe('leader');
  });

  test('P24 a candidate asks again those who have not answered, until the outcome', () => {
    const stage = byHand({ servers: 5 }).timeOut(1).exchange(1, 2).drop(1, 3).drop(1, 4).drop(1, 5);
    stage.heartbeat(1);
    expect([2, 3, 4, 5].map((peer) => stage.between(1, peer, 'RequestVoteRequest').length)).toEqual([0, 1, 1, 1]);
    stage.exchange(1, 3);
    expect(stage.leaders).toEqual([1]);
    stage.dropAll().heartbeat(1);
    for (const peer of [2, 3, 4, 5]) {
      expect(stage.between(1, peer, 'RequestVoteRequest')).toEqual([]);
      expect(stage.between(1, peer, 'AppendEntriesRequest')).toHaveLength(1);
    }
    expect(heartbeat(follower()).sent).toEqual([]);
    // Left alone, it does so every heartbeat interval.
    const alone = new Stage({ timeouts: [[100, 300], [9000], [9000]], heartbeat: 50 }).partition([1], [2, 3]);
    const asked = alone
      .until(399)
      .of('MessageSent')
      .map(({ atUs }) => atUs / MS);
    expect(asked).toEqual([100, 100, 150, 150, 200, 200, 250, 250, 300, 300, 350, 350]);
    // A majority of refusals does not end it: it waits for its timeout.
    const denied = receive(receive(candidate(), 2, vote(1, false)).server, 3, vote(1, false)).server;
    expect(denied.role).toBe('candidate');
  });

  test('P25 simultaneous candidates split the vote; the next term decides', () => {
    for (const servers of [2, 3, 4, 5]) {
      const stage = new Stage({ servers, timeouts: Array.from({ length: servers }, () => [100, 200]) }).until(299);
      expect(stage.leaders).toEqual([]);
      expect(new Set(stage.servers.map((server) => server.currentTerm))).toEqual(new Set([1]));
      expect(stage.servers.every((server) => server.role === 'candidate')).toBe(true);
      stage.until(300);
      expect(stage.servers.every((server) => server.currentTerm === 2)).toBe(true);
    }
  });

  test('P25 the two examples of T-Fig 9.4', () => {
    // Five servers, one (S5) down; latency 20. The first wins iff fewer than c = s - floor(n/2) + 1 = 3 stand within it.
    const down = { up: false };
    const play = (...at: readonly number[]): Stage =>
      new Stage({
        servers: 5,
        latency: [20, 20],
        timeouts: at.map((ms) => [ms, 500]),
        initial: [{}, {}, {}, {}, down],
      }).until(180);
    const wins = play(100, 110, 150, 160);
    expect(wins.leaders).toEqual([1]);
    expect(wins.raft(1)).toMatchObject({ votesGranted: [1, 3, 4] });
    const split = play(100, 110, 115, 160);
    expect(split.leaders).toEqual([]);
    expect(split.servers.slice(0, 4).map((server) => server.currentTerm)).toEqual([1, 1, 1, 1]);
  });

  test('P26 the winner speaks up at once, with a no-op of its term if that is switched on', () => {
    const log = [1, 2];
    const won = receive(candidate({ term: 4, log }), 2, vote(4));
    expect(won.server.log.lastIndex).toBe(3);
    expect(won.server.log.entryAt(3)).toEqual({ term: 4, command: { kind: 'noop' } });
    expect(won.sent.map((order) => order.to)).toEqual([2, 3]);
    for (const { message } of won.sent) expect(message).toMatchObject({ term: 4, prevLogIndex: 2, prevLogTerm: 2 });
    const plain = receive(candidate({ term: 4, log }), 2, vote(4), withoutNoOp);
    expect(plain.server.log.lastIndex).toBe(2);
    expect(plain.sent).toMatchObject([
      { to: 2, message: { type: 'AppendEntriesRequest', entries: { count: 0 } } },
      { to: 3, message: { type: 'AppendEntriesRequest', entries: { count: 0 } } },
    ]);
    expect(won.effects.map((effect) => effect.type)).toContain('StopElectionTimer');
  });

  test('P27 a leader never stands for election; a single server elects itself and commits alone', () => {
    const leading = leader({ term: 3, log: [1, 3] });
    expect(timeOut(leading)).toMatchObject({ server: leading, effects: [] });
    // The rule says so as well as the engine: whoever asks the rule alone gets the same answer.
    expect(rules.P17({ isLeader: true, isVoter: true })).toBe(false);
    expect(rules.P17({ isLeader: false, isVoter: true })).toBe(true);
    const stage = new Stage({ servers: 1, timeouts: [[150]] }).until(149);
    expect(stage.leaders).toEqual([]);
    stage.until(150);
    expect(stage.leaders).toEqual([1]);
    expect(stage.raft(1)).toMatchObject({ currentTerm: 1, commitIndex: 1 });
    stage.ask(1).until(1000);
    expect(stage.raft(1)).toMatchObject({ currentTerm: 1, commitIndex: 2, lastApplied: 2 });
    expect(stage.of('MessageSent').filter(({ fact }) => fact.envelope.to === 1 && fact.envelope.from === 1)).toEqual(
      [],
    );
    const busy = new Stage({ servers: 3 }).until(5000);
    expect(new Set(busy.of('RoleChanged').map(({ fact }) => `${fact.from} ${fact.to}`))).not.toContain(
      'leader candidate',
    );
  });

  test('P28 the known leader is forgotten with a new election and with a new term', () => {
    const knowing = follower({ term: 3, knows: 2 });
    expect(timeOut(knowing).server.leaderId).toBe(null);
    expect(receive(knowing, 3, requestVote({ term: 4 })).server.leaderId).toBe(null);
    expect(receive(knowing, 3, vote(4)).server.leaderId).toBe(null);
    expect(receive(knowing, 3, append({ term: 4, leader: 3 })).server.leaderId).toBe(3);
    expect(receive(leader({ term: 3 }), 3, refusedBy(4)).server.leaderId).toBe(null);
    expect(receive(knowing, 3, requestVote({ term: 3, candidateId: 3 })).server.leaderId).toBe(2);
  });
});

function refusedBy(term: number) {
  return {
    type: 'AppendEntriesResponse',
    term,
    success: false,
    matchIndex: 0,
    prevLogIndex: 0,
    conflict: null,
  } as const;
}
