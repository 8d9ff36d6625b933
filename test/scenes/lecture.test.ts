import { describe, expect, it } from 'vitest';
import { type Played, play } from './support.ts';

function logsAt(scene: Played, ms: number): string[] {
  return scene.at(ms).map((line) => /\[(.*)\]/.exec(line)?.[1] ?? '');
}

function machinesAt(scene: Played, ms: number): unknown[] {
  const { hosts } = scene.timeline.worldAt(scene.timeline.index.stepAt(ms * 1000));
  return hosts.flatMap(({ state }) => (state.kind === 'server' ? [Object.fromEntries(state.machine.contents)] : []));
}

describe('same-log (scene 1)', () => {
  it('leaves the same state on all, on S3 much later', async () => {
    const scene = await play('same-log', null, 1000);
    const state = { x: 3, y: 9 };
    expect(machinesAt(scene, 370)).toEqual([state, state, {}]);
    expect(machinesAt(scene, 380)).toEqual([state, state, state]);
  });
});

describe('how-many-may-die (scene 2)', () => {
  it.each([
    ['three', 3, 1],
    [null, 4, 1],
    ['five', 5, 2],
    ['seven', 7, 3],
  ] as const)('%s: of %d servers %d may be down', async (variant, servers, down) => {
    const scene = await play('how-many-may-die', variant, 2000);
    const stopped = 200 * (down + 1) + 150;
    expect(scene.at(stopped).filter((line) => line.startsWith('down'))).toHaveLength(down + 1);
    expect(scene.at(stopped)).toHaveLength(servers);
    expect(scene.at(stopped)[0]?.endsWith(` ${down + 1}`)).toBe(true);
    expect(scene.outcomes()).toEqual(Array.from({ length: down + 2 }, (_, nth) => `C1 #${nth + 1} ok`));
  });
});

describe('election-timeout (scene 12)', () => {
  it.each([
    [null, '204.87 S5 leads 1 by S1 S2 S5'],
    ['wan-slow', '2048.704 S5 leads 1 by S1 S2 S5'],
    ['t30', expect.stringMatching(/^18\d\.\d+ S\d leads 4/)],
  ] as const)('%s: somebody leads', async (variant, leader) => {
    const [first] = (await play('election-timeout', variant, 3000)).leaders();
    expect(first?.split(' ').slice(0, 4).join(' ')).toEqual(
      typeof leader === 'string' ? leader.split(' ').slice(0, 4).join(' ') : leader,
    );
  });

  it.each([
    ['t15', 600],
    ['wan', 6000],
  ] as const)('%s: nobody leads until the network is faster', async (variant, ms) => {
    const scene = await play('election-timeout', variant, ms + 2000);
    const [first, ...more] = scene.leaders();
    expect(Number(first?.split(' ')[0])).toBeGreaterThan(ms);
    expect(more).toEqual([]);
    expect(scene.at(ms)[0]).toMatch(/^follower 25 /);
  });
});

describe('legal-logs (scene 19)', () => {
  it('reaches what is legal, and not what is not', async () => {
    expect(logsAt(await play('legal-logs', null, 1000), 315)[0]).toBe('1,1,2,2,2,3');
    expect(logsAt(await play('legal-logs', 'gap', 1000), 405)[0]).toBe('1,1,3,3,5');
    expect(logsAt(await play('legal-logs', 'down', 1000), 1000)).toEqual(new Array(3).fill('1,1,3'));
    const hole = await play('legal-logs', 'hole', 1000);
    expect(logsAt(hole, 35)[1]).toBe('1,1');
    expect(logsAt(hole, 65)[1]).toBe('1,1,2,2,2,2,2');
  });
});

