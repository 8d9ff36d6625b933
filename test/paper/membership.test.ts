import { describe, expect, test } from 'vitest';
import { canDecideApart } from '../../src/check/invariants/i14-quorums-meet.ts';
import type { Configuration } from '../../src/raft/configuration.ts';
import { answers, byHandLed, ledByS1, only, single, votersOf } from './membership-stage.ts';
import { byHand, type Stage } from './stage.ts';
import { answerOf, append, follower, receive, requestVote } from './support.ts';

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

  test('P87 commits what a majority of it holds, and no entry behind that holds this up', () => {
    const stage = byHandLed(3, 4, { raft: { ...single, maxEntriesPerAppend: 1 } });
    stage.change(1, { kind: 'addServer', server: 4 }).command(1).exchange(1, 2).exchange(1, 2);
    // S1 and S2 hold the command: a majority of the three, not of the four.
    expect(stage.raft(1)).toMatchObject({ commitIndex: 1, matchIndex: [0, 0, 3, 1, 0] });
    while (!stage.terms(4)[1]) stage.exchange(1, 4);
    expect(stage.raft(1)).toMatchObject({ commitIndex: 2, matchIndex: [0, 0, 3, 1, 2] });
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

  test('P107 a snapshot has the configuration as of its end, not one that is still open', () => {
    const stage = ledByS1(3, 4).change(1, { kind: 'addServer', server: 4 }).until(800);
    stage.partition([1], [2, 3, 4]).change(1, { kind: 'removeServer', server: 3 }).snapshot(1);
    expect(stage.raft(1)).toMatchObject({
      configuration: only(1, 2, 4),
      configurationIndex: 3,
      baseConfiguration: only(1, 2, 3, 4),
      snapshot: { lastIndex: 2, configuration: only(1, 2, 3, 4) },
      log: { baseIndex: 2 },
    });
    expect(stage.reboot(1).raft(1)).toMatchObject({
      configuration: only(1, 2, 4),
      baseConfiguration: only(1, 2, 3, 4),
    });
    // The open entry is truncated, and what the log stands on is the snapshot's.
    stage.until(3000).heal().until(4000);
    expect(stage.raft(1).configuration).toEqual(only(1, 2, 3, 4));
    expect(stage.broken).toEqual([]);
  });

  test('P107 whoever gets a snapshot uses its configuration, and stands on it', () => {
    const stage = ledByS1(3, 4).ask(1).until(600).change(1, { kind: 'addLearner', server: 4 }).until(800);
    stage.crash(4).change(1, { kind: 'removeServer', server: 3 }).until(1200).snapshot(1).restart(4).until(1800);
    const configuration: Configuration = { voters: [1, 2], learners: [4], old: null };
    expect(stage.of('SnapshotInstalled').map(({ server }) => server)).toEqual([4]);
    expect(stage.raft(4)).toMatchObject({ configuration, baseConfiguration: configuration });
    expect(stage.broken).toEqual([]);
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

  test('P94 a learner that is ahead of the voters does not hold a commit up', () => {
    const stage = byHandLed(3, 4).change(1, { kind: 'addLearner', server: 4 }).settle(1, 2, 3, 4);
    stage.command(1).command(1).settle(1, 4).exchange(1, 2);
    expect(stage.raft(1)).toMatchObject({ matchIndex: [0, 0, 3, 2, 4], commitIndex: 3 });
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

  test('P95 a last round that takes an election timeout ends the change, though there was progress all the time', () => {
    const stage = ledByS1(3, 4, { raft: { ...single, catchUpRounds: 1, maxEntriesPerAppend: 1 } });
    for (let count = 0; count < 12; count++) stage.ask(1);
    stage.until(600).change(1, { kind: 'addServer', server: 4 }).until(2000);
    const [last] = stage.of('CatchUpRoundEnded');
    expect(last?.fact.decision).toMatchObject({ rule: 'P95', outcome: true });
    expect(last?.fact.tookUs).toBeGreaterThanOrEqual(150_000);
    expect(Number(last?.fact.decision.values['sinceProgressUs'])).toBeLessThan(50_000);
    expect(answers(stage)).toEqual(['TIMEOUT']);
    expect(votersOf(stage, 1)).toEqual([1, 2, 3]);
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
