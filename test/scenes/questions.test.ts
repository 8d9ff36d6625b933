import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { type Answer, answerOf } from '../../src/quiz/answer.ts';
import { questionOf, questionProblems } from '../../src/quiz/question.ts';
import { placeFromJson } from '../../src/scenario/action-json.ts';
import { openScene } from '../../src/scenario/scene.ts';
import { SCENES } from '../../src/scenario/scenes/index.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import { type Scenario, textOfChoice } from '../../src/scenario/types.ts';
import { BeatFinder } from '../../src/timeline/beats.ts';
import { Timeline } from '../../src/timeline/timeline.ts';

/**
 * The computed answers as somebody has read them and found them right: for review only, nothing else knows them.
 * RAFTLIGHT_UPDATE=1 writes them anew.
 */
const FILE = new URL('./answer-keys.json', import.meta.url);
const KEYS = JSON.parse(readFileSync(FILE, 'utf8')) as { [scene: string]: { readonly [question: string]: string } };

const ALL = SCENES.flatMap(({ id, variants = [] }) => [
  { id, variant: null },
  ...variants.map((variant) => ({ id, variant: variant.id })),
]);

async function opened(id: string, variant: string | null): Promise<Scenario> {
  const scene = await openScene(id, variant);
  if (!scene.ok) throw new Error(JSON.stringify(scene.error));
  return scene.value;
}

/** The answers to all questions of a scene, by beat, as the engine finds them. */
function keyOf(scenario: Scenario): Map<number, ReturnType<typeof answerOf>> {
  const beats = scenario.beats ?? [];
  const timeline = Timeline.of(toSpec(scenario));
  timeline.extendTo({ atUs: 10_000_000, maxSteps: 20_000 });
  const asked = new BeatFinder(timeline, beats.map(placeFromJson)).all();
  const decided = new BeatFinder(
    timeline,
    beats.map((beat) => placeFromJson(beat.reveal ?? beat)),
  ).all();
  const key = new Map<number, ReturnType<typeof answerOf>>();
  beats.forEach((json, beat) => {
    const question = questionOf(json, timeline.spec.servers);
    if (question === null) return;
    const from = asked.find((stop) => stop.beat === beat);
    const to = decided.find((stop) => stop.beat === beat);
    if (from === undefined || to === undefined) throw new Error(`beat ${beat} is reached and decided`);
    expect(to.atUs).toBeGreaterThanOrEqual(from.atUs);
    key.set(beat, answerOf(timeline, question, from.step, to.step));
  });
  return key;
}

/** What the engine found, in the words of the scene. */
function inWords({ beats = [] }: Scenario, beat: number, answer: Answer): string {
  if (answer.kind === 'index') return `index ${answer.index}`;
  if (answer.kind === 'servers') return answer.servers.map((server) => `S${server}`).join(' ');
  const choice = answer.right === null ? undefined : beats[beat]?.choices?.[answer.right];
  return choice === undefined ? 'undecided' : textOfChoice(choice).en;
}

describe('every question of the library', () => {
  it.each(ALL)('$id $variant is answered by the run: exactly one choice holds', async ({ id, variant }) => {
    const scenario = await opened(id, variant);
    expect(questionProblems(scenario, toSpec(scenario).servers)).toEqual([]);
    const found: { [question: string]: string } = {};
    for (const [beat, answer] of keyOf(scenario)) {
      const question = scenario.beats?.[beat]?.question?.en ?? '';
      if (answer !== null) found[`${beat} ${question}`] = inWords(scenario, beat, answer);
    }
    expect(Object.values(found)).not.toContain('undecided');
    if (process.env['RAFTLIGHT_UPDATE'] !== undefined) KEYS[variant === null ? id : `${id}/${variant}`] = found;
    expect(found).toEqual(KEYS[variant === null ? id : `${id}/${variant}`] ?? {});
  });
});

afterAll(() => {
  if (process.env['RAFTLIGHT_UPDATE'] === undefined) return;
  const asked = Object.entries(KEYS).filter(([, found]) => Object.keys(found).length > 0);
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(asked), null, 2)}\n`);
});
