import { describe, expect, test } from 'vitest';
import {
  at,
  heard,
  inFlight,
  PLAIN,
  persist,
  played,
  type Script,
  send,
  setTimer,
  type ToyAction,
  tell,
  toy,
} from './toy.ts';

const pause: ToyAction = { do: 'pause', server: 1 };
const resume: ToyAction = { do: 'resume', server: 1 };
const crash: ToyAction = { do: 'crash', server: 1 };
const restart: ToyAction = { do: 'restart', server: 1 };
const freeze: ToyAction = { do: 'freezeTimer', server: 1, timer: 0 };
const unfreeze: ToyAction = { do: 'unfreezeTimer', server: 1, timer: 0 };

/** What an action that cannot be done says. */
function ignored(script: Script): unknown {
  const sim = toy(script);
  const reasons: unknown[] = [];
  while (sim.advance()) for (const { fact } of sim.events) if (fact.type === 'ActionIgnored') reasons.push(fact.reason);
  return reasons;
}

describe('a timer', () => {
  const set: Script = [[at(0), tell(1, setTimer(0, 100))]];

  test('fires once, when it is due', () => {
    expect(heard(played(set), 1)).toEqual(['100 timer 0']);
  });

  test('starts anew when it is set again, and not at all when it is stopped', () => {
    expect(heard(played([...set, [at(60), tell(1, setTimer(0, 100))]]), 1)).toEqual(['160 timer 0']);
    expect(heard(played([...set, [at(60), tell(1, { type: 'StopTimer', timer: 0 })]]), 1)).toEqual([]);
  });

  test('takes scripted delays in the order of its settings, then draws from its range', () => {
    const twice: Script = [
      [at(0), tell(1, setTimer(0, 10, 20))],
      [at(400), tell(1, setTimer(0, 10, 20))],
      [at(800), tell(1, setTimer(0, 10, 20))],
    ];
    const [first, second, third] = heard(played(twice, { scripted: [[[150, 350]]] }), 1);
    expect([first, second]).toEqual(['150 timer 0', '750 timer 0']);
    expect(Number(third?.split(' ')[0])).toBeGreaterThanOrEqual(810);
    expect(Number(third?.split(' ')[0])).toBeLessThanOrEqual(820);
  });

  test('stands still while frozen, and runs on with what was left', () => {
    expect(heard(played([...set, [at(40), freeze]]), 1)).toEqual([]);
    expect(heard(played([...set, [at(40), freeze], [at(500), unfreeze]]), 1)).toEqual(['560 timer 0']);
    // Set while frozen, it waits with the whole of its delay.
    expect(heard(played([[at(0), freeze], ...set, [at(500), unfreeze]]), 1)).toEqual(['600 timer 0']);
    expect(
      ignored([
        [at(0), freeze],
        [at(0), freeze],
      ]),
    ).toEqual(['nothing would change']);
  });

  test('can be fired by hand, frozen or not, and then does not fire again', () => {
    const fire: ToyAction = { do: 'fireTimer', server: 1, timer: 0 };
    expect(heard(played([...set, [at(30), fire]]), 1)).toEqual(['30 timer 0']);
    expect(heard(played([...set, [at(10), freeze], [at(30), fire], [at(50), unfreeze]]), 1)).toEqual(['30 timer 0']);
    expect(
      ignored([
        [at(0), crash],
        [at(5), fire],
      ]),
    ).toEqual(['it is down']);
    expect(
      ignored([
        [at(0), pause],
        [at(5), fire],
      ]),
    ).toEqual(['it is paused']);
  });
});

describe('a pause', () => {
  test('lets messages wait and timers run out; when it ends, what is overdue comes first, then what waited', () => {
    const script: Script = [
      [at(0), tell(1, setTimer(0, 100), setTimer(1, 900))],
      [at(0), tell(2, send(1, 'a'), send(1, 'b'))],
      [at(5), pause],
      [at(500), resume],
    ];
    expect(heard(played(script, {}, 499), 1)).toEqual([]);
    expect(heard(played(script), 1)).toEqual(['500 timer 0', '500 S2 a', '500 S2 b', '900 timer 1']);
  });

  test('keeps a frozen timer frozen', () => {
    const script: Script = [
      [at(0), tell(1, setTimer(0, 100))],
      [at(40), freeze],
      [at(50), pause],
      [at(60), resume],
    ];
    expect(heard(played([...script, [at(500), unfreeze]]), 1)).toEqual(['560 timer 0']);
  });

  test('holds up a write that finished meanwhile, with everything that waits for it', () => {
    const script: Script = [
      [at(0), tell(1, persist, send(2, 'done'))],
      [at(10), pause],
      [at(300), resume],
    ];
    const sim = played(script, { writeUs: [50, 50] });
    expect(heard(sim, 1)).toEqual(['300 written 0']);
    expect(heard(sim, 2)).toEqual(['310 S1 done']);
    expect(sim.host(1).writes).toEqual([]);
  });

  test('ends with a crash: what waited is lost', () => {
    const script: Script = [
      [at(0), tell(2, send(1, 'a'))],
      [at(5), pause],
      [at(50), crash],
      [at(90), restart],
    ];
    expect(heard(played(script), 1)).toEqual(['90 Started']);
    expect(
      ignored([
        [at(0), crash],
        [at(1), pause],
        [at(2), crash],
        [at(3), resume],
        [at(4), restart],
        [at(5), restart],
      ]),
    ).toEqual(['it is not running', 'it is down already', 'it is not paused', 'it is running']);
  });
});

