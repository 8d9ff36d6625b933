import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../src/cluster/types.ts';
import { conditional } from '../../src/messages/en/choices.ts';
import { en } from '../../src/messages/en/index.ts';
import { nameOf } from '../../src/scenario/names.ts';
import { sampleRun } from './sample-run.ts';

describe('what a step would do', () => {
  it('is said of every step of a run that comes by itself', () => {
    const steps = new Map<number, TraceEvent[]>();
    for (const event of sampleRun()) steps.set(event.step, [...(steps.get(event.step) ?? []), event]);
    const ofItself = ['MessageReceived', 'MessageLost', 'MessageWaits', 'TimerFired', 'WriteCompleted'];
    const said = new Set<string>();
    for (const events of steps.values()) {
      if (ofItself.includes(events[0]?.fact.type ?? '')) said.add(en.choices.would(events, nameOf));
    }
    expect(said.size).toBeGreaterThan(60);
    expect([...said].filter((text) => !/ would | is down$|^Nothing would/.test(text))).toEqual([]);
    expect([...said].filter((text) => /undefined|would \w*[^s]s /.test(text))).toEqual([]);
  });

  it.each([
    ['S2 grants its vote to S1', 'S2 would grant its vote to S1'],
    ['S2 applies index 4', 'S2 would apply index 4'],
    ['S2 does not commit index 3', 'S2 would not commit index 3'],
    ['S2 is refused by S3', 'S2 would be refused by S3'],
    ['S2 goes back to index 3 for S1', 'S2 would go back to index 3 for S1'],
    ['S2’s request fails', 'S2’s request would fail'],
    ['S2 probes S4', 'S2 would probe S4'],
  ])('%s', (title, expected) => {
    expect(conditional(title, 'S2')).toBe(expected);
  });
});
