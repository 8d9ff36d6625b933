import { describe, expect, test } from 'vitest';
import { answers, asksToRead, deposedS1, leasing, ledByS1, served, standing } from './readers.ts';
import { byHand, CLIENT, type Stage } from './stage.ts';
import { append, follower, leader, set, tell } from './support.ts';

describe('reads by the log', () => {
  test('P129 a read is an entry, and sees what is committed before it', () => {
    const stage = ledByS1().read(1).until(600);
    expect(stage.terms(1)).toEqual([1, 1, 1]);
    expect(stage.finished.at(-1)).toMatchObject({ outcome: 'ok', result: { value: 3 }, index: 3, term: 1 });
    expect(stage.finished.at(-1)?.read).toBeUndefined();
    // A deposed leader cannot commit it, so it cannot answer.
    const old = deposedS1().read(1).until(3000);
    expect(old.finished.at(-1)).toMatchObject({ outcome: 'unknown', reason: 'timeout' });
  });

  test('P129 so it is unless the scenario says otherwise, and a command says it for itself', () => {
    const stage = ledByS1({ raft: { reads: 'readIndex' } });
    stage.read(1).until(600);
    expect(stage.terms(1)).toEqual([1, 1]);
    expect(stage.finished.at(-1)).toMatchObject({ outcome: 'ok', result: { value: 3 }, read: 'readIndex', term: 0 });
    stage.read(1, 'log').until(800);
    expect(stage.terms(1)).toEqual([1, 1, 1]);
    stage.ask(1, set('x', 4)).until(1000);
    expect(stage.terms(1)).toHaveLength(4);
    expect(ledByS1().read(1, 'readIndex').until(600).terms(1)).toEqual([1, 1]);
  });
});

