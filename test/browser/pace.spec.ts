import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';
import { cluster, ELECTED_MS, momentAt, THREE_COMMANDS } from './moments.ts';
import { hashOf, openMoment, positionOf, stepOf } from './raftlight.ts';

test.use({ viewport: { width: 1366, height: 768 } });

interface Counted {
  frames: number;
}

/** Counts animation frames that the page asked for and got. */
async function countFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const counted = window as unknown as Counted;
    counted.frames = 0;
    const request = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) =>
      request((now) => {
        counted.frames++;
        callback(now);
      });
  });
}

/** Frames of the page in the next second, counted by the page itself. */
function framesInOneSecond(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const counted = window as unknown as Counted;
        const before = counted.frames;
        setTimeout(() => resolve(counted.frames - before), 1000);
      }),
  );
}

async function play(page: Page, until: number): Promise<void> {
  await page.keyboard.press('Space');
  await expect.poll(() => stepOf(page)).toBeGreaterThan(until);
  await page.keyboard.press('Space');
  await expect.poll(async () => (await positionOf(page)).playing).toBe(false);
}

/** Goes to a step by number, through the palette. */
async function goTo(page: Page, step: number): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(`#${step}`);
  await page.keyboard.press('Enter');
  await expect.poll(() => stepOf(page)).toBe(step);
}

const SCENARIO = cluster([...THREE_COMMANDS, { at: 240, do: 'crash', server: 'S1' }], {
  network: { latencyMs: [10, 15], lossPercent: 5, duplicatePercent: 5 },
});
const FAR = 120;

test('the same run at 60 frames a second, throttled twenty times, and stepped ends in the same state', async ({
  page,
}) => {
  const start = await momentAt(SCENARIO, 100);
  const hashes: string[] = [];
  const cdp = await page.context().newCDPSession(page);
  for (const rate of [1, 20]) {
    await openMoment(page, start);
    for (let faster = 0; faster < 6; faster++) await page.keyboard.press(']');
    await cdp.send('Emulation.setCPUThrottlingRate', { rate });
    await play(page, FAR);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await goTo(page, FAR);
    hashes.push(await hashOf(page));
    await page.goto('about:blank');
  }
  await openMoment(page, start);
  for (let step = start.step; step < FAR; step++) await page.keyboard.press('ArrowRight');
  await expect.poll(() => stepOf(page)).toBe(FAR);
  hashes.push(await hashOf(page));
  expect(new Set(hashes).size, hashes.join(' ')).toBe(1);
});

test('nothing runs while paused, nor while hidden', async ({ page }) => {
  await countFrames(page);
  await openMoment(page, await momentAt(cluster(THREE_COMMANDS), ELECTED_MS));
  await expect.poll(() => framesInOneSecond(page), 'frames while paused').toBe(0);
  await page.keyboard.press('Space');
  await expect.poll(() => framesInOneSecond(page), 'frames while playing').toBeGreaterThan(5);
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect.poll(() => framesInOneSecond(page), 'frames while hidden').toBe(0);
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => false });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect.poll(() => framesInOneSecond(page), 'frames when it is seen again').toBeGreaterThan(5);
  await page.keyboard.press('Space');
  await expect.poll(() => framesInOneSecond(page), 'frames while paused again').toBe(0);
});

test('a step glides, unless motion is to be reduced: then it cuts', async ({ page }) => {
  await countFrames(page);
  const frames = () => page.evaluate(() => (window as unknown as Counted).frames);
  const moment = await momentAt(cluster(THREE_COMMANDS), ELECTED_MS);
  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    await page.goto('about:blank');
    await page.emulateMedia({ reducedMotion });
    await openMoment(page, moment);
    await expect.poll(() => framesInOneSecond(page)).toBe(0);
    const before = await frames();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => stepOf(page)).toBe(moment.step + 1);
    const drawn = (await frames()) - before;
    if (reducedMotion === 'reduce') expect(drawn, 'frames of a cut').toBe(0);
    else expect(drawn, 'frames of a glide').toBeGreaterThan(0);
  }
});
