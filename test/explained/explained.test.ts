import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runSwarm } from '../../src/check/swarm/swarm.ts';
import { citedBy } from '../../src/cluster/cited.ts';
import type { ClusterSpec, Fact, FactType } from '../../src/cluster/types.ts';
import { FACT_FIELDS } from '../../src/scenario/facts.ts';
import { SCENES } from '../../src/scenario/scenes/index.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import type { PlaceJson } from '../../src/scenario/types.ts';
import { GOLDEN } from '../golden/links.ts';
import { sceneOf } from '../scenes/support.ts';
import { complaintsOf, type Taken, walk } from './walk.ts';

/** Every change of state in every scenario has an explanation that names a rule, and the rule gives the decision. */

const AFTERWARDS_MS = 2_000;
const SEEDS = Array.from({ length: 30 }, (_, place) => place + 1);

interface Found {
  readonly spec: ClusterSpec;
  readonly limit: { readonly untilUs?: number; readonly steps?: number };
}

async function sceneRun(id: string, variant: string | null): Promise<Found> {
  const scenario = await sceneOf(id, variant);
  const places: readonly PlaceJson[] = [...(scenario.actions ?? []), ...(scenario.beats ?? [])];
  const untilUs = (Math.max(0, ...places.map((place) => place.at ?? 0)) + AFTERWARDS_MS) * 1000;
  return { spec: toSpec(scenario), limit: { untilUs } };
}

/** All complaints, and how many decisions were evaluated again. */
function check({ spec, limit }: Found): { complaints: string[]; decisions: number; steps: number } {
  const complaints: string[] = [];
  let [decisions, steps] = [0, 0];
  walk(spec, limit, (taken) => {
    complaints.push(...complaintsOf(taken));
    decisions += taken.events.filter(({ fact }) => 'decision' in fact).length;
    steps++;
  });
  return { complaints, decisions, steps };
}

const NAMES = SCENES.flatMap(({ id, variants = [] }) => [
  [id, null] as const,
  ...variants.map((variant) => [id, variant.id] as const),
]);

describe('every change is explained, and every decision follows from its values', () => {
  it.each(NAMES)('in the scene %s %s', async (id, variant) => {
    const found = await sceneRun(id, variant);
    const { complaints, decisions } = check(found);
    expect(complaints).toEqual([]);
    // Figure 3.6 shows states that are given, and nothing happens in it; a lesson's own protocol knows no rule of Raft.
    expect(decisions > 0).toBe(id !== 'figure-3-6' && found.spec.lesson === undefined);
  });

  it.each(GOLDEN)('in the golden run: $name', ({ scenario, step }) => {
    const { complaints, steps } = check({ spec: toSpec(scenario), limit: { steps: step } });
    expect(complaints).toEqual([]);
    expect(steps).toBe(step);
  });

  it.each(SEEDS)('in swarm seed %i', (seed) => {
    const { spec, faultySteps } = runSwarm(seed);
    const { complaints, steps } = check({ spec, limit: { steps: faultySteps } });
    expect(complaints).toEqual([]);
    expect(steps).toBe(faultySteps);
  });
});

