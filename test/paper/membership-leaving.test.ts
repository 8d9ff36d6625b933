import { describe, expect, test } from 'vitest';
import { canDecideApart } from '../../src/check/invariants/i14-quorums-meet.ts';
import type { Configuration } from '../../src/raft/configuration.ts';
import { isQuorum, majority } from '../../src/raft/quorum.ts';
import { answers, byHandLed, joint, ledByS1, only, single, votersOf } from './membership-stage.ts';
import { byHand, Stage } from './stage.ts';
import { follower, leader, receive, stored, tell, timeOut, vote } from './support.ts';

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

  test('P98 what only the leader and one of the two hold does not keep C_new from being committed', () => {
    const stage = byHandLed(3, 3).change(1, { kind: 'removeServer', server: 1 }).command(1);
    stage.exchange(1, 2).exchange(1, 2);
    expect(stage.raft(1)).toMatchObject({ role: 'leader', commitIndex: 1, matchIndex: [0, 0, 3, 1] });
    stage.exchange(1, 3);
    expect(stage.raft(1)).toMatchObject({ role: 'follower', commitIndex: 2 });
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
  const one = ledByS1(3, 5, { raft: single }).change(1, { kind: 'setVoters', voters: [1, 2, 3, 4, 5] });
  expect(one.until(1000).broken).toEqual([]);
  const direct = ledByS1(3, 5, { raft: single, mutations: { directSwitch: true } });
  expect(direct.change(1, { kind: 'setVoters', voters: [1, 2, 3, 4, 5] }).broken).toEqual(['I13', 'I14']);
});

test('I14 is about neighbours in a log: an open change and the committed one of others need not meet', () => {
  const raft = { membership: 'single', commitBeforeChange: true } as const;
  const stage = byHandLed(4, 5, { raft }).change(1, { kind: 'addServer', server: 5 });
  stage.exchange(1, 5).exchange(1, 5).dropAll().elect(2, 3, 4).settle(2, 3, 4);
  stage.change(2, { kind: 'removeServer', server: 1 }).settle(2, 3, 4);
  const [open, committed] = [stage.raft(1), stage.raft(2)];
  expect(committed.commitIndex).toBe(committed.configurationIndex);
  expect(canDecideApart(open.configuration, committed.configuration)).toBe(true);
  // The votes decide: S3 and S4 have a no-op that S1 has not, so that only S5 is left to it.
  stage.reboot(1).timeOut(1).dropAll().timeOut(1).exchange(1, 3).exchange(1, 4).exchange(1, 5);
  expect(stage.raft(1)).toMatchObject({ role: 'candidate', currentTerm: 3, votesGranted: [1, 5] });
  expect(stage.broken).toEqual([]);
});

test('I14 fires where two majorities need not meet', () => {
  expect(canDecideApart(only(1, 2), only(2, 3))).toBe(false);
  expect(canDecideApart(only(1), only(2))).toBe(true);
  expect(canDecideApart(only(1, 2, 3), only(3, 4, 5))).toBe(true);
});

test('I18 fires when a commit rests on who does not vote', () => {
  const stage = byHandLed(3, 4, { mutations: { countLearners: true } }).change(1, { kind: 'addLearner', server: 4 });
  stage.exchange(1, 4).exchange(1, 4);
  expect(stage.violations.find(({ invariant }) => invariant === 'I18')).toMatchObject({
    servers: [1],
    values: { holders: 'S1,S4' },
  });
  const old = leader({ term: 2, log: [1, 2] });
  expect(receive(old, 2, stored(2, 2)).server.commitIndex).toBe(2);
  expect(tell(old, { type: 'HeartbeatTimerFired', localUs: 0 }).server.commitIndex).toBe(0);
});
