import { describe, expect, test } from 'vitest';
import { choicesIn } from '../../src/sim/choices.ts';
import type { Place } from '../../src/sim/types.ts';
import { at, heard, inFlight, persist, played, ref, type Script, send, setTimer, type Toy, tell, toy } from './toy.ts';

const behind = (afterStep: number): Place => ({ afterStep });
const message = (from: number, to: number, ordinal = 1) =>
  ({ do: 'takeMessage', message: ref(from, to, ordinal) }) as const;

/** S1 sends two messages to S2 and one to S3, S3 starts a write and a timer. */
const busy: Script = [
  [at(0), tell(1, send(2, 'a'), send(2, 'b'), send(3, 'c'))],
  [at(0), tell(3, setTimer(1, 50), persist)],
];

function afterSteps(sim: Toy, steps: number): Toy {
  while (sim.step < steps) sim.advance();
  return sim;
}

describe('what can be the next step', () => {
  test('is in the order of its structure, whenever it is due', () => {
    const sim = afterSteps(toy(busy, { writeUs: [5, 5], link: { scriptedUs: [30, 20] } }), 2);
    expect(choicesIn(sim.world())).toEqual([
      message(1, 2, 1),
      message(1, 2, 2),
      { do: 'takeWrite', server: 3, write: 1 },
      message(1, 3),
      { do: 'takeTimer', server: 3, timer: 1 },
    ]);
  });

  test('counts held messages and frozen timers, but not the timers of a paused host', () => {
    const frozen: Script = [
      [at(0), tell(1, send(2, 'a'), setTimer(0, 50), setTimer(1, 60))],
      [at(10), { do: 'freezeTimer', server: 1, timer: 0 }],
    ];
    const still = afterSteps(toy(frozen, { hold: true }), 2);
    expect(choicesIn(still.world())).toEqual([
      { do: 'takeTimer', server: 1, timer: 0 },
      { do: 'takeTimer', server: 1, timer: 1 },
      message(1, 2),
    ]);
    const paused = afterSteps(toy([...frozen, [at(10), { do: 'pause', server: 1 }]], { hold: true }), 3);
    expect(choicesIn(paused.world())).toEqual([message(1, 2)]);
  });

  test('is the first write of a disk, which writes one after the other', () => {
    const sim = afterSteps(toy([[at(0), tell(1, persist, persist)]], { writeUs: [5, 5] }), 1);
    expect(choicesIn(sim.world())).toEqual([{ do: 'takeWrite', server: 1, write: 1 }]);
  });
});

describe('a step that was chosen', () => {
  test('comes at its own time, and what it overtook comes late', () => {
    const script: Script = [
      ...busy,
      [behind(2), { do: 'takeTimer', server: 3, timer: 1 }],
      [behind(3), message(1, 2, 2)],
    ];
    const sim = played(script);
    expect(heard(sim, 3)).toEqual(['0 written 0', '50 timer 1', '50 S1 c']);
    expect(heard(sim, 2)).toEqual(['50 S1 b', '50 S1 a']);
  });

  test('is a step like every other, and says what was chosen', () => {
    const sim = afterSteps(toy([...busy, [behind(2), message(1, 3)]]), 3);
    expect(sim.record).toMatchObject({ step: 3, atUs: 10, address: 3, action: message(1, 3) });
    expect(sim.events.map(({ step, fact }) => [step, (fact as { type: string }).type])).toEqual([
      [3, 'MessageReceived'],
    ]);
  });

  test('waits for its time when time runs', () => {
    const sim = afterSteps(toy([...busy, [behind(2), message(1, 3)]]), 2);
    expect(sim.nextAtUs()).toBe(10);
    expect(sim.advance(9)).toBe(false);
    expect(sim.advance(10)).toBe(true);
  });

  test('may be a held message or a frozen timer: what was left of it passes', () => {
    const script: Script = [
      [at(0), tell(1, send(2, 'a'), setTimer(0, 50))],
      [at(20), { do: 'freezeTimer', server: 1, timer: 0 }],
      [behind(2), message(1, 2)],
      [behind(3), { do: 'takeTimer', server: 1, timer: 0 }],
    ];
    const sim = played(script, { hold: true });
    expect([heard(sim, 2), heard(sim, 1), inFlight(sim)]).toEqual([['30 S1 a'], ['60 timer 0'], []]);
  });

  test('may be the loss of a message', () => {
    const sim = played([...busy, [behind(2), message(1, 3)]], { link: { lossPpm: 1_000_000 } }, 8);
    expect(sim.events.map(({ fact }) => fact)).toMatchObject([{ type: 'MessageLost', reason: 'loss' }]);
  });

  test('that is not there is an event, not an error', () => {
    const missing = [
      message(2, 3),
      { do: 'takeTimer', server: 1, timer: 0 },
      { do: 'takeTimer', server: 7, timer: 0 },
      { do: 'takeWrite', server: 3, write: 2 },
    ] as const;
    for (const choice of missing) {
      const sim = afterSteps(toy([...busy, [behind(2), choice]], { writeUs: [5, 5] }), 3);
      expect(sim.events.map(({ fact }) => fact)).toMatchObject([{ type: 'ActionIgnored', action: choice.do }]);
      expect(sim.nowUs).toBe(0);
    }
  });
});
