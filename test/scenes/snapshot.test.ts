import { describe, expect, it } from 'vitest';
import { itemsOf } from '../../src/cluster/snapshot-data.ts';
import { type Played, play } from './support.ts';

/** The indexes that a server applied, in order. */
function applied(scene: Played, server: number): string[] {
  return scene
    .facts('Applied')
    .filter((event) => event.server === server)
    .map(({ fact }) => String(fact.index));
}

describe('snapshot', () => {
  it('is figure 5.2: a snapshot up to (5, 3) with x = 0 and y = 9, and entries 6 and 7 behind it', async () => {
    const scene = await play('snapshot', null, 400);
    expect(scene.facts('SnapshotTaken')).toMatchObject([
      { server: 1, atUs: 10_000, fact: { lastIndex: 5, lastTerm: 3, size: 2 } },
    ]);
    expect(scene.facts('LogDiscarded')).toMatchObject([{ server: 1, atUs: 30_000, fact: { toIndex: 5, count: 5 } }]);
    const [discarded] = scene.facts('LogDiscarded');
    const { state } = scene.timeline.worldAt(discarded?.step ?? 0).hosts[0] ?? {};
    if (state?.kind !== 'server') throw new Error('S1 is no server');
    const { log, snapshot } = state.raft;
    expect(itemsOf(state.machine)).toEqual([
      ['x', 0],
      ['y', 9],
    ]);
    expect([snapshot?.lastIndex, snapshot?.lastTerm, log.baseIndex, log.baseTerm]).toEqual([5, 3, 5, 3]);
    expect(log.toArray().map(({ term }) => term)).toEqual([3, 3]);
    expect(log.toArray().map(({ command }) => command)).toMatchObject([
      { operation: { kind: 'set', key: 'y', value: 7 } },
      { operation: { kind: 'set', key: 'x', value: 5 } },
    ]);
  });

  it('goes to S3, and the rest of the log follows', async () => {
    const scene = await play('snapshot', null, 400);
    expect(scene.facts('SnapshotInstalled')).toMatchObject([{ server: 3, fact: { lastIndex: 5, retained: 0 } }]);
    expect(applied(scene, 3)).toEqual(['6', '7']);
    for (const { state } of scene.timeline.worldAt(scene.timeline.steps).hosts.slice(0, 3)) {
      if (state.kind !== 'server') throw new Error('not a server');
      expect(itemsOf(state.machine)).toEqual([
        ['x', 5],
        ['y', 7],
      ]);
    }
    expect(scene.violations()).toEqual([]);
  });

  it('survives a crash between its two writes, unless covered entries are applied again', async () => {
    const scene = await play('snapshot', 'crash', 3000);
    expect(applied(scene, 1)).toEqual(['6', '7', '8']);
    expect(scene.violations()).toEqual([]);
    const off = await play('snapshot', 'off', 3000);
    expect(applied(off, 1)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    expect(off.violations()).toEqual(['I8 at 40']);
  });
});
