import { describe, expect, test } from 'vitest';
import type { MutationName } from '../../src/raft/config.ts';
import { configurationOfVoters } from '../../src/raft/configuration.ts';
import { byHandLed, ledByS1, only } from '../paper/membership-stage.ts';
import { byHand, type Cast, CLIENT, Stage } from '../paper/stage.ts';
import { basics, candidate, follower, leader, receive, requestVote, set, timeoutNow } from '../paper/support.ts';

/**
 * What broken rules do that chance finds too seldom, or that costs liveness and no promise: each in a scenario of its own,
 * next to the same scenario with the rule kept. docs/mutations.md lists them all.
 */

/** The stage with the rule broken, and with it kept. */
function both(name: MutationName, play: (cast: Cast) => Stage): { broken: Stage; kept: Stage } {
  return { broken: play({ mutations: { [name]: true } }), kept: play({}) };
}

/** The highest term in which anybody has been. */
const termOf = (stage: Stage): number => Math.max(...stage.servers.map(({ currentTerm }) => currentTerm));

describe('votes and timers', () => {
  test('resetTimerOnAnyVoteRequest: a server that cannot win keeps those who could from standing', () => {
    const log = (lastTerm: number) => ({ currentTerm: 2, log: [1, 1, ...(lastTerm === 2 ? [2] : [])] });
    // S4 is the first to stand and lacks what S2 and S3 have, so its requests are refused.
    const { broken, kept } = both(
      'resetTimerOnAnyVoteRequest',
      (cast) =>
        new Stage({
          servers: 5,
          initial: [{ up: false }, log(2), log(2), log(1), log(1)],
          timeouts: [[], [230, 230], [260, 260], new Array<number>(20).fill(150), [240, 240]],
          election: [230, 260],
          ...cast,
        }),
    );
    expect(broken.until(1500).leaders).toEqual([]);
    expect(broken.raft(4).currentTerm).toBe(12);
    expect(kept.until(1500).leaders).toEqual([2]);
  });

  test('sameTimeoutAgain: who split the vote once splits it for ever', () => {
    const timeouts = [
      [150, 200],
      [150, 290],
    ];
    const { broken, kept } = both('sameTimeoutAgain', (cast) =>
      new Stage({ servers: 2, timeouts, ...cast }).until(3000),
    );
    expect(broken.leaders).toEqual([]);
    expect(broken.servers.map(({ currentTerm }) => currentTerm)).toEqual([20, 20]);
    expect(kept.leaders).toEqual([1]);
    const drawn = new Stage({
      servers: 5,
      latency: [70, 70],
      election: [150, 151],
      mutations: { sameTimeoutAgain: true },
    });
    const first = drawn
      .until(200)
      .of('TimerSet')
      .filter(({ fact }) => fact.timer === 0 && fact.dueAtUs <= 151_000);
    const again = drawn
      .until(2000)
      .of('TimerSet')
      .filter(({ server, fact }) => server === 1 && fact.timer === 0);
    const [own] = first.filter(({ server }) => server === 1);
    expect(new Set(again.map(({ atUs, fact }) => fact.dueAtUs - atUs))).toEqual(new Set([own?.fact.dueAtUs]));
  });

  test('candidateWaits: a split vote is never mended', () => {
    const timeouts = [
      [150, 200],
      [150, 290],
    ];
    const { broken, kept } = both('candidateWaits', (cast) => new Stage({ servers: 2, timeouts, ...cast }).until(5000));
    expect(broken.servers.map(({ role, currentTerm }) => [role, currentTerm])).toEqual([
      ['candidate', 1],
      ['candidate', 1],
    ]);
    expect(kept.leaders).toEqual([1]);
  });

  test('keepVoteInNewTerm: the vote of the last term costs another election', () => {
    const play = (cast: Cast) => byHand(cast).elect(1, 2, 3).settle(1, 2, 3).crash(1).elect(2, 3);
    const { broken, kept } = both('keepVoteInNewTerm', play);
    expect(broken.leaders).toEqual([]);
    expect(broken.of('VoteDecided').at(-1)?.fact.decision).toMatchObject({
      outcome: false,
      brokenBy: 'keepVoteInNewTerm',
    });
    expect(broken.elect(2, 3).raft(2)).toMatchObject({ role: 'leader', currentTerm: 3 });
    expect(kept.raft(2)).toMatchObject({ role: 'leader', currentTerm: 2 });
  });

  test('voteInNewerTermOnly: who asks again is refused, and so is who asks a server of its own term', () => {
    // S2 has voted for S1; its answer is lost, and S1 asks again.
    const play = (cast: Cast) => byHand(cast).timeOut(1).deliver(1, 2).dropAll().heartbeat(1).exchange(1, 2);
    const { broken, kept } = both('voteInNewerTermOnly', play);
    expect(broken.raft(2).votedFor).toBe(1);
    expect(broken.leaders).toEqual([]);
    expect(kept.leaders).toEqual([1]);
    // S3 has learnt term 5 from an answer and has not voted in it.
    const asked = requestVote({ term: 5, candidateId: 1, lastLogIndex: 1, lastLogTerm: 4 });
    const settings = { ...basics, mutations: { ...basics.mutations, voteInNewerTermOnly: true } };
    const s3 = follower({ id: 3, term: 5, voters: 5, log: [4] });
    expect(receive(s3, 1, asked, settings).server.votedFor).toBeNull();
    expect(receive(s3, 1, asked).server.votedFor).toBe(1);
  });

  test('refuseOutsiders: who alone could win is not elected', () => {
    // S4 was added. S1, S2 and S4 have the configuration, S3 does not; only S1 and S4 have the command after it.
    const play = (cast: Cast): Stage =>
      byHandLed(3, 4, cast)
        .change(1, { kind: 'addServer', server: 4 })
        .exchange(1, 2)
        .settle(1, 4)
        .dropAll()
        .command(1, set('x', 3))
        .exchange(1, 4)
        .crash(1)
        .dropAll();
    const everybodyTries = (stage: Stage): Stage => {
      for (const id of [2, 3, 4, 2, 4]) stage.timeOut(id).settle(2, 3, 4);
      return stage;
    };
    const { broken, kept } = both('refuseOutsiders', play);
    expect(kept.raft(3).configuration).toEqual(only(1, 2, 3));
    expect(
      everybodyTries(broken)
        .of('RoleChanged')
        .filter(({ fact }) => fact.to === 'leader'),
    ).toHaveLength(1);
    expect(everybodyTries(kept).leaders).toEqual([4]);
  });
});

