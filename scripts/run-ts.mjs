// node scripts/run-ts.mjs ENTRY.ts [arguments]: runs a TypeScript program in plain Node.
//
// Node 20 does not read TypeScript, so Vite bundles the program into one file under .cache/run/ first (50 ms),
// and only if a source is newer than that file. Nothing is printed here: the output belongs to the program.
// It runs in a process of its own, so that a benchmark does not share a heap with the bundler.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { bundleForNode } from './lib/bundle.mjs';

// The engine makes many small objects that die young: a larger nursery spares most collections of garbage.
const FLAGS = ['--enable-source-maps', '--max-semi-space-size=64'];

const [entry, ...args] = process.argv.slice(2);
if (!entry) {
  console.error('usage: node scripts/run-ts.mjs ENTRY.ts [arguments]');
  process.exit(2);
}

const program = await bundleForNode(entry).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
const child = spawn(process.execPath, [...FLAGS, program, ...args], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + constants.signals[signal];
});
