import type { Json } from '../base/canonical.ts';
import { formatMs } from '../base/time.ts';
import { openMonitor } from '../check/monitor.ts';
import { describeViolation, type Violation } from '../check/violation.ts';
import { brokenRules, openRun } from '../cluster/cluster.ts';
import { encodeWorld, stateHash } from '../cluster/encode.ts';
import type { Run, World } from '../cluster/types.ts';
import { toSpec } from '../scenario/spec.ts';
import { STANDARD } from '../scenario/standards.ts';
import { traceLine } from '../scenario/trace-json.ts';
import type { Scenario } from '../scenario/types.ts';
import type { RunArguments } from './arguments.ts';
import { Exit, type Io, type Sink } from './io.ts';
import { messagesJson, serversJson } from './state-json.ts';
import { stateText } from './state-text.ts';

/** `run`: plays a scenario up to a time or a step, watched by all invariants. */
export function runCommand(scenario: Scenario, args: RunArguments, io: Io): Exit {
  const spec = toSpec(scenario);
  const sink = args.trace === null ? null : openTrace(args.trace, io);
  if (sink === 'failed') return Exit.badInput;
  const run = openRun(spec, null, sink !== null);
  const monitor = openMonitor(spec, run.world());
  const violations: Violation[] = [...monitor.atStart];
  writeEvents(run, sink);
  while (run.step < args.steps && run.advance(args.untilUs)) {
    writeEvents(run, sink);
    violations.push(...monitor.observe(run));
  }
  sink?.close();
  // What the trace has to itself is not mixed with anything else.
  const print = (text: string): void => (args.trace === '-' ? io.err(text) : io.out(text));
  const world = run.world();
  const broken = brokenRules(spec);
  if (args.json) print(`${JSON.stringify(report(scenario, world, violations, broken), null, 2)}\n`);
  else print(`${reportText(scenario, world, violations, broken, args.state)}\n`);
  return violations.length === 0 ? Exit.ok : Exit.unsafe;
}

function openTrace(path: string, io: Io): Sink | 'failed' {
  if (path === '-') return { write: (text) => io.out(text), close: () => undefined };
  try {
    return io.open(path);
  } catch {
    io.err(`--trace: the file ${path} cannot be written\n`);
    return 'failed';
  }
}

function writeEvents(run: Run, sink: Sink | null): void {
  if (sink === null) return;
  for (const event of run.events) sink.write(`${JSON.stringify(traceLine(event))}\n`);
}

function report(scenario: Scenario, world: World, violations: readonly Violation[], broken: readonly string[]): Json {
  return {
    ...(scenario.title !== undefined && { title: scenario.title }),
    seed: scenario.seed ?? STANDARD.seed,
    step: world.step,
    atUs: world.nowUs,
    broken,
    violations: violations.map((violation) => ({ ...violation, servers: violation.servers.map((id) => `S${id}`) })),
    servers: serversJson(world),
    messages: messagesJson(world),
    stateHash: stateHash(world),
    encoding: encodeWorld(world),
  };
}

function reportText(
  scenario: Scenario,
  world: World,
  violations: readonly Violation[],
  broken: readonly string[],
  state: boolean,
): string {
  const seed = scenario.seed ?? STANDARD.seed;
  return [
    ...(scenario.title === undefined ? [] : [scenario.title]),
    ...(broken.length === 0 ? [] : [`NOT RAFT: broken on purpose: ${broken.join(', ')}`]),
    ...(state ? [stateText(scenario, world)] : []),
    ...violations.map((violation) => `VIOLATION ${describeViolation(violation)}`),
    `seed ${seed}, step ${world.step}, ${formatMs(world.nowUs)} ms, stateHash ${stateHash(world)}`,
  ].join('\n');
}
