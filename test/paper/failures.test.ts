import { describe, expect, test } from 'vitest';
import { at } from '../../src/base/assert.ts';
import { ELECTION_TIMER } from '../../src/cluster/types.ts';
import { byHand, CLIENT, Stage } from './stage.ts';
import { set } from './support.ts';

const MS = 1000;

/** A cluster of three that S1 leads from 100 ms on; the others stay quiet as long as they hear from it. */
function ledByS1(cast: ConstructorParameters<typeof Stage>[0] = {}): Stage {
  return new Stage({ timeouts: [[100], [900], [900]], latency: [10, 10], ...cast }).until(200);
}

/** Section 7: failures. */
describe('crash, restart, pause', () => {
  test('P55 a crash loses the memory and the writes under way; messages on the road survive', () => {
    const stage = ledByS1({ write: [30, 30] }).until(400);
    stage.ask(1, set('x', 1)).until(425);
    expect(stage.run.host(1).writes).toHaveLength(1);
    stage.until(435); // S1 is still writing, and so has sent nothing
    expect(stage.terms(1)).toEqual([1, 1]);
    stage.crash(1);
    expect(stage.of('Crashed')).toMatchObject([{ fact: { lostWrites: 1 } }]);
    stage.restart(1).act({ do: 'freezeTimer', server: 1, timer: ELECTION_TIMER });
    expect(stage.terms(1)).toEqual([1]);
    expect(stage.raft(1)).toMatchObject({ role: 'follower', currentTerm: 1, votedFor: 1, commitIndex: 0 });
    stage.until(700);
    expect(stage.terms(1)).not.toEqual([1, 1]);
    expect(
      stage.of('WriteCompleted').filter(({ server, atUs }) => server === 1 && atUs > 435 * MS && atUs <= 460 * MS),
    ).toEqual([]);
  });

  test('P55 what is on its way arrives, whoever sent it', () => {
    const stage = ledByS1();
    stage.ask(1).until(215).crash(1);
    expect(stage.between(1, 2, 'AppendEntriesRequest').length).toBeGreaterThan(0);
    stage.until(230);
    expect(stage.terms(2)).toEqual([1, 1]);
    // But it is lost on a receiver that is down.
    stage.until(300);
    expect(stage.of('MessageLost')).toMatchObject([{ fact: { reason: 'down' } }, { fact: { reason: 'down' } }]);
  });

  test('P55 a restarted server waits a fresh timeout', () => {
    const stage = new Stage({ timeouts: [[500, 300], [9000], [9000]] }).until(450).reboot(1).until(749);
    expect(stage.raft(1)).toMatchObject({ role: 'follower', currentTerm: 0 });
    stage.until(750);
    expect(stage.raft(1)).toMatchObject({ role: 'candidate', currentTerm: 1 });
  });

  test('P56 a crashed follower costs nothing: the leader keeps trying, the others go on', () => {
    const stage = ledByS1().crash(3);
    for (let x = 1; x <= 5; x++) stage.ask(1, set('x', x)).until(200 + x * 100);
    expect(stage.finished.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
    expect(stage.raft(1)).toMatchObject({ role: 'leader', currentTerm: 1, commitIndex: 6 });
    const tries = stage.of('MessageLost').filter(({ fact, atUs }) => fact.envelope.to === 3 && atUs > 300 * MS);
    expect(tries.length).toBeGreaterThanOrEqual(8);
    stage.restart(3).until(900);
    expect(stage.terms(3)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(stage.leaders).toEqual([1]);
    // A crashed candidate is nobody's concern either.
    const race = new Stage({ timeouts: [[100], [130], [900]], latency: [20, 20] }).until(105).crash(1).until(200);
    expect(race.leaders).toEqual([]);
    expect(race.until(600).leaders).toHaveLength(1);
  });

  test('P57 a server that crashes before its answer is gone answers the same request again', () => {
    const stage = byHand().timeOut(1).deliver(1, 2).drop(2, 1).reboot(2).heartbeat(1).deliver(1, 2);
    expect(stage.raft(2)).toMatchObject({ votedFor: 1, currentTerm: 1 });
    stage.deliver(2, 1);
    expect(stage.leaders).toEqual([1]);
    stage.deliver(1, 2).drop(2, 1).reboot(2).heartbeat(1).deliver(1, 2).deliver(2, 1);
    expect(stage.terms(2)).toEqual([1]);
    expect(stage.raft(1)).toMatchObject({ matchIndex: [0, 0, 1, 0], commitIndex: 1 });
    // With a slow disk the answer waits for the write, and a crash loses both.
    const slow = ledByS1({ write: [30, 30] }).until(400);
    slow.ask(1).until(455);
    expect(slow.run.host(2).writes).toHaveLength(1);
    slow.reboot(2).act({ do: 'freezeTimer', server: 2, timer: ELECTION_TIMER });
    expect(slow.terms(2)).toEqual([1]);
    expect(slow.until(700).terms(2)).toEqual([1, 1]);
    expect(slow.finished).toMatchObject([{ outcome: 'ok', index: 2 }]);
  });

  test('P58 without a majority nothing is committed; with it everything goes on', () => {
    const stage = ledByS1({ servers: 5, timeouts: [[100], [900], [900], [900], [900]] }).until(300);
    const before = stage.raft(1).commitIndex;
    stage.crash(3).crash(4).crash(5).ask(1, set('x', 3)).until(1500);
    expect(stage.raft(1)).toMatchObject({ role: 'leader', commitIndex: before });
    expect(stage.raft(2).commitIndex).toBe(before);
    expect(stage.terms(2)).toEqual([1, 1]);
    expect(stage.finished).toMatchObject([{ outcome: 'unknown', reason: 'timeout' }]);
    stage.restart(3).until(2000);
    expect(stage.raft(1).commitIndex).toBe(before + 1);
    expect(new Set([1, 2, 3].map((id) => stage.member(id).machine.contents.get('x')))).toEqual(new Set([3]));
    // Nor can a minority elect.
    const rest = ledByS1({ servers: 5, timeouts: [[100], [300], [300], [900], [900]] }).until(250);
    rest.crash(1).crash(4).crash(5).until(3000);
    expect(rest.leaders).toEqual([]);
    expect(rest.servers.map((server) => server.commitIndex).every((index) => index <= 1)).toBe(true);
  });

  test('P60 a paused server keeps its memory; its timers are overdue when it comes back', () => {
    const stage = ledByS1().act({ do: 'pause', server: 1 }).until(1500);
    expect(stage.raft(1)).toMatchObject({ role: 'leader', currentTerm: 1 });
    expect(stage.leaders).toHaveLength(2);
    const [heir] = stage.leaders.filter((id) => id !== 1);
    expect(stage.raft(heir ?? 2).currentTerm).toBeGreaterThan(1);
    const state = stage.member(1);
    stage.act({ do: 'resume', server: 1 });
    expect(stage.member(1)).toBe(state);
    // It learns of its deposition from a message, not from the clock; what waited comes at once.
    stage.untilIt(() => stage.raft(1).role === 'follower', 1500);
    expect(stage.run.nowUs).toBeLessThanOrEqual(1500 * MS);
    expect(
      at(
        stage.of('RoleChanged').filter(({ server }) => server === 1),
        2,
      ),
    ).toMatchObject({
      fact: { from: 'leader', to: 'follower', edge: 'discoversNewTerm' },
    });
    // A follower that slept through its timeout stands for election the moment it wakes.
    const asleep = new Stage({ timeouts: [[300], [9000], [9000]] })
      .until(100)
      .act({ do: 'pause', server: 1 })
      .until(5000);
    expect(asleep.raft(1).currentTerm).toBe(0);
    asleep.act({ do: 'resume', server: 1 }).until(5000);
    expect(asleep.raft(1)).toMatchObject({ role: 'candidate', currentTerm: 1 });
    expect(asleep.between(1, CLIENT)).toEqual([]);
  });
});
