import { describe, expect, test } from 'vitest';
import { ELECTION_TIMER } from '../../src/cluster/types.ts';
import { rememberStart } from '../../src/raft/lease.ts';
import type { Leader, Server } from '../../src/raft/server.ts';
import { byHand, CLIENT, Stage } from './stage.ts';
import { append, basics, deepFreeze, follower, leader, requestVote, set, stored, tell } from './support.ts';

const MS = 1000;
const QUIET = [900, 9000, 90_000];
const leasing = { ...basics, reads: 'lease', stickiness: true } as const;

/** S1 leads from 120 ms on; the others stay quiet as long as they hear from it. x is 3. */
function ledByS1(cast: ConstructorParameters<typeof Stage>[0] = {}): Stage {
  const servers = cast.servers ?? 3;
  const timeouts = [[100], ...new Array<number[]>(servers - 1).fill(QUIET)];
  return new Stage({ timeouts, ...cast }).until(200).ask(1, set('x', 3)).until(400);
}

/** By hand: S1 leads term 1 and has committed its no-op everywhere, and then that x is 3, at index 2. */
function standing(cast: ConstructorParameters<typeof Stage>[0] = {}): Stage {
  const stage = byHand(cast).elect(1, 2).settle(1, 2, 3).command(1, set('x', 3)).settle(1, 2, 3);
  return stage.deliver(1, CLIENT).heartbeat(1).settle(1, 2, 3);
}

/** S2 takes over in term 2 while S1 hears of nobody, and x becomes 9. */
function deposedS1(cast: ConstructorParameters<typeof Stage>[0] = {}): Stage {
  return ledByS1({ servers: 5, ...cast, timeouts: [[100], [300], QUIET, QUIET, QUIET] })
    .partition([1], [2, 3, 4, 5])
    .until(1200)
    .ask(2, set('x', 9))
    .until(1400);
}

function answers(stage: Stage) {
  return stage.finished.map(({ outcome, result, read }) => [outcome, result?.ok === true ? result.value : null, read]);
}

function asksToRead(server: Server, ms: number, mode: 'readIndex' | 'lease' | 'local', config = leasing, minIndex = 0) {
  const command = { kind: 'client', operation: { kind: 'get', key: 'x' } } as const;
  const tag = { client: CLIENT, request: 7 };
  return tell(server, { type: 'ReadReceived', mode, command, tag, minIndex, localUs: ms * MS }, config);
}

function served(effects: readonly { readonly type: string }[]): boolean {
  return effects.some(({ type }) => type === 'ServeRead');
}

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

