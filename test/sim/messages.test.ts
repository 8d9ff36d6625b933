import { describe, expect, test } from 'vitest';
import type { Link } from '../../src/sim/types.ts';
import { progressAt } from '../../src/sim/world.ts';
import { at, heard, inFlight, persist, played, ref, type Script, send, setTimer, tell, toy } from './toy.ts';

const hello: Script = [[at(100), tell(1, send(2, 'hello'))]];

describe('a message', () => {
  test('takes its time', () => {
    expect(heard(played(hello), 2)).toEqual(['110 S1 hello']);
    const [sent] = inFlight(played(hello, {}, 105));
    expect(sent).toMatchObject({ from: 1, to: 2, ordinal: 1, copy: 0, sentAtUs: 100, arriveAtUs: 110, roadUs: 10 });
    expect(sent && [100, 105, 110, 999].map((us) => progressAt(sent, us))).toEqual([0, 0.5, 1, 1]);
  });

  test('follows scripted latencies first, so that later ones can overtake', () => {
    const both: Script = [[at(0), tell(1, send(2, 'a'), send(2, 'b'), send(2, 'c'))]];
    expect(heard(played(both, { link: { scriptedUs: [30, 20] } }), 2)).toEqual(['10 S1 c', '20 S1 b', '30 S1 a']);
  });

  test('can be dropped, and dies on a cut', () => {
    const dropped = played([...hello, [at(104), { do: 'drop', message: ref(1, 2) }]]);
    expect([heard(dropped, 2), inFlight(dropped)]).toEqual([[], []]);
    expect(heard(played([...hello, [at(104), { do: 'cut', from: 1, to: 2 }]]), 2)).toEqual([]);
    expect(heard(played([...hello, [at(104), { do: 'cut', from: 2, to: 1 }]]), 2)).toEqual(['110 S1 hello']);
    const late: Script = [[at(50), { do: 'cut', from: 1, to: 2 }], ...hello, [at(109), { do: 'heal', from: 1, to: 2 }]];
    expect(heard(played(late), 2)).toEqual([]);
  });

  test('can be held and released: what was left of its road is left', () => {
    const held: Script = [...hello, [at(104), { do: 'hold', message: ref(1, 2) }]];
    const waiting = played(held);
    expect(inFlight(waiting)).toMatchObject([{ held: true, dueAtUs: 6, arriveAtUs: 6 }]);
    expect(inFlight(waiting).map((envelope) => progressAt(envelope, 9999))).toEqual([0.4]);
    const released = played([...held, [at(500), { do: 'release', message: ref(1, 2) }]]);
    expect(heard(released, 2)).toEqual(['506 S1 hello']);
  });

  test('can be delayed, on the road and while held', () => {
    const later = { do: 'delay', message: ref(1, 2), byUs: 100 } as const;
    expect(heard(played([...hello, [at(105), later]]), 2)).toEqual(['210 S1 hello']);
    const held: Script = [
      [at(104), { do: 'hold', message: ref(1, 2) }],
      [at(200), later],
      [at(500), { do: 'release', message: ref(1, 2) }],
    ];
    expect(heard(played([...hello, ...held]), 2)).toEqual(['606 S1 hello']);
  });

  test('can be duplicated again and again', () => {
    const twin = { do: 'duplicate', message: ref(1, 2) } as const;
    const sim = played(
      [...hello, [at(104), twin], [at(105), twin], [at(106), { do: 'drop', message: ref(1, 2, 1, 1) }]],
      {},
      107,
    );
    expect(inFlight(sim).map(({ copy }) => copy)).toEqual([0, 2]);
    while (sim.advance());
    expect(heard(sim, 2)).toEqual(['110 S1 hello', '110 S1 hello']);
  });

  test('can be delivered at once, even held or doomed', () => {
    const now = { do: 'deliver', message: ref(1, 2) } as const;
    expect(heard(played([...hello, [at(103), now]]), 2)).toEqual(['103 S1 hello']);
    expect(heard(played([...hello, [at(103), now]], { hold: true }), 2)).toEqual(['103 S1 hello']);
    expect(heard(played([...hello, [at(103), now]], { link: { lossPpm: 1_000_000 } }), 2)).toEqual(['103 S1 hello']);
  });

  test('that is not there is an event, not an error', () => {
    for (const what of ['drop', 'hold', 'release', 'deliver', 'duplicate'] as const) {
      const sim = toy([...hello, [at(500), { do: what, message: ref(1, 2) }]]);
      while (sim.nextAtUs() < 500) sim.advance();
      sim.advance();
      expect(sim.events.map(({ fact }) => fact)).toEqual([
        { type: 'ActionIgnored', action: what, reason: 'the message is not on its way' },
      ]);
    }
  });

  test('that is lost dies half-way, in a step of its own', () => {
    const sim = toy(hello, { link: { lossPpm: 1_000_000 } });
    sim.advance();
    sim.advance();
    expect(sim.nowUs).toBe(105);
    expect(sim.events).toMatchObject([{ server: 2, fact: { type: 'MessageLost', reason: 'loss' } }]);
    expect(sim.advance()).toBe(false);
  });

  test('is lost or doubled as often as the link says', () => {
    const many = Array.from({ length: 500 }, (_, n) => send(2, String(n)));
    /** How many of 5000 arrive, in ten runs: the host writes down what it hears, and a short list is cheap to copy. */
    const arriving = (link: Partial<Link>): number => {
      let count = 0;
      for (let seed = 1; seed <= 10; seed++)
        count += heard(played([[at(0), tell(1, ...many)]], { seed, link }), 2).length;
      return count;
    };
    const lossy = arriving({ lossPpm: 200_000 });
    expect(lossy).toBeGreaterThan(3850);
    expect(lossy).toBeLessThan(4150);
    const doubled = arriving({ duplicatePpm: 200_000 });
    expect(doubled).toBeGreaterThan(5850);
    expect(doubled).toBeLessThan(6150);
  });
});

