import { describe, expect, test } from 'vitest';
import { canDecideApart } from '../../src/check/invariants/i14-quorums-meet.ts';
import type { ChangeStatus } from '../../src/raft/change.ts';
import { type Configuration, configurationOfVoters } from '../../src/raft/configuration.ts';
import { isQuorum, majority } from '../../src/raft/quorum.ts';
import { byHand, type Cast, Stage } from './stage.ts';
import { answerOf, append, follower, leader, receive, requestVote, stored, tell, timeOut, vote } from './support.ts';

const single = { membership: 'single', commitBeforeChange: true } as const;
const joint = { membership: 'joint', commitBeforeChange: true } as const;

function only(...voters: number[]): Configuration {
  return configurationOfVoters(voters);
}

/** S1 leads from 120 ms on, of the first `voters` servers; the others wait. */
function ledByS1(voters: number, servers: number, cast: Cast = {}): Stage {
  const timeouts = Array.from({ length: servers }, (_, place) => [place === 0 ? 100 : 900]);
  const configuration = Array.from({ length: voters }, (_, place) => place + 1);
  return new Stage({ servers, configuration, timeouts, raft: single, ...cast }).until(400);
}

function answers(stage: Stage): ChangeStatus[] {
  return stage.of('ChangeAnswered').map(({ fact }) => fact.status);
}

function votersOf(stage: Stage, server: number): readonly number[] {
  return stage.raft(server).configuration.voters;
}

/** By hand: S1 leads term 1 of `voters`, of `servers` in all, and its no-op is committed everywhere. */
function byHandLed(voters: number, servers: number, cast: Cast = {}): Stage {
  const ids = Array.from({ length: voters }, (_, place) => place + 1);
  return byHand({ servers, configuration: ids, raft: single, ...cast })
    .elect(1, ...ids.slice(1, Math.floor(voters / 2) + 1))
    .settle(...ids)
    .heartbeat(1)
    .settle(...ids);
}

