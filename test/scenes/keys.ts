import { type Answer, answerOf } from '../../src/quiz/answer.ts';
import { questionOf } from '../../src/quiz/question.ts';
import { placeFromJson } from '../../src/scenario/action-json.ts';
import { openScene } from '../../src/scenario/scene.ts';
import { SCENES } from '../../src/scenario/scenes/index.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import type { Scenario } from '../../src/scenario/types.ts';
import { BeatFinder, type Stop } from '../../src/timeline/beats.ts';
import { Timeline } from '../../src/timeline/timeline.ts';

/** A question of a scene, where it is asked and decided, and what the engine finds. */
export interface Keyed {
  readonly beat: number;
  readonly asked: Stop;
  readonly decided: Stop;
  readonly answer: Answer | null;
}

/** Every scene of the library and every variant. */
export const ALL_SCENES = SCENES.flatMap(({ id, variants = [] }) => [
  { id, variant: null },
  ...variants.map((variant) => ({ id, variant: variant.id })),
]);

export async function opened(id: string, variant: string | null): Promise<Scenario> {
  const scene = await openScene(id, variant);
  if (!scene.ok) throw new Error(JSON.stringify(scene.error));
  return scene.value;
}

/** What is right about one question; null where that is undecided, or not decided up to a time. Plays no further than needed. */
export function answerIn(scenario: Scenario, beat: number, untilUs: number): Answer | null {
  const json = scenario.beats?.[beat];
  const timeline = Timeline.of(toSpec(scenario));
  const question = json === undefined ? null : questionOf(json, timeline.spec.servers);
  if (json === undefined || question === null) return null;
  const asked = new BeatFinder(timeline, [placeFromJson(json)]);
  const decided = new BeatFinder(timeline, [placeFromJson(json.reveal ?? json)]);
  for (;;) {
    const [from, to] = [asked.all()[0], decided.all()[0]];
    if (from !== undefined && to !== undefined) return answerOf(timeline, question, from.step, to.step);
    if (timeline.extendTo({ atUs: untilUs, maxSteps: STEPS_AT_ONCE }) === 0) return null;
  }
}

const STEPS_AT_ONCE = 16;

/** The answers to all questions of a scene that are asked and decided in its run up to a time, in their order. */
export function keysOf(scenario: Scenario, atUs = 10_000_000): Keyed[] {
  const beats = scenario.beats ?? [];
  const timeline = Timeline.of(toSpec(scenario));
  timeline.extendTo({ atUs, maxSteps: 20_000 });
  const asked = new BeatFinder(timeline, beats.map(placeFromJson)).all();
  const reveals = beats.map((beat) => placeFromJson(beat.reveal ?? beat));
  const decided = new BeatFinder(timeline, reveals).all();
  return beats.flatMap((json, beat) => {
    const question = questionOf(json, timeline.spec.servers);
    const from = asked.find((stop) => stop.beat === beat);
    const to = decided.find((stop) => stop.beat === beat);
    if (question === null || from === undefined || to === undefined) return [];
    return [{ beat, asked: from, decided: to, answer: answerOf(timeline, question, from.step, to.step) }];
  });
}
