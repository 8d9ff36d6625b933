import { describe, expect, it } from 'vitest';
import { play } from './support.ts';

describe('first-election (scene 10)', () => {
  it('elects S1 at 180 ms with S2 and S3; granting a vote has started every timer again', async () => {
    const scene = await play('first-election', null, 1000);
    expect(scene.at(150)).toEqual(['candidate 1 [] 0', ...rest(4, 'follower 0 [] 0')]);
    expect(scene.votes(1)).toEqual(['S2 yes S1', 'S3 yes S1', 'S4 yes S1', 'S5 yes S1']);
    const armedByVote = scene.facts('TimerSet').filter(({ atUs, fact }) => atUs === 165_000 && fact.timer === 0);
    expect(armedByVote.map(({ server }) => server)).toEqual([2, 3, 4, 5]);
    expect(scene.at(180)).toEqual(['leader 1 [] 0', ...rest(4, 'follower 1 [] 0')]);
    expect(scene.leaders()[0]).toBe('180 S1 leads 1 by S1 S2 S3');
    const heartbeats = scene.facts('MessageSent').filter(({ server, fact }) => {
      return server === 1 && fact.envelope.to === 2 && fact.envelope.message.type === 'AppendEntriesRequest';
    });
    expect(heartbeats.map(({ atUs }) => atUs / 1000)).toEqual([180, 230, 280, 330, 380]);
  });

  it('elects another one in a newer term after S1 has crashed', async () => {
    const scene = await play('first-election', null, 1000);
    expect(scene.leaders()).toHaveLength(2);
    expect(scene.at(1000)).toEqual(['down 1 [] 0', ...rest(3, 'follower 2 [] 0'), 'leader 2 [] 0']);
  });
});

describe('split-vote (scene 11a)', () => {
  it('gives two votes to each of two candidates, then three to S1 in term 3', async () => {
    const scene = await play('split-vote', null, 1000);
    expect(scene.at(150)).toEqual([...rest(2, 'candidate 2 [] 0'), ...rest(2, 'follower 1 [] 0'), 'down 1 [] 0']);
    expect(scene.votes(2)).toEqual(['S3 yes S1', 'S4 yes S2', 'S1 no S2', 'S2 no S1', 'S3 no S2', 'S4 no S1']);
    expect(scene.facts('RoleChanged').filter(({ fact }) => fact.edge === 'timesOutAgain')).toMatchObject([
      { atUs: 350_000, server: 1 },
    ]);
    expect(dueAt(scene.facts('TimerSet'), 160_000)).toEqual({ S3: 420, S4: 440 });
    expect(dueAt(scene.facts('TimerSet'), 150_000)).toEqual({ S1: 350, S2: 440 });
    expect(scene.leaders()).toEqual(['50 S5 leads 1 by S5 S1 S2', '380 S1 leads 3 by S1 S3 S2']);
    expect(scene.at(1000)).toEqual(['leader 3 [] 0', ...rest(3, 'follower 3 [] 0'), 'down 1 [] 0']);
  });
});

describe('split-vote-of-four (scene 11b)', () => {
  it('gives one vote to each of three candidates, then all three to F2 in term 3', async () => {
    const scene = await play('split-vote-of-four', null, 1000);
    expect(scene.at(150)).toEqual(['down 1 [] 0', ...rest(3, 'candidate 2 [] 0')]);
    expect(scene.votes(2).every((vote) => vote.includes('no'))).toBe(true);
    expect(scene.votes(2)).toHaveLength(6);
    expect(scene.votes(3)).toEqual(['S2 yes S4', 'S3 yes S4']);
    expect(scene.leaders()).toEqual(['50 S1 leads 1 by S1 S2 S3', '350 S4 leads 3 by S4 S2 S3']);
  });
});

describe('one-vote-per-term (scene 13)', () => {
  it('refuses S3: the vote of S2 in term 2 is on its disk', async () => {
    const scene = await play('one-vote-per-term', null, 1000);
    expect(scene.leaders()).toEqual(['80 S2 leads 1 by S2 S1', '280 S1 leads 2 by S1 S2']);
    expect(scene.votes(2)).toEqual(['S2 yes S1', 'S2 no S3']);
    expect(scene.at(480)).toEqual(['leader 2 [] 0', 'follower 2 [] 0', 'candidate 2 [] 0']);
    expect(scene.outcomes()).toEqual(['C2 #1 failed', 'C1 #1 ok']);
    expect(scene.at(1000)).toEqual(['leader 2 [2] 1', 'follower 2 [2] 1', 'follower 2 [2] 1']);
    expect(scene.violations()).toEqual([]);
  });

  it('without the vote on disk has two leaders in term 2, then X and Y at index 1', async () => {
    const scene = await play('one-vote-per-term', 'off', 1000);
    expect(scene.votes(2)).toEqual(['S2 yes S1', 'S2 yes S3']);
    expect(scene.at(480)).toEqual(['leader 2 [] 0', 'follower 2 [] 0', 'leader 2 [] 0']);
    expect(scene.at(500)).toEqual(['leader 2 [2] 0', 'follower 2 [] 0', 'leader 2 [2] 0']);
    expect(scene.violations()).toEqual(['I7 at 350', 'I1 at 480', 'I3 at 500', 'I5 at 530']);
    expect(scene.outcomes()).toEqual(['C1 #1 ok', 'C2 #1 ok']);
  });
});

describe('two-leaders (scene 15)', () => {
  it('commits only on the side of the majority; the deposed leader gives up its entry', async () => {
    const scene = await play('two-leaders', null, 1500);
    expect(scene.at(300)).toEqual(['leader 1 [1] 1', ...rest(4, 'follower 1 [1] 1')]);
    expect(scene.leaders()).toEqual(['180 S1 leads 1 by S1 S2 S3', '490 S3 leads 2 by S3 S4 S5']);
    expect(scene.at(515)).toEqual([
      'leader 1 [1,1] 1',
      'follower 1 [1,1] 1',
      'leader 2 [1,2] 1',
      ...rest(2, 'follower 2 [1] 1'),
    ]);
    expect(scene.at(545)[2]).toBe('leader 2 [1,2] 2');
    expect(scene.commits()).toEqual(['S1 1', 'S3 2']);
    expect(scene.facts('RoleChanged').at(-1)).toMatchObject({ server: 1, fact: { from: 'leader', to: 'follower' } });
    expect(scene.outcomes()).toEqual(['C1 #1 ok', 'C2 #1 ok', 'C1 #2 unknown']);
    expect(scene.at(1500)).toEqual([
      ...rest(2, 'follower 2 [1,2] 2'),
      'leader 2 [1,2] 2',
      ...rest(2, 'follower 2 [1,2] 2'),
    ]);
  });
});

function rest(count: number, line: string): string[] {
  return new Array<string>(count).fill(line);
}

type Armed = {
  readonly atUs: number;
  readonly server: number | null;
  readonly fact: { timer: number; dueAtUs: number };
};

/** When the election timers that were set at a time are due, in ms. */
function dueAt(armed: readonly Armed[], atUs: number): { [server: string]: number } {
  const timers = armed.filter((event) => event.atUs === atUs && event.fact.timer === 0);
  return Object.fromEntries(timers.map(({ server, fact }) => [`S${server}`, fact.dueAtUs / 1000]));
}