describe('a configuration in the log', () => {
  test('P87 is used from the moment it is appended, committed or not', () => {
    const stage = byHandLed(3, 4).change(1, { kind: 'addServer', server: 4 });
    expect(stage.raft(1)).toMatchObject({ configuration: only(1, 2, 3, 4), configurationIndex: 2, commitIndex: 1 });
    expect(votersOf(stage, 2)).toEqual([1, 2, 3]);
    // Three of four are needed now: one acknowledgement, enough before, is not enough any more.
    stage.exchange(1, 2);
    expect(votersOf(stage, 2)).toEqual([1, 2, 3, 4]);
    expect(stage.raft(1).commitIndex).toBe(1);
    stage.exchange(1, 3);
    expect(stage.raft(1).commitIndex).toBe(2);
    expect(stage.of('ConfigurationAdopted').map(({ server, fact }) => [server, fact.index])).toEqual([
      [1, 2],
      [2, 2],
      [3, 2],
    ]);
    expect(stage.reboot(2).raft(2)).toMatchObject({ configuration: only(1, 2, 3, 4), configurationIndex: 2 });
  });

  test('P88 changes by one voter at a time, and any two majorities of such neighbours share a server', () => {
    const sizes = [
      [3, 4],
      [4, 5],
      [5, 4],
      [4, 3],
      [1, 2],
    ] as const;
    const all = [1, 2, 3, 4, 5];
    for (const [from, to] of sizes)
      expect(canDecideApart(only(...all.slice(0, from)), only(...all.slice(0, to)))).toBe(false);
    expect(canDecideApart(only(1, 2, 3), only(1, 2, 3, 4, 5))).toBe(true);
    const stage = ledByS1(3, 5).change(1, { kind: 'setVoters', voters: [1, 2, 3, 4, 5] });
    expect(answers(stage)).toEqual(['REFUSED']);
    stage.change(1, { kind: 'addServer', server: 4 }).until(800);
    expect(answers(stage)).toEqual(['REFUSED', 'OK']);
    expect([1, 2, 3, 4].map((id) => votersOf(stage, id))).toEqual(new Array(4).fill([1, 2, 3, 4]));
    stage.change(1, { kind: 'removeServer', server: 3 }).until(1200);
    expect(votersOf(stage, 1)).toEqual([1, 2, 4]);
    expect(
      ledByS1(3, 4, { raft: {} }).change(1, { kind: 'addServer', server: 4 }).raft(1).configuration.voters,
    ).toEqual([1, 2, 3]);
    for (const change of [
      { kind: 'addServer', server: 2 },
      { kind: 'removeServer', server: 5 },
      { kind: 'promote', server: 4 },
    ] as const) {
      expect(answers(ledByS1(3, 5).change(1, change))).toEqual(['REFUSED']);
    }
    expect(answers(ledByS1(1, 1).change(1, { kind: 'removeServer', server: 1 }))).toEqual(['REFUSED']);
    expect(stage.broken).toEqual([]);
  });

  test('P89 does not change again before the last change is committed', () => {
    const stage = ledByS1(3, 5).change(1, { kind: 'addServer', server: 4 }).change(1, { kind: 'addServer', server: 5 });
    expect(answers(stage)).toEqual(['RETRY']);
    expect(stage.of('ChangeAnswered')[0]?.fact.decision).toMatchObject({ rule: 'P89', outcome: true });
    stage.until(800).change(1, { kind: 'addServer', server: 5 }).until(1200);
    expect(answers(stage)).toEqual(['RETRY', 'OK', 'OK']);
    const stacked = byHandLed(3, 5, { mutations: { stackChanges: true } })
      .change(1, { kind: 'addServer', server: 4 })
      .change(1, { kind: 'addServer', server: 5 });
    expect(stacked.broken).toEqual(['I13']);
  });

  /** The counterexample of 2015: S1 adds S5, S2 removes S1, S1 comes back. */
  function of2015(commitBeforeChange: boolean): Stage {
    const raft = { membership: 'single', commitBeforeChange, noOpOnElection: false } as const;
    const stage = byHand({ servers: 5, configuration: [1, 2, 3, 4], raft })
      .elect(1, 2, 3)
      .dropAll();
    stage.change(1, { kind: 'addServer', server: 5 });
    if (commitBeforeChange) return stage;
    stage.exchange(1, 5).dropAll();
    stage.elect(2, 3, 4).dropAll().change(2, { kind: 'removeServer', server: 1 }).exchange(2, 3).dropAll();
    return stage.reboot(1).timeOut(1).dropAll().timeOut(1).exchange(1, 4).exchange(1, 5);
  }

  test('P90 changes only after the leader has committed an entry of its own term', () => {
    const unsafe = of2015(false);
    expect(unsafe.raft(2)).toMatchObject({ commitIndex: 1, configuration: only(2, 3, 4) });
    expect(unsafe.raft(1)).toMatchObject({ role: 'leader', configuration: only(1, 2, 3, 4, 5) });
    expect(canDecideApart(unsafe.raft(1).configuration, unsafe.raft(2).configuration)).toBe(true);
    expect(unsafe.broken).toContain('I4');
    const safe = of2015(true);
    expect(safe.of('ChangeAnswered')).toMatchObject([
      {
        fact: {
          status: 'RETRY',
          decision: { rule: 'P90', values: { committedTerm: 0, currentTerm: 1 }, outcome: true },
        },
      },
    ]);
    expect(safe.raft(1)).toMatchObject({ configuration: only(1, 2, 3, 4) });
    expect(safe.broken).toEqual([]);
  });

  test('P91 the no-op is such an entry', () => {
    const stage = byHand({ servers: 4, configuration: [1, 2, 3], raft: single }).elect(1, 2);
    stage.change(1, { kind: 'addServer', server: 4 });
    expect(answers(stage)).toEqual(['RETRY']);
    stage.settle(1, 2).change(1, { kind: 'addServer', server: 4 });
    expect(votersOf(stage, 1)).toEqual([1, 2, 3, 4]);
    const without = ledByS1(3, 4, { raft: { ...single, noOpOnElection: false } });
    without.until(2000).change(1, { kind: 'addServer', server: 4 });
    expect(answers(without)).toEqual(['RETRY']);
    without.ask(1).until(2400).change(1, { kind: 'addServer', server: 4 }).until(2800);
    expect(answers(without)).toEqual(['RETRY', 'OK']);
  });

  test('P92 returns to the one before when its entry is truncated', () => {
    const stage = ledByS1(3, 4).change(1, { kind: 'addServer', server: 4 }).until(800);
    stage.partition([1], [2, 3, 4]).change(1, { kind: 'removeServer', server: 3 });
    expect(votersOf(stage, 1)).toEqual([1, 2, 4]);
    stage.until(3000);
    expect(votersOf(stage, 2)).toEqual([1, 2, 3, 4]);
    stage.heal().until(4000);
    expect(stage.of('ConfigurationRestored').map(({ server, fact }) => [server, fact.configuration.voters])).toEqual([
      [1, [1, 2, 3, 4]],
    ]);
    expect(stage.raft(1)).toMatchObject({ configuration: only(1, 2, 3, 4), configurationIndex: 2 });
    expect(answers(stage)).toEqual(['OK', 'UNKNOWN']);
    expect(stage.broken).toEqual([]);
    // Without any other entry it is the initial configuration.
    const first = ledByS1(3, 4).partition([1], [2, 3, 4]).change(1, { kind: 'addServer', server: 4 }).until(3000);
    expect(first.heal().until(4000).raft(1)).toMatchObject({ configuration: only(1, 2, 3), configurationIndex: 0 });
    const forgetful = ledByS1(3, 4, { mutations: { forgetFallback: true } });
    forgetful.partition([1], [2, 3, 4]).change(1, { kind: 'addServer', server: 4 }).until(3000).heal().until(4000);
    expect(votersOf(forgetful, 1)).toEqual([1, 2, 3, 4]);
  });

  test('P93 is not asked when a request comes: outsiders lead and get votes', () => {
    const two = follower({ id: 2, voters: [2, 3] });
    expect(answerOf(receive(two, 1, append({ leader: 1 })))).toMatchObject({ success: true });
    expect(answerOf(receive(two, 1, requestVote({ term: 2, candidateId: 1 })))).toMatchObject({ voteGranted: true });
    const nobody = follower({ id: 4, voters: [] });
    expect(answerOf(receive(nobody, 1, append({ leader: 1 })))).toMatchObject({ success: true });
    expect(answerOf(receive(nobody, 1, requestVote({ term: 2, candidateId: 1 })))).toMatchObject({ voteGranted: true });
  });

  test('P97 every order gets one answer', () => {
    const stage = ledByS1(3, 5, { raft: { ...single, catchUpRounds: 1 } });
    stage.change(2, { kind: 'addServer', server: 4 });
    expect(stage.of('ChangeAnswered')).toMatchObject([{ server: 2, fact: { status: 'NOT_LEADER', leaderHint: 1 } }]);
    stage.change(1, { kind: 'addServer', server: 4 }).until(800);
    stage.crash(5).change(1, { kind: 'addServer', server: 5 }).until(1600);
    expect(answers(stage)).toEqual(['NOT_LEADER', 'OK', 'TIMEOUT']);
    stage.partition([1], [2, 3, 4, 5]).change(1, { kind: 'removeServer', server: 4 }).until(4000).heal().until(5000);
    expect(answers(stage)).toEqual(['NOT_LEADER', 'OK', 'TIMEOUT', 'UNKNOWN']);
  });
});

