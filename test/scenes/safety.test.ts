import { describe, expect, it } from 'vitest';
import { type Played, play } from './support.ts';

function logsAt(scene: Played, ms: number): (string | undefined)[] {
  return scene.at(ms).map((line) => /\[.*\]/.exec(line)?.[0]);
}

/** How many servers are for a candidate in a term, itself included. */
function votesFor(scene: Played, candidate: string, term: number): number {
  return 1 + scene.votes(term).filter((vote) => vote.endsWith(`yes ${candidate}`)).length;
}

describe('committing-own-term (scene 24)', () => {
  it('commits entry 4 with the acknowledgement of S3', async () => {
    const scene = await play('committing-own-term', null, 1000);
    expect(logsAt(scene, 0)).toEqual(['[1,1,2,2,2]', '[1,1,2,2]', '[1,1,2,2]', '[1,1,2]', '[1,1]']);
    expect(scene.at(0)[0]).toBe('leader 2 [1,1,2,2,2] 3');
    expect(scene.at(15)[0]).toBe('leader 2 [1,1,2,2,2] 4');
    expect(scene.commits()[0]).toBe('S1 4');
    expect(scene.leaders()).toEqual(['170 S2 leads 4 by S2 S3 S4']);
    expect(scene.votes(3)).toEqual(['S2 no S4', 'S3 no S4', 'S5 yes S4']);
  });

  it.each([
    ['S1', 5],
    ['S2', 4],
    ['S3', 4],
    ['S4', 2],
    ['S5', 1],
  ])('gives %s this many votes in term 3: %d', async (candidate, votes) => {
    const scene = await play('committing-own-term', candidate.toLowerCase(), 1000);
    expect(logsAt(scene, 39)).toEqual(['[1,1,2,2,2]', '[1,1,2,2]', '[1,1,2,2]', '[1,1,2]', '[1,1]']);
    expect(scene.votes(3)).toHaveLength(4);
    expect(votesFor(scene, candidate, 3)).toBe(votes);
    const leaders = scene.leaders().filter((line) => line.includes('leads 3'));
    expect(leaders.map((line) => line.split(' ')[1])).toEqual(votes >= 3 ? [candidate] : []);
  });
});

describe('old-term-trap (scene 25, Figure 3.7)', () => {
  const ALL = [null, 'd1', 'd2', 'off'];

  it.each(ALL)('%s: (a) x on S1 and S2, (b) y on S5, (c) x on three servers and z on S1', async (variant) => {
    const scene = await play('old-term-trap', variant, 1500);
    expect(logsAt(scene, 0)).toEqual(new Array(5).fill('[1]'));
    expect(logsAt(scene, 90)).toEqual(['[1,2]', '[1,2]', '[1]', '[1]', '[1]']);
    expect(logsAt(scene, 155)).toEqual(['[1,2]', '[1,2]', '[1]', '[1]', '[1,3]']);
    expect(logsAt(scene, 320)).toEqual(['[1,2,4]', '[1,2]', '[1,2]', '[1]', '[1,3]']);
    expect(scene.leaders().slice(0, 3)).toEqual([
      '50 S1 leads 2 by S1 S2 S3',
      '130 S5 leads 3 by S5 S3 S4',
      '255 S1 leads 4 by S1 S2 S3',
    ]);
    expect(scene.at(65).map((line) => line.split(' ')[1])).toEqual(new Array(5).fill('2'));
    expect(scene.votes(3)).toEqual(['S2 no S5', 'S3 yes S5', 'S4 yes S5', 'S2 yes S1', 'S3 no S1', 'S4 no S1']);
  });

  it('does not commit x, which is on three of five', async () => {
    const scene = await play('old-term-trap', null, 320);
    const [decision] = scene.facts('CommitDecided').slice(-1);
    expect(decision?.fact).toMatchObject({ from: 0, to: 0, decision: { rule: 'P49', outcome: false } });
    expect(decision?.fact.decision.values).toMatchObject({ index: 2, stored: 3, entryTerm: 2, currentTerm: 4 });
  });

  it('d1: S5 wins term 5 with S2, S3 and S4, and y overwrites x', async () => {
    const scene = await play('old-term-trap', 'd1', 1500);
    expect(scene.votes(4).slice(3)).toEqual(['S2 no S5', 'S3 no S5', 'S4 no S5']);
    expect(scene.votes(5)).toEqual(['S2 yes S5', 'S3 yes S5', 'S4 yes S5']);
    expect(scene.leaders()[3]).toBe('425 S5 leads 5 by S5 S2 S3');
    expect(logsAt(scene, 1500)).toEqual(new Array(5).fill('[1,3]'));
    expect(scene.commits()).toEqual([]);
    expect(scene.violations()).toEqual([]);
  });

  it('d2: S1 commits z and with it x; S5 gets only the vote of S4', async () => {
    const scene = await play('old-term-trap', 'd2', 1500);
    expect(logsAt(scene, 389)).toEqual(['[1,2,4]', '[1,2,4]', '[1,2,4]', '[1]', '[1,3]']);
    expect(scene.at(385)[0]).toBe('leader 4 [1,2,4] 3');
    expect(scene.commits()).toEqual(['S1 3']);
    expect(scene.votes(5)).toEqual(['S2 no S5', 'S3 no S5', 'S4 yes S5']);
    expect(scene.leaders().some((line) => line.includes('S5 leads 5'))).toBe(false);
    expect(logsAt(scene, 1500)).toEqual(new Array(5).fill('[1,2,4]'));
  });

  it('off: S1 commits x by counting, and then S5 applies y at the same index', async () => {
    const scene = await play('old-term-trap', 'off', 1500);
    expect(scene.commits().slice(0, 2)).toEqual(['S1 2', 'S5 2']);
    expect(scene.violations().slice(0, 5)).toEqual(['I12 at 315', 'I4 at 425', 'I6 at 470', 'I12 at 485', 'I5 at 485']);
    const second = scene.facts('Applied').filter(({ fact }) => fact.index === 2);
    expect(second.slice(0, 2)).toMatchObject([
      { server: 1, fact: { term: 2, command: { operation: { value: 'x' } } } },
      { server: 5, fact: { term: 3, command: { operation: { value: 'y' } } } },
    ]);
  });

  it.each(['figure-3-7', 'figure-8'])('is also called %s', async (alias) => {
    expect((await play(alias, null, 0)).scenario).toEqual((await play('old-term-trap', null, 0)).scenario);
  });
});

