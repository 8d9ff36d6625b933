import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Item, Queue } from '../../src/sim/queue.ts';
import { at, heard, persist, played, type Script, send, setTimer, type ToyAction, tell, toy } from './toy.ts';

type Thing = Item<null, null>;

/** Messages and writes with few different keys, so that many are simultaneous; no two the same. */
const things: fc.Arbitrary<Thing[]> = fc
  .uniqueArray(
    fc.record({
      write: fc.boolean(),
      due: fc.nat(3),
      to: fc.nat(2),
      from: fc.nat(2),
      ordinal: fc.nat(2),
      copy: fc.nat(1),
    }),
    {
      selector: (key) => JSON.stringify(key.write ? { ...key, from: 0, copy: 0 } : key),
      maxLength: 40,
    },
  )
  .map((keys) =>
    keys.map(
      ({ write, due: dueAtUs, to, from, ordinal, copy }): Thing =>
        write
          ? {
              kind: 'write',
              owner: to,
              ordinal,
              disk: null,
              startedAtUs: 0,
              dueAtUs,
              startedStep: 0,
              startedI: 0,
              sends: [],
            }
          : {
              kind: 'envelope',
              from,
              to,
              ordinal,
              copy,
              message: null,
              sentAtUs: 0,
              dueAtUs,
              arriveAtUs: dueAtUs,
              roadUs: 0,
              doomed: false,
              held: false,
              sentStep: 0,
              sentI: 0,
            },
    ),
  );

/** The same things twice, in different orders. */
const inTwoOrders = things.chain((items) =>
  fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
);

function drained(queue: Queue<null, null>): Thing[] {
  const items: Thing[] = [];
  for (let item = queue.pop(); item !== undefined; item = queue.pop()) items.push(item);
  return items;
}

describe('the queue', () => {
  test('gives items by time, then by kind, place and ordinal, however they came in', () => {
    fc.assert(
      fc.property(inTwoOrders, ([items, shuffled]) => {
        const queue = new Queue<null, null>([]);
        for (const item of items) queue.push(item);
        const order = drained(queue);
        const other = new Queue<null, null>([]);
        for (const item of shuffled) other.push(item);
        expect(other.sorted()).toEqual(order);
        expect(drained(new Queue(other.items()))).toEqual(order);
        const times = order.map((item) => item.dueAtUs);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(order).toHaveLength(items.length);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  test('takes out what matches and keeps the rest in order', () => {
    fc.assert(
      fc.property(things, (items) => {
        const queue = new Queue<null, null>([]);
        for (const item of items) queue.push(item);
        const all = queue.sorted();
        expect(queue.removeWhere((item) => item.kind === 'write')).toEqual(all.filter(({ kind }) => kind === 'write'));
        expect(drained(queue)).toEqual(all.filter(({ kind }) => kind !== 'write'));
      }),
      { seed: 6, numRuns: 200 },
    );
  });
});

describe('what is simultaneous', () => {
  test('comes as actions, writes, deliveries, timers; by receiver, sender and ordinal', () => {
    const script: Script = [
      [at(0), tell(3, send(1, 'a'), send(1, 'b'), send(2, 'c'))],
      [at(0), tell(2, send(1, 'd'), setTimer(0, 10))],
      [at(0), tell(1, persist, setTimer(1, 10), setTimer(0, 10))],
      [at(10), { do: 'healAll' }],
    ];
    const sim = toy(script, { writeUs: [10, 10] });
    const order: string[] = [];
    while (sim.advance()) {
      const first = sim.events[0]?.fact;
      if (sim.nowUs === 10)
        order.push(first?.type === 'MessageReceived' ? first.envelope.message : (first?.type ?? ''));
    }
    expect(order).toEqual([
      'NetworkHealed',
      'WriteCompleted',
      'd',
      'a',
      'b',
      'c',
      'TimerFired',
      'TimerFired',
      'TimerFired',
    ]);
    expect(heard(sim, 1).slice(-2)).toEqual(['10 timer 0', '10 timer 1']);
  });

  test('is not reordered by one event more elsewhere', () => {
    const script: Script = [
      [at(0), tell(3, send(1, 'b'))],
      [at(0), tell(2, send(1, 'a'))],
    ];
    const more: Script = [[at(0), tell(1, send(3, 'x'), send(2, 'y'))], ...script];
    expect(heard(played(script), 1)).toEqual(['10 S2 a', '10 S3 b']);
    expect(heard(played(more), 1)).toEqual(['10 S2 a', '10 S3 b']);
  });
});

describe('an action', () => {
  const say = (text: string): ToyAction => tell(1, { type: 'Note', note: { type: 'Noted', text }, causes: [] });

  /** Every step as its time and what happened first in it, or what was noted. */
  function steps(script: Script): string[] {
    const sim = toy(script);
    const lines: string[] = [];
    while (sim.advance()) {
      const noted = sim.events.find(({ fact }) => fact.type === 'Noted')?.fact;
      lines.push(`${sim.nowUs} ${noted?.type === 'Noted' ? noted.text : sim.events[0]?.fact.type}`);
    }
    return lines;
  }

  test('placed at a time comes before the steps at that time, in the order of the list', () => {
    expect(
      steps([
        [at(0), tell(1, send(2, 'x'))],
        [at(10), say('one')],
        [at(10), say('two')],
        [at(5), say('early')],
      ]),
    ).toEqual(['0 OrderGiven', '5 early', '10 one', '10 two', '10 MessageReceived']);
  });

  test('placed after step n comes right after it, before everything that is due', () => {
    expect(
      steps([
        [at(0), tell(1, send(2, 'x'), send(3, 'y'))],
        [{ afterStep: 2 }, say('after 2')],
      ]),
    ).toEqual(['0 OrderGiven', '10 MessageReceived', '10 after 2', '10 MessageReceived']);
  });

  test('placed by an event comes right after the nth that matches', () => {
    const when = (nth: number) => ({ when: { type: 'MessageReceived', server: 2, fields: { byHand: false }, nth } });
    const three = tell(1, send(2, 'a'), send(2, 'b'), send(3, 'c'), send(2, 'd'));
    expect(
      steps([
        [at(0), three],
        [when(2), say('second')],
        [when(3), say('third')],
        [when(4), say('never')],
      ]),
    ).toEqual([
      '0 OrderGiven',
      '10 MessageReceived',
      '10 MessageReceived',
      '10 second',
      '10 MessageReceived',
      '10 third',
      '10 MessageReceived',
    ]);
  });

  test('is taken once, also when the run is resumed at any step', () => {
    const script: Script = [
      [at(0), tell(1, send(2, 'x'), send(3, 'y'))],
      [{ afterStep: 2 }, say('step')],
      [{ when: { type: 'MessageReceived', server: 3, fields: {}, nth: 1 } }, say('event')],
      [at(10), say('time')],
    ];
    const straight = steps(script);
    let sim = toy(script);
    const lines: string[] = [];
    while (sim.advance()) {
      const noted = sim.events.find(({ fact }) => fact.type === 'Noted')?.fact;
      lines.push(`${sim.nowUs} ${noted?.type === 'Noted' ? noted.text : sim.events[0]?.fact.type}`);
      sim = toy(script, {}, sim.world());
    }
    expect(lines).toEqual(straight);
  });
});
