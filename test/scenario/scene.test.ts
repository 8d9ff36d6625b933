import { describe, expect, it } from 'vitest';
import { problemText } from '../../src/scenario/problem.ts';
import { openScene } from '../../src/scenario/scene.ts';
import { SCENES, type SceneEntry } from '../../src/scenario/scenes/index.ts';

const scenes: readonly SceneEntry[] = [
  {
    id: 'one',
    title: 'One',
    load: () => Promise.resolve({ default: { raftlight: 1, servers: 3, seed: 4 } }),
    variants: [{ id: 'off', title: 'Off', change: () => Promise.resolve({ default: { broken: ['voteTwice'] } }) }],
  },
];

describe('openScene', () => {
  it('opens a scene and its variants', async () => {
    expect(await openScene('one', null, scenes)).toEqual({ ok: true, value: { raftlight: 1, seed: 4, servers: 3 } });
    expect(await openScene('one', 'off', scenes)).toMatchObject({
      ok: true,
      value: { seed: 4, broken: ['voteTwice'] },
    });
  });

  it.each([
    ['two', null, 'there is no scene "two"; there are one'],
    ['one', 'on', 'the scene "one" has no variant "on"; it has off'],
  ])('says what there is instead of %s/%s', async (id, variant, expected) => {
    const outcome = await openScene(id, variant, scenes);
    expect(outcome.ok ? [] : outcome.error.map(problemText)).toEqual([expected]);
  });
});

describe('the library', () => {
  it('names every scene once, in a way that fits into a link', () => {
    const ids = SCENES.flatMap(({ id, variants = [] }) => [id, ...variants.map((variant) => `${id}/${variant.id}`)]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9-]{1,40}(\/[a-z0-9-]{1,20})?$/);
  });

  const all = SCENES.flatMap(({ id, variants = [] }): [string, string | null][] => [
    [id, null],
    ...variants.map((variant): [string, string] => [id, variant.id]),
  ]);
  it.each(all)('opens %s %s', async (id, variant) => {
    const outcome = await openScene(id, variant);
    expect(outcome.ok ? [] : outcome.error.map(problemText)).toEqual([]);
  });
});
