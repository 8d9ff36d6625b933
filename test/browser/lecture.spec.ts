import type { Page } from '@playwright/test';
import { en } from '../../src/messages/en/index.ts';
import { complaints } from './axe.ts';
import { expect, test } from './fixture.ts';
import { hashOf, positionOf } from './raftlight.ts';

const { stage } = en;

async function openStage(page: Page, scene: string): Promise<void> {
  await page.goto(`/#/scene/${scene}?m=stage`);
  await expect(page.locator('.stage-heading')).toBeVisible();
  await expect(page.locator('[data-coming]')).toHaveCount(0);
}

/** To the next stop, as a clicker does it: once to play, once more to be there. */
async function next(page: Page): Promise<void> {
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
}

const asking = (page: Page) => page.evaluate(() => document.documentElement.hasAttribute('data-asking'));

test('from the first page to the first prediction in two clicks', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: en.topbar.scenes, exact: true }).click();
  await page.getByRole('button', { name: en.dialogs.scenes.firstQuestion }).click();
  await expect(page.locator('.beat')).toContainText('How many of the four can be down while writes go on?');
  expect(await asking(page)).toBe(true);
  await page.getByRole('button', { name: 'One', exact: true }).click();
  await expect(page.locator('.beat')).toContainText(en.quiz.running('One'));
});

test('asks before it shows, and the answer is what the run says', async ({ page }) => {
  await openStage(page, 'old-term-trap');
  for (let nth = 0; nth < 12 && !(await asking(page)); nth++) await next(page);
  await expect(page.locator('.stage-heading')).toHaveText('Is x committed?');
  await expect(page.locator('.stage-answer')).toHaveCount(3);
  await expect(page.locator('.stage-answer.right')).toHaveCount(0);
  expect(await complaints(page)).toEqual([]);
  await page.keyboard.press('PageDown');
  await expect(page.locator('.stage-answer.right')).toContainText('No: it is of an older term');
  await page.keyboard.press('b');
  await expect(page.getByLabel(stage.blank)).toBeVisible();
  await page.keyboard.press('b');
  await expect(page.getByLabel(stage.blank)).toHaveCount(0);
});

for (const [width, height] of [
  [1920, 1080],
  [1024, 768],
] as const) {
  test(`what the back row has to read is large enough at ${width}x${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openStage(page, 'old-term-trap');
    for (let nth = 0; nth < 12 && !(await asking(page)); nth++) await next(page);
    const sizes = await page.evaluate(() =>
      [...document.querySelectorAll('.stage-content *')]
        .filter((node) =>
          [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent?.trim() !== ''),
        )
        .map((node) => {
          const matrix = node instanceof SVGGraphicsElement ? node.getScreenCTM() : null;
          const scale = matrix === null ? 1 : Math.hypot(matrix.a, matrix.b);
          return { size: Number.parseFloat(getComputedStyle(node).fontSize) * scale, said: node.textContent };
        }),
    );
    expect(sizes.length).toBeGreaterThan(10);
    // Capitals of the typeface are 0.698 of its size; 2.3 % of the height is what is wanted.
    expect(sizes.filter(({ size }) => size * 0.698 < height * 0.023 * 0.985)).toEqual([]);
  });
}

test('the speaker’s window leads, the room’s follows, and can be frozen', async ({ page, context }) => {
  await page.goto('/#/scene/old-term-trap?m=speaker');
  const { speaker } = stage;
  await expect(page.getByRole('button', { name: speaker.next })).toBeVisible();
  expect(await complaints(page)).toEqual([]);
  const opening = context.waitForEvent('page');
  await page.getByRole('button', { name: speaker.open }).click();
  const room = await opening;
  await expect(room.locator('.stage-heading')).toBeVisible();
  await room.waitForFunction(() => 'raftlight' in window);
  const go = page.getByRole('button', { name: speaker.next });
  await go.click();
  await go.click();
  const step = async (which: Page): Promise<number> => (await positionOf(which)).step;
  await expect.poll(() => step(room)).toBe(await step(page));
  expect(await hashOf(room)).toBe(await hashOf(page));
  await page.getByRole('button', { name: speaker.hold }).click();
  const frozen = await step(room);
  await go.click();
  await go.click();
  await expect.poll(() => step(page)).toBeGreaterThan(frozen);
  expect(await step(room)).toBe(frozen);
  await room.reload();
  await room.waitForFunction(() => 'raftlight' in window);
  await page.getByRole('button', { name: speaker.unhold }).click();
  await expect.poll(() => step(room)).toBe(await step(page));
  await page.getByRole('button', { name: speaker.blank }).click();
  await expect(room.getByLabel(stage.blank)).toBeVisible();
});
