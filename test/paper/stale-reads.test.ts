import { describe, expect, test } from 'vitest';
import { checkClients } from '../../src/check/linearizability/clients.ts';
import { historyOf } from '../../src/check/linearizability/history.ts';
import { checkLinearizable } from '../../src/check/linearizability/linearizability.ts';
import type { ReadMode } from '../../src/raft/reads.ts';
import { answers, deposedS1, ledByS1 } from './readers.ts';
import { type Cast, CLIENT, type Stage } from './stage.ts';
import { set } from './support.ts';

/** What the checker makes of everything that the client saw, stale or not. */
function verdictOn(stage: Stage) {
  const { state } = stage.run.host(CLIENT);
  if (state.kind !== 'client') throw new Error('there is no client');
  return checkLinearizable(historyOf([state]));
}

const promised = (stage: Stage) => checkClients(stage.spec, stage.run).map(({ invariant }) => invariant);

/** S1 led and was cut off; S2 leads, and x is 9 there. x is read at S1, and the network heals later. */
function atDeposed(read: ReadMode, cast: Cast = {}): Stage {
  return deposedS1(cast).read(1, read).until(1700).heal().until(4000);
}

const LEASES: Cast = { raft: { reads: 'lease', stickiness: true } };

describe('a read at a deposed leader', () => {
  test('P134 the naive local read is not linearizable', () => {
    const stage = atDeposed('local');
    expect(answers(stage)).toContainEqual(['ok', 3, 'local']);
    expect(verdictOn(stage)).toEqual({ verdict: 'violated', key: 'x' });
    // Nobody promised that it would be.
    expect(promised(stage)).toEqual([]);
    expect(verdictOn(ledByS1().read(3, 'local').until(600))).toMatchObject({ verdict: 'linearizable' });
  });

  test.each<readonly [ReadMode, Cast]>([
    ['log', {}],
    ['readIndex', {}],
    ['lease', LEASES],
  ])('P129 P130 P132 by %s it is', (read, cast) => {
    const stage = atDeposed(read, cast);
    expect(answers(stage)).not.toContainEqual(['ok', 3, read]);
    expect(verdictOn(stage)).toMatchObject({ verdict: 'linearizable' });
    expect(promised(stage)).toEqual([]);
  });

  test('P130 an answer before the round is a broken promise', () => {
    const stage = atDeposed('readIndex', { mutations: { answerBeforeRound: true } });
    expect(answers(stage)).toContainEqual(['ok', 3, 'readIndex']);
    expect(promised(stage)).toEqual(['I15']);
  });

  test('I15 is not promised where a command may come twice', () => {
    const mutations = { answerBeforeRound: true };
    const often = (cast: Cast) => promised(atDeposed('readIndex', { ...cast, mutations }));
    expect(often({ raft: { clientRetries: 1 } })).toEqual([]);
    expect(often({ raft: { clientRetries: 1, sessions: 'sessions' } })).toEqual(['I15']);
    const stage = atDeposed('readIndex', { mutations });
    const doubled = stage.spec.links.map((link) => ({ ...link, duplicatePpm: 1 }));
    expect(checkClients({ ...stage.spec, links: doubled }, stage.run)).toEqual([]);
    const change = { duplicatePpm: 1 };
    stage.act({ do: 'setLink', from: 1, to: 2, change });
    expect(promised(stage)).toEqual([]);
  });
});

describe('a lease that another leader has overtaken', () => {
  /** S1 has a lease; S2 stands all the same, leads, and sets x to 9 before the lease is over. */
  function overtaken(raft: Cast['raft'], mutations: Cast['mutations'] = {}): Stage {
    const stage = ledByS1({ raft: { reads: 'lease', ...raft }, mutations });
    stage.partition([1], [2, 3]).timeOut(2).until(430).ask(2, set('x', 9)).until(480).read(1).until(520);
    return stage.heal().until(2500);
  }

  test('P132 is not linearizable without stickiness, and is with it', () => {
    expect(answers(overtaken({ stickiness: false }))).toContainEqual(['ok', 3, 'lease']);
    expect(promised(overtaken({ stickiness: false }))).toEqual(['I15']);
    expect(promised(overtaken({ stickiness: true }))).toEqual([]);
  });
});