describe('learners and catching up', () => {
  test('P94 a learner gets entries, counts nowhere and never stands', () => {
    const stage = ledByS1(3, 4).change(1, { kind: 'addLearner', server: 4 }).until(800);
    expect(stage.raft(1).configuration).toEqual({ voters: [1, 2, 3], learners: [4], old: null });
    stage.partition([1, 4], [2, 3]).ask(1).until(1000);
    expect(stage.terms(4)).toEqual(stage.terms(1));
    expect(stage.raft(1).commitIndex).toBeLessThan(stage.raft(1).log.lastIndex);
    stage.partition([1, 2, 3], [4]).until(6000);
    expect(stage.of('RoleChanged').filter(({ server }) => server === 4)).toEqual([]);
    expect(stage.raft(4).currentTerm).toBe(stage.raft(4).log.lastTerm);
    stage.heal().until(6500).crash(1).until(6600);
    expect(
      stage
        .of('MessageSent')
        .filter(({ fact }) => fact.envelope.to === 4 && fact.envelope.message.type === 'RequestVoteRequest'),
    ).toEqual([]);
    expect(stage.broken).toEqual([]);
    const counted = byHandLed(3, 4, { mutations: { countLearners: true } }).change(1, {
      kind: 'addLearner',
      server: 4,
    });
    counted.exchange(1, 4).exchange(1, 4);
    expect(counted.raft(1).commitIndex).toBe(2);
    expect(counted.broken).toContain('I18');
  });

  test('P94 a learner is promoted, a voter demoted', () => {
    const stage = ledByS1(3, 4, { raft: { ...single, catchUpRounds: 2 } });
    stage.change(1, { kind: 'addLearner', server: 4 }).until(800);
    stage.change(1, { kind: 'promote', server: 4 }).until(1200);
    expect(stage.raft(4).configuration).toEqual(only(1, 2, 3, 4));
    stage.change(1, { kind: 'demote', server: 2 }).until(1600);
    expect(stage.raft(2).configuration).toEqual({ voters: [1, 3, 4], learners: [2], old: null });
    expect(answers(stage)).toEqual(['OK', 'OK', 'OK']);
    expect(stage.broken).toEqual([]);
  });

  test('P95 a newcomer catches up in rounds, each as long as what came during the one before', () => {
    const stage = ledByS1(3, 4, { raft: { ...single, catchUpRounds: 3, maxEntriesPerAppend: 1 } });
    for (let count = 0; count < 8; count++) stage.ask(1);
    stage.until(500).change(1, { kind: 'addServer', server: 4 });
    expect(stage.raft(1)).toMatchObject({
      configuration: only(1, 2, 3),
      change: { catchUp: { servers: [4], round: 1 } },
    });
    for (let ms = 520; ms <= 1600; ms += 40) stage.ask(1).until(ms);
    const rounds = stage.of('CatchUpRoundEnded').map(({ fact }) => fact);
    expect(rounds.map(({ round }) => round)).toEqual([1, 2, 3]);
    expect(rounds[0]?.tookUs).toBeGreaterThan(rounds[2]?.tookUs ?? Infinity);
    expect(rounds[2]?.decision).toMatchObject({ rule: 'P95', outcome: false, values: { round: 3, rounds: 3 } });
    stage.until(2000);
    expect(answers(stage)).toEqual(['OK']);
    expect(votersOf(stage, 4)).toEqual([1, 2, 3, 4]);
    expect(stage.broken).toEqual([]);
  });

  test('P95 who is too slow, or makes no progress, is given up', () => {
    const slow = { do: 'setLink', from: 1, to: 4, change: { lowUs: 200_000, highUs: 200_000 } } as const;
    const stage = ledByS1(3, 4, { raft: { ...single, catchUpRounds: 2 }, election: [300, 300], timeouts: [[100]] });
    stage.act(slow).ask(1).until(450).change(1, { kind: 'addServer', server: 4 });
    const roles = new Set<string>();
    for (let ms = 460; ms <= 3000; ms += 10) {
      stage.ask(1).until(ms);
      roles.add(String(votersOf(stage, 1)));
    }
    const last = stage.of('CatchUpRoundEnded').at(-1)?.fact;
    expect([...roles]).toEqual(['1,2,3', '1,2,3,4']);
    expect(last?.decision.outcome).toBe(false);
    const slower = { ...slow, change: { lowUs: 290_000, highUs: 290_000 } };
    const given = ledByS1(3, 4, { raft: { ...single, catchUpRounds: 2 }, election: [300, 300], timeouts: [[100]] });
    given
      .act(slower)
      .act({ ...slower, from: 4, to: 1 })
      .until(450)
      .change(1, { kind: 'addServer', server: 4 });
    for (let ms = 460; ms <= 3000; ms += 10) given.ask(1).until(ms);
    expect(answers(given)).toEqual(['TIMEOUT']);
    expect(votersOf(given, 1)).toEqual([1, 2, 3]);
    const dead = ledByS1(3, 4, { raft: { ...single, catchUpRounds: 10 } });
    dead.crash(4).change(1, { kind: 'addServer', server: 4 }).until(520);
    expect(answers(dead)).toEqual([]);
    expect(dead.until(700).raft(1)).toMatchObject({ configuration: only(1, 2, 3), change: null });
    expect(dead.of('ChangeAnswered')).toMatchObject([
      { fact: { status: 'TIMEOUT', decision: { rule: 'P95', outcome: true } } },
    ]);
  });

  /** Thirty entries, a thin link to the newcomers, and one of the three old servers fails: how far the cluster gets. */
  function hazard(catchUpRounds: number, add: readonly number[], crash: readonly number[]): Stage {
    const raft = { ...single, catchUpRounds };
    const stage = ledByS1(3, 6, { raft });
    for (let count = 0; count < 30; count++) stage.ask(1);
    stage.until(800);
    for (const server of add) stage.change(1, { kind: 'addServer', server }).until(stage.run.nowUs / 1000 + 60);
    for (const server of crash) stage.crash(server);
    return stage.ask(1).until(stage.run.nowUs / 1000 + 150);
  }

  test('P96 without catching up a newcomer can stop all commits; with it nobody waits', () => {
    const behind = ({ commitIndex, log }: ReturnType<Stage['raft']>): number => log.lastIndex - commitIndex;
    // T-Fig 4.4 (a): S3 fails right after S4 was added.
    expect(behind(hazard(0, [4], [3]).raft(1))).toBeGreaterThan(0);
    expect(behind(hazard(10, [4], [3]).raft(1))).toBe(0);
    // T-Fig 4.4 (b): S4 to S6 are added one right after the other; nobody fails.
    expect(behind(hazard(0, [4, 5, 6], []).raft(1))).toBeGreaterThan(0);
    expect(behind(hazard(10, [4, 5, 6], []).raft(1))).toBe(0);
  });
});

