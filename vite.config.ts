import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { mutationPlugin } from './test/paper/mutation-plugin.ts';

/**
 * The page promises to ask no other origin for anything, so the built page forbids it to itself.
 * Styles may be inline (React and framer-motion set them); scripts may not.
 */
function contentSecurityPolicy(): Plugin {
  const policy = [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
  ].join('; ');
  return {
    name: 'content-security-policy',
    apply: 'build', // the dev server needs inline scripts
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: policy }, injectTo: 'head-prepend' },
    ],
  };
}

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

export default defineConfig({
  base: './', // the same build works from any sub-path of any static host
  plugins: [react(), contentSecurityPolicy()],
  build: {
    target: 'es2022',
    manifest: true, // read by scripts/check-budget.mjs
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: firstPicture() }] } } },
  },
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
          include: ['test/{views,app,store}/**/*.test.{ts,tsx}'],
          setupFiles: ['test/setup.ts'],
        },
      },
    ],
  },
});
