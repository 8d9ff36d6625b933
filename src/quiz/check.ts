import { placeFromJson } from '../scenario/action-json.ts';
import type { Scenario } from '../scenario/types.ts';
import { BeatFinder } from '../timeline/beats.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { answerOf } from './answer.ts';
import { questionOf, questionProblems } from './question.ts';

/** What keeps a scene from being one that can be shown. */
export type SceneProblem =
  /** Something was to be done that could not be done then: the step that is not possible, and why. */
  | { readonly kind: 'vain'; readonly step: number; readonly action: string; readonly reason: string }
  | { readonly kind: 'unreached'; readonly beat: number }
  | { readonly kind: 'undecided'; readonly beat: number; readonly holding: number }
  | { readonly kind: 'unreadable'; readonly beat: number; readonly member: string }
  | { readonly kind: 'silent'; readonly beat: number }
  | { readonly kind: 'broken'; readonly step: number; readonly invariant: string }
  | { readonly kind: 'noBeats' }
  | { readonly kind: 'noTitle' };

/** As far as a scene is played to find what is wrong with it. */
const MOST_STEPS = 20_000;
const LONGEST_US = 60_000_000;

/** Plays a scene to its end and tells what is missing in it or not possible. The run has to be one of this scenario. */
export function sceneProblems(timeline: Timeline, scenario: Scenario): SceneProblem[] {
  const { beats = [], title = '', broken = [] } = scenario;
  timeline.extendTo({ atUs: LONGEST_US, steps: MOST_STEPS });
  const found: SceneProblem[] = [];
  if (title === '') found.push({ kind: 'noTitle' });
  if (beats.length === 0) found.push({ kind: 'noBeats' });
  found.push(...vainDeeds(timeline));
  if (broken.length === 0) {
    found.push(
      ...timeline.violations.slice(0, 1).map(({ step, invariant }) => ({ kind: 'broken' as const, step, invariant })),
    );
  }
  const { servers } = timeline.spec;
  const unreadable = questionProblems(scenario, servers);
  found.push(...unreadable.map(({ beat, member }) => ({ kind: 'unreadable' as const, beat, member })));
  const asked = new BeatFinder(timeline, beats.map(placeFromJson)).all();
  const decided = new BeatFinder(
    timeline,
    beats.map((beat) => placeFromJson(beat.reveal ?? beat)),
  ).all();
  beats.forEach((json, beat) => {
    const from = asked.find((stop) => stop.beat === beat);
    const to = decided.find((stop) => stop.beat === beat);
    if (json.text.en.trim() === '') found.push({ kind: 'silent', beat });
    if (from === undefined || to === undefined) found.push({ kind: 'unreached', beat });
    else if (!unreadable.some((problem) => problem.beat === beat)) {
      const question = questionOf(json, servers);
      const answer = question === null ? null : answerOf(timeline, question, from.step, to.step);
      if (answer?.kind === 'choice' && answer.right === null)
        found.push({ kind: 'undecided', beat, holding: answer.holding });
    }
  });
  return found;
}

function vainDeeds(timeline: Timeline): SceneProblem[] {
  const found: SceneProblem[] = [];
  for (const { step } of timeline.deeds) {
    for (const { fact } of timeline.eventsOf(step)) {
      if (fact.type === 'ActionIgnored') found.push({ kind: 'vain', step, action: fact.action, reason: fact.reason });
    }
  }
  return found;
}
