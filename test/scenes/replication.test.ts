import { describe, expect, it } from 'vitest';
import { play } from './support.ts';

describe('lagging-commit (scene 16)', () => {
  it('commits and applies at the leader first, at the followers with the next AppendEntries', async () => {
    const scene = await play('lagging-commit', null, 1000);
    expect(scene.at(232)).toEqual(['leader 1 [1] 0', 'follower 1 [] 0', 'follower 1 [] 0']);
    const first = scene.facts('MessageSent').find(({ fact }) => {
      const { message } = fact.envelope;
      return message.type === 'AppendEntriesRequest' && message.entries.count === 1;
    });
    expect(first?.fact.envelope.message).toMatchObject({ prevLogIndex: 0, leaderCommit: 0 });
    expect(scene.at(262)).toEqual(['leader 1 [1] 1', 'follower 1 [1] 0', 'follower 1 [1] 0']);
    expect(scene.facts('OperationFinished')).toMatchObject([{ atUs: 277_000 }]);
    expect(scene.facts('Applied').map(({ server, atUs }) => [server, atUs / 1000])).toEqual([
      [1, 262],
      [2, 295],
      [3, 295],
    ]);
    expect(scene.at(1000)).toEqual(['leader 1 [1] 1', 'follower 1 [1] 1', 'follower 1 [1] 1']);
  });

  it('loses nothing when the leader crashes before the followers know', async () => {
    const scene = await play('lagging-commit', 'crash', 1000);
    expect(scene.at(278)).toEqual(['down 1 [1] 0', 'follower 1 [1] 0', 'follower 1 [1] 0']);
    expect(scene.leaders()[1]).toBe('437 S2 leads 2 by S2 S3');
    expect(scene.at(484)).toEqual(['follower 1 [1] 0', 'leader 2 [1] 0', 'follower 2 [1] 0']);
    expect(scene.commits()).toEqual(['S1 1', 'S2 2']);
    expect(scene.at(1000)).toEqual(['follower 2 [1,2] 2', 'leader 2 [1,2] 2', 'follower 2 [1,2] 2']);
  });
});
