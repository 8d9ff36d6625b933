import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/quiz/answer.ts';
import { questionProblems } from '../../src/quiz/question.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import { type Scenario, textOfChoice } from '../../src/scenario/types.ts';
import type { Stop } from '../../src/timeline/beats.ts';
import { ALL_SCENES, keysOf, opened } from './keys.ts';

/**
 * The computed answers as somebody has read them and found them right: for review only, nothing else knows them.
 * RAFTLIGHT_UPDATE=1 writes them anew.
 */
const FILE = new URL('./answer-keys.json', import.meta.url);
const KEYS = JSON.parse(readFileSync(FILE, 'utf8')) as { [scene: string]: { readonly [question: string]: string } };

/** What the engine found, in the words of the scene. */
function inWords({ beats = [] }: Scenario, beat: number, answer: Answer): string {
  if (answer.kind === 'index') return `index ${answer.index}`;
  if (answer.kind === 'servers') return answer.servers.map((server) => `S${server}`).join(' ');
  const choice = answer.right === null ? undefined : beats[beat]?.choices?.[answer.right];
  return choice === undefined ? 'undecided' : textOfChoice(choice).en;
}

function isBefore(a: Stop, b: Stop): boolean {
  return a.step !== b.step ? a.step < b.step : a.atUs < b.atUs;
}

describe('every question of the library', () => {
  it.each(ALL_SCENES)('$id $variant is answered by the run: exactly one choice holds', async ({ id, variant }) => {
    const scenario = await opened(id, variant);
    const { beats = [] } = scenario;
    expect(questionProblems(scenario, toSpec(scenario).servers)).toEqual([]);
    const keys = keysOf(scenario);
    const questions = beats.flatMap(({ question }, beat) => (question === undefined ? [] : [beat]));
    expect(keys.map(({ beat }) => beat)).toEqual(questions);
    const name = variant === null ? id : `${id}/${variant}`;
    const found: { [question: string]: string } = {};
    for (const { beat, answer } of keys) {
      if (answer !== null) found[`${beat} ${beats[beat]?.question?.en}`] = inWords(scenario, beat, answer);
    }
    expect(Object.values(found)).not.toContain('undecided');
    if (process.env['RAFTLIGHT_UPDATE'] !== undefined) KEYS[name] = found;
    expect(found).toEqual(KEYS[name] ?? {});
  });

  it.each(ALL_SCENES)('$id $variant is decided when it is asked or later, and before the next is', async (scene) => {
    const keys = keysOf(await opened(scene.id, scene.variant));
    for (const [place, { asked, decided }] of keys.entries()) {
      const next = keys[place + 1];
      expect(isBefore(decided, asked)).toBe(false);
      expect(next === undefined || isBefore(decided, next.asked)).toBe(true);
    }
  });

  it('has its answer from the run: none is typed in', async () => {
    const typed: string[] = [];
    for (const { id, variant } of ALL_SCENES) {
      const { beats = [] } = await opened(id, variant);
      const name = variant === null ? id : `${id}/${variant}`;
      for (const [beat, { answer }] of beats.entries()) if (answer !== undefined) typed.push(`${name} ${beat}`);
    }
    expect(typed).toEqual([]);
  });
});

afterAll(() => {
  if (process.env['RAFTLIGHT_UPDATE'] === undefined) return;
  // In the order of the library.
  const names = ALL_SCENES.map(({ id, variant }) => (variant === null ? id : `${id}/${variant}`));
  const asked = names
    .map((name) => [name, KEYS[name] ?? {}] as const)
    .filter(([, found]) => Object.keys(found).length > 0);
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(asked), null, 2)}\n`);
});
