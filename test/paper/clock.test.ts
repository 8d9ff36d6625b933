import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { internalHash, stateHash } from '../../src/cluster/encode.ts';
import { ELECTION_TIMER } from '../../src/cluster/types.ts';
import type { Leader } from '../../src/raft/server.ts';
import { clockAtRate, clockWithRate, readingAt, TRUE_RATE_PPM, whenItReads } from '../../src/sim/clock.ts';
import { at, heard, persist, played, type Script, send, setTimer, tell } from '../sim/toy.ts';
import { answers, ledByS1 } from './readers.ts';
import { type Cast, Stage } from './stage.ts';
import { set } from './support.ts';

const FAST = 1_250_000;
const SLOW = 800_000;
/** S1 times out after 100 ms by its clock; the others wait. Nobody can be reached, so that nothing else happens. */
const alone: Cast = { timeouts: [[100, 100, 100, 100], [9000], [9000]], latency: [5000, 5000] };

/** When the election timer of a server ran out, in ms. */
function firings(stage: Stage, server: number): number[] {
  return stage
    .of('TimerFired')
    .filter((event) => event.server === server && event.fact.timer === ELECTION_TIMER)
    .map((event) => event.atUs / 1000);
}

const setClock = (server: number, ratePpm: number) => ({ do: 'setClock', server, ratePpm }) as const;