describe('leases', () => {
  const config = leasing;
  /** A leader of term 2 that began its first round at 100 ms; S2 answers at `ms`. */
  function leased(ms: number, settings = config): Leader {
    const beats = tell(
      leader({ term: 2, log: [1, 2], commit: 2, match: [2, 2, 0] }),
      {
        type: 'HeartbeatTimerFired',
        localUs: 100 * MS,
      },
      settings,
    ).server;
    const message = { ...stored(2, 2), round: 1 };
    return tell(beats, { type: 'MessageReceived', from: 2, message, localUs: ms * MS }, settings).server as Leader;
  }

  test('P132 runs from the beginning of the last round that a majority has answered', () => {
    expect(leased(120).rounds.leaseUntilUs).toBe(250 * MS);
    expect(leased(240).rounds.leaseUntilUs).toBe(250 * MS);
    expect(served(asksToRead(leased(120), 249, 'lease').effects)).toBe(true);
    expect(served(asksToRead(leased(120), 250, 'lease').effects)).toBe(false);
    const open = tell(leased(120), { type: 'HeartbeatTimerFired', localUs: 150 * MS }, config).server;
    expect(open).toMatchObject({ rounds: { started: 2, confirmed: 1, leaseUntilUs: 250 * MS } });
    const old = { ...stored(2, 2), round: 1 };
    const late = tell(open, { type: 'MessageReceived', from: 3, message: old, localUs: 160 * MS }, config).server;
    expect(late).toMatchObject({ rounds: { confirmed: 1, leaseUntilUs: 250 * MS } });
  });

  test('P132 is shorter than an election timeout by what clocks may drift', () => {
    const drifting = { ...config, clockDriftPercent: 20 };
    expect(leased(120, drifting).rounds.leaseUntilUs).toBe(225 * MS);
    expect(served(asksToRead(leased(120, drifting), 225, 'lease', drifting).effects)).toBe(false);
    const careless = { ...drifting, mutations: { ...basics.mutations, ignoreClockDrift: true } };
    expect(leased(120, careless).rounds.leaseUntilUs).toBe(250 * MS);
  });

  test('P132 needs something committed in its own term', () => {
    const fresh = deepFreeze({ ...leased(120), commitIndex: 1, lastApplied: 1 });
    const { server, effects } = asksToRead(fresh, 130, 'lease', { ...config, explain: true });
    expect(served(effects)).toBe(false);
    expect(server.reads).toMatchObject([{ mode: 'readIndex', readIndex: null }]);
    const values = {
      termAtCommitIndex: 1,
      currentTerm: 2,
      localUs: 130 * MS,
      leaseUntilUs: 250 * MS,
      mayBeReplaced: false,
    };
    expect(effects).toContainEqual({
      type: 'Note',
      note: {
        type: 'LeaseChecked',
        tag: { client: CLIENT, request: 7 },
        decision: { rule: 'P132', values, outcome: false },
      },
    });
  });

  test('P132 a leader answers at once while it has a lease, and asks a majority when it has none', () => {
    const stage = ledByS1({ raft: { reads: 'lease', stickiness: true } })
      .read(1)
      .until(420);
    expect(stage.finished.at(-1)).toMatchObject({ outcome: 'ok', result: { value: 3 }, read: 'lease' });
    stage.partition([1], [2, 3]).read(1).until(460);
    expect(stage.finished).toHaveLength(3);
    stage.until(700).read(1).until(1000);
    expect(stage.finished).toHaveLength(3);
    expect(stage.of('LeaseChecked').at(-1)).toMatchObject({ fact: { decision: { outcome: false } } });
    // Who keeps no leases asks a majority, whatever the command says.
    const plain = ledByS1().read(1, 'lease').until(600);
    expect(plain.finished.at(-1)).toMatchObject({ outcome: 'ok', read: 'readIndex' });
    const remote = ledByS1({ raft: { reads: 'lease', stickiness: true } })
      .read(3)
      .until(440);
    expect(remote.finished.at(-1)).toMatchObject({ outcome: 'ok', read: 'lease', server: 3 });
  });

  test('P132 a leader that was paused looks at its clock before it answers', () => {
    const stage = ledByS1({ raft: { reads: 'lease', stickiness: true }, clientTimeout: 9000 });
    const freeze = { do: 'freezeTimer', timer: ELECTION_TIMER } as const;
    stage.act({ ...freeze, server: 2 }, { ...freeze, server: 3 }, { do: 'pause', server: 1 });
    stage.until(1500).read(1).until(1600).act({ do: 'resume', server: 1 }).until(1601);
    expect(stage.of('LeaseChecked').at(-1)).toMatchObject({ fact: { decision: { outcome: false } } });
    expect(stage.of('ReadServed')).toEqual([]);
  });

  test('P132 needs stickiness: without it somebody else can lead while the lease runs', () => {
    const play = (stickiness: boolean): Stage => {
      const stage = ledByS1({ raft: { reads: 'lease', stickiness } }).partition([1], [2, 3]);
      // S2 stands although it has just heard from S1.
      stage.timeOut(2).until(450).ask(2, set('x', 9)).until(480).read(1).until(520);
      return stage;
    };
    expect(play(true).raft(3).currentTerm).toBe(1);
    expect(play(false).leaders).toEqual([1, 2]);
    expect(answers(play(false))).toContainEqual(['ok', 9, undefined]);
    expect(answers(play(false))).toContainEqual(['ok', 3, 'lease']);
  });

  test('P132 is void from the moment that it hands over, and a round serves instead', () => {
    const play = (keepLeaseOnTransfer: boolean): Stage =>
      ledByS1({
        raft: { reads: 'lease', stickiness: true, leadershipTransfer: true },
        mutations: { keepLeaseOnTransfer },
      })
        .transfer(1, 2)
        .read(1)
        .until(415);
    const kept = play(true).of('ReadServed').at(-1);
    expect(kept).toMatchObject({ fact: { mode: 'lease' } });
    expect(play(true).of('LeaseChecked').at(-1)).toMatchObject({
      fact: { decision: { outcome: true, brokenBy: 'keepLeaseOnTransfer' } },
    });
    expect(play(false).of('LeaseChecked').at(-1)).toMatchObject({
      fact: { decision: { outcome: false, values: { mayBeReplaced: true } } },
    });
    expect(play(false).of('ReadServed')).toEqual([]);
  });

  test('P132 a voter that restarts keeps the promise that it has forgotten', () => {
    const back = follower({ term: 2, log: [2] });
    expect(rememberStart(back, 70, config)).toMatchObject({ heardLeaderUs: 70 });
    expect(rememberStart(back, 70, basics)).toBe(back);
    expect(rememberStart(follower({ term: 0 }), 70, config)).toMatchObject({ heardLeaderUs: null });
    const stage = ledByS1({ raft: { reads: 'lease', stickiness: true } })
      .partition([1], [2, 3])
      .reboot(3)
      .timeOut(2);
    stage.until(450);
    expect(stage.of('CandidateIgnored')).toMatchObject([{ server: 3, fact: { candidate: 2 } }]);
    const asks = requestVote({ term: 3, candidateId: 2, lastLogIndex: 9, lastLogTerm: 9 });
    const ready = rememberStart(back, 0, config);
    const after = { type: 'MessageReceived', from: 2, message: asks, localUs: 150 * MS } as const;
    expect(tell(ready, after, config).server.votedFor).toBe(2);
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