describe('leaving', () => {
  test('P98 a leader that is left out leads on without counting itself, and steps down at the commit', () => {
    const stage = byHandLed(3, 3).change(1, { kind: 'removeServer', server: 1 });
    expect(stage.raft(1)).toMatchObject({ role: 'leader', configuration: only(2, 3) });
    // On S1 and S2: two servers store it, but only one of the two voters.
    stage.exchange(1, 2);
    expect(stage.raft(1)).toMatchObject({ role: 'leader', commitIndex: 1 });
    stage.exchange(1, 3);
    expect(stage.raft(1)).toMatchObject({ role: 'follower', currentTerm: 1, commitIndex: 2, leaderId: null });
    expect(stage.of('RoleChanged').at(-1)?.fact).toMatchObject({
      edge: 'stepsDown',
      decision: { rule: 'P98', outcome: true },
    });
    expect(answers(stage)).toEqual(['OK']);
    // Its last word tells the others that C_new is committed.
    expect(stage.settle(2, 3).deliver(1, 2).raft(2).commitIndex).toBe(2);
    expect(stage.broken).toEqual([]);
    const counting = byHandLed(3, 3, { mutations: { leaderCountsItself: true } }).change(1, {
      kind: 'removeServer',
      server: 1,
    });
    expect(counting.exchange(1, 2).broken).toEqual(['I18']);
  });

  test('P99 who is left out of its own configuration still stands, and does not count its own vote', () => {
    // T-Fig 4.6: only S1 has C_new, which leaves it out. S2 cannot win.
    const stage = byHandLed(2, 2).change(1, { kind: 'removeServer', server: 1 }).dropAll().reboot(1);
    stage.timeOut(2).exchange(2, 1);
    expect(stage.raft(2).role).toBe('candidate');
    stage.dropAll().timeOut(1);
    expect(stage.raft(1)).toMatchObject({ role: 'candidate', votesGranted: [1] });
    expect(stage.of('RoleChanged').at(-1)?.fact.decision).toMatchObject({ rule: 'P99', outcome: true });
    stage.exchange(1, 2);
    expect(stage.raft(1).role).toBe('leader');
    stage.settle(1, 2);
    expect(stage.raft(1).role).toBe('follower');
    expect(stage.raft(2)).toMatchObject({ configuration: only(2), commitIndex: 3 });
    stage.timeOut(2);
    expect(stage.raft(2)).toMatchObject({ role: 'leader' });
    expect(stage.broken).toEqual([]);
    const alone = receive(timeOut(follower({ id: 1, voters: [2, 3] })).server, 2, vote(2));
    expect(alone.server.role).toBe('candidate');
    expect(receive(alone.server, 3, vote(2)).server.role).toBe('leader');
  });

  test('P99 who has no configuration never stands; who was just made a learner does until it knows that for sure', () => {
    const empty = follower({ id: 4, voters: [] });
    expect(timeOut(empty)).toMatchObject({ server: empty, effects: [] });
    const stage = byHandLed(2, 2).change(1, { kind: 'demote', server: 1 }).dropAll().reboot(1);
    stage.timeOut(2).exchange(2, 1).dropAll().timeOut(1).exchange(1, 2);
    expect(stage.raft(1).role).toBe('leader');
    stage.settle(1, 2);
    expect(stage.raft(1)).toMatchObject({ role: 'follower', commitIndex: 3 });
    stage.timeOut(1);
    expect(stage.raft(1).role).toBe('follower');
  });

  test('P100 stepping down when C_new is only stored leaves the cluster without a leader', () => {
    const play = (stepDownOnAppend: boolean): Stage =>
      ledByS1(3, 3, { mutations: { stepDownOnAppend } })
        .act({ do: 'cut', from: 1, to: 2 }, { do: 'cut', from: 1, to: 3 })
        .change(1, { kind: 'removeServer', server: 1 })
        .until(450);
    expect(play(false).leaders).toEqual([1]);
    const early = play(true);
    expect(early.leaders).toEqual([]);
    expect(early.raft(1).commitIndex).toBeLessThan(early.raft(1).configurationIndex);
    expect(
      ledByS1(3, 3, { mutations: { stepDownOnAppend: true } })
        .change(1, { kind: 'removeServer', server: 1 })
        .until(5000).broken,
    ).toEqual([]);
  });

  /** T-Fig 4.7: S1 is removed and does not know; all have x, and S4 leads. */
  function removed(stickiness: boolean): Stage {
    const raft = { ...single, stickiness };
    const timeouts = [[900], [900], [900], [100]];
    const stage = new Stage({ servers: 4, timeouts, raft }).until(300).ask(4).until(400);
    return stage.change(4, { kind: 'removeServer', server: 1 }).until(6000);
  }

  test('P104 a removed server deposes leaders again and again, unless they are let alone', () => {
    const fallen = (stage: Stage): number =>
      stage.of('RoleChanged').filter(({ fact }) => fact.from === 'leader').length;
    const plain = removed(false);
    expect(plain.raft(1).configuration).toEqual(only(1, 2, 3, 4));
    expect(fallen(plain)).toBeGreaterThan(2);
    const calm = removed(true);
    expect(fallen(calm)).toBe(0);
    expect(calm.raft(1).currentTerm).toBeGreaterThan(5);
    expect([2, 3, 4].map((id) => votersOf(calm, id))).toEqual(new Array(3).fill([2, 3, 4]));
    expect(calm.broken).toEqual([]);
  });

  test('P105 a cluster begins with one server, and grows from there', () => {
    const stage = ledByS1(1, 3);
    expect(stage.leaders).toEqual([1]);
    stage.until(4000);
    expect([2, 3].map((id) => stage.raft(id))).toMatchObject([
      { currentTerm: 0, configuration: { voters: [] } },
      { currentTerm: 0, configuration: { voters: [] } },
    ]);
    stage
      .change(1, { kind: 'addServer', server: 2 })
      .until(4400)
      .change(1, { kind: 'addServer', server: 3 })
      .until(5000);
    expect([1, 2, 3].map((id) => votersOf(stage, id))).toEqual(new Array(3).fill([1, 2, 3]));
    expect(stage.crash(1).until(8000).leaders).toHaveLength(1);
    expect(stage.broken).toEqual([]);
  });

  test('P106 to replace a server add first: then one may fail all the time', () => {
    const tolerates = (configuration: Configuration): number => configuration.voters.length - majority(configuration);
    const seen: number[] = [];
    const stage = ledByS1(3, 4);
    stage.change(1, { kind: 'addServer', server: 4 }).until(800);
    seen.push(tolerates(stage.raft(1).configuration));
    const crashed = stage.crash(2).ask(1).until(1000).finished;
    expect(crashed.at(-1)?.outcome).toBe('ok');
    stage.restart(2).until(1200).change(1, { kind: 'removeServer', server: 3 }).until(1600);
    seen.push(tolerates(stage.raft(1).configuration));
    expect(seen).toEqual([1, 1]);
    expect(answers(stage)).toEqual(['OK', 'OK']);
    expect(stage.crash(2).ask(1).until(1900).finished.at(-1)?.outcome).toBe('ok');
    expect(tolerates(only(1, 2))).toBe(0);
  });
});

