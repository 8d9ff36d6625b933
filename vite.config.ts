import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { hosting } from './scripts/vite/hosting.ts';
import { offline } from './scripts/vite/offline.ts';
import { contentSecurityPolicy } from './scripts/vite/policy.ts';
import { singleFile } from './scripts/vite/single-file.ts';
import { mutationPlugin } from './test/paper/mutation-plugin.ts';

interface Graph {
  getModuleInfo(id: string): { readonly isEntry: boolean; readonly importedIds: readonly string[] } | null;
}

/**
 * All that the first picture needs is one file: cut up by who else uses what, it is packed worse and asked for more often.
 */
function firstPicture() {
  const first = new Set<string>();
  const collect = (id: string, graph: Graph): void => {
    if (first.has(id)) return;
    first.add(id);
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) collect(imported, graph);
  };
  return (id: string, graph: Graph): string | null => {
    if (graph.getModuleInfo(id)?.isEntry === true || first.size === 0) collect(ENTRY, graph);
    return first.has(id) ? 'first' : null;
  };
}
const ENTRY = fileURLToPath(new URL('src/app/main.tsx', import.meta.url));

/** Tests count in virtual time; how long a busy machine takes for them must not decide anything. */
const TEST_TIMEOUT_MS = 120_000;

const served = { codeSplitting: { groups: [{ name: firstPicture() }] } };

/** `vite build --mode single` makes the page in one file. */
export default defineConfig(({ mode }) => ({
  base: './', // the same build works from any sub-path of any static host
  plugins: [
    react(),
    hosting(process.env['RAFTLIGHT_URL']),
    ...(mode === 'single' ? [singleFile()] : [contentSecurityPolicy(), offline()]),
  ],
  build: {
    target: 'es2022',
    manifest: true, // read by scripts/check-budget.mjs
    rolldownOptions: { output: mode === 'single' ? { codeSplitting: false } : served },
  },
  // In a frame without an origin, all that the page loads comes from another one (docs/embedding.md).
  preview: { cors: { origin: '*' } },
  test: {
    maxWorkers: '100%', // by default a core is left free, which is half of a small machine
    projects: [
      {
        extends: true,
        plugins: mutationPlugin(process.env['RAFTLIGHT_MUTATION']),
        test: {
          name: 'node',
          testTimeout: TEST_TIMEOUT_MS,
          environment: 'node',
          isolate: false, // nothing here changes what another file sees: modules are loaded once a worker
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/browser/**', 'test/{views,app,store}/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          testTimeout: TEST_TIMEOUT_MS,
          environment: 'jsdom',
          expect: { poll: { timeout: 20_000 } }, // a limit, not a measure
          include: ['test/{views,app,store}/**/*.test.{ts,tsx}'],
          setupFiles: ['test/setup.ts'],
        },
      },
    ],
  },
}));