describe('the check itself', () => {
  /** A scene in which much happens, step by step. */
  async function stepsOf(id: string, variant: string | null = null): Promise<Taken[]> {
    const { spec, limit } = await sceneRun(id, variant);
    const taken: Taken[] = [];
    walk(spec, limit, (step) => taken.push(step));
    return taken;
  }

  const without = (taken: Taken, types: readonly FactType[]): Taken => ({
    ...taken,
    events: taken.events.filter(({ fact }) => !types.includes(fact.type)),
  });

  /** The events that no other one can stand in for, each in a scene that has it. */
  const NEEDED: readonly (readonly [type: FactType, scene: string, variant: string | null])[] = [
    ['TermChanged', 'first-election', null],
    ['RoleChanged', 'first-election', null],
    ['VoteDecided', 'first-election', null],
    ['VoteCounted', 'first-election', null],
    ['LeaderHeard', 'first-election', null],
    ['TimerSet', 'first-election', null],
    ['MessageSent', 'first-election', null],
    ['MessageReceived', 'first-election', null],
    ['EntriesAppended', 'old-term-trap', null],
    ['LogTruncated', 'old-term-trap', null],
    ['EntriesDurable', 'old-term-trap', null],
    ['MatchAdvanced', 'old-term-trap', null],
    ['NextIndexLowered', 'old-term-trap', null],
    ['BatchSent', 'old-term-trap', null],
    ['CommitDecided', 'old-term-trap', null],
    ['Applied', 'old-term-trap', null],
    ['OperationFinished', 'old-term-trap', null],
    ['Crashed', 'old-term-trap', null],
    ['PreVoteCounted', 'connected-majority', 'settled'],
    ['ConfigurationAdopted', 'joint-consensus', null],
    ['ChangeAnswered', 'joint-consensus', null],
    ['SnapshotTaken', 'snapshot', null],
    ['SnapshotInstalled', 'snapshot', null],
    ['LogDiscarded', 'snapshot', null],
    ['SnapshotSendingStarted', 'snapshot', null],
    ['RoundBegun', 'lease', null],
    ['RoundAnswered', 'lease', null],
    ['FlowChanged', 'pipelining', null],
    ['SessionAsked', 'run-once', null],
    ['SessionGranted', 'run-once', null],
    ['WriteCompleted', 'disk-and-network', null],
    ['MessagesHeldBack', 'disk-and-network', null],
    ['TransferStarted', 'transfer', null],
    ['TargetCaughtUp', 'transfer', null],
  ];

  it.each(NEEDED)('misses a %s that is left out of %s %s', async (type, id, variant) => {
    const steps = (await stepsOf(id, variant)).filter(({ events }) => events.some(({ fact }) => fact.type === type));
    expect(steps.flatMap((taken) => complaintsOf(without(taken, [type]))).length).toBeGreaterThan(0);
  });

  it('sees a decision that its values do not give, and a rule that is not broken', async () => {
    const steps = await stepsOf('old-term-trap');
    const seen = new Set<string>();
    for (const taken of steps) {
      for (const event of taken.events) {
        const decision = 'decision' in event.fact ? event.fact.decision : undefined;
        if (decision === undefined) continue;
        const wrong = (change: object): Taken => {
          const fact = { ...event.fact, decision: { ...decision, ...change } } as Fact;
          return { ...taken, events: taken.events.map((other) => (other === event ? { ...event, fact } : other)) };
        };
        expect(complaintsOf(wrong({ outcome: !decision.outcome }))).toHaveLength(1);
        expect(complaintsOf(wrong({ brokenBy: 'voteTwice' }))).toHaveLength(1);
        seen.add(decision.rule);
      }
    }
    expect(seen.size).toBeGreaterThan(8);
  });

  it('sees a value that was not the one compared', async () => {
    const steps = await stepsOf('old-term-trap');
    const commit = steps.find(({ events }) =>
      events.some(({ fact }) => fact.type === 'CommitDecided' && fact.to > fact.from),
    );
    if (commit === undefined) throw new Error('nothing is committed');
    const flipped = commit.events.map((event) => {
      if (event.fact.type !== 'CommitDecided') return event;
      const { decision } = event.fact;
      return {
        ...event,
        fact: {
          ...event.fact,
          decision: { ...decision, values: { ...decision.values, entryTerm: 0, leaderCommit: 0 } },
        },
      };
    });
    expect(complaintsOf({ ...commit, events: flipped })).toHaveLength(1);
    expect(complaintsOf(commit)).toEqual([]);
  });

  it('sees a log that is not what its events say, and a message that nobody sent', async () => {
    const steps = await stepsOf('old-term-trap');
    const grows = steps.find(({ events }) => events.some(({ fact }) => fact.type === 'EntriesAppended'));
    if (grows === undefined) throw new Error('nothing is appended');
    const longer = grows.events.map((event) =>
      event.fact.type === 'EntriesAppended' ? { ...event, fact: { ...event.fact, count: 9 } } : event,
    );
    expect(complaintsOf({ ...grows, events: longer }).join()).toContain('has a log from');
    const messages = new Set([...grows.around.after.messages, 'S1>S2#99']);
    const around = { ...grows.around, after: { ...grows.around.after, messages } };
    expect(complaintsOf({ ...grows, around })).toEqual([`step ${grows.step}: S1>S2#99 comes from nowhere`]);
  });

  it('cites rules that are in docs/rules.md', () => {
    const text = readFileSync('docs/rules.md', 'utf8');
    const cited = (Object.keys(FACT_FIELDS) as FactType[]).map((type) => citedBy({ type } as Fact));
    const missing = cited.filter((rule) => rule !== null && !text.includes(`| ${rule} |`));
    expect(missing).toEqual([]);
    expect(cited.filter((rule) => rule !== null).length).toBeGreaterThan(70);
  });
});
