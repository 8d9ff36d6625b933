import { describe, expect, it } from 'vitest';
import { canDecideApart } from '../../src/check/invariants/i14-quorums-meet.ts';
import { labelOfConfiguration } from '../../src/cluster/configuration-text.ts';
import { SCENES } from '../../src/scenario/scenes/index.ts';
import { type Played, play } from './support.ts';

/** The configurations that a server used, one after the other. */
function adopted(scene: Played, server: number): string[] {
  return scene
    .facts('ConfigurationAdopted')
    .filter((event) => event.server === server)
    .map(({ fact }) => labelOfConfiguration(fact.configuration));
}

/** When a leader committed up to an index, in ms. */
function committed(scene: Played): string[] {
  return scene
    .facts('CommitDecided')
    .filter(({ fact }) => fact.decision.rule === 'P49')
    .map(({ atUs, server, fact }) => `${atUs / 1000} S${server} ${fact.to}`);
}

describe('the figures of chapters 4 to 6', () => {
  it('are all in the library, by their numbers', () => {
    const names = SCENES.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
    const figures = ['4-2', '4-3', '4-4', '4-5', '4-6', '4-7', '4-8', '5-2', '6-2', '6-3'];
    expect(figures.filter((figure) => !names.includes(`figure-${figure}`))).toEqual([]);
  });
});

describe('figure-4-3', () => {
  it('goes 3, 4, 5, 4, 3, and no two neighbours can decide apart', async () => {
    const scene = await play('figure-4-3', null, 1000);
    expect(adopted(scene, 1)).toEqual(['C 1234', 'C 12345', 'C 1234', 'C 123']);
    const configurations = scene
      .facts('ConfigurationAdopted')
      .filter(({ server }) => server === 1)
      .map(({ fact }) => fact.configuration);
    const pairs = configurations.slice(1).map((next, place) => [configurations[place], next] as const);
    for (const [before, after] of pairs) expect(before && canDecideApart(before, after)).toBe(false);
    expect(committed(scene)).toEqual(['90 S1 2', '290 S1 3', '490 S1 4', '690 S1 5']);
    // The old majority of three commits the fourth server, three of four the fifth.
    const counts = scene.facts('CommitDecided').filter(({ server }) => server === 1);
    expect(counts.map(({ fact }) => fact.decision.values['voters'])).toEqual([4, 5, 4, 3]);
    expect(counts.map(({ fact }) => fact.decision.values['stored'])).toEqual([3, 3, 3, 2]);
  });
});

describe('figure-4-4', () => {
  it('(a) commits nothing from the failure of S3 until S4 has the whole log', async () => {
    const scene = await play('figure-4-4', null, 1500);
    expect(committed(scene)).toEqual(['90 S1 13', '840 S1 14']);
    expect(scene.at(839).map((line) => line.split(' ')[0])).toEqual([
      'leader',
      'follower',
      'down',
      ...new Array<string>(3).fill('follower'),
    ]);
    expect(scene.outcomes()).toEqual(['C1 #1 ok']);
  });

  it('(b) commits nothing although nobody fails, until S4 has caught up', async () => {
    const scene = await play('figure-4-4', 'b', 1500);
    expect(adopted(scene, 1)).toEqual(['C 1234', 'C 12345', 'C 123456']);
    expect(committed(scene)).toEqual(['90 S1 13', '140 S1 14', '870 S1 15', '900 S1 16']);
    expect(scene.facts('Crashed')).toEqual([]);
  });

  it('commits at once when S4 gets the log before it votes', async () => {
    const scene = await play('figure-4-4', 'catch-up', 1500);
    expect(committed(scene)).toEqual(['165 S1 13', '840 S1 14']);
    expect(scene.facts('ChangeAnswered')).toMatchObject([{ atUs: 840_000, fact: { status: 'OK' } }]);
  });
});

describe('figure-4-5', () => {
  it('has rounds that get shorter, and a configuration after the last', async () => {
    const scene = await play('figure-4-5', null, 1500);
    const rounds = scene.facts('CatchUpRoundEnded').map(({ fact }) => [fact.round, fact.tookUs / 1000]);
    expect(rounds).toEqual([
      [1, 720],
      [2, 150],
      [3, 0],
    ]);
    expect(adopted(scene, 1)).toEqual(['C 1234']);
    // Nobody waits for S4: each command is committed one round trip after it came.
    expect(committed(scene).slice(0, 5)).toEqual(['195 S1 13', '295 S1 14', '395 S1 15', '495 S1 16', '595 S1 17']);
  });
});

describe('figure-4-6', () => {
  it('needs the removed server once more as leader, by the vote of the other', async () => {
    const scene = await play('figure-4-6', null, 1500);
    expect(scene.at(65)).toEqual(['leader 1 [1,1,1] 2', 'follower 1 [1,1] 2']);
    expect(scene.at(420)[1]).toBe('candidate 2 [1,1] 2');
    expect(scene.leaders()[0]).toBe('500 S1 leads 3 by S1 S2');
    const won = scene.facts('RoleChanged').find(({ fact }) => fact.to === 'leader');
    // One vote of one counts, and it is not that of S1.
    expect(won?.fact.decision?.values).toMatchObject({ votes: 1, voters: 1 });
    expect(committed(scene)[0]).toBe('560 S1 4');
    const down = scene.facts('RoleChanged').filter(({ fact }) => fact.edge === 'stepsDown');
    expect(down).toMatchObject([{ server: 1, atUs: 560_000 }]);
    expect(scene.leaders().at(-1)).toMatch(/S2 leads 4 by S2$/);
  });
});
