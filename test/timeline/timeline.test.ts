import { describe, expect, it } from 'vitest';
import { runSwarm } from '../../src/check/swarm/swarm.ts';
import { engineOf, openRun } from '../../src/cluster/cluster.ts';
import { internalHash } from '../../src/cluster/encode.ts';
import type { ClusterSpec, TraceEvent } from '../../src/cluster/types.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import { Mark } from '../../src/timeline/step-index.ts';
import { CHECKPOINT_EVERY, Timeline } from '../../src/timeline/timeline.ts';

const SPECS: readonly ClusterSpec[] = [5, 4, 11, 27].map((seed) => runSwarm(seed).spec);
const STEPS = 1500;

/** The hash after every step, by straight play. */
function straight(spec: ClusterSpec, steps: number): string[] {
  const run = openRun(spec);
  const hashes = [internalHash(run.world())];
  while (hashes.length <= steps && run.advance()) hashes.push(internalHash(run.world()));
  return hashes;
}

function played(spec: ClusterSpec, steps = STEPS): Timeline {
  const timeline = Timeline.of(spec);
  timeline.extendTo({ steps });
  return timeline;
}

describe('seeking', () => {
  it.each(SPECS)('shows at every step what straight play shows', (spec) => {
    const expected = straight(spec, STEPS);
    const timeline = played(spec);
    expect(timeline.steps).toBe(expected.length - 1);
    let step = 0;
    for (let nth = 0; nth < 300; nth++) {
      step = (step * 31 + nth * 17 + 7) % expected.length;
      expect(internalHash(timeline.worldAt(step))).toBe(expected[step]);
    }
    for (let near = 0; near < expected.length; near += CHECKPOINT_EVERY) {
      for (const around of [near - 1, near, near + 1].filter((other) => other >= 0 && other < expected.length)) {
        expect(internalHash(timeline.worldAt(around))).toBe(expected[around]);
      }
    }
  });

  it('gives the same world object for the same step', () => {
    const timeline = played(SPECS[0] as ClusterSpec, 300);
    const world = timeline.worldAt(250);
    timeline.eventsOf(200);
    expect(timeline.worldAt(250)).toBe(world);
  });

  it('gives the same run whether it grows in one go, by time slices or step by step', () => {
    const spec = SPECS[1] as ClusterSpec;
    const whole = played(spec, 600);
    const slices = Timeline.of(spec);
    for (let atUs = 0; slices.steps < 600; atUs += 7_003) slices.extendTo({ atUs, steps: 600 });
    const single = Timeline.of(spec);
    while (single.steps < 600) single.extendTo({ maxSteps: 1 });
    for (const other of [slices, single]) {
      expect(internalHash(other.worldAt(600))).toBe(internalHash(whole.worldAt(600)));
    }
  });
});

describe('growing', () => {
  it('needs a limit, as a run has no end of its own', () => {
    const timeline = Timeline.of(SPECS[0] as ClusterSpec);
    // @ts-expect-error: at least one limit is named
    expect(() => timeline.extendTo({})).toThrow('a run grows to a limit');
    expect(() => timeline.extendTo({ atUs: Infinity })).toThrow('a run grows to a limit');
    expect(() => timeline.extendTo({ steps: Number.NaN })).toThrow('a run grows to a limit');
    expect(timeline.extendTo({ atUs: Infinity, maxSteps: 3 })).toBe(3);
    expect(timeline.steps).toBe(3);
  });
});

