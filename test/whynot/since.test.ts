import { expect, it } from 'vitest';
import { defaultScenario } from '../../src/scenario/defaults.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import { Timeline } from '../../src/timeline/timeline.ts';
import { type Condition, idOf } from '../../src/whynot/condition.ts';
import { SinceWhen } from '../../src/whynot/since.ts';
import { whyNot } from '../../src/whynot/why-not.ts';
import { stateOf } from './brute-force.ts';
import { questionsAbout } from './questions.ts';

function all(conditions: readonly Condition[]): Condition[] {
  return conditions.flatMap((one) => [one, ...all(one.parts)]);
}

it('finds the step since when each condition has been as it is, by asking at every step', () => {
  for (const seed of [3, 8, 21]) {
    const { spec, world } = stateOf(seed);
    const timeline = Timeline.of(spec);
    timeline.extendTo({ steps: Math.min(world.step, 400) });
    const { steps } = timeline;
    const worlds = Array.from({ length: steps + 1 }, (_, step) => timeline.worldAt(step));
    for (const question of questionsAbout(timeline.worldAt(steps)).slice(0, 3)) {
      const answers = worlds.map((then) => all(whyNot(spec, then, question).conditions));
      const since = new SinceWhen(timeline, steps, whyNot(spec, timeline.worldAt(steps), question));
      while (!since.isDone) since.look();
      for (const condition of answers[steps] ?? []) {
        const id = idOf(condition);
        const wasSame = (step: number): boolean =>
          answers[step]?.some((other) => idOf(other) === id && other.holds === condition.holds) === true;
        let step = steps;
        while (step > 0 && wasSame(step - 1)) step--;
        expect(since.found.get(id), `seed ${seed}, ${id}`).toBe(step);
      }
    }
  }
});

it('says that a cut link has been cut since the step in which it was', () => {
  const spec = toSpec(defaultScenario);
  const timeline = Timeline.of(spec);
  timeline.extendTo({ atUs: 300_000 });
  const { steps } = timeline;
  const cut = timeline.branch(steps, [
    { place: { afterStep: steps }, action: { do: 'partition', groups: [[1], [2], [3], [4], [5]] } },
  ]);
  cut.extendTo({ atUs: 400_000 });
  const leader =
    cut.worldAt(cut.steps).hosts.findIndex(({ state }) => state.kind === 'server' && state.raft.role === 'leader') + 1;
  const other = leader === 1 ? 2 : 1;
  const answer = whyNot(cut.spec, cut.worldAt(cut.steps), { kind: 'lead', server: other });
  const since = new SinceWhen(cut, cut.steps, answer);
  while (!since.isDone) since.look();
  const links = all(answer.conditions).filter(({ claim }) => claim.key === 'linked');
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) expect(since.found.get(idOf(link))).toBe(steps + 1);
});
