// npm run bench:page: main-thread CPU per frame of the built page, in Chromium, from a trace. Figures, no assertions.
//
// Five servers, 40 entries and messages on their way, at 1/100x, 1/10x and 1x; then paused and hidden, where no frame
// may come. A frame is all that the renderer's main thread does from one animation frame to the next: scripts, style,
// layout and painting, in CPU time (not waiting). `-- --profile` also tells what it was spent on.
//
// `-- diagram`: instead, panning and zooming in the space-time diagram with 100,000 events, and its longest task.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { chromium } from '@playwright/test';

const PORT = 4179;
const SECONDS = 6;
const ENTRIES = 40;
const TRACE = '.cache/page-trace.json';
const withProfile = process.argv.includes('--profile');
const dist = process.env.PAGE_DIST ?? 'dist';

if (!existsSync(`${dist}/index.html`) || !existsSync('.cache/browsers.json')) {
  console.error('Build the page and find a browser first: npm run build && node scripts/ensure-browsers.mjs');
  process.exit(2);
}

/** 40 commands in the first half second, and two a second after that, so that logs go on moving. */
const actions = Array.from({ length: 400 }, (_, nth) => ({
  at: nth < ENTRIES ? 300 + nth * 5 : 500 + nth * 500,
  do: 'submit',
  client: 'C1',
  command: `set k${nth % 5} ${nth}`,
}));
const scenario = { raftlight: 1, title: 'Bench', seed: 10, servers: 5, clients: 1, actions };

/** Marks in the trace every animation frame in which the cursor went on. */
function markSteps() {
  const request = window.requestAnimationFrame.bind(window);
  const step = () => window.raftlight?.position().step;
  window.requestAnimationFrame = (callback) =>
    request((now) => {
      const before = step();
      callback(now);
      if (step() !== before) performance.mark('step');
    });
}

/** Opens a scenario as a file. */
async function openFile(page, scenario) {
  for (let tries = 0; tries < 50; tries++) {
    const there = await page.goto(`http://localhost:${PORT}/`).catch(() => null);
    if (there !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await page.waitForFunction(() => 'raftlight' in window);
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'bench.json', { type: 'application/json' }));
    for (const type of ['dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
  }, JSON.stringify(scenario));
  await page.waitForFunction((title) => window.raftlight.scenario().title === title, scenario.title);
}

/** At a moment when 40 entries are there. */
async function open(page) {
  await openFile(page, scenario);
  for (let nth = 0; nth < ENTRIES; nth++) await page.keyboard.press('a');
  const entries = await page.evaluate(() => Object.values(window.raftlight.state().hosts)[0].disk.log.length);
  if (entries < ENTRIES) throw new Error(`the run has ${entries} entries at its start, not ${ENTRIES}`);
}

/** Traces the page while `wait` lasts; what the main thread did, split at its animation frames. */
async function measure(browser, page, wait) {
  await browser.startTracing(page, { path: TRACE, categories: ['toplevel', 'devtools.timeline', 'blink.user_timing'] });
  await wait();
  await browser.stopTracing();
  const { traceEvents } = JSON.parse(readFileSync(TRACE, 'utf8'));
  rmSync(TRACE);
  return framesOf(mainThreadOf(traceEvents));
}

/** The main thread of the renderer that drew: by process and thread. */
function mainThreadOf(events) {
  const byThread = new Map();
  for (const event of events) {
    const key = `${event.pid} ${event.tid}`;
    if (!byThread.has(key)) byThread.set(key, []);
    byThread.get(key).push(event);
  }
  const isMain = (thread) => thread.some(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const threads = [...byThread.values()].filter(isMain);
  return threads.sort((a, b) => countFrames(b) - countFrames(a))[0] ?? [];
}

function countFrames(thread) {
  return thread.filter(({ name }) => name === 'FireAnimationFrame').length;
}

function framesOf(thread) {
  const starts = thread
    .filter(({ name }) => name === 'FireAnimationFrame')
    .map(({ ts }) => ts)
    .sort((a, b) => a - b);
  const frames = starts.map(() => ({ ms: 0, hasStep: false }));
  const frameAt = (ts) => frames[starts.findLastIndex((start) => start <= ts)];
  for (const { ph, name, ts, dur, tdur } of thread) {
    const frame = frameAt(name.endsWith('RunTask') ? ts + dur : ts);
    if (frame === undefined) continue;
    if (ph === 'X' && name.endsWith('RunTask')) frame.ms += (tdur ?? 0) / 1000;
    if (name === 'step') frame.hasStep = true;
  }
  const tasks = thread.filter(({ ph, name }) => ph === 'X' && name.endsWith('RunTask'));
  const longest = Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000));
  return { frames: frames.slice(1, -1), costs: costsOf(thread), longest };
}

/** CPU milliseconds by kind of work, each without what happened inside of it. */
function costsOf(thread) {
  const costs = new Map();
  const open = [];
  const add = (name, ms) => costs.set(name, (costs.get(name) ?? 0) + ms);
  const complete = thread.filter(({ ph }) => ph === 'X').sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  for (const { name, ts, dur, tdur = 0 } of complete) {
    while (open.length > 0 && open[open.length - 1].end < ts + dur) open.pop();
    const around = open[open.length - 1];
    if (around !== undefined) add(around.name, -tdur / 1000);
    add(name, tdur / 1000);
    open.push({ name, end: ts + dur });
  }
  return [...costs].sort(([, a], [, b]) => b - a);
}