describe('ReadIndex', () => {
  test('P130 asks a majority once more, and answers without an entry', () => {
    const stage = standing().read(1, 'readIndex').deliver(CLIENT, 1);
    expect(stage.between(1, CLIENT)).toEqual([]);
    expect(stage.between(1, 2).map(({ message }) => message)).toMatchObject([{ round: 1 }]);
    stage.exchange(1, 3);
    expect(stage.between(1, CLIENT)).toMatchObject([{ message: { status: 'ok', result: { value: 3 }, index: 2 } }]);
    expect(stage.terms(1)).toEqual([1, 1]);
    const values = {
      termAtCommitIndex: 1,
      currentTerm: 1,
      round: 1,
      confirmedRound: 1,
      readIndex: 2,
      lastApplied: 2,
    };
    expect(stage.of('ReadServed')).toMatchObject([{ server: 1, fact: { decision: { rule: 'P130', values } } }]);
    expect(stage.raft(1).reads).toEqual([]);
    expect(stage.broken).toEqual([]);
    expect(ledByS1({ servers: 1 }).read(1, 'readIndex').until(600).finished.at(-1)).toMatchObject({ outcome: 'ok' });
  });

  test('P130 waits until an entry of the own term is committed', () => {
    const start = { currentTerm: 1, log: [1, 1], commitIndex: 1 };
    const stage = byHand({ raft: { noOpOnElection: false }, initial: [start, { ...start, commitIndex: 2 }, start] });
    stage.elect(1, 3).settle(1, 3).read(1, 'readIndex').deliver(CLIENT, 1).heartbeat(1).settle(1, 3);
    // Index 2 is committed, as S2 knows; S1 does not.
    expect(stage.raft(1)).toMatchObject({ commitIndex: 1, reads: [{ readIndex: null }] });
    expect(stage.between(1, CLIENT)).toEqual([]);
    stage.command(1, set('x', 8)).settle(1, 3);
    expect(stage.of('ReadServed')).toMatchObject([{ fact: { index: 3, decision: { values: { readIndex: 3 } } } }]);
    const hasty = byHand({
      raft: { noOpOnElection: false },
      mutations: { skipReadBarrierCommit: true },
      initial: [start, start, start],
    });
    hasty.elect(1, 3).settle(1, 3).read(1, 'readIndex').deliver(CLIENT, 1).settle(1, 3);
    expect(hasty.of('ReadServed')).toMatchObject([
      { fact: { index: 1, decision: { brokenBy: 'skipReadBarrierCommit' } } },
    ]);
  });

  test('P130 sees what is committed when it comes, not what is only in the log', () => {
    const stage = standing().command(1, set('x', 4)).read(1, 'readIndex').deliver(CLIENT, 1);
    stage.drop(1, 2).drop(1, 3).heartbeat(1).deliver(1, 2);
    expect(stage.of('ReadServed')).toEqual([]);
    const [read] = stage.raft(1).reads;
    expect(read).toMatchObject({ readIndex: 2, round: 1 });
  });

  test('P130 only a round that begins later counts', () => {
    const stage = standing().heartbeat(1).read(1, 'readIndex').deliver(CLIENT, 1);
    // The heartbeat left before the question came.
    stage.exchange(1, 2).exchange(1, 3);
    expect(stage.of('ReadServed')).toEqual([]);
    stage.exchange(1, 2);
    expect(stage.of('ReadServed')).toHaveLength(1);
    // S3 answers the first round when the second is open.
    stage.read(1, 'readIndex').deliver(CLIENT, 1).exchange(1, 3);
    expect(stage.raft(1)).toMatchObject({ rounds: { started: 2, confirmed: 1 } });
    expect(stage.of('ReadServed')).toHaveLength(1);
    stage.exchange(1, 3);
    expect(stage.of('ReadServed')).toHaveLength(2);
  });

  test('P130 an answer of another round confirms nothing, unless a mutation says so', () => {
    const play = (reuseReadContext: boolean): Stage =>
      standing({ mutations: { reuseReadContext } })
        .read(1, 'readIndex')
        .deliver(CLIENT, 1)
        .exchange(1, 2)
        .deliver(1, CLIENT)
        .read(1, 'readIndex')
        .deliver(CLIENT, 1)
        .exchange(1, 3);
    expect(play(false).of('ReadServed')).toHaveLength(1);
    expect(play(true).of('ReadServed')).toHaveLength(2);
  });

  test('P130 one round serves many reads', () => {
    const stage = standing().read(1, 'readIndex').deliver(CLIENT, 1);
    for (let count = 0; count < 5; count++) stage.read(1, 'readIndex').deliver(CLIENT, 1);
    expect(stage.between(1, 2)).toHaveLength(1);
    stage.exchange(1, 2);
    expect(stage.of('ReadServed')).toHaveLength(1);
    expect(stage.between(1, 2)).toHaveLength(1);
    stage.exchange(1, 2);
    expect(stage.of('ReadServed')).toHaveLength(6);
    expect(stage.raft(1)).toMatchObject({ rounds: { started: 2 } });
  });

  test('P130 a deposed leader does not answer; it refuses when it learns of the next one', () => {
    const stage = deposedS1().read(1, 'readIndex').until(1700);
    expect(stage.raft(1)).toMatchObject({ role: 'leader', reads: [{ confirmed: false }] });
    expect(stage.finished.at(-1)?.operation.kind).toBe('set');
    stage.heal().until(2200);
    expect(stage.of('ReadRefused')).toMatchObject([{ server: 1, fact: { reason: 'leadershipLost' } }]);
    const last = stage.finished.at(-1);
    // Sent on to S2 or refused for certain, but never answered with the old value.
    expect([
      ['ok', 9],
      ['failed', null],
    ]).toContainEqual([last?.outcome, last?.result?.ok === true ? last.result.value : null]);
    const hasty = deposedS1({ mutations: { answerBeforeRound: true } })
      .read(1, 'readIndex')
      .until(1700);
    expect(answers(hasty).at(-1)).toEqual(['ok', 3, 'readIndex']);
    expect(hasty.of('ReadServed').at(-1)).toMatchObject({ fact: { decision: { brokenBy: 'answerBeforeRound' } } });
  });

  test('P130 with CheckQuorum a leader without a majority refuses, and the client knows that nothing happened', () => {
    const stage = deposedS1({ raft: { checkQuorum: true }, clientTimeout: 9000 });
    stage.heal().until(2500);
    const lead = stage.leaders[0] ?? 0;
    const others = stage.servers.map(({ id }) => id).filter((id) => id !== lead);
    stage.partition([lead], others).read(lead, 'readIndex').until(3000);
    expect(stage.finished.at(-1)).toMatchObject({ outcome: 'failed', reason: 'noLeaderKnown', read: 'readIndex' });
  });
});

