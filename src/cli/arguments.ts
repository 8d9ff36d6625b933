import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../base/result.ts';
import { msToUs } from '../base/time.ts';

export const USAGE = `usage: npm run --silent sim -- run FILE [--until 5s|500ms] [--steps N] [--trace OUT|-] [--state] [--json]
       npm run --silent sim -- check FILE --seeds A..B [--no-faults] [--out FOLDER] [--json]
FILE is the path of a scenario, or scene:<id>, or scene:<id>/<variant>. More in docs/cli.md.`;

export interface RunArguments {
  readonly verb: 'run';
  readonly file: string;
  /** Infinity when only --steps limits the run. */
  readonly untilUs: number;
  readonly steps: number;
  readonly trace: string | null;
  readonly state: boolean;
  readonly json: boolean;
}

export interface CheckArguments {
  readonly verb: 'check';
  readonly file: string;
  readonly firstSeed: number;
  readonly lastSeed: number;
  readonly faults: boolean;
  readonly out: string | null;
  readonly json: boolean;
}

/** Without --until and --steps a run is this long. */
const DEFAULT_UNTIL_US = 5_000_000;

const OPTIONS = {
  run: {
    until: { type: 'string' },
    steps: { type: 'string' },
    trace: { type: 'string' },
    state: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  check: {
    seeds: { type: 'string' },
    'no-faults': { type: 'boolean' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  },
} as const;

/** Reads the command line after the program's name. The error is a sentence. */
export function readArguments(argv: readonly string[]): Result<RunArguments | CheckArguments, string> {
  const [verb, ...rest] = argv;
  if (verb !== 'run' && verb !== 'check') {
    return fail(
      verb === undefined ? 'a verb is missing: run or check' : `there is no verb "${verb}": expected run or check`,
    );
  }
  try {
    return verb === 'run' ? readRun(rest) : readCheck(rest);
  } catch (error) {
    // parseArgs says which option is unknown or lacks its value; what follows is advice for programmers.
    const [first = 'the options cannot be read'] = (error instanceof Error ? error.message : '').split(/\. |\n/);
    return fail(first);
  }
}

function fileIn(positionals: readonly string[]): Result<string, string> {
  const [file, ...more] = positionals;
  if (file === undefined) return fail('FILE is missing: expected the path of a scenario, or scene:<id>');
  return more.length === 0 ? ok(file) : fail(`expected one FILE, found also "${more.join('", "')}"`);
}

function readRun(argv: string[]): Result<RunArguments, string> {
  const { values, positionals } = parseArgs({ args: argv, options: OPTIONS.run, allowPositionals: true });
  const file = fileIn(positionals);
  if (!file.ok) return file;
  const until =
    values.until === undefined ? ok(values.steps === undefined ? DEFAULT_UNTIL_US : Infinity) : readTime(values.until);
  if (!until.ok) return until;
  const steps = values.steps === undefined ? ok(Infinity) : readSteps(values.steps);
  if (!steps.ok) return steps;
  const { trace = null, state = false, json = false } = values;
  return ok({ verb: 'run', file: file.value, untilUs: until.value, steps: steps.value, trace, state, json });
}

function readCheck(argv: string[]): Result<CheckArguments, string> {
  const { values, positionals } = parseArgs({ args: argv, options: OPTIONS.check, allowPositionals: true });
  const file = fileIn(positionals);
  if (!file.ok) return file;
  const seeds = /^(\d{1,10})(?:\.\.(\d{1,10}))?$/.exec(values.seeds ?? '');
  const [, first, last = first] = seeds ?? [];
  if (first === undefined || Number(first) > Number(last) || Number(last) > 0xffffffff) {
    const found = values.seeds === undefined ? 'nothing' : `"${values.seeds}"`;
    return fail(`--seeds: expected A..B with A <= B <= 4294967295, such as 1..100, found ${found}`);
  }
  const { 'no-faults': noFaults = false, out = null, json = false } = values;
  const [firstSeed, lastSeed] = [Number(first), Number(last)];
  return ok({ verb: 'check', file: file.value, firstSeed, lastSeed, faults: !noFaults, out, json });
}

/** `5s`, `1.5s`, `500ms`: virtual time. */
function readTime(text: string): Result<number, string> {
  const match = /^(\d{1,9}(?:\.\d{1,6})?)(ms|s)$/.exec(text);
  const us = match === null ? null : msToUs(Number(match[1]) * (match[2] === 's' ? 1000 : 1));
  if (us === null)
    return fail(`--until: expected a time such as 5s, 1.5s or 500ms, to the microsecond, found "${text}"`);
  return ok(us);
}

function readSteps(text: string): Result<number, string> {
  if (/^\d{1,9}$/.test(text)) return ok(Number(text));
  return fail(`--steps: expected a whole number up to 999999999, found "${text}"`);
}
