import { describe, expect, test } from 'vitest';
import { ELECTION_TIMER } from '../../src/cluster/types.ts';
import { rememberStart } from '../../src/raft/lease.ts';
import type { Leader } from '../../src/raft/server.ts';
import { answers, asksToRead, leasing, ledByS1, MS, served } from './readers.ts';
import { CLIENT, type Stage } from './stage.ts';
import { basics, deepFreeze, follower, leader, requestVote, set, stored, tell } from './support.ts';

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