describe('draws are keyed', () => {
  const range = { lowUs: 10, highUs: 1000 };
  const chatter = (from: number, to: number): Script => [
    [at(0), tell(from, ...Array.from({ length: 200 }, (_, n) => send(to, String(n))))],
  ];

  test('switching loss on does not shift the latencies of what arrives', () => {
    const sound = heard(played(chatter(1, 2), { link: range }), 2);
    const lossy = heard(played(chatter(1, 2), { link: { ...range, lossPpm: 300_000 } }), 2);
    expect(lossy.length).toBeLessThan(170);
    expect(lossy.filter((fact) => !sound.includes(fact))).toEqual([]);
  });

  test('what one server does leaves the draws of the others as they were', () => {
    const alone = played([...chatter(1, 2), [at(0), tell(3, setTimer(0, 100, 900))]], { link: range });
    const busy = played(
      [
        ...chatter(3, 2),
        ...chatter(2, 1),
        ...chatter(1, 2),
        [at(0), tell(3, setTimer(0, 100, 900))],
        [at(0), tell(2, setTimer(0, 100, 900))],
      ],
      { link: range },
    );
    expect(heard(busy, 2).filter((fact) => fact.includes('S1'))).toEqual(heard(alone, 2));
    expect(heard(busy, 3)).toEqual(heard(alone, 3));
  });

  test('one more message on a link leaves those before it as they were', () => {
    const shorter = heard(played(chatter(1, 2), { link: range }), 2);
    const longer = heard(played([...chatter(1, 2), [at(0), tell(1, send(2, 'more'))]], { link: range }), 2);
    expect(longer.filter((fact) => !fact.endsWith('more'))).toEqual(shorter);
  });
});

describe('slow disks', () => {
  test('what is sent after a write leaves when it is durable, first in, first out', () => {
    const script: Script = [
      [at(0), tell(1, send(2, 'before'), persist, send(2, 'after'))],
      [at(10), tell(1, send(2, 'waits, too'))],
      [at(20), tell(1, persist, send(2, 'last'))],
    ];
    expect(heard(played(script, { writeUs: [50, 50] }), 2)).toEqual([
      '10 S1 before',
      '60 S1 after',
      '60 S1 waits, too',
      '110 S1 last',
    ]);
    expect(heard(played(script, { writeUs: [50, 50], patient: false }), 2)).toEqual([
      '10 S1 before',
      '10 S1 after',
      '20 S1 waits, too',
      '30 S1 last',
    ]);
    expect(heard(played(script), 2)).toEqual(['10 S1 before', '10 S1 after', '20 S1 waits, too', '30 S1 last']);
  });

  test('P6 with one-way latency l and a write of W, an answer takes at least 2l + W', () => {
    const script: Script = [
      [at(0), tell(1, send(2, 'ask'))],
      [{ when: { type: 'MessageReceived', server: 2, fields: {}, nth: 1 } }, tell(2, persist, send(1, 'yes'))],
    ];
    expect(heard(played(script, { writeUs: [50, 50] }), 1)).toEqual(['70 S2 yes']);
  });

  test('a crash loses the writes under way and what waits for them; the disk holds what was finished', () => {
    const script: Script = [
      [at(0), tell(2, send(1, 'x'))],
      [at(20), tell(1, persist)],
      [at(100), tell(2, send(1, 'y'))],
      [at(120), tell(1, persist, send(2, 'never'))],
      [at(130), { do: 'crash', server: 1 }],
      [at(300), { do: 'restart', server: 1 }],
    ];
    const sim = played(script, { writeUs: [50, 50] });
    expect(heard(sim, 1)).toEqual(['10 S2 x', '300 Started']);
    expect(heard(sim, 2)).toEqual([]);
    expect(sim.host(1).writes).toEqual([]);
  });
});