describe('the index', () => {
  it('knows when every step happened and finds the step at a time', () => {
    const timeline = played(SPECS[0] as ClusterSpec);
    for (let step = 1; step <= timeline.steps; step += 13) {
      const atUs = timeline.index.atUs(step);
      expect(timeline.worldAt(step).nowUs).toBe(atUs);
      const found = timeline.index.stepAt(atUs);
      expect(found).toBeGreaterThanOrEqual(step);
      expect(timeline.index.atUs(found)).toBe(atUs);
      expect(timeline.index.stepAt(atUs - 1)).toBeLessThan(step);
    }
  });

  it('jumps to what the explained events say, in both directions', () => {
    // A candidate that stands again decides anew, but its role stays.
    const timeline = played(SPECS[2] as ClusterSpec, 800);
    const steps: number[] = [];
    for (let step = 1; step <= timeline.steps; step++) {
      if (timeline.eventsOf(step).some(({ fact }) => fact.type === 'RoleChanged' && fact.from !== fact.to))
        steps.push(step);
    }
    const found: number[] = [];
    for (let at = timeline.nearest(0, ['roleChanged'], 1); at !== null; at = timeline.nearest(at, ['roleChanged'], 1)) {
      found.push(at);
    }
    // A crash ends a role, too, without a decision of its own.
    const crashes = found.filter((step) => (timeline.index.marks(step) & Mark.upOrDown) !== 0);
    expect(found.filter((step) => !crashes.includes(step))).toEqual(steps.filter((step) => !crashes.includes(step)));
    expect(timeline.nearest(timeline.steps + 1, ['roleChanged'], -1)).toBe(found[found.length - 1]);
  });
});

describe('explained events', () => {
  const eventsByTrace = (spec: ClusterSpec, steps: number): TraceEvent[][] => {
    const run = engineOf(spec).open(null, true);
    const all = [[...run.events]];
    while (all.length <= steps && run.advance()) all.push([...run.events]);
    return all;
  };

  it.each(SPECS)('are those of a run that explains from its start, causes included', (spec) => {
    const expected = eventsByTrace(spec, 500);
    const timeline = played(spec, 500);
    for (let step = timeline.steps; step >= 1; step -= 7) {
      const events = timeline.eventsOf(step);
      const wanted = expected[step] ?? [];
      expect(events.map((event) => event.fact.type)).toEqual(wanted.map((event) => event.fact.type));
      const causes = (list: readonly TraceEvent[]) =>
        list.map(({ causes }) => causes.map(({ step: at, i }) => [at, i]));
      expect(causes(events)).toEqual(causes(wanted));
    }
  });

  it('are the same when visited in one go, over a branch too', () => {
    const timeline = played(SPECS[2] as ClusterSpec, 300).branch(250, [
      { place: { afterStep: 250 }, action: { do: 'crash', server: 1 } },
    ]);
    timeline.extendTo({ steps: 400 });
    const visited: string[][] = [];
    timeline.visitEvents(0, 400, (step, events) => {
      visited[step] = events.map((event) => event.fact.type);
    });
    for (let step = 0; step <= timeline.steps; step++) {
      expect(visited[step]).toEqual(timeline.eventsOf(step).map((event) => event.fact.type));
    }
  });

  it('have causes that exist and came before', () => {
    const timeline = played(SPECS[3] as ClusterSpec, 500);
    for (let step = 1; step <= timeline.steps; step++) {
      for (const event of timeline.eventsOf(step)) {
        for (const cause of event.causes) {
          const earlier = cause.step < event.step || (cause.step === event.step && cause.i < event.i);
          expect(earlier).toBe(true);
          expect(timeline.eventsOf(cause.step)[cause.i]).toBeDefined();
        }
      }
    }
  });
});