describe('a crash', () => {
  test('stops the timers, loses what arrives, and keeps what is on disk', () => {
    const script: Script = [
      [at(0), tell(2, send(1, 'a'))],
      [at(20), tell(1, persist, setTimer(0, 100))],
      [at(30), crash],
      [at(40), tell(2, send(1, 'lost'))],
      [at(200), restart],
    ];
    const sim = played(script);
    expect(heard(sim, 1)).toEqual(['10 S2 a', '200 Started']);
    expect([sim.host(1).life, sim.host(1).up]).toEqual([2, true]);
  });

  test('with a wipe leaves nothing', () => {
    const script: Script = [
      [at(0), tell(2, send(1, 'a'))],
      [at(20), tell(1, persist)],
      [at(30), { do: 'wipe', server: 1 }],
      [at(40), restart],
    ];
    const sim = played(script);
    expect(heard(sim, 1)).toEqual(['40 Started']);
    expect(sim.host(1).disk).toEqual([]);
  });
});

describe('the network', () => {
  const all: ToyAction[] = [1, 2, 3].map((from) =>
    tell(from, ...[1, 2, 3].filter((to) => to !== from).map((to) => send(to, 'x'))),
  );
  const everybody = (us: number): Script => all.map((action) => [at(us), action]);

  test('is partitioned into any groups; who is in none of them is with the others that are in none', () => {
    const apart: Script = [[at(0), { do: 'partition', groups: [[1], [2, 3]] }], ...everybody(10)];
    expect([1, 2, 3].map((id) => heard(played(apart), id))).toEqual([[], ['20 S3 x'], ['20 S2 x']]);
    const rest: Script = [[at(0), { do: 'partition', groups: [[2]] }], ...everybody(10)];
    expect([1, 2, 3].map((id) => heard(played(rest), id))).toEqual([['20 S3 x'], [], ['20 S1 x']]);
    const again: Script = [...apart, [at(50), { do: 'partition', groups: [[1, 2], [3]] }], ...everybody(60)];
    expect(heard(played(again), 1)).toEqual(['70 S2 x']);
    expect(heard(played([...apart, [at(50), { do: 'healAll' }], ...everybody(60)]), 1)).toEqual(['70 S2 x', '70 S3 x']);
  });

  test('loses what is on the road across a new partition', () => {
    const script: Script = [...everybody(0), [at(5), { do: 'partition', groups: [[1], [2, 3]] }]];
    expect(inFlight(played(script, {}, 6)).map(({ from, to }) => [from, to])).toEqual([
      [2, 3],
      [3, 2],
    ]);
  });

  test('can be changed link by link; what is on the road keeps its fate', () => {
    const slow: ToyAction = { do: 'setLink', from: 1, to: 2, change: { lowUs: 70, highUs: 70 } };
    const script: Script = [
      [at(0), tell(1, send(2, 'a'))],
      [at(5), slow],
      [at(6), tell(1, send(2, 'b'))],
      [at(6), tell(2, send(1, 'c'))],
    ];
    const sim = played(script);
    expect([heard(sim, 2), heard(sim, 1)]).toEqual([['10 S1 a', '76 S1 b'], ['16 S2 c']]);
    expect(sim.links[sim.linkIndex(1, 2)]).toEqual({ ...PLAIN, lowUs: 70, highUs: 70 });
    expect(
      ignored([
        [at(0), { do: 'heal', from: 1, to: 2 }],
        [at(0), { do: 'cut', from: 1, to: 2 }],
        [at(0), { do: 'cut', from: 1, to: 2 }],
      ]),
    ).toEqual(['it is not cut', 'it is cut already']);
  });
});
