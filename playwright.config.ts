import { existsSync, readFileSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';

/** Written by scripts/ensure-browsers.mjs. Without it, Playwright looks for a browser of its own. */
const found = '.cache/browsers.json';
const browsers = existsSync(found) ? (JSON.parse(readFileSync(found, 'utf8')) as Browsers) : undefined;
interface Browsers {
  readonly chromium: { readonly executablePath: string };
}

const port = process.env['TEST_PORT'] ?? '4183';
const baseURL = `http://127.0.0.1:${port}/`;

export default defineConfig({
  testDir: 'test/browser',
  outputDir: '.cache/browser-tests',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env['CI']),
  // Limits, not measures: a machine may be slow and busy.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: '.cache/browser-tests.json' }]],
  // The page as it was built: `npm test` builds it first.
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    url: baseURL,
    timeout: 60_000,
  },
  // A failed test leaves its calls. With a picture of the page before and after each, all tests take half as long again.
  // Only test/browser/offline.spec.ts is about the service worker; everywhere else it would load the page once more.
  use: {
    baseURL,
    serviceWorkers: 'block',
    trace: { mode: 'retain-on-failure', snapshots: false, screenshots: false, sources: false },
    screenshot: 'only-on-failure',
    actionTimeout: 30_000,
    navigationTimeout: 30_000,
  },
  projects: [
    {
      name: 'chromium',
      use: {
        ...devices['Desktop Chrome'],
        launchOptions: {
          ...browsers?.chromium,
          chromiumSandbox: process.getuid?.() !== 0, // Chromium refuses its sandbox to root
          args: ['--disable-background-networking', '--font-render-hinting=none'],
        },
      },
    },
  ],
});
