import { describe, expect, test } from 'vitest';
import { at } from '../../src/base/assert.ts';
import type { Violation } from '../../src/check/violation.ts';
import { ELECTION_TIMER } from '../../src/cluster/types.ts';
import type { MutationName } from '../../src/raft/config.ts';
import { byHand, type Cast, CLIENT, Stage } from './stage.ts';
import { set, withoutNoOp } from './support.ts';

type Broken = Violation['invariant'][];

/** The same story by Raft's rules and with one of them broken: which invariants fell in each. */
function play(
  story: (stage: Stage) => void,
  mutation: MutationName,
  cast: Cast = {},
): { raft: Broken; mutated: Broken } {
  const told = (mutations: Cast['mutations'] = {}): Broken => {
    const stage = byHand({ ...cast, mutations });
    story(stage);
    return stage.broken;
  };
  return { raft: told(), mutated: told({ [mutation]: true }) };
}

/** T-Fig 3.7 from (c) on: the entry of term 2 is on a majority; S1 dies, S5 wins and overwrites it. */
function figure8(stage: Stage): void {
  stage.elect(1, 2, 3).dropAll();
  for (let round = 0; round < 3; round++) stage.heartbeat(1).settle(1, 2, 3);
  stage.crash(1).dropAll().restart(5).elect(5, 3, 4).dropAll();
  if (stage.leaders.includes(5)) stage.command(5, set('y', 2)).settle(2, 3, 4, 5);
  else stage.elect(5, 3, 4).command(5, set('y', 2)).settle(2, 3, 4, 5);
}

const FIGURE_8: Cast = {
  servers: 5,
  raft: withoutNoOp,
  initial: [
    { currentTerm: 3, log: [1, 2] },
    { currentTerm: 3, log: [1, 2] },
    { currentTerm: 3, log: [1] },
    { currentTerm: 3, log: [1] },
    { currentTerm: 3, log: [1, 3], up: false },
  ],
};