describe('branches', () => {
  const base = { ...(SPECS[0] as ClusterSpec), actions: [] };

  it('share the past and leave the parent as it was', () => {
    const parent = played(base, 600);
    const hashes = straight(base, 600);
    const branch = parent.branch(300, [{ place: { afterStep: 300 }, action: { do: 'crash', server: 1 } }]);
    branch.extendTo({ steps: 600 });
    expect(branch.eventsOf(301)[0]?.fact.type).toBe('Crashed');
    for (const step of [0, 1, 150, 191, 192, 193, 299, 300]) {
      expect(internalHash(branch.worldAt(step))).toBe(internalHash(parent.worldAt(step)));
    }
    for (const step of [301, 450, 600]) expect(internalHash(parent.worldAt(step))).toBe(hashes[step]);
  });

  it('compute what their own list of actions computes from the start', () => {
    let timeline = played(base, 400);
    const moves = [
      [120, { do: 'crash', server: 2 }],
      [260, { do: 'restart', server: 2 }],
    ] as const;
    for (const [step, action] of moves) {
      timeline = timeline.branch(step, [{ place: { afterStep: step }, action }]);
      timeline.extendTo({ steps: 400 });
    }
    const fresh = played(timeline.spec, 400);
    for (const step of [119, 120, 121, 122, 192, 260, 261, 262, 400]) {
      expect(internalHash(timeline.worldAt(step))).toBe(internalHash(fresh.worldAt(step)));
    }
  });

  it('drop what was planned for later', () => {
    const later = { place: { atUs: 10_000_000 }, action: { do: 'crash', server: 1 } } as const;
    const timeline = Timeline.of({ ...base, actions: [later] });
    timeline.extendTo({ steps: 50 });
    const branch = timeline.branch(50, [{ place: { afterStep: 50 }, action: { do: 'crash', server: 2 } }]);
    expect(branch.spec.actions.map(({ action }) => action)).toEqual([{ do: 'crash', server: 2 }]);
  });
});

describe('violations', () => {
  it('are kept with their step, and a branch from before knows nothing of them', () => {
    const mutations = { ...(SPECS[0] as ClusterSpec).raft.mutations, voteTwice: true };
    let broken: Timeline | null = null;
    for (let seed = 1; broken === null; seed++) {
      const { spec } = runSwarm(seed, (plain) => ({ ...plain, raft: { ...plain.raft, mutations } }));
      const timeline = played(spec, 4000);
      if (timeline.violations.length > 0) broken = timeline;
    }
    const first = broken.violations[0];
    // Two votes in one term break the voter's own promise before they make two leaders.
    expect(first?.invariant).toBe('I7');
    const step = first?.step ?? 0;
    expect(broken.index.marks(step) & Mark.violation).toBe(Mark.violation);
    expect(broken.branch(step - 1, []).violations).toEqual([]);
    const same = broken.branch(step, []);
    expect(same.violations).toEqual(broken.violations.filter((violation) => violation.step <= step));
  });

  it('are found again by a branch that goes the same way', () => {
    const mutations = { ...(SPECS[0] as ClusterSpec).raft.mutations, voteTwice: true };
    const { spec } = runSwarm(5, (plain) => ({ ...plain, raft: { ...plain.raft, mutations } }));
    const timeline = played(spec, 3000);
    const without = { ...timeline.spec, actions: [] };
    const plain = played(without, 3000);
    const again = plain.branch(1000, []);
    again.extendTo({ steps: 3000 });
    expect(again.violations).toEqual(plain.violations);
  });
});

describe('what is committed in fact', () => {
  it('stays so when every server has forgotten it in a crash', () => {
    const spec = toSpec({
      raftlight: 1,
      seed: 10,
      servers: 3,
      actions: [
        { at: 600, do: 'submit', client: 'C1', command: 'set x 3' },
        ...[1, 2, 3].map((id) => ({ at: 900, do: 'crash', server: `S${id}` }) as const),
        ...[1, 2, 3].map((id) => ({ at: 901, do: 'restart', server: `S${id}` }) as const),
      ],
    });
    const timeline = Timeline.of(spec);
    timeline.extendTo({ atUs: 901_000 });
    const forgotten = timeline
      .worldAt(timeline.steps)
      .hosts.every(({ state }) => state.kind !== 'server' || state.raft.commitIndex === 0);
    expect(forgotten).toBe(true);
    expect(timeline.committedAt(timeline.steps)?.index).toBe(1);
    expect(timeline.committedAt(0)).toBeNull();
    const first = timeline.nearest(0, ['committed'], 1) ?? 0;
    expect(timeline.committedAt(first - 1)).toBeNull();
    expect(timeline.committedAt(first)?.step).toBe(first);
    expect(timeline.branch(first - 1, []).committedAt(first - 1)).toBeNull();
  });
});