describe('reads at a follower', () => {
  test('P131 asks the leader for a readIndex, and answers from its own machine', () => {
    const stage = standing().read(3, 'readIndex').deliver(CLIENT, 3);
    expect(stage.between(3, 1)).toMatchObject([{ message: { type: 'ReadIndexRequest', term: 1, lease: false } }]);
    stage.deliver(3, 1);
    expect(stage.between(1, 3, 'ReadIndexResponse')).toEqual([]);
    stage.exchange(1, 2).deliver(1, 3, 'ReadIndexResponse');
    expect(stage.between(3, CLIENT)).toMatchObject([
      { message: { status: 'ok', result: { value: 3 }, read: 'readIndex' } },
    ]);
    expect(stage.terms(3)).toEqual([1, 1]);
  });

  test('P131 waits until it has applied that much', () => {
    const stage = standing()
      .command(1, set('x', 4))
      .exchange(1, 2)
      .read(3, 'readIndex')
      .deliver(CLIENT, 3)
      .deliver(3, 1);
    stage.exchange(1, 2).deliver(1, 3, 'ReadIndexResponse');
    expect(stage.raft(3)).toMatchObject({ lastApplied: 2, reads: [{ readIndex: 3, confirmed: true }] });
    expect(stage.between(3, CLIENT)).toEqual([]);
    stage.settle(1, 3);
    expect(stage.between(3, CLIENT)).toMatchObject([{ message: { result: { value: 4 }, index: 3 } }]);
    const values = { readIndex: 3, minIndex: 0, lastApplied: 3 };
    expect(stage.of('ReadServed')).toMatchObject([{ server: 3, fact: { decision: { rule: 'P131', values } } }]);
    const hasty = standing({ mutations: { readBeforeApplied: true } })
      .command(1, set('x', 4))
      .exchange(1, 2);
    hasty.read(3, 'readIndex').deliver(CLIENT, 3).deliver(3, 1).exchange(1, 2).deliver(1, 3, 'ReadIndexResponse');
    expect(hasty.between(3, CLIENT)).toMatchObject([{ message: { result: { value: 3 } } }]);
  });

  test('P131 without a leader it is refused, and who does not lead does not vouch', () => {
    const stage = byHand().read(2, 'readIndex').deliver(CLIENT, 2).deliver(2, CLIENT);
    expect(stage.finished).toMatchObject([{ outcome: 'failed', reason: 'noLeaderKnown' }]);
    const moved = standing().read(3, 'readIndex').deliver(CLIENT, 3).dropAll();
    moved.read(3, 'readIndex').deliver(CLIENT, 3);
    // S1 is no leader any more when the question comes.
    moved.timeOut(2).deliver(2, 1).deliver(3, 1).deliver(1, 3, 'ReadIndexResponse');
    expect(moved.of('ReadRefused').map(({ server }) => server)).toEqual([3, 3]);
    expect(moved.raft(3).reads).toEqual([]);
  });

  test('P131 nobody vouches for an older term, or for a leader of another', () => {
    const asks = { type: 'ReadIndexRequest', term: 1, read: { client: CLIENT, request: 7 }, lease: false } as const;
    const told = tell(leader({ term: 2, log: [2], commit: 1 }), {
      type: 'MessageReceived',
      from: 3,
      message: asks,
      localUs: 0,
    });
    expect(told.sent).toMatchObject([{ to: 3, message: { type: 'ReadIndexResponse', term: 2, readIndex: null } }]);
    const waits = asksToRead(follower({ knows: 2, log: [1], commit: 1 }), 0, 'readIndex').server;
    const reply = { type: 'ReadIndexResponse', term: 1, read: { client: CLIENT, request: 7 }, readIndex: 1 } as const;
    const other = tell(waits, { type: 'MessageReceived', from: 3, message: reply, localUs: 0 });
    expect(served(other.effects)).toBe(false);
    const right = tell(waits, { type: 'MessageReceived', from: 2, message: reply, localUs: 0 });
    expect(served(right.effects)).toBe(true);
    const late = tell(waits, {
      type: 'MessageReceived',
      from: 3,
      message: append({ term: 2, leader: 3 }),
      localUs: 0,
    });
    expect(late.server.reads).toEqual([]);
    expect(late.effects).toContainEqual({
      type: 'Refuse',
      tag: { client: CLIENT, request: 7 },
      leaderHint: 3,
      reason: 'notLeader',
    });
  });
});

