import { describe, expect, test } from 'vitest';
import type { Operation } from '../../src/raft/command.ts';
import { byHand, type Cast, CLIENT, Stage } from './stage.ts';
import { set } from './support.ts';

const get = (key: string): Operation => ({ kind: 'get', key });

/** S1 leads from 110 ms on, and everybody knows it from 120 ms on. */
function ledByS1(cast: Cast = {}): Stage {
  return new Stage({ timeouts: [[100], [900], [900]], ...cast }).until(200);
}

/** How often each kind of message was sent to a server or to the client. */
function hops(stage: Stage): string[] {
  return stage.of('MessageSent').flatMap(({ fact: { envelope } }) => {
    const { message, from, to } = envelope;
    if (message.type === 'ClientRequest') return [`ask S${to}`];
    return message.type === 'ClientResponse' ? [`S${from} ${message.status}`] : [];
  });
}

describe('P120 to P123: a client', () => {
  test('gets its result from the leader, once it is applied', () => {
    const stage = ledByS1().ask(1, set('x', 3)).until(300);
    expect(hops(stage)).toEqual(['ask S1', 'S1 ok']);
    stage.ask(1, get('x')).until(400);
    expect(stage.finished).toMatchObject([
      { request: 1, outcome: 'ok', reason: 'applied', result: { ok: true, value: 3 }, index: 2, term: 1, server: 1 },
      { request: 2, outcome: 'ok', result: { ok: true, value: 3 }, index: 3 },
    ]);
    // There, ask, replicate, answer, back: 10 ms each.
    expect(stage.finished.map(({ startedAtUs, finishedAtUs }) => finishedAtUs - startedAtUs)).toEqual([40_000, 40_000]);
  });

  test('P120 is redirected to the leader by those who know it', () => {
    const stage = ledByS1().ask(3).until(300);
    expect(hops(stage)).toEqual(['ask S3', 'S3 redirect', 'ask S1', 'S1 ok']);
    expect(stage.finished).toMatchObject([{ outcome: 'ok', server: 1 }]);
    expect(stage.terms(3)).toEqual([1, 1]);
  });

  test('P120 asks any server first when none is named, all of them in the long run', () => {
    const asked = new Set<string | undefined>();
    for (let seed = 1; seed <= 30; seed++) {
      const stage = ledByS1({ seed }).act({
        do: 'tell',
        address: CLIENT,
        order: { operation: get('x'), server: null },
      });
      asked.add(hops(stage)[0]);
      expect(stage.until(400).finished).toMatchObject([{ outcome: 'ok' }]);
    }
    expect([...asked].sort()).toEqual(['ask S1', 'ask S2', 'ask S3']);
  });

  test('P121 is refused when no leader is known, and nothing was appended', () => {
    const stage = new Stage({ timeouts: [[900], [900], [900]] }).ask(2).until(100);
    expect(hops(stage)).toEqual(['ask S2', 'S2 refused']);
    expect(stage.finished).toMatchObject([{ outcome: 'failed', reason: 'noLeaderKnown', result: null }]);
    expect(stage.servers.every((server) => server.log.lastIndex === 0)).toBe(true);
  });

  test('P121 never hears “failed” for what was appended: a deposed leader says it does not know', () => {
    const stage = byHand().elect(1, 2).dropAll().command(1, set('x', 3));
    stage.elect(3, 2).dropAll().elect(3, 2).deliver(3, 1, 'AppendEntriesRequest').deliver(1, CLIENT);
    expect(stage.raft(1)).toMatchObject({ role: 'follower', currentTerm: 2 });
    expect(stage.finished).toMatchObject([{ outcome: 'unknown', reason: 'leadershipLost' }]);
    // Its fate is open: here the entry is gone.
    stage.settle(1, 2, 3);
    expect(stage.terms(1)).toEqual(stage.terms(3));
    expect(stage.violations).toEqual([]);
  });

  test('P122 does not know either when nobody answers in time', () => {
    const stage = ledByS1().crash(1).ask(1).until(1199);
    expect(stage.finished).toEqual([]);
    stage.until(1200);
    expect(stage.finished).toMatchObject([{ outcome: 'unknown', reason: 'timeout', finishedAtUs: 1_200_000 }]);
  });

  test('P122 times out each of its requests at its own time, and ignores an answer that comes later', () => {
    const stage = ledByS1({ clientTimeout: 100 }).crash(2).crash(3).ask(1).until(250).ask(1).until(300);
    expect(stage.finished.map(({ request }) => request)).toEqual([1]);
    stage.until(350).restart(2).until(1200);
    expect(stage.finished.map(({ request, outcome }) => [request, outcome])).toEqual([
      [1, 'unknown'],
      [2, 'unknown'],
    ]);
    expect(hops(stage).filter((hop) => hop === 'S1 ok')).toHaveLength(2);
    expect(stage.raft(1).commitIndex).toBe(3);
  });

  test('P121 a question that may have been appended once never fails, whatever the next server says', () => {
    const quiet = { timeouts: [[9000], [9000], [9000]], clientTimeout: 100 };
    const unheard = new Stage({ ...quiet, raft: { clientRetries: 1 } });
    unheard.act({ do: 'cut', from: 2, to: CLIENT }).ask(2).until(600);
    expect(hops(unheard).at(-1)).toMatch(/^S[13] refused$/);
    expect(unheard.finished).toMatchObject([{ outcome: 'unknown', reason: 'noLeaderKnown', retries: 1 }]);
    const refused = new Stage({ ...quiet, raft: { clientRetries: 2 } }).ask(2).until(600);
    expect(refused.finished).toMatchObject([{ outcome: 'failed', reason: 'noLeaderKnown', retries: 2 }]);
  });

  test('P122 asks another server when nobody answers, and rests when it is refused', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const silent = byHand({ seed, raft: { clientRetries: 4 }, clientTimeout: 100 })
        .ask(1)
        .until(1000);
      const asked = hops(silent);
      expect(asked).toHaveLength(5);
      asked.forEach((hop, place) => {
        if (place > 0) expect(hop).not.toBe(asked[place - 1]);
      });
      expect(silent.finished).toMatchObject([{ outcome: 'unknown', reason: 'timeout', finishedAtUs: 500_000 }]);
    }
    const refused = new Stage({ timeouts: [[9000], [9000], [9000]], raft: { clientRetries: 1 } }).ask(2).until(500);
    expect(refused.of('OperationRetried')).toMatchObject([{ atUs: 70_000, fact: { retries: 1 } }]);
  });

  test('P122 an old refusal does not count for the attempt that is under way', () => {
    const stage = byHand({ raft: { clientRetries: 4 }, clientTimeout: 100 })
      .ask(1)
      .until(150);
    const { state } = stage.run.host(CLIENT);
    stage.deliver(CLIENT, 1).deliver(1, CLIENT);
    expect(stage.run.host(CLIENT).state).toBe(state);
  });

  /** S1 is cut off with index 2 of term 1; S2 commits another command there, and S1 learns of it. */
  function taken(cast: Cast = {}): Stage {
    const stage = byHand(cast).elect(1, 2).settle(1, 2, 3).command(1, set('x', 1));
    stage.dropAll().elect(2, 3).settle(2, 3);
    expect(stage.raft(2).commitIndex).toBe(2);
    return stage.command(2, set('x', 2)).settle(2, 3).heartbeat(2).settle(1, 2, 3).settle(1, 2, 3, CLIENT);
  }

  test('P123 is told “ok” only if what was applied at its index is its own command', () => {
    const stage = taken();
    expect(stage.terms(1)).toEqual([1, 2, 2]);
    expect(stage.finished.map(({ request, outcome }) => [request, outcome]).sort()).toEqual([
      [1, 'unknown'],
      [2, 'ok'],
    ]);
    expect([1, 2, 3].map((id) => stage.member(id).machine.contents.get('x'))).toEqual([2, 2, 2]);
    const misled = taken({ mutations: { answerByIndex: true } });
    expect(misled.finished.map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
    expect(misled.broken).toContain('I17');
  });

  test('P120 gives up after ten redirections in a circle', () => {
    // Each of two followers takes the other for the leader.
    const follows = (leaderId: number) => ({ currentTerm: 1, leaderId });
    const stage = new Stage({ timeouts: [[9000], [9000], [9000]], initial: [follows(2), follows(1)] })
      .ask(1)
      .until(900);
    expect(stage.finished).toMatchObject([{ outcome: 'failed', reason: 'tooManyRedirects' }]);
    expect(hops(stage).filter((hop) => hop.startsWith('ask'))).toHaveLength(11);
  });
});
