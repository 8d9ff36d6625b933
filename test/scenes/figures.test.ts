import { describe, expect, it } from 'vitest';
import { labelOf } from '../../src/cluster/command-text.ts';
import { play } from './support.ts';

describe('figure-3-3', () => {
  it('takes every arrow between the roles', async () => {
    const scene = await play('figure-3-3', null, 1500);
    expect(scene.at(0)).toEqual(new Array(3).fill('follower 0 [] 0'));
    const arrows = scene.facts('RoleChanged').map(({ fact }) => `${fact.from} ${fact.edge} ${fact.to}`);
    expect(new Set(arrows)).toEqual(
      new Set([
        'follower timesOut candidate',
        'candidate timesOutAgain candidate',
        'candidate wins leader',
        'candidate discoversLeader follower',
        'candidate discoversNewTerm follower',
        'leader discoversNewTerm follower',
      ]),
    );
  });
});

describe('figure-3-4', () => {
  it('has four terms, the third without a leader', async () => {
    const scene = await play('figure-3-4', null, 1500);
    expect(scene.leaders().map((line) => line.split(' ').slice(1, 4).join(' '))).toEqual([
      'S1 leads 1',
      'S2 leads 2',
      'S3 leads 4',
    ]);
    expect(scene.votes(3).filter((vote) => vote.includes('yes'))).toEqual(['S5 yes S4', 'S1 yes S3']);
    expect(scene.timeline.termChanges.map(({ term }) => term)).toEqual([0, 1, 2, 3, 4]);
    expect(scene.commits()).toEqual(['S1 1', 'S2 2', 'S3 3']);
    expect(scene.at(1500).map((line) => line.split(' ')[2])).toEqual(new Array(5).fill('[1,2,4]'));
  });
});

describe('figure-3-5', () => {
  it('shows eight entries at the leader, and 5, 8, 2 and 7 of them at the followers', async () => {
    const scene = await play('figure-3-5', null, 1000);
    const logs = scene.timeline
      .worldAt(0)
      .hosts.flatMap(({ state }) => (state.kind === 'server' ? [state.raft.log] : []));
    const cells = logs[0]?.toArray().map(({ term, command }) => `${term} ${labelOf(command)}`);
    expect(cells).toEqual(['1 x←3', '1 y←1', '1 y←9', '2 x←2', '3 x←0', '3 y←7', '3 x←5', '3 x←4']);
    expect(logs.map((log) => log.lastIndex)).toEqual([8, 5, 8, 2, 7]);
    expect(scene.at(0)[0]).toBe('leader 3 [1,1,1,2,3,3,3,3] 7');
    for (const log of logs) expect(logs[0]?.toArray().slice(0, log.lastIndex)).toEqual(log.toArray());
  });
});

describe('log-consistency', () => {
  it('shows two logs that agree up to index 5 and differ in term at index 6', async () => {
    const scene = await play('log-consistency', null, 1000);
    const cells = scene.timeline.worldAt(0).hosts.flatMap(({ state }) => {
      if (state.kind !== 'server') return [];
      return [state.raft.log.toArray().map(({ term, command }) => `${term} ${labelOf(command)}`)];
    });
    expect(cells.slice(0, 2)).toEqual([
      ['1 add', '1 cmp', '1 ret', '2 mov', '3 jmp', '3 div'],
      ['1 add', '1 cmp', '1 ret', '2 mov', '3 jmp', '4 sub'],
    ]);
    expect(scene.at(1000).map((line) => line.split(' ')[2])).toEqual(new Array(3).fill('[1,1,1,2,3,4]'));
  });
});
