import { describe, expect, it } from 'vitest';
import { openScene } from '../../src/scenario/scene.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import { clocksOf } from '../../src/timeline/causality.ts';
import { Timeline } from '../../src/timeline/timeline.ts';
import { type ClockRow, clockRows } from '../../src/timeline/two-clocks.ts';

async function run(id: string, steps: number): Promise<Timeline> {
  const scene = await openScene(id);
  if (!scene.ok) throw new Error(`no scene ${id}`);
  const timeline = Timeline.of(toSpec(scene.value));
  timeline.extendTo({ steps });
  return timeline;
}

const written = ({ step, address, lamport, term }: ClockRow): string =>
  `#${step} ${address}: ${lamport.own}|${lamport.heard ?? '-'}>${lamport.now} ${term?.own}|${term?.heard ?? '-'}>${term?.now} ${term?.by}`;

describe('two clocks', () => {
  it('tell the lecture’s story: max and one for Lamport; for a term the larger one, and one to stand', async () => {
    const rows = clockRows(await run('term-is-a-clock', 8), 0, 7);
    expect(rows.map(written)).toEqual([
      '#1 1: 0|->1 3|->3 stays',
      '#2 2: 0|1>2 3|3>3 stays',
      '#3 3: 0|1>2 5|3>5 stays',
      '#4 1: 1|2>3 3|3>3 stays',
      '#5 1: 3|2>4 3|5>5 takesOver',
      '#6 1: 4|->5 5|->6 stands',
      '#7 2: 2|5>6 3|6>6 takesOver',
    ]);
  });

  it.each(['how-could-f-happen', 'connected-majority', 'figure-3-4', 'first-election'])(
    'are right at every event of %s, also when the list begins later',
    async (id) => {
      const timeline = await run(id, 400);
      const rows = clockRows(timeline, 0, timeline.steps);
      expect(rows.length).toBeGreaterThan(30);
      for (const { step, address, lamport, term } of rows) {
        expect(lamport.now, `#${step}`).toBe(Math.max(lamport.own, lamport.heard ?? 0) + 1);
        expect(lamport.now).toBe(clocksOf(timeline).stampOf(step)?.lamport);
        const host = timeline.worldAt(step).hosts.find((other) => other.address === address);
        if (host?.state.kind !== 'server') expect(term).toBeNull();
        else expect(term?.now, `#${step}`).toBe(host.state.raft.currentTerm);
        if (term?.by === 'takesOver') expect(term.now).toBe(Math.max(term.own, term.heard ?? 0));
      }
      const later = Math.floor(timeline.steps / 2);
      const second = rows.filter(({ step }) => step >= later);
      expect(clockRows(timeline, later, timeline.steps).map(written)).toEqual(second.map(written));
    },
  );
});
