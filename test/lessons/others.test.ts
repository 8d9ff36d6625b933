import { describe, expect, it } from 'vitest';
import { readingAt } from '../../src/sim/clock.ts';
import { clocksOf } from '../../src/timeline/causality.ts';
import { lesson, type PlayedLesson } from './support.ts';

/** How far the clocks of p1 and p2 are apart at a time. */
function gapMs(run: PlayedLesson, ms: number): number {
  const { hosts } = run.timeline.worldAt(run.timeline.index.stepAt(ms * 1000));
  const read = hosts.flatMap(({ clock, state }) =>
    state.kind === 'process' && state.address > 1
      ? [readingAt(clock, ms * 1000) + Number(state.values['offsetUs'])]
      : [],
  );
  return (Math.max(...read) - Math.min(...read)) / 1000;
}

describe('clocks', () => {
  it('drift apart by 2 % until they are set', async () => {
    const run = await lesson('clocks-drift', null, 2500);
    expect([gapMs(run, 1000), gapMs(run, 1900), gapMs(run, 2016)]).toEqual([20, 38, 0.02]);
    const often = await lesson('clocks-drift', 'often', 2500);
    expect([gapMs(often, 1000), gapMs(often, 1900)]).toEqual([20, 17.7]);
  });

  it('read less at an effect than at its cause', async () => {
    const run = await lesson('clocks-drift', null, 2000);
    const read = run.events().flatMap(({ fact }) => (fact.type === 'Did' && fact.deed === 'readsClock' ? [fact] : []));
    expect(read.map(({ event, values }) => `${event} ${String(values['us'])}`)).toEqual(['x 1898800', 'y 1876050']);
    expect(clocksOf(run.timeline).compare(run.stepOf('x'), run.stepOf('y'))).toBe('before');
  });

  it('go by their average, and by a liar among them', async () => {
    const run = await lesson('averaging-clocks', null, 300);
    expect(run.values('offsetUs', 110)).toEqual([5000, 5000, 5000, 5000]);
    expect(run.values('offsetUs', 300)).toEqual([20_005_000, 20_005_000, 20_005_000, 20_005_000]);
  });
});

describe('a coordinator with a queue', () => {
  it('lets one in at a time, and takes the queue with it when it crashes', async () => {
    const run = await lesson('coordinator', null, 400);
    const standings = (ms: number) => run.values('standing', ms).slice(1);
    expect(standings(45)).toEqual(['inside', 'outside', 'outside']);
    expect(standings(70)).toEqual(['inside', 'waiting', 'outside']);
    expect(standings(175)).toEqual(['outside', 'inside', 'waiting']);
    expect(run.values('queue', 175)[0]).toEqual([4]);
    expect(standings(400)).toEqual(['outside', 'outside', 'waiting']);
    expect(run.values('queue', 400)[0]).toEqual([]);
  });
});

describe('a global state', () => {
  it('misses what is on the road, unless it is written down too', async () => {
    const run = await lesson('global-state', null, 100);
    expect(run.values('recorded', 100)).toEqual([70, 50]);
    expect(run.values('balance', 100)).toEqual([70, 80]);
    const marked = await lesson('global-state', 'markers', 200);
    expect([marked.values('recorded', 200), marked.values('onTheWay', 200)]).toEqual([
      [70, 50],
      [0, 30],
    ]);
  });
});

describe('copies', () => {
  it('differ after a random command that was shipped, and agree where the state is', async () => {
    const shipped = await lesson('state-transfer', null, 60);
    expect(shipped.values('x', 60)).toEqual([9, 9, 9]);
    const drawn = await lesson('state-transfer', null, 200);
    expect(new Set(drawn.values('x', 200)).size).toBe(3);
    const states = await lesson('state-transfer', 'state', 200);
    expect(new Set(states.values('x', 200)).size).toBe(1);
  });
});