describe('other reads', () => {
  test('P133 a server that has applied less than the client has seen waits', () => {
    const play = (monotonicReads: boolean): Stage =>
      standing({ raft: { monotonicReads } })
        .command(1, set('x', 4))
        .exchange(1, 2)
        .deliver(1, CLIENT)
        .read(3, 'local')
        .deliver(CLIENT, 3);
    expect(play(false).between(3, CLIENT)).toMatchObject([{ message: { result: { value: 3 }, read: 'local' } }]);
    const stage = play(true);
    expect(stage.between(3, CLIENT)).toEqual([]);
    expect(stage.raft(3).reads).toHaveLength(1);
    stage.heartbeat(1).settle(1, 3);
    expect(stage.between(3, CLIENT)).toMatchObject([{ message: { result: { value: 4 }, index: 3 } }]);
    const values = { lastApplied: 3, minIndex: 3 };
    expect(stage.of('ReadServed')).toMatchObject([{ fact: { decision: { rule: 'P133', values, outcome: true } } }]);
  });

  test('P133 a read counts as seen, too, and holds for a readIndex', () => {
    const server = asksToRead(follower({ knows: 2, log: [1, 1], commit: 1 }), 0, 'readIndex', leasing, 2).server;
    const reply = { type: 'ReadIndexResponse', term: 1, read: { client: CLIENT, request: 7 }, readIndex: 1 } as const;
    const told = tell(server, { type: 'MessageReceived', from: 2, message: reply, localUs: 0 });
    expect(served(told.effects)).toBe(false);
    const caughtUp = append({ term: 1, prev: [2, 1], commit: 2 });
    expect(served(tell(told.server, { type: 'MessageReceived', from: 2, message: caughtUp, localUs: 0 }).effects)).toBe(
      true,
    );
    const stage = standing({ raft: { monotonicReads: true } })
      .read(1, 'local')
      .deliver(CLIENT, 1)
      .deliver(1, CLIENT);
    const client = stage.run.host(CLIENT).state;
    expect(client).toMatchObject({ seenIndex: 2 });
  });

  test('P134 a deposed leader answers a local read with the old value', () => {
    const stage = deposedS1().read(1, 'local').until(1500);
    expect(answers(stage).slice(-2)).toEqual([
      ['ok', 9, undefined],
      ['ok', 3, 'local'],
    ]);
    expect(stage.terms(1)).toEqual([1, 1]);
    expect(stage.broken).toEqual([]);
    expect(answers(deposedS1().read(1, 'readIndex').until(1700)).at(-1)).toEqual(['ok', 9, undefined]);
  });
});