describe('clocks', () => {
  test('P59 timers run by the clock of their server', () => {
    expect(firings(new Stage(alone).until(250), 1)).toEqual([100, 200]);
    expect(firings(new Stage({ ...alone, clocks: [FAST] }).until(250), 1)).toEqual([80, 160, 240]);
    expect(firings(new Stage({ ...alone, clocks: [SLOW] }).until(250), 1)).toEqual([125, 250]);
    const [set] = new Stage({ ...alone, clocks: [SLOW] }).of('TimerSet');
    expect(set).toMatchObject({ server: 1, fact: { dueAtUs: 125_000, delayUs: 100_000 } });
  });

  test('P59 a host reads its own clock, with whatever it learns', () => {
    const script: Script = [
      [at(0), setClock(1, 2_000_000)],
      [at(10), tell(2, send(1, 'hello'))],
      [at(30), tell(1, setTimer(0, 20))],
      [at(50), tell(1, persist)],
      [at(60), { do: 'crash', server: 1 }],
      [at(65), { do: 'restart', server: 1 }],
    ];
    const diary = ['40 S2 hello', '80 timer 0'];
    expect(heard(played(script), 1)).toEqual([...diary, '130 Started']);
    expect(heard(played(script.slice(0, 4)), 1)).toEqual([...diary, '100 written 2']);
    expect(heard(played(script.slice(0, 4), { writeUs: [5, 5] }), 1)).toEqual([...diary, '110 written 2']);
  });

  test('P59 a leader measures by its own clock', () => {
    const local = (us: number): number => Math.floor(us * 1.01);
    const stage = ledByS1({
      raft: { checkQuorum: true, leadershipTransfer: true, reads: 'lease', stickiness: true },
      clocks: [1_010_000],
    });
    const leads = stage.raft(1) as Leader;
    const last = (type: 'MessageReceived' | 'TimerFired') =>
      stage.events.filter(({ fact, server }) => fact.type === type && server === 1).at(-1)?.atUs ?? 0;
    expect(Math.max(...leads.heardUs)).toBe(local(last('MessageReceived')));
    expect(leads.rounds.startedUs).toBe(local(last('TimerFired')));
    stage.crash(2).transfer(1, 2);
    expect((stage.raft(1) as Leader).transfer).toMatchObject({ startedUs: 404_000 });
  });

  test('P59 a clock that is set to another rate goes on from what it reads, and so do the timers', () => {
    const stage = new Stage(alone).until(50).act(setClock(1, SLOW)).until(200);
    // 50 ms are left of 100, and take 62.5.
    expect(firings(stage, 1)).toEqual([112.5]);
    expect(stage.of('ClockSet')).toMatchObject([{ server: 1, atUs: 50_000, fact: { ratePpm: SLOW } }]);
    expect(readingAt(stage.run.host(1).clock, 112_500)).toBe(100_000);
    const back = new Stage(alone).until(50).act(setClock(1, SLOW)).until(75).act(setClock(1, TRUE_RATE_PPM));
    expect(firings(back.until(200), 1)).toEqual([105]);
    expect(stage.act(setClock(1, SLOW)).of('ActionIgnored')).toMatchObject([{ server: 1 }]);
  });

  test('P59 what is left of a frozen timer is left by the clock; a paused server’s timers run on', () => {
    const freeze = { do: 'freezeTimer', server: 1, timer: ELECTION_TIMER } as const;
    const thaw = { do: 'unfreezeTimer', server: 1, timer: ELECTION_TIMER } as const;
    const slow = { ...alone, clocks: [SLOW] };
    // At 25 ms the clock reads 20, so 80 are left, which take 100.
    expect(firings(new Stage(slow).until(25).act(freeze).until(300).act(thaw).until(450), 1)).toEqual([400]);
    const changed = new Stage(slow).until(25).act(freeze).until(200).act(setClock(1, FAST)).until(300).act(thaw);
    expect(firings(changed.until(400), 1)).toEqual([364]);
    const paused = new Stage(alone).until(50).act({ do: 'pause', server: 1 }, setClock(1, SLOW)).until(60);
    expect(firings(paused.act({ do: 'resume', server: 1 }).until(200), 1)).toEqual([112.5]);
  });

  test('P59 a clock runs on while its server is down, and a disk does not write by it', () => {
    const stage = new Stage({ ...alone, clocks: [FAST] }).crash(1).until(1000).restart(1).until(1200);
    expect(firings(stage, 1)).toEqual([1080, 1160]);
    expect(readingAt(stage.run.host(1).clock, 1_000_000)).toBe(1_250_000);
    const down = new Stage(alone).crash(1).act(setClock(1, FAST)).until(100).restart(1).until(200);
    expect(firings(down, 1)).toEqual([180]);
    const written = new Stage({ ...alone, clocks: [FAST], write: [7, 7] }).until(100).of('WriteStarted');
    expect(written.map(({ atUs, fact }) => fact.dueAtUs - atUs)).toEqual([7000]);
  });

  test('P59 reads whole microseconds, never too early, and never leaves the safe integers', () => {
    const rate = fc.integer({ min: 100_000, max: 10_000_000 });
    const time = fc.integer({ min: 0, max: 2_000_000_000_000 });
    const changes = fc.array(fc.tuple(fc.integer({ min: 0, max: 1_000_000_000_000 }), rate), { maxLength: 3 });
    fc.assert(
      fc.property(rate, changes, time, time, (first, later, a, b) => {
        let clock = clockAtRate(first);
        let nowUs = 0;
        for (const [pauseUs, ratePpm] of later) {
          nowUs += pauseUs;
          const before = readingAt(clock, nowUs);
          clock = clockWithRate(clock, nowUs, ratePpm);
          expect(readingAt(clock, nowUs)).toBe(before);
        }
        const reading = readingAt(clock, nowUs + a);
        expect(Number.isSafeInteger(reading)).toBe(true);
        expect(readingAt(clock, nowUs + a + 1)).toBeGreaterThanOrEqual(reading);
        const due = whenItReads(clock, reading + b);
        expect(Number.isSafeInteger(due)).toBe(true);
        expect(readingAt(clock, due)).toBeGreaterThanOrEqual(reading + b);
        if (b > 0) expect(readingAt(clock, due - 1)).toBeLessThan(reading + b);
      }),
      { seed: 59, numRuns: 2000 },
    );
    // Exactly, where a product in floating point would not be.
    const exact = BigInt(1_999_999_999_999) * BigInt(1_234_567);
    expect(BigInt(readingAt(clockAtRate(1_234_567), 1_999_999_999_999))).toBe(exact / 1_000_000n);
  });

  test('P59 a clock that runs true leaves no trace in hashes, and one that does not is told from it', () => {
    const world = (clocks?: readonly number[]) => new Stage({ ...alone, ...(clocks && { clocks }) }).run.world();
    const plain = world();
    expect(stateHash(world([TRUE_RATE_PPM]))).toBe(stateHash(plain));
    expect(internalHash(world([TRUE_RATE_PPM]))).toBe(internalHash(plain));
    const off = { ...plain, hosts: plain.hosts.map((host) => ({ ...host, clock: clockAtRate(SLOW) })) };
    expect(stateHash(off)).not.toBe(stateHash(plain));
    // Back to true before it was off by anything, it is as if nothing had been.
    const stage = new Stage(alone).until(50);
    const there = stage.act(setClock(1, SLOW), setClock(1, TRUE_RATE_PPM)).run.world();
    expect(there.hosts[0]?.clock).toBeNull();
    // What it has lost stays lost.
    const late = new Stage(alone).act(setClock(1, SLOW)).until(50).act(setClock(1, TRUE_RATE_PPM)).run.world();
    expect(late.hosts[0]?.clock).toMatchObject({ ratePpm: TRUE_RATE_PPM });
    expect(readingAt(late.hosts[0]?.clock ?? null, 50_000)).toBe(40_000);
  });

  test('P59 a lease holds as long as clocks drift no more than it allows for', () => {
    // S1's clock is slow, so that its lease runs on while the others have long elected S2.
    const play = (clockDriftPercent: number): Stage =>
      ledByS1({ raft: { reads: 'lease', stickiness: true, clockDriftPercent } })
        .act(setClock(1, 500_000))
        .until(470)
        .partition([1], [2, 3])
        .until(620)
        .timeOut(2)
        .until(650)
        .ask(2, set('x', 9))
        .until(700)
        .read(1)
        .until(730);
    expect(play(0).leaders).toEqual([1, 2]);
    expect(answers(play(0)).slice(-2)).toEqual([
      ['ok', 9, undefined],
      ['ok', 3, 'lease'],
    ]);
    expect(play(100).of('ReadServed')).toEqual([]);
  });
});
