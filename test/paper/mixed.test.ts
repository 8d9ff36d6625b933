import { describe, expect, test } from 'vitest';
import type { Flags } from '../../src/raft/switches.ts';
import { Stage } from './stage.ts';

const TIMEOUT_MS = 300;
const on = { preVote: true };
const off = { preVote: false };

/** Every way in which three servers can have PreVote or not. */
const MIXES = Array.from({ length: 8 }, (_, mix) =>
  [0, 1, 2].map((place) => ({ preVote: (mix & (1 << place)) !== 0 })),
);

const named = (flags: readonly Partial<Flags>[]): string =>
  flags.map(({ preVote }) => (preVote ? 'on' : 'off')).join(' ');

describe.each(MIXES.map((flags) => [named(flags), flags] as const))('P73 PreVote %s', (_, flags) => {
  const cast = { flags, election: [150, TIMEOUT_MS] as const };

  test('P73 elects within 20 election timeouts, again after each loss of a leader', () => {
    for (const seed of [1, 2, 3]) {
      const stage = new Stage({ ...cast, seed }).until(20 * TIMEOUT_MS);
      for (let round = 1; round <= 3; round++) {
        const [leader] = stage.leaders;
        expect(stage.leaders, `seed ${seed}, round ${round}`).toHaveLength(1);
        stage
          .ask(leader ?? 1)
          .until((40 * round - 20) * TIMEOUT_MS + 500)
          .crash(leader ?? 1);
        stage.until(40 * round * TIMEOUT_MS);
        expect(stage.leaders, `seed ${seed}, without S${leader}`).toHaveLength(1);
        stage.restart(leader ?? 1).until((40 * round + 20) * TIMEOUT_MS);
      }
      expect(stage.broken).toEqual([]);
    }
  });

  test('P73 elects when only the server in the oldest term has the log for it', () => {
    // As in a rolling change: one stood in vain for some terms, one heard of some, the third is behind (etcd 8501, 8525).
    for (const [first, second, third] of [
      [1, 3, 5],
      [5, 3, 1],
      [3, 1, 5],
    ] as const) {
      const initial = [
        { currentTerm: first, log: [1, 1] },
        { currentTerm: second, log: [1] },
        { currentTerm: third, log: [1], up: false },
      ];
      const stage = new Stage({ ...cast, initial }).until(20 * TIMEOUT_MS);
      expect(stage.leaders, `terms ${first} ${second} ${third}`).toEqual([1]);
      expect(stage.restart(3).until(40 * TIMEOUT_MS).leaders).toHaveLength(1);
      expect(stage.broken).toEqual([]);
    }
  });

  test('P73 elects when a server that was away comes back in another term', () => {
    const stage = new Stage({ ...cast, timeouts: [[100], [900], [900]] }).until(400);
    stage
      .partition([1, 2], [3])
      .until(4000)
      .heal()
      .crash(1)
      .until(4000 + 20 * TIMEOUT_MS);
    expect(stage.leaders).toHaveLength(1);
    expect(stage.broken).toEqual([]);
  });
});

describe('P73 flags of single servers', () => {
  test('P73 each server goes by its own', () => {
    const stage = new Stage({ flags: [on, off, on], timeouts: [[100], [200], [300]], byHand: true });
    stage.timeOut(1).timeOut(2).timeOut(3);
    expect(stage.servers.map(({ role, currentTerm }) => [role, currentTerm])).toEqual([
      ['pre-candidate', 0],
      ['candidate', 1],
      ['pre-candidate', 0],
    ]);
  });

  test('P73 a server without PreVote answers, by term and log alone', () => {
    const stage = new Stage({ flags: [on, off, off], timeouts: [[900, 300], [100], [900]] }).until(400);
    expect(stage.leaders).toEqual([2]);
    stage.timeOut(1).until(440);
    expect(
      stage.of('PreVoteDecided').map(({ fact }) => [fact.granted, fact.decision.values['sinceContactUs']]),
    ).toEqual([
      [true, null],
      [true, null],
    ]);
    const wary = new Stage({ raft: { preVote: true }, timeouts: [[900, 300], [100], [900]] }).until(400);
    wary.timeOut(1).until(440);
    const answers = wary.of('PreVoteDecided').filter(({ fact }) => fact.candidate === 1);
    expect(answers.map(({ fact }) => fact.granted)).toEqual([false, false]);
  });
});
