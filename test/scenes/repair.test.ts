import { describe, expect, it } from 'vitest';
import { type Played, play } from './support.ts';

/** T-Fig 3.6: the leader of term 8 and its followers (a) to (f). */
const FIGURE_3_6 = [
  '[1,1,1,4,4,5,5,6,6,6]',
  '[1,1,1,4,4,5,5,6,6]',
  '[1,1,1,4]',
  '[1,1,1,4,4,5,5,6,6,6,6]',
  '[1,1,1,4,4,5,5,6,6,6,7,7]',
  '[1,1,1,4,4,4,4]',
  '[1,1,1,2,2,2,3,3,3,3,3]',
];

function logsAt(scene: Played, ms: number): (string | undefined)[] {
  return scene.at(ms).map((line) => /\[.*\]/.exec(line)?.[0]);
}

function rejections(scene: Played, followers: number): number[] {
  return Array.from({ length: followers }, (_, index) => scene.rejectionsOf(index + 2));
}

describe('how-could-f-happen (scene 20)', () => {
  it('starts empty and reaches the logs of Figure 3.6 by actions alone', async () => {
    const scene = await play('how-could-f-happen', null, 1050);
    expect(scene.at(0)).toEqual(new Array(7).fill('follower 0 [] 0'));
    expect(logsAt(scene, 1050)).toEqual(FIGURE_3_6);
    expect(scene.at(1050)[0]).toBe('leader 8 [1,1,1,4,4,5,5,6,6,6] 9');
  });

  it('has the leaders, votes and commits of the scene', async () => {
    const scene = await play('how-could-f-happen', null, 1050);
    expect(scene.leaders()).toEqual([
      '90 S7 leads 1 by S7 S2 S3 S4',
      '310 S7 leads 2 by S7 S2 S3 S4',
      '420 S7 leads 3 by S7 S2 S3 S4',
      '520 S6 leads 4 by S6 S1 S2 S3',
      '685 S1 leads 5 by S1 S2 S3 S4',
      '810 S4 leads 6 by S4 S1 S2 S3',
      '950 S5 leads 7 by S5 S1 S2 S3',
      '1050 S1 leads 8 by S1 S2 S3 S6',
    ]);
    expect(scene.votes(7)).toEqual(['S1 yes S5', 'S2 yes S5', 'S3 yes S5']);
    expect(scene.votes(8)).toEqual(['S2 yes S1', 'S3 yes S1', 'S4 no S1', 'S5 no S1', 'S6 yes S1', 'S7 yes S1']);
    expect(scene.commits()).toEqual(['S7 1', 'S7 2', 'S7 3', 'S6 4', 'S6 5', 'S1 6', 'S1 7', 'S4 8', 'S4 9']);
    expect(scene.violations()).toEqual([]);
  });

  it.each([
    [230, '[1,1,1]', '[1,1,1]', '[1,1,1]', '[1,1,1]', '[1,1,1]', '[1,1,1]', '[1,1,1]'],
    [344, '[1,1,1]', '[1,1,1]', '[1,1,1]', '[1,1,1]', '[1,1,1]', '[1,1,1]', '[1,1,1,2,2,2]'],
    [454, '[1,1,1]', '[1,1,1]', '[1,1,1]', '[1,1,1]', '[1,1,1]', '[1,1,1]', FIGURE_3_6[6]],
    [627, '[1,1,1,4,4]', '[1,1,1,4,4]', '[1,1,1,4]', '[1,1,1,4,4]', '[1,1,1,4,4]', FIGURE_3_6[5], FIGURE_3_6[6]],
  ])('after a term, at %d ms, has the logs that the next one builds on', async (ms, ...logs) => {
    expect(logsAt(await play('how-could-f-happen', null, ms), ms)).toEqual(logs);
  });
});

describe('figure-3-6', () => {
  it('shows the logs of Figure 3.6 under a leader for term 8, with nextIndex 11 for all, and stands still', async () => {
    const scene = await play('figure-3-6', null, 5000);
    expect(logsAt(scene, 0)).toEqual(FIGURE_3_6);
    const leader = scene.timeline.worldAt(0).hosts[0]?.state;
    expect(leader).toMatchObject({ raft: { role: 'leader', currentTerm: 8, votesGranted: [1, 2, 3, 6] } });
    if (leader?.kind !== 'server' || leader.raft.role !== 'leader') throw new Error('expected a leader');
    expect(leader.raft.nextIndex.slice(2)).toEqual(new Array(6).fill(11));
    expect(scene.scenario.servers).toMatchObject(['L', 'a', 'b', 'c', 'd', 'e', 'f'].map((label) => ({ label })));
    expect(scene.timeline.steps).toBe(0);
  });
});

