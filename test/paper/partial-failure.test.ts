import { describe, expect, test } from 'vitest';
import type { ServerId } from '../../src/raft/messages.ts';
import { type Cast, Stage } from './stage.ts';

/** Five servers of which only these pairs reach each other, after Howard and Abraham (2020). */
function linked(pairs: readonly (readonly [ServerId, ServerId])[], cast: Cast): Stage {
  const stage = new Stage({ servers: 5, election: [150, 600], ...cast });
  const ids = [1, 2, 3, 4, 5];
  for (const from of ids)
    for (const to of ids) {
      const works = pairs.some(([a, b]) => (a === from && b === to) || (a === to && b === from));
      if (from !== to && !works) stage.act({ do: 'cut', from, to });
    }
  return stage;
}

const TRIANGLE = [
  [1, 2],
  [1, 3],
  [2, 3],
] as const;
/** S4 hangs on S2, S5 on S3. */
const WITH_TAILS = [...TRIANGLE, [2, 4], [3, 5]] as const;

/** How often a leader lost its office, in the stretch from `fromMs` on. */
function depositions(stage: Stage, fromMs: number): number {
  return stage.of('RoleChanged').filter(({ atUs, fact }) => fact.from === 'leader' && atUs >= fromMs * 1000).length;
}

describe('a partial failure of the network', () => {
  test('P75 all servers run and a majority is connected, yet leaders change as long as it lasts', () => {
    for (const seed of [1, 2, 3]) {
      const stage = linked(WITH_TAILS, { seed, timeouts: [[], [], [160]] }).until(20_000);
      expect(depositions(stage, 0)).toBeGreaterThan(5);
      expect(depositions(stage, 15_000)).toBeGreaterThan(0);
      expect(stage.of('Crashed')).toEqual([]);
      // It ends with the failure.
      stage.heal().until(22_000);
      expect(depositions(stage.until(30_000), 22_000)).toBe(0);
    }
  });

  test('P74 with PreVote and CheckQuorum the leader of such a majority stays', () => {
    for (const seed of [1, 2, 3]) {
      const stage = linked(WITH_TAILS, { seed, timeouts: [[], [], [160]], raft: { preVote: true, checkQuorum: true } });
      expect(depositions(stage.until(20_000), 2_000)).toBe(0);
      expect(stage.leaders).toHaveLength(1);
    }
  });

  test('P74 PreVote without CheckQuorum stands still behind a leader that reaches one follower', () => {
    const play = (checkQuorum: boolean): Stage => {
      const timeouts = [[900], [900], [900], [100], [9000]];
      const stage = new Stage({ servers: 5, timeouts, election: [150, 300], raft: { preVote: true, checkQuorum } });
      stage.until(300).crash(5);
      for (const id of [1, 3]) stage.act({ do: 'cut', from: id, to: 4 }, { do: 'cut', from: 4, to: id });
      // The others have all that S4 has, so that only its word to S2 keeps them from electing.
      return stage.until(3000).ask(4).until(5000);
    };
    const frozen = play(false);
    expect(frozen.leaders).toEqual([4]);
    expect(frozen.raft(4).commitIndex).toBeLessThan(frozen.raft(4).log.lastIndex);
    expect(frozen.of('RoleChanged').filter(({ fact }) => fact.to === 'candidate')).toHaveLength(1);
    const live = play(true);
    expect(live.leaders).toHaveLength(1);
    expect(live.leaders).not.toContain(4);
    const [leader = 1] = live.leaders;
    expect(live.raft(leader).commitIndex).toBe(live.raft(leader).log.lastIndex);
  });
});
