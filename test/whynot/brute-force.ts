import { Dice } from '../../src/check/swarm/dice.ts';
import { runSwarm } from '../../src/check/swarm/swarm.ts';
import { openRun } from '../../src/cluster/cluster.ts';
import type { ClusterSpec, World } from '../../src/cluster/types.ts';
import { type Condition, idOf } from '../../src/whynot/condition.ts';
import type { Question } from '../../src/whynot/question.ts';
import { whyNot } from '../../src/whynot/why-not.ts';
import { CarryOut, canBeLeftOut, isInReach, leavesOf } from './carry-out.ts';
import { Lab } from './lab.ts';
import { hasHappened, questionsAbout } from './questions.ts';

/** One question in one random reachable state, answered, and the answer tried out. */
export interface Trial {
  readonly seed: number;
  readonly step: number;
  readonly question: Question;
  /** Whether the answer says that what is missing can be brought about at all. */
  readonly inReach: boolean;
  /** It happened when what the answer says is missing was made true. */
  readonly happened: boolean;
  /** What was left out in a second try, and whether it happened all the same; null where nothing can be left out. */
  readonly without: { readonly id: string; readonly happened: boolean } | null;
  readonly missing: readonly string[];
}

/** A state that a cluster of the swarm was in, some time on its way. */
export function stateOf(seed: number): { readonly spec: ClusterSpec; readonly world: World } {
  const { spec, faultySteps } = runSwarm(seed);
  const run = openRun(spec);
  const step = new Dice(seed, 77).between(Math.floor(faultySteps / 10), faultySteps);
  while (run.step < step && run.advance());
  return { spec, world: run.world() };
}

/** Asks a random question of a random state, of a kind that is as likely as any other. Null where there is none. */
export function tryOne(seed: number): Trial | null {
  const { spec, world } = stateOf(seed);
  const dice = new Dice(seed, 78);
  const all = questionsAbout(world);
  if (all.length === 0) return null;
  const kind = dice.pick([...new Set(all.map((question) => question.kind))]);
  const question = dice.pick(all.filter((one) => one.kind === kind));
  const { conditions } = whyNot(spec, world, question);
  const leaves = leavesOf(conditions);
  const left = leaves.filter(canBeLeftOut);
  const without = left.length === 0 ? null : dice.pick(left);
  return {
    seed,
    step: world.step,
    question,
    inReach: leaves.length > 0 && isInReach(conditions),
    happened: happens(spec, world, question, conditions, null),
    without:
      without === null ? null : { id: idOf(without), happened: happens(spec, world, question, conditions, without) },
    missing: leaves.map(idOf),
  };
}

function happens(
  spec: ClusterSpec,
  world: World,
  question: Question,
  conditions: readonly Condition[],
  without: Condition | null,
): boolean {
  const lab = new Lab(spec, world);
  new CarryOut(lab, without).all(conditions);
  return hasHappened(lab, question);
}
