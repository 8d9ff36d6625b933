// npm test: every check of the project, in the order in which a failure is cheapest to learn; the engines come first,
// because they take as long as all checks that are not tests and one core beside them.
//
//   npm test                          everything
//   npm test -- --only unit,browser   some stages, by name
//
// A stage that uses one core has another one beside it where there are two; the tests of the engine and of the page are
// given all. A failed stage does not stop the others. What it printed is printed in full; a passed one is a line.
// A static check counts as one test. The last line is always `tests: N passed, N failed, N skipped`.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

const node = process.execPath;
const bin = (path) => [node, `node_modules/${path}`];

/** What a stage that keeps every core busy takes. */
const ALL_CORES = availableParallelism();

const stages = [
  {
    name: 'engines',
    commands: [
      [node, 'scripts/ensure-browsers.mjs'],
      [node, 'scripts/engines.mjs'],
    ],
    report: '.cache/engines.json',
    count: ({ passed, failed, skipped }) => [passed, failed, skipped],
  },
  { name: 'types', commands: [bin('typescript/bin/tsc')] },
  { name: 'format', commands: [[...bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings']] },
  { name: 'lint', commands: [[...bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.']] },
  { name: 'imports', commands: [[...bin('dependency-cruiser/bin/dependency-cruise.mjs'), 'src', 'test']] },
  { name: 'dead', commands: [bin('knip/bin/knip.js')] },
  {
    name: 'build',
    commands: [
      [...bin('vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
      [...bin('vite/bin/vite.js'), 'build', '--mode', 'single', '--logLevel', 'warn'],
    ],
  },
  { name: 'budget', commands: [[node, 'scripts/check-budget.mjs']], needs: 'build' },
  {
    name: 'unit',
    cores: ALL_CORES,
    commands: [
      [
        ...bin('vitest/vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=json',
        '--outputFile.json=.cache/unit-tests.json',
      ],
    ],
    report: '.cache/unit-tests.json',
    count: (report) => [report.numPassedTests, report.numFailedTests, report.numPendingTests + report.numTodoTests],
  },
  {
    name: 'browser',
    cores: ALL_CORES,
    commands: [
      [node, 'scripts/ensure-browsers.mjs'],
      [...bin('@playwright/test/cli.js'), 'test'],
    ],
    needs: 'build',
    report: '.cache/browser-tests.json',
    count: ({ stats }) => [stats.expected + stats.flaky, stats.unexpected, stats.skipped],
  },
];

/** Runs a command to its end. Its output is kept, to be shown if it failed. */
function run([command, ...args], env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: 30 * 60_000, env });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', (error) => output.push(Buffer.from(`${error.message}\n`)));
    child.on('close', (code) => resolve({ ok: code === 0, output: Buffer.concat(output).toString() }));
  });
}

/** Runs the commands of a stage until one fails, and counts its tests: by its own report, or itself as one. */
async function runStage({ commands, report, count }, env) {
  if (report) rmSync(report, { force: true }); // never count the tests of an earlier run
  let ok = true;
  let output = '';
  for (const command of commands) {
    const result = await run(command, env);
    output += result.output;
    ok = result.ok;
    if (!ok) break;
  }
  const reported = report && existsSync(report) ? count(JSON.parse(readFileSync(report, 'utf8'))) : undefined;
  const [passed, failed, skipped] = reported ?? [ok ? 1 : 0, 0, 0];
  // A runner can fail without a failed test: an error outside of all tests, or no test at all.
  return { passed, failed: ok ? failed : Math.max(failed, 1), skipped, output };
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function chosenStages() {
  const { values } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
  const only = values.only?.flatMap((names) => names.split(','));
  const unknown = only?.find((name) => !stages.some((stage) => stage.name === name));
  if (unknown === undefined) return stages.filter(({ name }) => !only || only.includes(name));
  console.error(`There is no stage "${unknown}". The stages are: ${stages.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

const chosen = chosenStages();
const env = { ...process.env, TEST_PORT: String(await freePort()) };
const total = { passed: 0, failed: 0, skipped: 0 };
mkdirSync('.cache', { recursive: true });

/** Runs a stage and tells how it ended: whether nothing failed. */
async function runAndTell(stage) {
  const start = performance.now();
  const { passed, failed, skipped, output } = await runStage(stage, env);
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const counts = stage.report ? `  ${passed} passed, ${failed} failed, ${skipped} skipped` : '';
  console.log(`${stage.name.padEnd(9)}${failed ? 'FAILED' : 'ok    '} ${seconds} s${counts}`);
  if (failed) console.log(output);
  return failed === 0;
}

/** Starts each stage as soon as there are cores for it, and what it needs and was chosen has ended. */
async function runAll() {
  const waiting = [...chosen];
  const ended = new Map(); // by name: whether nothing failed
  const running = new Set();
  let free = ALL_CORES;
  const isOpen = ({ needs }) => chosen.some(({ name }) => name === needs) && !ended.has(needs);
  while (waiting.length > 0 || running.size > 0) {
    const place = waiting.findIndex((stage) => (stage.cores ?? 1) <= free && !isOpen(stage));
    if (place < 0) {
      await Promise.race(running);
      continue;
    }
    const [stage] = waiting.splice(place, 1);
    const { name, needs, cores = 1 } = stage;
    if (ended.get(needs) === false) {
      total.skipped += 1;
      ended.set(name, false);
      console.log(`${name.padEnd(9)}skipped, since ${needs} failed`);
      continue;
    }
    free -= cores;
    const run = runAndTell(stage).then((isFine) => {
      ended.set(name, isFine);
      free += cores;
      running.delete(run);
    });
    running.add(run);
  }
}

await runAll();
console.log(`tests: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
