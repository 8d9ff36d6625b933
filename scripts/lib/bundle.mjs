// Bundles a TypeScript program into one file, for Node or for any engine. Vite is loaded only when there is work.
import { existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a bundle is made of. A folder's own time changes when a file in it is added or removed. */
const sources = ['src', 'test', 'scripts/lib', 'package-lock.json'];

/** For Node: packages stay where they are, in node_modules. Returns the path of the bundle. */
export function bundleForNode(entry) {
  return bundle(entry, join('.cache/run', entry.replace(/\.ts$/, '.mjs')), { ssr: true });
}

/** For an engine that has nothing but itself: everything is in the one file. Returns its path. */
export function bundleForAnyEngine(entry) {
  return bundle(entry, join('.cache/engines', entry.replace(/\.ts$/, '.mjs')), { ssr: false });
}

async function bundle(entry, output, { ssr }) {
  if (!existsSync(entry)) throw new Error(`${entry} does not exist`);
  if (existsSync(output) && statSync(output).mtimeMs > newest([entry, ...sources])) return output;
  const { build } = await import('vite');
  const result = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      outDir: dirname(output), // the source map's paths start here
      target: 'es2022',
      minify: false,
      sourcemap: 'inline',
      modulePreload: false,
      ...(ssr ? { ssr: entry } : { lib: { entry, formats: ['es'], fileName: 'bundle' } }),
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [chunk] = [result].flat()[0].output;
  // Written beside and renamed: two runs at the same time never see half a file.
  const halfway = `${output}.${process.pid}`;
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(halfway, chunk.code);
  renameSync(halfway, output);
  return output;
}

function newest(paths) {
  let time = 0;
  for (const path of paths) {
    if (!existsSync(path)) continue;
    const stat = statSync(path);
    time = Math.max(time, stat.mtimeMs);
    if (stat.isDirectory()) time = Math.max(time, newest(readdirSync(path).map((name) => join(path, name))));
  }
  return time;
}
