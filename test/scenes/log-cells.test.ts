import { describe, expect, it } from 'vitest';
import { placeFromJson } from '../../src/scenario/action-json.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import type { Scenario } from '../../src/scenario/types.ts';
import { BeatFinder } from '../../src/timeline/beats.ts';
import { Timeline } from '../../src/timeline/timeline.ts';
import { ALL_SCENES, answerIn, type Keyed, keysOf, opened } from './keys.ts';
import { editedAfter, givenOtherwise, setOtherwise, submittedOtherwise } from './log-changes.ts';

/** A changed run is given so much longer to get to where the question is decided. */
const AFTERWARDS_US = 2_000_000;

/** Questions whose answer no single cell changes, by what it rests on instead. A new question is not among them. */
const INDEPENDENT: { readonly [reason: string]: readonly string[] } = {
  'terms alone': ['term-is-a-clock 1', 'term-is-a-clock 3', 'refused-by-term/off 1', 'newer-term-first/off 0'],
  'whose timer runs out when; the logs are empty': [
    'first-election 1',
    'split-vote-of-four/off 2',
    ...['', '/t30', '/t15', '/wan', '/wan-slow'].map((variant) => `election-timeout${variant} 0`),
  ],
  'votes that are given, or forgotten': ['split-vote-of-four 4', 'one-vote-per-term/off 6'],
  'which changes of role there are at all': ['figure-3-3 8'],
  'who reaches whom': ['connected-majority 0', 'connected-majority 3', 'frozen-leader 1'],
  'what a leader that steps down says, or whom a client can ask': ['two-leaders 6', 'run-once/no-retry 1'],
  'how many vote before and after': ['figure-4-3 0', 'leader-leaves/again 0', 'one-at-a-time/off 3'],
  'clocks and leases': ['stale-read/lease 2', 'lease 1', 'fast-clocks 1'],
  'how long disks, messages and rounds take': [
    ...['disk-and-network/slow-leader 0', 'disk-and-network/vote 0'],
    ...['pipelining/one-at-a-time 0', 'pipelining/batch 0', 'pipelining/lost 1'],
    'figure-4-5 1',
  ],
  'what a snapshot covers, which is more than one cell': ['snapshot 3'],
  'which sessions a machine keeps': ['forgotten-session 1'],
};

interface Asked {
  readonly name: string;
  readonly scenario: Scenario;
  readonly key: Keyed;
}

const scenes = await Promise.all(
  ALL_SCENES.map(async ({ id, variant }) => ({
    scene: variant === null ? id : `${id}/${variant}`,
    scenario: await opened(id, variant),
  })),
);
/** Every question that somebody can be right about. Processes of a lesson have no logs. */
const QUESTIONS: readonly Asked[] = scenes
  .filter(({ scenario }) => scenario.lesson === undefined)
  .flatMap(({ scene, scenario }) =>
    keysOf(scenario)
      .filter(({ answer }) => answer !== null)
      .map((key) => ({ name: `${scene} ${key.beat}`, scenario, key })),
  );
const NAMES = QUESTIONS.map(({ name }) => name);
const EXCUSED = Object.values(INDEPENDENT).flat();

/** Right before the event that a question comes after, right after it, and at the stops before. */
function placesOf({ scenario, key }: Asked): number[] {
  const { beats = [] } = scenario;
  const timeline = Timeline.of(toSpec(scenario));
  timeline.extendTo({ steps: key.asked.step });
  const stops = new BeatFinder(timeline, beats.map(placeFromJson)).all();
  const earlier = stops.map(({ step }) => step).filter((step) => step < key.asked.step);
  const before = beats[key.beat]?.at === undefined ? [Math.max(0, key.asked.step - 1)] : [];
  return [...new Set([...before, key.asked.step, ...earlier.reverse(), 0])];
}

function* changed(asked: Asked): Generator<Scenario> {
  for (const step of placesOf(asked)) yield* editedAfter(asked.scenario, step);
  yield* submittedOtherwise(asked.scenario);
  yield* setOtherwise(asked.scenario);
  yield* givenOtherwise(asked.scenario);
}

/** Whether another choice is right, or none any more, when some one cell is another. */
function dependsOnLogs(asked: Asked): boolean {
  const { beat, answer, decided } = asked.key;
  const here = JSON.stringify(answer);
  for (const other of changed(asked)) {
    const found = answerIn(other, beat, decided.atUs + AFTERWARDS_US);
    if (found !== null && JSON.stringify(found) !== here) return true;
  }
  return false;
}

/** Logs are drawn so that somebody reads them: if no cell mattered, the question would be about something else. */
describe('the answer to a question', () => {
  it.each(QUESTIONS.filter(({ name }) => !EXCUSED.includes(name)))(
    '$name changes with some one cell of a log',
    (asked) => {
      expect(dependsOnLogs(asked)).toBe(true);
    },
  );

  it('rests on something else only where that is said, question by question', () => {
    expect(EXCUSED.filter((name) => !NAMES.includes(name))).toEqual([]);
    expect(new Set(EXCUSED).size).toBe(EXCUSED.length);
  });
});
