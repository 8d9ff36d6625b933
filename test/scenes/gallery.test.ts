import { describe, expect, it } from 'vitest';
import { play } from './support.ts';

/** The same clause kept and broken, each in a scene: what breaks first, and nothing where it is kept. */
describe('a clause that implementations got wrong', () => {
  it.each([
    ['heartbeat-checked', 'I16 at 35', 'I5'],
    ['late-append', 'I6 at 40', 'I5'],
    ['what-an-ok-means', 'I6 at 55', 'I5'],
    ['how-far-to-commit', 'I5 at 15', 'I5'],
    ['old-acknowledgement', 'I6 at 60', 'I5'],
    ['forgotten-tail', 'I10 at 160', 'I5'],
    ['tempting-vote-rule', 'I4 at 70', 'I5'],
  ])('%s: keeps every promise, and off breaks %s first and then %s', async (id, first, falls) => {
    const [kept, off] = [await play(id, null, 1000), await play(id, 'off', 1000)];
    expect(kept.violations()).toEqual([]);
    expect(off.violations()[0]).toBe(first);
    expect(off.violations().map((line) => line.split(' ')[0])).toContain(falls);
    // The rule is the only difference.
    expect(off.scenario.servers).toEqual(kept.scenario.servers);
    expect(off.scenario.broken).toHaveLength(1);
  });

  it('who-resets-the-timer: S2 leads when its timer runs out, or S4 stands ten times and nobody leads', async () => {
    expect((await play('who-resets-the-timer', null, 1500)).leaders()).toEqual(['260 S2 leads 4 by S2 S3 S4']);
    const off = await play('who-resets-the-timer', 'off', 3000);
    expect(off.facts('RoleChanged').filter(({ server, atUs }) => server === 4 && atUs <= 1_500_000)).toHaveLength(10);
    expect(off.at(1500)[3]).toBe('candidate 12 [1,1] 0');
    expect(Number(off.leaders()[0]?.split(' ')[0])).toBeGreaterThan(1510);
  });

  it('split-vote-of-four off: three candidates wait for ever', async () => {
    const off = await play('split-vote-of-four', 'off', 5000);
    expect(off.at(5000).slice(1)).toEqual(new Array(3).fill('candidate 2 [] 0'));
    expect(off.violations()).toEqual([]);
  });

  it('how-far-to-commit: S3 runs the entry that was committed, or its own', async () => {
    const third = (name: string | null) =>
      play('how-far-to-commit', name, 1000).then((scene) =>
        scene.facts('Applied').filter(({ server, fact }) => server === 3 && fact.index === 3),
      );
    expect(await third(null)).toMatchObject([{ fact: { term: 5 } }]);
    expect(await third('off')).toMatchObject([{ fact: { term: 4 } }]);
  });
});
