// npm run icons: the icons, drawn from public/favicon.svg, and the picture that stands for a link to the page, taken
// of the page itself. Build the page first. What it writes to public/ is checked in.
import { existsSync, readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { preview } from 'vite';

if (!existsSync('dist/index.html') || !existsSync('.cache/browsers.json')) {
  console.error('Build the page and find a browser first: npm run build && node scripts/ensure-browsers.mjs');
  process.exit(2);
}

/** Side in pixels, and how much of it the logo takes: a maskable icon may be cut to a circle of 80 %. */
const icons = [
  { file: 'icon-180.png', side: 180, share: 0.72 },
  { file: 'icon-192.png', side: 192, share: 0.72 },
  { file: 'icon-512.png', side: 512, share: 0.72 },
  { file: 'icon-maskable.png', side: 512, share: 0.58 },
];

const { executablePath } = JSON.parse(readFileSync('.cache/browsers.json', 'utf8')).chromium;
const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
const server = await preview({ logLevel: 'error' });
const logo = readFileSync('public/favicon.svg', 'utf8');

for (const { file, side, share } of icons) {
  const page = await browser.newPage({ viewport: { width: side, height: side }, colorScheme: 'light' });
  const size = Math.round(side * share);
  await page.setContent(
    `<style>body { margin: 0; height: 100vh; display: grid; place-items: center; background: #fbfbf9 }
     svg { width: ${size}px; height: ${size}px }</style>${logo}`,
  );
  await page.screenshot({ path: `public/${file}` });
  await page.close();
}

// 1200 by 630, which is what the programs want that show it; words a quarter larger than on the page.
const page = await browser.newPage({
  viewport: { width: 960, height: 504 },
  deviceScaleFactor: 1.25,
  serviceWorkers: 'block',
});
await page.goto(`${server.resolvedUrls.local[0]}#/scene/leader-changes?s=80&m=embed`);
await page.locator('.embed-head').waitFor();
await page.waitForFunction(() => 'raftlight' in window && !document.querySelector('[data-coming]'));
await page.waitForFunction(() => window.raftlight.position().step === 80);
await page.evaluate(() => document.fonts.ready);
await page.screenshot({ path: 'public/preview.png', animations: 'disabled' });
await browser.close();
await server.close();