function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2);
}

function report(label, { frames, costs, longest }) {
  const all = frames.map(({ ms }) => ms);
  const withStep = frames.filter(({ hasStep }) => hasStep).map(({ ms }) => ms);
  console.log(
    `${label.padEnd(16)} ${String(frames.length).padStart(4)} frames: median ${percentile(all, 0.5)}, p95 ${percentile(all, 0.95)}, p99 ${percentile(all, 0.99)} ms; ` +
      `${String(withStep.length).padStart(4)} with steps: median ${percentile(withStep, 0.5)}, p95 ${percentile(withStep, 0.95)} ms; longest task ${longest.toFixed(1)} ms`,
  );
  if (!withProfile) return;
  for (const [name, ms] of costs.slice(0, 14)) console.log(`        ${(ms / frames.length).toFixed(3)} ms  ${name}`);
}

const DIAGRAM_EVENTS = 100_000;

/** Pans and zooms with the wheel, a turn per animation frame, as a hand does. */
async function wheel(page, turns, { deltaX = 0, deltaY = 0, zooms = false }) {
  await page.evaluate(
    ([count, dx, dy, ctrlKey]) =>
      new Promise((resolve) => {
        const svg = document.querySelector('.st-view > svg');
        const { left, top, width, height } = svg.getBoundingClientRect();
        let done = 0;
        const turn = () => {
          const sign = done % 40 < 20 ? 1 : -1;
          const place = { clientX: left + width * 0.6, clientY: top + height / 2 };
          svg.dispatchEvent(
            new WheelEvent('wheel', {
              ...place,
              deltaX: dx * sign,
              deltaY: dy * sign,
              ctrlKey,
              bubbles: true,
              cancelable: true,
            }),
          );
          done++;
          if (done < count) requestAnimationFrame(turn);
          else resolve();
        };
        requestAnimationFrame(turn);
      }),
    [turns, deltaX, deltaY, zooms],
  );
}

async function benchDiagram(browser) {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  const busy = Array.from({ length: 20_000 }, (_, nth) => ({
    at: 1000 + nth,
    do: 'submit',
    client: 'C1',
    command: `set k${nth % 5} ${nth}`,
  }));
  await openFile(page, { raftlight: 1, title: 'Diagram', seed: 10, servers: 5, clients: 1, actions: busy });
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(String(DIAGRAM_EVENTS));
  await page.keyboard.press('Enter');
  await page.waitForFunction((step) => window.raftlight.position().step === step, DIAGRAM_EVENTS, { timeout: 120_000 });
  const whole = page.getByRole('button', { name: 'The whole run' });
  const zoomIn = page.getByRole('button', { name: 'Zoom in' });
  await whole.click();
  for (const [label, clicks] of [
    ['whole run', 0],
    ['a fifth', 4],
    ['seconds', 4],
    ['100 ms', 6],
  ]) {
    for (let nth = 0; nth < clicks; nth++) await zoomIn.click();
    await page.waitForTimeout(1000);
    report(`pan, ${label}`, await measure(browser, page, () => wheel(page, 120, { deltaX: 30 })));
    report(`zoom, ${label}`, await measure(browser, page, () => wheel(page, 120, { deltaY: 12, zooms: true })));
  }
}

/** In the page: as if another tab came before it. */
function hide(isHidden) {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
  document.dispatchEvent(new Event('visibilitychange'));
}

async function bench(browser) {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.addInitScript(markSteps);
  await open(page);
  const rest = (ms) => () => page.waitForTimeout(ms);
  for (const [label, faster] of [
    ['1/100x', 0],
    ['1/10x', 3],
    ['1x', 3],
  ]) {
    for (let nth = 0; nth < faster; nth++) await page.keyboard.press(']');
    await page.keyboard.press('Space');
    await page.waitForTimeout(1000);
    report(label, await measure(browser, page, rest(SECONDS * 1000)));
    await page.keyboard.press('Space');
  }
  await page.waitForTimeout(1500);
  const paused = await measure(browser, page, rest(3000));
  await page.keyboard.press('Space');
  await page.evaluate(hide, true);
  await page.waitForTimeout(1500);
  const hidden = await measure(browser, page, rest(3000));
  console.log(`animation frames in 3 s: ${paused.frames.length} paused, ${hidden.frames.length} playing but hidden`);
}

const vite = ['node_modules/vite/bin/vite.js', 'preview', '--outDir', dist, '--port', String(PORT), '--strictPort'];
const server = spawn(process.execPath, [...vite, '--logLevel', 'error'], { stdio: 'inherit' });
const { chromium: found } = JSON.parse(readFileSync('.cache/browsers.json', 'utf8'));
const browser = await chromium.launch({ ...found, chromiumSandbox: process.getuid?.() !== 0 });
try {
  await (process.argv.includes('diagram') ? benchDiagram(browser) : bench(browser));
} finally {
  await browser.close();
  server.kill();
}
