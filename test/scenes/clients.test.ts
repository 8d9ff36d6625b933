import { describe, expect, it } from 'vitest';
import { type Played, play } from './support.ts';

/** What the last finished operation of C1 came to: its result, or the error. */
function answerOf(scene: Played): unknown {
  const { operation } = scene.facts('OperationFinished').at(-1)?.fact ?? {};
  expect(operation).toMatchObject({ request: 2, outcome: 'ok', retries: 1 });
  return operation?.result?.ok === true ? operation.result.value : operation?.result?.error;
}

/** How often the command that takes the lock is in the log of S2. */
function copies(scene: Played): number {
  const { state } = scene.timeline.worldAt(scene.timeline.steps).hosts[1] ?? {};
  if (state?.kind !== 'server') throw new Error('S2 is a server');
  expect(state.machine.contents.get('lock')).toBe('C1');
  const log = state.raft.log.toArray();
  return log.filter(({ command }) => command.kind === 'client' && command.operation.kind === 'cas').length;
}

describe('run-once (scene 29, Figure 6.2)', () => {
  it.each([null, 'without-sessions', 'scan'])(
    '%s: S1 applies the command and crashes before C1 hears',
    async (variant) => {
      const scene = await play('run-once', variant, 1500);
      expect(scene.leaders()).toEqual(['180 S1 leads 1 by S1 S2', '570 S2 leads 2 by S2 S3']);
      expect(scene.facts('OperationRedirected').map(({ fact }) => fact.to)).toEqual([1, 2]);
      expect(scene.facts('OperationRetried')).toMatchObject([{ atUs: 600_000, fact: { request: 2, to: 3 } }]);
      expect(scene.facts('MessageLost')[0]).toMatchObject({ server: 101, fact: { reason: 'cut' } });
    },
  );

  it('with a session the copy is filtered, and C1 has its lock', async () => {
    const scene = await play('run-once', null, 1500);
    expect(answerOf(scene)).toBe('C1');
    expect(copies(scene)).toBe(2);
    expect(scene.facts('CopyFiltered').map(({ server }) => server)).toEqual([2, 3, 1]);
  });

  it('without one it runs again, and C1 finds its own lock taken', async () => {
    const scene = await play('run-once', 'without-sessions', 1500);
    expect(answerOf(scene)).toBe('compareFailed');
    expect(copies(scene)).toBe(2);
  });

  it('a leader that scans a compacted log finds nothing, and the command runs twice', async () => {
    const scene = await play('run-once', 'compacted', 1500);
    expect(answerOf(scene)).toBe('compareFailed');
    expect(scene.facts('SnapshotTaken').map(({ server }) => server)).toEqual([2]);
    expect(scene.facts('CopyFound')).toEqual([]);
    expect(scene.violations()[0]).toMatch(/I15/);
  });

  it('a leader that scans its log appends it once', async () => {
    const scene = await play('run-once', 'scan', 1500);
    expect(answerOf(scene)).toBe('C1');
    expect(copies(scene)).toBe(1);
    expect(scene.facts('CopyFound')).toMatchObject([{ server: 2, fact: { tag: { request: 2 } } }]);
  });
});
