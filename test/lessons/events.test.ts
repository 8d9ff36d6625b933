import { describe, expect, it } from 'vitest';
import { lessonAnswer } from '../../src/quiz/lesson.ts';
import { clocksOf } from '../../src/timeline/causality.ts';
import { lesson } from './support.ts';

const EVENTS = ['a', 'b', 'c', 'd', 'e', 'f'];

describe('six events on three processes', () => {
  it('have the stamps of the lecture', async () => {
    const run = await lesson('happens-before', null, 200);
    expect(EVENTS.map((event) => `${event}${run.lamport(event)}`)).toEqual(['a1', 'b2', 'c3', 'd4', 'e1', 'f5']);
    expect(EVENTS.map((event) => event + run.vector(event))).toEqual([
      'a(1,0,0)',
      'b(2,0,0)',
      'c(2,1,0)',
      'd(2,2,0)',
      'e(0,0,1)',
      'f(2,2,2)',
    ]);
  });

  it('stand to each other as messages and processes say', async () => {
    const run = await lesson('happens-before', null, 200);
    const clocks = clocksOf(run.timeline);
    const before = EVENTS.map((one) =>
      EVENTS.filter((other) => clocks.compare(run.stepOf(one), run.stepOf(other)) === 'before').join(''),
    );
    expect(before).toEqual(['bcdf', 'cdf', 'df', 'f', 'f', '']);
    expect(clocks.compare(run.stepOf('c'), run.stepOf('e'))).toBe('concurrent');
  });

  it('are compared by what a question asks of them', async () => {
    const { timeline } = await lesson('happens-before', null, 200);
    const asked = (what: 'order' | 'lamport' | 'vector', about: string) =>
      lessonAnswer(timeline, timeline.steps, what, about);
    expect([asked('order', 'e c'), asked('order', 'a f'), asked('order', 'f a')]).toEqual([
      'concurrent',
      'before',
      'after',
    ]);
    expect([asked('lamport', 'f'), asked('vector', 'c'), asked('vector', 'z')]).toEqual([5, '(2,1,0)', null]);
    expect(lessonAnswer(timeline, 2, 'lamport', 'f')).toBeNull();
  });
});
