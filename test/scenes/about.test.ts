import { describe, expect, it } from 'vitest';
import { CHAPTERS, MYTHS } from '../../src/scenario/scenes/about.ts';
import { SCENES } from '../../src/scenario/scenes/index.ts';
import { sceneOf } from './support.ts';

const scenes = CHAPTERS.flatMap((chapter) => chapter.scenes);

describe('what is said about the library', () => {
  it('has every scene in one chapter', () => {
    expect(scenes.map(({ id }) => id).sort()).toEqual(SCENES.map(({ id }) => id).sort());
  });

  it('says in a sentence what each is for, and how long it takes', () => {
    for (const { goal, minutes } of scenes) {
      expect(goal).toMatch(/^[A-Z“].*[.?]$/);
      expect(minutes).toBeGreaterThanOrEqual(2);
      expect(minutes).toBeLessThanOrEqual(10);
    }
    expect(new Set(scenes.map(({ goal }) => goal)).size).toBe(scenes.length);
  });

  it.each(MYTHS)('“$statement” has a scene that shows whether it is so', async ({ statement, scene, variant }) => {
    expect(statement).toMatch(/\.$/);
    expect((await sceneOf(scene, variant)).beats?.length).toBeGreaterThan(0);
  });
});
