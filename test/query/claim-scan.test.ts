import { expect, it } from 'vitest';
import { claimScanOf, type Verdict } from '../../src/query/claim-scan.ts';
import { parseClaim, type Query } from '../../src/query/compile.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import { Timeline } from '../../src/timeline/timeline.ts';

function played(): Timeline {
  const outcome = parseScenario({
    raftlight: 1,
    seed: 3,
    servers: 3,
    actions: [
      { at: 900, do: 'crash', server: 'S1' },
      { at: 1500, do: 'restart', server: 'S1' },
    ],
  });
  if (!outcome.ok) throw new Error('expected a scenario');
  const timeline = Timeline.of(toSpec(outcome.value));
  timeline.extendTo({ atUs: 3_000_000 });
  return timeline;
}

function claim(source: string): Query {
  const parsed = parseClaim(source, 3);
  if ('problem' in parsed) throw new Error(JSON.stringify(parsed.problem));
  return parsed.query;
}

const timeline = played();
const stepsWhere = (holds: (step: number) => boolean): number[] =>
  Array.from({ length: timeline.steps + 1 }, (_, step) => step).filter(holds);
const leaders = (step: number): number =>
  timeline.worldAt(step).hosts.filter(({ up, state }) => up && state.kind === 'server' && state.raft.role === 'leader')
    .length;
const isUp = (step: number): boolean => timeline.worldAt(step).hosts[0]?.up === true;
const types = (step: number): string[] => timeline.eventsOf(step).map(({ fact }) => fact.type);

function verdictOf(source: string): Verdict {
  const scan = claimScanOf(timeline, claim(source));
  scan.goTo(timeline.steps);
  return scan.verdict;
}

it('always: broken first where the condition does not hold for the first time', () => {
  expect(verdictOf('always count(up && role == "leader") <= 1')).toEqual({ type: 'holds' });
  expect(verdictOf('always S1.up')).toEqual({ type: 'broken', step: stepsWhere((step) => !isUp(step))[0] });
});

it('sometimes: seen first where the condition holds for the first time', () => {
  expect(verdictOf('sometimes S1.currentTerm > 900')).toEqual({ type: 'notSeen' });
  const first = stepsWhere((step) => leaders(step) > 0)[0];
  expect(verdictOf('sometimes any(up && role == "leader")')).toEqual({ type: 'seen', step: first });
});

it('eventually: awaited from the step on after the last that had it', () => {
  expect(verdictOf('eventually S1.up')).toEqual({ type: 'reached', step: timeline.steps });
  const lastDown = stepsWhere((step) => !isUp(step)).at(-1) ?? 0;
  expect(verdictOf('eventually !S1.up')).toEqual({ type: 'awaited', step: lastDown + 1 });
  expect(verdictOf('eventually S1.currentTerm > 900')).toEqual({ type: 'awaited', step: 0 });
});

it('of events, always asks all of a step and the others any', () => {
  const crash = stepsWhere((step) => types(step).includes('Crashed'))[0];
  expect(verdictOf('always event.type != "Crashed"')).toEqual({ type: 'broken', step: crash });
  expect(verdictOf('sometimes event.type == "Crashed"')).toEqual({ type: 'seen', step: crash });
});

it('knows of every step whether its condition holds, however it was looked at', () => {
  const inOneGo = claimScanOf(played(), claim('always S1.up'));
  inOneGo.goTo(timeline.steps);
  const other = played();
  const inSlices = claimScanOf(other, claim('always S1.up'));
  while (!inSlices.goTo(other.steps, 7));
  expect(inSlices.truths).toEqual(inOneGo.truths);
  const holds = (step: number): boolean => inOneGo.truths.findLast((truth) => truth.step <= step)?.holds === true;
  expect(stepsWhere(holds)).toEqual(stepsWhere(isUp));
});

it('a claim begins with one of three words, and says so', () => {
  expect(parseClaim('leader(S1)', 3)).toMatchObject({ problem: { type: 'noClaim' } });
  expect(parseClaim('always S1.commitIndex', 3)).toMatchObject({ problem: { type: 'wrongKind', found: 'number' } });
  expect(parseClaim('always', 3)).toMatchObject({ problem: { type: 'expected', what: 'value' } });
});