describe('joint consensus', () => {
  const change = { kind: 'setVoters', voters: [3, 4, 5] } as const;

  test('P101 both halves decide, and C_new follows when C_old,new is committed', () => {
    const stage = byHandLed(3, 5, { raft: joint }).change(1, change);
    expect(stage.raft(1).configuration).toEqual({ voters: [3, 4, 5], learners: [], old: [1, 2, 3] });
    // S2 is enough for the old half, and the new half has nobody yet.
    stage.exchange(1, 2);
    expect(stage.raft(1).commitIndex).toBe(1);
    stage.settle(1, 4);
    expect(stage.raft(1)).toMatchObject({ commitIndex: 1, configurationIndex: 2 });
    stage.settle(1, 5);
    // Committed by S1, S2 of the old and S4, S5 of the new voters: now C_new is appended and used.
    expect(stage.raft(1)).toMatchObject({ configuration: only(3, 4, 5), configurationIndex: 3, role: 'leader' });
    stage.settle(1, 3, 4, 5);
    expect(stage.raft(1)).toMatchObject({ role: 'follower', commitIndex: 3 });
    expect(answers(stage)).toEqual(['OK']);
    expect(stage.broken).toEqual([]);
    const decision = stage.of('CommitDecided').find(({ fact }) => fact.to === 2)?.fact.decision;
    expect(decision?.values).toMatchObject({ stored: 2, voters: 3, oldStored: 2, oldVoters: 3 });
  });

  test('P101 an election needs both majorities, too: 2 of 3 and 5 of 9 from three to nine', () => {
    const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    const both: Configuration = { voters: nine, learners: [], old: [1, 2, 3] };
    expect(isQuorum(both, [1, 2, 4, 5, 6])).toBe(true);
    expect(isQuorum(both, [1, 4, 5, 6, 7, 8, 9])).toBe(false);
    expect(isQuorum(both, [1, 2, 3, 4])).toBe(false);
    const halfway = { currentTerm: 1, log: [[1, both] as const] };
    const stage = byHand({ servers: 9, configuration: [1, 2, 3], raft: joint, initial: nine.map(() => halfway) });
    stage.elect(1, 4, 5, 6, 7, 8, 9);
    expect(stage.raft(1).role).toBe('candidate');
    const counted = stage.of('VoteCounted').at(-1)?.fact.decision;
    expect(counted).toMatchObject({ outcome: false, values: { votes: 7, voters: 9, oldVotes: 1, oldVoters: 3 } });
    expect(stage.exchange(1, 2).raft(1).role).toBe('leader');
    const early = byHand({
      servers: 9,
      configuration: [1, 2, 3],
      raft: joint,
      initial: nine.map(() => halfway),
      mutations: { jointDecidesAlone: true },
    });
    expect(early.elect(1, 4, 5, 6, 7).broken).toEqual(['I11']);
  });

  test('P101 several servers come and go at once in a running cluster', () => {
    const stage = ledByS1(3, 5, { raft: { ...joint, catchUpRounds: 3, stickiness: true } })
      .ask(1)
      .until(500);
    stage.change(1, change).until(5000);
    expect(answers(stage)).toEqual(['OK']);
    expect([3, 4, 5].map((id) => stage.raft(id).configuration)).toEqual(new Array(3).fill(only(3, 4, 5)));
    expect(stage.leaders.every((id) => id >= 3)).toBe(true);
    expect(stage.leaders).toHaveLength(1);
    expect(stage.broken).toEqual([]);
  });

  test('P102 a new leader that finds C_old,new commits it first, and only then goes on', () => {
    const stage = byHandLed(3, 5, { raft: joint }).change(1, change);
    stage.exchange(1, 2).exchange(1, 4).exchange(1, 4).dropAll().crash(1);
    expect(stage.raft(4).configuration.old).toEqual([1, 2, 3]);
    // S2 has C_old,new, so it needs S3 of the old and two of the new voters.
    stage.timeOut(2).exchange(2, 3).exchange(2, 4);
    expect(stage.raft(2)).toMatchObject({ role: 'leader', configurationIndex: 2, commitIndex: 1 });
    expect(stage.raft(2).configuration.old).toEqual([1, 2, 3]);
    stage.settle(2, 3, 4);
    const adopted = stage.of('ConfigurationAdopted').filter(({ fact }) => fact.configuration.old === null);
    expect(adopted[0]).toMatchObject({ server: 2, fact: { index: 4 } });
    const committed = stage.of('CommitDecided').find(({ server, fact }) => server === 2 && fact.to >= 3);
    expect(committed?.step).toBe(adopted[0]?.step);
    expect(stage.broken).toEqual([]);
    // A leader without C_old,new is elected under C_old alone, and the joint entry goes.
    const old = byHandLed(3, 5, { raft: joint }).change(1, change).dropAll().crash(1).elect(2, 3).settle(2, 3);
    expect(old.restart(1).heartbeat(2).settle(1, 2, 3).raft(1).configuration).toEqual(only(1, 2, 3));
    expect(old.broken).toEqual([]);
    const early = byHandLed(3, 5, { raft: joint, mutations: { leaveJointEarly: true } }).change(1, change);
    early.exchange(1, 2).exchange(1, 4).exchange(1, 4).dropAll().crash(1);
    expect(early.timeOut(2).exchange(2, 3).exchange(2, 4).broken).toEqual(['I13']);
  });

  test('P103 at no time can the old and the new voters each decide alone', () => {
    const sets = Array.from({ length: 31 }, (_, set) =>
      [1, 2, 3, 4, 5].filter((id) => ((set + 1) & (1 << (id - 1))) !== 0),
    );
    let apart = 0;
    for (const old of sets) {
      for (const voters of sets) {
        const both: Configuration = { voters, learners: [], old };
        if (canDecideApart(only(...old), only(...voters))) apart++;
        expect(canDecideApart(only(...old), both)).toBe(false);
        expect(canDecideApart(both, only(...voters))).toBe(false);
      }
    }
    expect(apart).toBeGreaterThan(100);
    // T-Fig 4.2: three servers become five in one stroke, and both leaders of one term have their majority.
    const stage = byHandLed(3, 5, { raft: joint, mutations: { directSwitch: true } });
    stage.change(1, { kind: 'setVoters', voters: [1, 2, 3, 4, 5] });
    expect(stage.broken).toEqual(['I13', 'I14']);
  });
});