describe('a server in a newer term', () => {
  /** S3 was alone for long and is in a newer term; where voters are loyal only an answer to the leader brings it back. */
  function comeBack(cast: Cast): Stage {
    const timeouts = [[100], [900], [900]];
    const stage = new Stage({ timeouts, raft: { stickiness: true }, ...cast }).until(400);
    return stage.partition([1, 2], [3]).until(3000).heal().until(9000);
  }

  test.each(['dropStaleAppends', 'ignoreTermInAnswers'] as const)('%s: it never comes back', (name) => {
    const { broken, kept } = both(name, comeBack);
    expect(broken.leaders).toEqual([1]);
    expect(broken.raft(1).currentTerm).toBe(1);
    expect(broken.raft(3)).toMatchObject({ role: 'candidate', currentTerm: termOf(broken), leaderId: null });
    expect(new Set(kept.servers.map(({ leaderId }) => leaderId))).toEqual(new Set(kept.leaders));
    expect(kept.leaders).toHaveLength(1);
  });
});

describe('what a leader believes of its followers', () => {
  test('countStaleAcks: an acknowledgement of entries that have been replaced since', () => {
    // S2 stores an entry of term 1, and its answer is late. S3 leads term 2 and replaces it. S1 leads term 3.
    const play = (cast: Cast): Stage => {
      const stage = byHand({ servers: 5, ...cast })
        .elect(1, 4, 5)
        .deliver(1, 2, 'AppendEntriesRequest');
      const [late] = stage.between(2, 1, 'AppendEntriesResponse');
      if (late === undefined) throw new Error('S2 answers');
      stage.drop(1, 3, 'RequestVoteRequest').drop(1, 3).timeOut(3);
      for (const other of [1, 2, 4, 5]) stage.drop(3, other);
      stage.elect(3, 4, 5).deliver(3, 2, 'AppendEntriesRequest').deliver(3, 1, 'RequestVoteRequest');
      expect(stage.terms(2)).toEqual([2]);
      stage.timeOut(1);
      for (const voter of [4, 5]) {
        while (stage.between(1, voter).length > 1) stage.drop(1, voter);
        while (stage.between(voter, 1).length > 0) stage.drop(voter, 1);
        stage.exchange(1, voter);
      }
      expect(stage.raft(1)).toMatchObject({ role: 'leader', currentTerm: 3, matchIndex: [0, 0, 0, 0, 0, 0] });
      return stage.act({ do: 'deliver', message: late });
    };
    const { broken, kept } = both('countStaleAcks', play);
    expect(broken.broken).toEqual(['I10']);
    expect(kept.broken).toEqual([]);
  });

  test('trustHeartbeats: a follower without the entry is counted, and the only copy is committed', () => {
    const quiet = { raft: { noOpOnElection: false } };
    const log = (terms: number[]) => ({ currentTerm: 1, log: terms });
    const initial = [log([1]), log([1]), log([1])];
    const play = (cast: Cast): Stage => {
      const stage = byHand({ ...quiet, initial, ...cast })
        .elect(1, 2)
        .dropAll();
      stage.command(1).dropAll();
      return stage;
    };
    const { broken, kept } = both('trustHeartbeats', play);
    // A new leader that has the entry asks with a heartbeat that stands right after it.
    for (const stage of [broken, kept]) stage.reboot(1).timeOut(1).exchange(1, 2).deliver(1, 2).deliver(2, 1);
    expect(broken.raft(1)).toMatchObject({ role: 'leader', matchIndex: [0, 0, 2, 0] });
    expect(broken.terms(2)).toEqual([1]);
    expect(broken.broken).toContain('I10');
    expect(kept.broken).toEqual([]);
  });

  test('answerOwnLength: a follower acknowledges entries of its own that the leader does not have', () => {
    const initial = [
      { currentTerm: 2, log: [1] },
      { currentTerm: 2, log: [1, 1] },
      { currentTerm: 2, log: [1] },
    ];
    const raft = { noOpOnElection: false };
    const play = (cast: Cast): Stage =>
      byHand({ initial, raft, ...cast })
        .elect(1, 3)
        .exchange(1, 2)
        .exchange(1, 2);
    const { broken, kept } = both('answerOwnLength', play);
    expect(broken.broken).toContain('I10');
    expect(kept.broken).toEqual([]);
  });
});

