import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Mutation } from './mutation.ts';
import { mutate, nameOf } from './mutations.ts';

const FOLDER = 'test/paper';
/** A broken rule may loop for ever; on a busy machine a sound one takes its time. */
const PATIENCE_MS = 180_000;

export interface Verdict {
  readonly mutation: Mutation;
  /** The test that failed, or null when all of the item's tests passed. */
  readonly killedBy: string | null;
}

interface Report {
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly title: string }[];
    readonly message: string;
  }[];
}

/** The test files of this folder, with their text. */
function testFiles(): { readonly path: string; readonly text: string }[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.test.ts') && name !== 'mutations.test.ts')
    .map((name) => ({ path: join(FOLDER, name), text: readFileSync(join(FOLDER, name), 'utf8') }));
}

/** The files that have a test named by the item. */
export function filesOf(id: string): string[] {
  const named = new RegExp(`test\\(\\s*['\`]${id}\\b`);
  return testFiles()
    .filter(({ text }) => named.test(text))
    .map(({ path }) => path);
}

/** Whether all tests of this folder pass when nothing is broken; if not, says which do not. */
export async function soundFailures(): Promise<string[]> {
  const report = await vitest(
    testFiles().map(({ path }) => path),
    null,
  );
  if (report === null) return ['the tests never end'];
  return report.testResults.flatMap(({ assertionResults, message }) =>
    assertionResults.length === 0
      ? [message]
      : assertionResults.filter(({ status }) => status === 'failed').map(({ title }) => title),
  );
}

/** Runs test files in a process of their own; null when they had to be stopped. */
function vitest(files: readonly string[], mutation: Mutation | null): Promise<Report | null> {
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'node', '--reporter=json', ...files];
  if (mutation !== null) args.push('-t', `\\b${mutation.id}\\b`);
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...(mutation && { RAFTLIGHT_MUTATION: nameOf(mutation) }), NODE_OPTIONS: '', VITEST: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: PATIENCE_MS,
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      const start = output.indexOf('{"');
      if (signal !== null || child.killed)
        resolve(null); // told to stop, it may end with a code of its own
      else if (start < 0) reject(new Error(`vitest said nothing of use: ${output}${errors}`));
      else resolve(JSON.parse(output.slice(start)) as Report);
    });
  });
}

/** The first failed test of the item. A file that could not be loaded is no failed test but an error of the mutation. */
function killerIn(report: Report | null, mutation: Mutation): string | null {
  if (report === null) return 'it never ends';
  const results = report.testResults.flatMap((file) => file.assertionResults);
  const broken = report.testResults.find((file) => file.assertionResults.length === 0);
  if (broken !== undefined) throw new Error(`${nameOf(mutation)} cannot be run: ${broken.message}`);
  return results.find(({ status, title }) => status === 'failed' && title.startsWith(`${mutation.id} `))?.title ?? null;
}

/** What is wrong with the table itself: texts that are not where they should be, or items without a test. */
export function mistakesIn(mutations: readonly Mutation[]): string[] {
  return mutations.flatMap((mutation) => {
    const mistakes = filesOf(mutation.id).length === 0 ? [`${mutation.id} has no test`] : [];
    try {
      mutate(mutation, readFileSync(mutation.file, 'utf8'));
    } catch (error) {
      mistakes.push(error instanceof Error ? error.message : String(error));
    }
    return mistakes;
  });
}

/** Leaves a core to whoever else works here. */
const WORKERS = Math.max(1, availableParallelism() - 1);

/** Runs the tests of each mutation's item against it, a few at a time, and says how each ended as soon as it did. */
export async function judge(mutations: readonly Mutation[], say: (verdict: Verdict) => void): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const waiting = [...mutations];
  const worker = async (): Promise<void> => {
    for (let mutation = waiting.shift(); mutation !== undefined; mutation = waiting.shift()) {
      const verdict = { mutation, killedBy: killerIn(await vitest(filesOf(mutation.id), mutation), mutation) };
      verdicts.push(verdict);
      say(verdict);
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  return verdicts;
}
