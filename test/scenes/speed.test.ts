import { describe, expect, it } from 'vitest';
import type { ServerId } from '../../src/raft/messages.ts';
import { type Played, play } from './support.ts';

/** When S1 committed, in ms, with the index that it committed up to. */
function commits(scene: Played): string[] {
  return scene
    .facts('CommitDecided')
    .filter(({ server, fact }) => server === 1 && fact.decision.rule === 'P49' && fact.to > fact.from)
    .map(({ atUs, fact }) => `${atUs / 1000}: ${fact.to}`);
}

/** When the writes of a server were done after the command had been given, in ms. */
function written(scene: Played, id: ServerId): number[] {
  return scene
    .facts('WriteCompleted')
    .filter(({ server, atUs }) => server === id && atUs > 300_000)
    .map(({ atUs }) => atUs / 1000);
}

/** When the AppendEntries with entries left for a server, in ms, with the index that each carries. */
function sentTo(scene: Played, id: ServerId): string[] {
  return scene.facts('MessageSent').flatMap(({ atUs, fact: { envelope } }) => {
    const { message, to } = envelope;
    if (to !== id || message.type !== 'AppendEntriesRequest' || message.entries.count === 0) return [];
    return [`${atUs / 1000}: ${message.entries.first}`];
  });
}

describe('disk-and-network', () => {
  it('writes, sends, writes and answers: 90 ms', async () => {
    const scene = await play('disk-and-network', null, 700);
    expect(sentTo(scene, 2)).toEqual(['345: 1']);
    expect([1, 2, 3].map((id) => written(scene, id)[0])).toEqual([345, 390, 390]);
    expect(commits(scene)).toEqual(['405: 1']);
    expect(scene.outcomes()).toEqual(['C1 #1 ok']);
  });

  it('takes 60 ms when S1 writes while it sends', async () => {
    const scene = await play('disk-and-network', 'parallel', 700);
    expect(sentTo(scene, 2)).toEqual(['315: 1']);
    expect([1, 2, 3].map((id) => written(scene, id)[0])).toEqual([345, 360, 360]);
    expect(commits(scene)).toEqual(['375: 1']);
  });

  it('takes no longer when the disk of S1 is slow, and commits what is not on it', async () => {
    const scene = await play('disk-and-network', 'slow-leader', 700);
    expect(commits(scene)).toEqual(['375: 1']);
    expect(written(scene, 1)).toEqual([435]);
    expect(scene.violations()).toEqual([]);
  });
});

describe('pipelining', () => {
  it('commits six commands within 70 ms, three requests under way at a time', async () => {
    const scene = await play('pipelining', null, 700);
    expect(sentTo(scene, 2)).toEqual(['215: 1', '220: 2', '225: 3', '245: 4', '250: 5', '255: 6']);
    expect(commits(scene)).toEqual(['245: 1', '250: 2', '255: 3', '275: 4', '280: 5', '285: 6']);
    expect(scene.outcomes()).toHaveLength(6);
  });

  it('takes a round trip for each without a pipeline', async () => {
    const scene = await play('pipelining', 'one-at-a-time', 700);
    expect(sentTo(scene, 2)).toEqual(['215: 1', '245: 2', '275: 3', '305: 4', '335: 5', '365: 6']);
    expect(commits(scene)).toEqual(['245: 1', '275: 2', '305: 3', '335: 4', '365: 5', '395: 6']);
  });

  it('rolls back when one is lost, and goes on from what was acknowledged', async () => {
    const scene = await play('pipelining', 'lost', 700);
    const flows = scene.facts('FlowChanged').filter(({ fact }) => fact.follower === 2);
    expect(flows.map(({ atUs, fact }) => `${atUs / 1000} ${fact.to}`)).toEqual([
      '110 replicate',
      '255 probe',
      '285 replicate',
    ]);
    expect(sentTo(scene, 2).slice(4)).toEqual(['255: 2', '285: 3', '285: 4', '285: 5', '315: 6']);
    expect(commits(scene).at(-1)).toBe('285: 6');
    expect(new Set(scene.at(700).map((server) => server.slice(server.indexOf('['))))).toEqual(
      new Set(['[1,1,1,1,1,1] 6']),
    );
  });
});