describe('committing-old-term', () => {
  it('is not safe with entry 3 on three servers, and is with entry 4 there', async () => {
    const scene = await play('committing-old-term', null, 1000);
    expect(logsAt(scene, 0)).toEqual(['[1,1,2,4]', '[1,1,2]', '[1,1,2]', '[1,1]', '[1,1,3,3,3]']);
    expect(scene.at(15)[0]).toBe('leader 4 [1,1,2,4] 2');
    expect(scene.at(80)[0]).toBe('leader 4 [1,1,2,4] 4');
    expect(logsAt(scene, 80).slice(0, 3)).toEqual(new Array(3).fill('[1,1,2,4]'));
    expect(scene.votes(5)).toEqual(['S1 no S5', 'S2 no S5', 'S3 no S5', 'S4 yes S5']);
    expect(logsAt(scene, 1000)).toEqual(new Array(5).fill('[1,1,2,4]'));
  });

  it('overwritten: S5 wins with S2, S3 and S4 and replaces entry 3', async () => {
    const scene = await play('committing-old-term', 'overwritten', 1000);
    expect(scene.votes(5)).toEqual(['S2 yes S5', 'S3 yes S5', 'S4 yes S5']);
    expect(scene.commits()).toEqual([]);
    expect(logsAt(scene, 1000)).toEqual(new Array(5).fill('[1,1,3,3,3]'));
    expect(scene.violations()).toEqual([]);
  });
});

describe('best-leader', () => {
  it('refuses the shorter log and elects the longer one', async () => {
    const scene = await play('best-leader', null, 1000);
    expect(logsAt(scene, 0)).toEqual(['[1,1,1,2,2]', '[1,1,1,2]', '[1,1,1,2,2]']);
    expect(scene.at(0)[2]).toMatch(/^down/);
    expect(scene.votes(3)).toEqual(['S1 no S2']);
    expect(scene.leaders()).toEqual(['200 S1 leads 4 by S1 S2']);
  });
});

describe('figure-3-8', () => {
  it('commits on S1, S2 and S3; S4 votes for S5, and S3, the voter, refuses', async () => {
    const scene = await play('figure-3-8', null, 1000);
    expect(logsAt(scene, 170)).toEqual(['[2]', '[2]', '[2]', '[]', '[1]']);
    expect(scene.commits()[0]).toBe('S1 1');
    expect(scene.votes(3)).toEqual(['S3 no S5', 'S4 yes S5']);
    expect(scene.leaders().map((line) => line.split(' ').slice(1, 4).join(' '))).toEqual([
      'S5 leads 1',
      'S1 leads 2',
      'S3 leads 4',
    ]);
  });

  it('off: the voter lets S5 win, and an acknowledged entry is gone', async () => {
    const scene = await play('figure-3-8', 'off', 1000);
    expect(scene.votes(3)).toEqual(['S3 yes S5', 'S4 yes S5']);
    expect(scene.violations().slice(0, 4).sort()).toEqual(['I17 at 230', 'I4 at 230', 'I5 at 290', 'I6 at 275']);
    expect(scene.outcomes()[1]).toBe('C1 #2 ok');
  });
});