test('I13 one configuration at most is open, and I14 its quorums meet those of the one before', () => {
  const stage = ledByS1(3, 5, { raft: joint })
    .change(1, { kind: 'setVoters', voters: [2, 3, 4, 5] })
    .until(3000);
  expect(stage.broken).toEqual([]);
  const direct = ledByS1(3, 5, { raft: single, mutations: { directSwitch: true } });
  expect(direct.change(1, { kind: 'setVoters', voters: [1, 2, 3, 4, 5] }).broken).toEqual(['I13', 'I14']);
});

test('I14 fires where two majorities need not meet', () => {
  expect(canDecideApart(only(1, 2), only(2, 3))).toBe(false);
  expect(canDecideApart(only(1), only(2))).toBe(true);
  expect(canDecideApart(only(1, 2, 3), only(3, 4, 5))).toBe(true);
});

test('I18 fires when a commit rests on who does not vote', () => {
  const stage = byHandLed(3, 4, { mutations: { countLearners: true } }).change(1, { kind: 'addLearner', server: 4 });
  stage.exchange(1, 4).exchange(1, 4);
  expect(stage.violations).toMatchObject([{ invariant: 'I18', servers: [1], values: { holders: 'S1,S4' } }]);
  const old = leader({ term: 2, log: [1, 2] });
  expect(receive(old, 2, stored(2, 2)).server.commitIndex).toBe(2);
  expect(tell(old, { type: 'HeartbeatTimerFired', localUs: 0 }).server.commitIndex).toBe(0);
});
