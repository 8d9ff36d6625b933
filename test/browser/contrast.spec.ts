import type { Page } from '@playwright/test';
import { faint } from './faint.ts';
import { expect, test } from './fixture.ts';
import { openScene } from './raftlight.ts';

test.use({ viewport: { width: 1366, height: 768 } });

/** A mode of the page, as a link asks for it, how far into it, and what everything in it has to have. */
const MODES: readonly (readonly [what: string, hash: string, stops: number, least: number])[] = [
  ['the page', '#/scene/old-term-trap', 4, 4.5],
  ['a question on the page', '#/scene/old-term-trap', 7, 4.5],
  ['the page while servers come and go', '#/scene/leader-leaves', 3, 4.5],
  ['the stage', '#/scene/old-term-trap?m=stage', 4, 7],
  ['a question on the stage', '#/scene/old-term-trap?m=stage', 7, 7],
  ['all roles on the stage', '#/scene/split-vote?m=stage', 2, 7],
  ['a lesson on the stage', '#/scene/vector-clocks?m=stage', 3, 7],
  ['clients on the stage', '#/scene/run-once?m=stage', 3, 7],
  ['a picture of a scene on the stage', '#/scene/election-timeout?m=stage', 1, 7],
  ['lines of a slide on the stage', '#/scene/request-vote-slide?m=stage', 2, 7],
  ['the speaker’s window', '#/scene/old-term-trap?m=speaker', 7, 4.5],
  ['a frame', '#/scene/old-term-trap?m=embed', 4, 4.5],
];

async function goTo(page: Page, hash: string, stops: number): Promise<void> {
  await openScene(page, hash);
  const keys = /stage|speaker/.test(hash) ? ['PageDown', 'PageDown'] : ['Shift+ArrowRight'];
  for (let nth = 0; nth < stops; nth++) for (const key of keys) await page.keyboard.press(key);
  await expect(page.locator('.stage-heading, .beat')).toBeVisible();
  await expect(page.locator('[data-coming]')).toHaveCount(0);
  await page.mouse.move(0, 0);
}

test('the time at the cursor gives way to the buttons in its row', async ({ page }) => {
  await goTo(page, '#/scene/old-term-trap', 7);
  const flag = await page.locator('.st-flag').boundingBox();
  const tools = await page.locator('.st-tools').boundingBox();
  expect((flag?.x ?? 0) + (flag?.width ?? 0)).toBeLessThanOrEqual(tools?.x ?? 0);
});

test('all text in sight has its contrast, in every mode and theme', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const [what, hash, stops, least] of MODES) {
    await goTo(page, hash, stops);
    for (const theme of ['light', 'dark']) {
      await page.evaluate((name) => {
        document.documentElement.dataset['theme'] = name;
      }, theme);
      await test.step(`${what}, ${theme}`, async () =>
        expect.soft(await faint(page, least), `${what}, ${theme}`).toEqual([]));
    }
  }
});