describe('changes of the configuration', () => {
  test('leaveWithoutAWord: nobody who stays learns that the change is committed', () => {
    const raft = { membership: 'single', commitBeforeChange: true, noOpOnElection: false } as const;
    const play = (cast: Cast): Stage =>
      ledByS1(3, 3, { raft, ...cast })
        .ask(1)
        .until(700)
        .change(1, { kind: 'removeServer', server: 1 })
        .until(740)
        .crash(1)
        .until(5000);
    const { broken, kept } = both('leaveWithoutAWord', play);
    for (const stage of [broken, kept]) {
      expect(stage.raft(2).configurationIndex).toBe(2);
      expect(stage.leaders).not.toContain(1);
      expect(stage.leaders).toHaveLength(1);
    }
    expect([2, 3].map((id) => broken.raft(id).commitIndex)).toEqual([1, 1]);
    expect([2, 3].map((id) => kept.raft(id).commitIndex)).toEqual([2, 2]);
  });

  test('snapshotOpenConfiguration: who gets the snapshot falls back to a configuration that never was', () => {
    // S4, a learner, was down. S1 and S4 are cut off, S1 begins to remove S3, and S4 gets a snapshot instead of the log.
    const play = (cast: Cast): Stage => {
      const stage = ledByS1(3, 4, cast).change(1, { kind: 'addLearner', server: 4 }).until(700).crash(4).ask(1);
      stage.until(900).partition([1, 4], [2, 3]).change(1, { kind: 'removeServer', server: 3 }).snapshot(1);
      return stage.restart(4).until(1500).heal().until(5000);
    };
    const { broken, kept } = both('snapshotOpenConfiguration', play);
    expect(kept.of('ConfigurationRestored').at(-1)?.server).toBe(4);
    expect(broken.of('ConfigurationRestored').at(-1)?.server).toBe(4);
    expect(kept.raft(4).configuration).toEqual(kept.raft(1).configuration);
    expect(broken.raft(4).configuration.voters).toEqual([1, 2]);
    expect(broken.raft(1).configuration.voters).toEqual([1, 2, 3]);
    expect(broken.broken).toEqual(['I18']);
    expect(kept.broken).toEqual([]);
  });

  test('outsiderStands: a server without a vote takes the leadership away', () => {
    const outsider = follower({ id: 3, term: 2, voters: [1, 2], log: [1] });
    const settings = { ...basics, mutations: { ...basics.mutations, outsiderStands: true } };
    const order = timeoutNow({ term: 2, leaderId: 1, lastLogIndex: 1 });
    expect(receive(outsider, 1, order).server).toBe(outsider);
    const stood = receive(outsider, 1, order, settings);
    expect(stood.server).toMatchObject({ role: 'candidate', currentTerm: 3 });
    const request = stood.sent.find(({ to }) => to === 1)?.message;
    if (request?.type !== 'RequestVoteRequest') throw new Error('S1 is asked');
    expect(receive(leader({ term: 2, voters: [1, 2], log: [1] }), 3, request).server.role).toBe('follower');
    expect(candidate({ id: 3 }).configuration).toEqual(configurationOfVoters([1, 2, 3]));
  });
});

describe('clients', () => {
  test('failWhenDeposed: what has failed is there all the same', () => {
    const play = (cast: Cast): Stage => {
      const stage = byHand(cast).elect(1, 2).settle(1, 2).command(1, set('x', 3));
      stage.deliver(1, 2, 'AppendEntriesRequest').dropAll().elect(2, 3).settle(1, 2, 3);
      return stage.settle(1, CLIENT).read(2).settle(1, 2, 3, CLIENT);
    };
    const { broken, kept } = both('failWhenDeposed', play);
    for (const stage of [broken, kept]) expect(stage.finished.at(-1)).toMatchObject({ result: { value: 3 } });
    expect(broken.finished[0]).toMatchObject({ outcome: 'failed' });
    expect(kept.finished[0]).toMatchObject({ outcome: 'unknown' });
  });
});
