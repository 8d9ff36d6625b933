import { describe, expect, it } from 'vitest';
import { runSwarm } from '../../src/check/swarm/swarm.ts';
import { stateHash } from '../../src/cluster/encode.ts';
import type { ClusterPlacedAction, ClusterSpec } from '../../src/cluster/types.ts';
import { placedActionFromJson } from '../../src/scenario/action-json.ts';
import { placedActionToJson } from '../../src/scenario/action-to-json.ts';
import { edited, plannedIn } from '../../src/timeline/edit.ts';
import { Timeline } from '../../src/timeline/timeline.ts';
import { specOf as cluster } from '../check/spec.ts';

const SPECS: readonly ClusterSpec[] = [3, 8, 12, 21].map((seed) => runSwarm(seed).spec);

function played(spec: ClusterSpec, steps: number): Timeline {
  const timeline = Timeline.of(spec);
  timeline.extendTo({ steps });
  return timeline;
}

/** Every step of the edited run, against the run that is played from the start with the same list. */
function expectStraight(timeline: Timeline): void {
  const straight = played(timeline.spec, timeline.steps);
  expect(straight.steps).toBe(timeline.steps);
  for (let step = 0; step <= timeline.steps; step += 1 + Math.floor(timeline.steps / 40)) {
    expect(stateHash(timeline.worldAt(step))).toBe(stateHash(straight.worldAt(step)));
  }
  expect(stateHash(timeline.worldAt(timeline.steps))).toBe(stateHash(straight.worldAt(straight.steps)));
  expect(timeline.violations).toEqual(straight.violations);
  expect(timeline.deeds).toEqual(straight.deeds);
}

function otherwise(placed: ClusterPlacedAction, nth: number): readonly ClusterPlacedAction[] {
  const atUs = 1000 * (37 * nth + 11);
  return [[], [{ ...placed, off: true as const }], [{ ...placed, place: { atUs } }]][nth % 3] ?? [];
}

describe('a run with one of its actions done otherwise', () => {
  it.each(SPECS)('is the run of the edited list, however little is played again', (spec) => {
    const timeline = played(spec, 900);
    const taken = plannedIn(timeline).filter(({ step }) => step !== null);
    expect(taken.length).toBeGreaterThan(5);
    const tried = taken.filter((_, nth) => nth % Math.ceil(taken.length / 15) === 0);
    tried.forEach(({ placed, step }, nth) => {
      const { timeline: next, sharedStep } = edited(timeline, placed, otherwise(placed, nth));
      expect(sharedStep).toBeLessThan(step ?? 0);
      next.extendTo({ steps: 900 });
      expectStraight(next);
    });
  });

  it('edits an edited run, and an action turned off can be turned on again', () => {
    const timeline = played(SPECS[1] as ClusterSpec, 700);
    const [, second] = plannedIn(timeline);
    const target = second?.placed as ClusterPlacedAction;
    const without = edited(timeline, target, [{ ...target, off: true }]).timeline;
    without.extendTo({ steps: 700 });
    const off = without.spec.actions.find((placed) => placed.off === true) as ClusterPlacedAction;
    expect(plannedIn(without).find(({ placed }) => placed === off)?.step).toBeNull();
    const { off: _, ...on } = off;
    const again = edited(without, off, [on]).timeline;
    again.extendTo({ steps: 700 });
    expectStraight(again);
    expect(again.deeds.map(({ action }) => action.do)).toContain(target.action.do);
  });

  it('keeps at their time what was done by step number later on', () => {
    const actions = [
      { do: 'crash', server: 'S1', at: 20 },
      { do: 'restart', server: 'S1', afterStep: 12 },
    ] as const;
    const timeline = played(cluster({ actions: actions.flatMap((json) => placedActionFromJson(json)) }), 40);
    const [crash, restart] = timeline.spec.actions as readonly [ClusterPlacedAction, ClusterPlacedAction];
    const next = edited(timeline, crash, [{ ...crash, place: { atUs: 15_000 } }]).timeline;
    expect(placedActionToJson(next.spec.actions[1] as ClusterPlacedAction).at).toBe(
      (timeline.index.atUs(12) + 1) / 1000,
    );
    next.extendTo({ steps: 40 });
    expect(next.deeds.map(({ action }) => action.do)).toEqual(['crash', 'restart']);
    expect(next.deeds.map(({ action }) => action)).toContain(restart.action);
  });
});

describe('an action that is off', () => {
  it('stands in the scenario, is not done, and survives a branch', () => {
    const off = placedActionFromJson({ do: 'crash', server: 'S1', at: 20, off: true })[0] as ClusterPlacedAction;
    expect(placedActionToJson(off)).toEqual({ do: 'crash', server: 'S1', at: 20, off: true });
    const timeline = played(cluster({ actions: [off] }), 60);
    expect(timeline.deeds).toEqual([]);
    const branch = timeline.branch(50, [{ place: { afterStep: 50 }, action: { do: 'crash', server: 2 } }]);
    expect(branch.spec.actions).toContain(off);
    branch.extendTo({ steps: 60 });
    expect(branch.deeds.map(({ action }) => action)).toEqual([{ do: 'crash', server: 2 }]);
  });
});