describe('repairing-logs (scene 21)', () => {
  it.each([
    ['repairing-logs', [1, 6, 0, 0, 5, 7]],
    ['repairing-logs-fast', [1, 1, 0, 0, 2, 2]],
  ])('%s: is refused by a to f this often: %j', async (id, expected) => {
    const scene = await play(id, null, 1000);
    expect(logsAt(scene, 0)).toEqual(FIGURE_3_6);
    expect(rejections(scene, 6)).toEqual(expected);
    const first = scene.facts('MessageSent').filter(({ step }) => step === 1);
    expect(first.map(({ fact }) => fact.envelope.message)).toEqual(
      new Array(6).fill(expect.objectContaining({ type: 'AppendEntriesRequest', prevLogIndex: 10, prevLogTerm: 6 })),
    );
  });

  it.each(['repairing-logs', 'repairing-logs-fast'])(
    '%s: c and d keep what they have beyond the leader until an entry of its own contradicts it',
    async (id) => {
      const scene = await play(id, null, 1000);
      const [leader] = FIGURE_3_6;
      expect(logsAt(scene, 300)).toEqual([leader, leader, leader, FIGURE_3_6[3], FIGURE_3_6[4], leader, leader]);
      const truncated = scene
        .facts('LogTruncated')
        .map(({ server, fact }) => [server, fact.fromIndex, fact.removed.length]);
      expect(truncated).toEqual([
        [6, 6, 2],
        [7, 4, 8],
        [4, 11, 1],
        [5, 11, 2],
      ]);
      expect(scene.commits()).toEqual(['S1 11']);
      expect(scene.at(1000).map((line) => line.split(' ').slice(1).join(' '))).toEqual(
        new Array(7).fill('8 [1,1,1,4,4,5,5,6,6,6,8] 11'),
      );
    },
  );
});

describe('backing-up (scene 21, extra)', () => {
  it.each([
    [null, [3, 3, 3]],
    ['fast', [2, 2, 1]],
  ])('variant %s is refused this often: %j', async (variant, expected) => {
    const scene = await play('backing-up', variant, 1000);
    expect(logsAt(scene, 0)).toEqual(['[4,6,6,6]', '[4,5,5]', '[4,4,4]', '[4]']);
    expect(rejections(scene, 3)).toEqual(expected);
    expect(logsAt(scene, 1000)).toEqual(new Array(4).fill('[4,6,6,6]'));
  });
});

describe('repairing-follower-logs', () => {
  it('finds the place from which a and b go on; b then has [1,1,1,4]', async () => {
    const scene = await play('repairing-follower-logs', null, 1500);
    expect(logsAt(scene, 0)).toEqual([FIGURE_3_6[0], FIGURE_3_6[2], FIGURE_3_6[6]]);
    expect(rejections(scene, 2)).toEqual([6, 7]);
    const [truncated] = scene.facts('LogTruncated');
    expect(truncated).toMatchObject({ server: 3, fact: { fromIndex: 4 } });
    expect(logsAt(scene, (truncated?.atUs ?? 0) / 1000)[2]).toBe('[1,1,1,4]');
    expect(logsAt(scene, 1500)).toEqual(new Array(3).fill(FIGURE_3_6[0]));
  });
});

describe('consistency-check', () => {
  it('succeeds for [1,1,1,2] and fails for [1,1,1,1]', async () => {
    const scene = await play('consistency-check', null, 1000);
    expect(logsAt(scene, 0)).toEqual(['[1,1,1,2,3]', '[1,1,1,2]', '[1,1,1,1]']);
    const first = scene.facts('ConsistencyChecked').slice(0, 2);
    expect(first).toMatchObject([
      { server: 2, fact: { matched: true, decision: { values: { prevLogIndex: 4, prevLogTerm: 2 } } } },
      { server: 3, fact: { matched: false, decision: { values: { prevLogTerm: 2, termAtPrevLogIndex: 1 } } } },
    ]);
    expect(logsAt(scene, 35)).toEqual(['[1,1,1,2,3]', '[1,1,1,2,3]', '[1,1,1,1]']);
    expect(logsAt(scene, 1000)).toEqual(new Array(3).fill('[1,1,1,2,3]'));
  });
});

describe('leader-changes', () => {
  it('starts empty and leaves the five logs of the slide', async () => {
    const scene = await play('leader-changes', null, 1500);
    expect(scene.at(0)).toEqual(new Array(5).fill('follower 0 [] 0'));
    expect(logsAt(scene, 650)).toEqual([
      '[1,1,5,6,6,6]',
      '[1,1,5,6,7,7,7]',
      '[1,1,5,5]',
      '[1,1,2,4]',
      '[1,1,2,2,3,3,3]',
    ]);
    expect(scene.leaders().map((line) => line.split(' ').slice(1, 4).join(' '))).toEqual([
      'S5 leads 1',
      'S5 leads 2',
      'S5 leads 3',
      'S4 leads 4',
      'S3 leads 5',
      'S1 leads 6',
      'S2 leads 7',
    ]);
    expect(logsAt(scene, 1500)).toEqual(new Array(5).fill('[1,1,5,6,7,7,7]'));
    expect(scene.violations()).toEqual([]);
  });
});