describe('who-could-win and tempting-vote-rule (scenes 22 and 23)', () => {
  it('gives S1 the votes of S2, S4 and S5', async () => {
    const scene = await play('who-could-win', null, 1000);
    expect(scene.votes(4)).toEqual(['S2 yes S1', 'S3 no S1', 'S4 yes S1', 'S5 yes S1']);
    expect(logsAt(scene, 1000)).toEqual(new Array(5).fill('1,1,1,2,2,3,3,3,4'));
  });

  it('keeps what is committed from the longest log, unless the longest log wins', async () => {
    const kept = await play('tempting-vote-rule', null, 1000);
    expect(kept.votes(5)).toEqual(['S2 no S5', 'S3 no S5', 'S4 yes S5']);
    expect(logsAt(kept, 1000)).toEqual(new Array(5).fill('1,1,2,4,6'));
    const off = await play('tempting-vote-rule', 'off', 1000);
    expect(off.votes(5)).toEqual(['S2 yes S5', 'S3 yes S5', 'S4 yes S5']);
    expect(off.violations().slice(0, 2)).toEqual(['I4 at 70', 'I5 at 190']);
    expect(logsAt(off, 190).slice(1)).toEqual(new Array(4).fill('1,1,3,3,3,5'));
  });
});

describe('the quizzes (scenes 26 to 28)', () => {
  it('safe-to-apply: S2 wins with S3, S4 and S5, and erases 3 to 5', async () => {
    const scene = await play('safe-to-apply', null, 1000);
    expect(scene.votes(5)).toEqual(['S3 yes S2', 'S4 yes S2', 'S5 yes S2']);
    expect(logsAt(scene, 1000)).toEqual(new Array(5).fill('1,1,1,3'));
    expect(scene.violations()).toEqual([]);
  });

  it('which-follower: L, c and e have their logs in one run', async () => {
    const scene = await play('which-follower', null, 2000);
    expect(logsAt(scene, 520)).toEqual(['1,1,3,3,3,5', '1,1,6,6,6,6,6', '1,1,1,1,1,1', '1,1', '1,1', '1,1']);
    expect(scene.leaders().map((line) => line.split(' ').slice(1, 4).join(' '))).toEqual([
      'S3 leads 1',
      'S1 leads 3',
      'S1 leads 5',
      'S2 leads 6',
      'S1 leads 7',
    ]);
    expect(scene.violations()).toEqual([]);
  });

  it.each([
    ['a', 3, '1,1,2,2,3', { invariant: 'I3', index: 5, term: 3, values: { prevTerm: 2, knownPrevTerm: 3 } }],
    ['b', 4, '1,1,2,2,4,5', { invariant: 'I3', index: 6, term: 5, values: { prevTerm: 4, knownPrevTerm: 3 } }],
    ['d', 5, '1,1,3,3,2', { invariant: 'I9', index: 5, term: 2, values: { prevTerm: 3 } }],
  ])('which-follower: %s cannot have its log, by this promise and this cell', async (name, place, log, broken) => {
    const scene = await play('which-follower', name, 1000);
    expect(logsAt(scene, 1000)[0]).toBe('1,1,3,3,3,5');
    expect(logsAt(scene, 1000)[place]).toBe(log);
    expect(scene.timeline.violations).toMatchObject([{ ...broken, step: 1 }]);
  });

  it('deposed-leader-commits: S1 commits in term 2 while S2 leads term 3', async () => {
    const scene = await play('deposed-leader-commits', null, 1000);
    expect(scene.at(140).slice(0, 2)).toEqual(['leader 2 [2] 1', 'leader 3 [2] 0']);
    expect(scene.violations()).toEqual([]);
    expect(scene.outcomes()).toEqual(['C1 #1 ok', 'C1 #2 ok']);
  });
});

describe('votes and terms (scene 14)', () => {
  it('request-vote-slide: S3 votes, or S1 needs another term', async () => {
    expect((await play('request-vote-slide', null, 500)).leaders()).toEqual(['30 S1 leads 5 by S1 S2 S3']);
    expect((await play('request-vote-slide', 'off', 500)).leaders()).toEqual(['180 S1 leads 6 by S1 S2 S3']);
    expect((await play('request-vote-slide', 'lost', 500)).leaders()).toEqual(['90 S1 leads 5 by S1 S3 S2']);
    expect((await play('request-vote-slide', 'lost-off', 500)).leaders()).toEqual(['190 S1 leads 6 by S1 S2 S3']);
  });

  it('newer-term-first: S3 votes, or S2 needs another term', async () => {
    expect((await play('newer-term-first', null, 450)).leaders()).toEqual(['180 S2 leads 2 by S2 S3']);
    expect((await play('newer-term-first', 'off', 450)).leaders()).toEqual(['380 S2 leads 3 by S2 S3']);
  });
});
