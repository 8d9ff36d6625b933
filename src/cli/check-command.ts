import { HEALING_TIMEOUTS, type Healing, healAndDemand } from '../check/healing.ts';
import { openMonitor } from '../check/monitor.ts';
import { runSwarm } from '../check/swarm/swarm.ts';
import { describeViolation, type Violation } from '../check/violation.ts';
import { openRun } from '../cluster/cluster.ts';
import type { ClusterPlacedAction, ClusterSpec } from '../cluster/types.ts';
import { placedActionToJson } from '../scenario/action-to-json.ts';
import { formatScenario } from '../scenario/format.ts';
import { toSpec } from '../scenario/spec.ts';
import type { Scenario } from '../scenario/types.ts';
import type { CheckArguments } from './arguments.ts';
import { Exit, type Io } from './io.ts';

/** One seed played to its end: faults, then healing. `faults` are the actions that were added to the scenario's own. */
interface Outcome {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly healing: Healing;
  readonly faults: readonly ClusterPlacedAction[];
}

/**
 * `check`: plays the scenario under many seeds, with random faults and commands besides its own actions, then heals
 * everything and demands a leader within 20 election timeouts and a command that commits.
 */
export function checkCommand(scenario: Scenario, args: CheckArguments, io: Io): Exit {
  const spec = toSpec(scenario);
  const failures: Outcome[] = [];
  for (let seed = args.firstSeed; seed <= args.lastSeed; seed++) {
    const outcome = args.faults ? withFaults(spec, seed) : withoutFaults(spec, seed);
    if (outcome.violations.length === 0 && outcome.healing.ok) continue;
    failures.push(outcome);
    if (!args.json) io.out(`${failureText(outcome)}\n`);
    if (args.out !== null && !saveCounterexample(scenario, outcome, args.out, io)) return Exit.badInput;
  }
  const unsafe = failures.filter((outcome) => outcome.violations.length > 0).length;
  const total = args.lastSeed - args.firstSeed + 1;
  const stuck = failures.length - unsafe;
  if (args.json) io.out(`${JSON.stringify(report(args, total, failures), null, 2)}\n`);
  else io.out(`${summary(args, total, unsafe, stuck)}\n`);
  return unsafe > 0 ? Exit.unsafe : stuck > 0 ? Exit.stuck : Exit.ok;
}

function withFaults(spec: ClusterSpec, seed: number): Outcome {
  const { violations, healing, spec: played } = runSwarm(seed, () => ({ ...spec, seed }));
  return { seed, violations, healing, faults: played.actions };
}

/** The scenario's own actions are all there is; it is healed ten election timeouts after the last of them that is timed. */
function withoutFaults(spec: ClusterSpec, seed: number): Outcome {
  const own = { ...spec, seed };
  const run = openRun(own);
  const monitor = openMonitor(own, run.world());
  const violations: Violation[] = [...monitor.atStart];
  const times = own.actions.map(({ place }) => ('atUs' in place ? place.atUs : 0));
  const lastUs = times.reduce((latest, atUs) => Math.max(latest, atUs), 0);
  while (run.advance(lastUs + 10 * own.electionTimeout.highUs)) violations.push(...monitor.observe(run));
  const healing = healAndDemand(own, run.world(), monitor);
  return { seed, violations: [...violations, ...healing.violations], healing, faults: [] };
}

function failureText({ seed, violations, healing }: Outcome): string {
  const lines = violations.map((violation) => `  VIOLATION ${describeViolation(violation)}`);
  if (!healing.ok) lines.push(`  NO PROGRESS ${stuckText(healing)}`);
  return [`seed ${seed}`, ...lines].join('\n');
}

function stuckText({ leader, committed, equalLogs }: Healing): string {
  const missing = [
    ...(leader === null ? ['no leader'] : []),
    ...(committed ? [] : ['a command that did not commit']),
    ...(equalLogs ? [] : ['logs that differ']),
  ];
  return `within ${HEALING_TIMEOUTS} election timeouts of healing: ${missing.join(' and ')}`;
}

function summary(args: CheckArguments, total: number, unsafe: number, stuck: number): string {
  const passed = total - unsafe - stuck;
  return `seeds ${args.firstSeed}..${args.lastSeed}: ${passed} passed, ${unsafe} unsafe, ${stuck} without progress`;
}

function report(args: CheckArguments, total: number, failures: readonly Outcome[]): unknown {
  return {
    seeds: [args.firstSeed, args.lastSeed],
    faults: args.faults,
    passed: total - failures.length,
    failures: failures.map(({ seed, violations, healing }) => ({
      seed,
      violations: violations.map((violation) => ({ ...violation, servers: violation.servers.map((id) => `S${id}`) })),
      healing: {
        ok: healing.ok,
        leader: healing.leader === null ? null : `S${healing.leader}`,
        committed: healing.committed,
        equalLogs: healing.equalLogs,
        tookUs: healing.tookUs,
      },
    })),
  };
}

/** The failed seed as a scenario of its own: the faults have become actions, so that it opens in the page. */
function saveCounterexample(scenario: Scenario, outcome: Outcome, folder: string, io: Io): boolean {
  const { seed, faults } = outcome;
  const actions = [...(scenario.actions ?? []), ...faults.map(placedActionToJson)];
  const path = `${folder}/seed-${seed}.json`;
  try {
    const sink = io.open(path);
    sink.write(formatScenario({ ...scenario, seed, actions }));
    sink.close();
    return true;
  } catch {
    io.err(`--out: the file ${path} cannot be written; expected a folder that exists\n`);
    return false;
  }
}
