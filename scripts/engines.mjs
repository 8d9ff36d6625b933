// npm run engines: does every JavaScript engine at hand compute the same runs as Node?
//
// test/engines/main.ts exports `report(): string`, a text that must be the same everywhere, one line a scenario.
// It is bundled into one file and run in V8 (Node, Chromium), SpiderMonkey (Firefox, gjs) and JavaScriptCore (jsc).
// Node and Chromium must be there; the others are skipped where they are not installed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { chromium, firefox } from '@playwright/test';
import { bundleForAnyEngine } from './lib/bundle.mjs';

const bundle = await bundleForAnyEngine('test/engines/main.ts');
const browsers = JSON.parse(readFileSync('.cache/browsers.json', 'utf8'));

/** Runs the report in a program that reads modules, through a file that imports it and prints it. */
function inShell(command, flags, print) {
  const caller = join('.cache/engines', `in-${command.split('/').pop()}.mjs`);
  mkdirSync(dirname(caller), { recursive: true });
  writeFileSync(caller, `import { report } from './${relative(dirname(caller), bundle)}';\n${print}(report());\n`);
  const { status, stdout, stderr } = spawnSync(command, [...flags, caller], { encoding: 'utf8', maxBuffer: 1e9 });
  if (status !== 0) throw new Error(stderr || `it ended with exit code ${status}`);
  return stdout.trimEnd();
}

async function inBrowser(type, options) {
  const browser = await type.launch({ ...options, chromiumSandbox: process.getuid?.() !== 0 });
  try {
    const page = await browser.newPage();
    const text = await page.evaluate(
      async (code) => {
        const module = await import(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
        return module.report();
      },
      readFileSync(bundle, 'utf8'),
    );
    return text.trimEnd();
  } finally {
    await browser.close();
  }
}

const engines = [
  { name: 'node', isThere: true, run: () => inShell(process.execPath, [], 'console.log') },
  { name: 'chromium', isThere: true, run: () => inBrowser(chromium, browsers.chromium) },
  { name: 'firefox', isThere: browsers.firefox !== null, run: () => inBrowser(firefox, browsers.firefox) },
  { name: 'gjs', isThere: existsSync('/usr/bin/gjs'), run: () => inShell('/usr/bin/gjs', ['-m'], 'print') },
  { name: 'jsc', isThere: existsSync('/usr/bin/jsc'), run: () => inShell('/usr/bin/jsc', ['-m'], 'print') },
];

/** The first line in which two reports differ, as a sentence; nothing if they are equal. */
function difference(expected, actual) {
  if (expected === actual) return undefined;
  const [ours, theirs] = [expected.split('\n'), actual.split('\n')];
  const at = ours.findIndex((line, i) => line !== theirs[i]);
  if (at < 0) return `it has ${theirs.length - ours.length} more lines than Node's report`;
  return `line ${at + 1} differs\n    node: ${ours[at]}\n    here: ${theirs[at] ?? '(nothing)'}`;
}

const tally = { passed: 0, failed: 0, skipped: 0 };
let expected;
for (const { name, isThere, run } of engines) {
  const tell = (result) => console.log(`${name.padEnd(9)}${result}`);
  if (!isThere) {
    tally.skipped += 1;
    tell('skipped: not installed');
    continue;
  }
  const start = performance.now();
  let problem;
  try {
    const report = await run();
    expected ??= report;
    problem = report === '' ? 'it reported nothing' : difference(expected, report);
  } catch (error) {
    problem = error.message;
  }
  tally[problem ? 'failed' : 'passed'] += 1;
  tell(
    problem
      ? `FAILED: ${problem}`
      : `${expected.split('\n').length} lines, equal, ${Math.round(performance.now() - start)} ms`,
  );
  if (expected === undefined) break; // nothing to compare with
}
writeFileSync('.cache/engines.json', JSON.stringify(tally));
if (tally.failed > 0) process.exitCode = 1;