/** Section 13: each promise holds in a story that breaks it as soon as its rule is broken. */
describe('invariants', () => {
  test('I1 Election Safety: two leaders of one term', () => {
    const { raft, mutated } = play((stage) => stage.elect(1, 2).elect(3, 2), 'voteTwice');
    expect(raft).toEqual([]);
    expect(mutated).toContain('I1');
  });

  test('I2 Leader Append-Only: a leader replaces what it has not committed', () => {
    const { raft, mutated } = play((stage) => stage.elect(1, 2).command(1).command(1), 'leaderOverwrites');
    expect(raft).toEqual([]);
    expect(mutated).toContain('I2');
  });

  test('I3 Log Matching: entries stored where they do not belong', () => {
    const story = (stage: Stage): void => {
      stage.elect(1, 2).dropAll();
      for (let round = 0; round < 4; round++) stage.command(1).heartbeat(1).settle(1, 3);
    };
    const initial = [{ currentTerm: 1, log: [1, 1] }, { currentTerm: 1, log: [1] }, { currentTerm: 1 }];
    const { raft, mutated } = play(story, 'skipConsistencyCheck', { initial });
    expect(raft).toEqual([]);
    expect(mutated).toContain('I3');
  });

  test('I4 Leader Completeness: a leader without a committed entry', () => {
    const story = (stage: Stage): void => {
      stage.elect(1, 2).settle(1, 2).crash(1).dropAll();
      stage.elect(3, 2).dropAll().elect(3, 2);
    };
    const initial = [
      { currentTerm: 2, log: [1] },
      { currentTerm: 2, log: [1] },
      { currentTerm: 2, log: [1, 2, 2] },
    ];
    const { raft, mutated } = play(story, 'longerLogWins', { initial });
    expect(raft).toEqual([]);
    expect(mutated).toContain('I4');
  });

  test('I5 State Machine Safety: two entries applied at one index', () => {
    const { raft, mutated } = play(figure8, 'commitOldTerm', FIGURE_8);
    expect(raft).toEqual([]);
    expect(mutated).toContain('I5');
  });

  test('I7 one vote per term, over restarts', () => {
    const { raft, mutated } = play(
      (stage) => stage.timeOut(1).deliver(1, 2).reboot(2).timeOut(3).deliver(3, 2),
      'forgetVoteOnRestart',
    );
    expect(raft).toEqual([]);
    expect(mutated).toContain('I7');
  });

  test('I8 commitIndex never goes back', () => {
    const story = (stage: Stage): void => {
      stage.elect(1, 2).settle(1, 2).heartbeat(1);
      const late = at(stage.between(1, 2), 0);
      stage.act({ do: 'duplicate', message: late }).settle(1, 2).command(1).settle(1, 2).heartbeat(1).settle(1, 2);
    };
    const late = (stage: Stage): void => {
      stage.elect(1, 2).dropAll().heartbeat(1);
      const old = at(stage.between(1, 2), 0);
      stage
        .heartbeat(1)
        .act({ do: 'deliver', message: at(stage.between(1, 2), 1) })
        .deliver(2, 1);
      stage.heartbeat(1).act({ do: 'deliver', message: at(stage.between(1, 2), 1) });
      stage.act({ do: 'deliver', message: old });
    };
    for (const told of [story, late]) expect(play(told, 'commitGoesBack').raft).toEqual([]);
    expect(play(late, 'commitGoesBack').mutated).toContain('I8');
  });

  test('I9 the terms of a log never decrease', () => {
    const { raft, mutated } = play(
      (stage) => stage.elect(1, 2).elect(3, 2).elect(1, 2).command(1).command(3),
      'entryOfOldTerm',
      {
        initial: [{ currentTerm: 3 }, { currentTerm: 3 }, { currentTerm: 3 }],
      },
    );
    expect(raft).toEqual([]);
    expect(mutated).toContain('I9');
  });

  test('I10 matchIndex is what the follower really has', () => {
    const story = (stage: Stage): void => {
      stage.elect(1, 2).deliver(1, 2).command(1).command(1).deliver(2, 1);
    };
    const { raft, mutated } = play(story, 'matchWholeLog');
    expect(raft).toEqual([]);
    expect(mutated).toContain('I10');
  });

  test('I11 a leader was elected by votes of its own term', () => {
    const { raft, mutated } = play(
      (stage) => stage.timeOut(1).deliver(1, 2).timeOut(1).deliver(2, 1),
      'countStaleVotes',
    );
    expect(raft).toEqual([]);
    expect(mutated).toContain('I11');
  });

  test('I12 a leader counts only replicas of its own term', () => {
    const { raft, mutated } = play(figure8, 'commitOldTerm', FIGURE_8);
    expect(raft).toEqual([]);
    expect(mutated[0]).toBe('I12');
  });

  test('I16 a reply leaves when its promise is on disk', () => {
    const told = (mutations: Partial<Record<MutationName, boolean>>): Stage => {
      const stage = new Stage({ write: [5, 20], timeouts: [[100], [900], [900]], mutations }).until(300);
      return stage.ask(1).until(500);
    };
    expect(told({}).broken).toEqual([]);
    expect(told({}).finished).toHaveLength(1);
    expect(told({ replyBeforeDurable: true }).broken).toContain('I16');
  });

  test('I17 what was acknowledged is never lost', () => {
    const story = (stage: Stage): void => {
      stage.elect(1, 2).dropAll().command(1).settle(1, CLIENT).crash(1).dropAll().elect(2, 3);
    };
    const { raft, mutated } = play(story, 'answerOnAppend');
    expect(raft).toEqual([]);
    expect(mutated).toContain('I17');
  });

  test('I1 to I17 hold in runs with crashes, pauses, partitions, loss and slow disks', () => {
    let truncations = 0;
    for (const seed of [1, 2, 3, 4]) {
      const stage = new Stage({
        servers: 5,
        seed,
        latency: [5, 60],
        lossPpm: 30_000,
        duplicatePpm: 50_000,
        write: [0, 15],
      });
      for (let round = 1; round <= 60; round++) {
        const server = 1 + ((seed + round) % 5);
        if (round % 7 === 0) stage.reboot(server);
        if (round % 11 === 0) stage.act({ do: 'pause', server });
        if (round % 11 === 4) for (const id of [1, 2, 3, 4, 5]) stage.act({ do: 'resume', server: id });
        if (round % 13 === 0)
          stage.partition(
            [server, (server % 5) + 1],
            [1, 2, 3, 4, 5].filter((id) => id !== server && id !== (server % 5) + 1),
          );
        if (round % 13 === 6) stage.heal();
        if (round % 17 === 0) stage.act({ do: 'fireTimer', server, timer: ELECTION_TIMER });
        for (const lead of stage.leaders) stage.ask(lead, set('x', round));
        stage.until(round * 100);
      }
      expect(stage.violations).toEqual([]);
      truncations += stage.of('LogTruncated').length;
      expect(stage.finished.some(({ outcome }) => outcome === 'ok')).toBe(true);
    }
    expect(truncations).toBeGreaterThan(0);
  });
});
