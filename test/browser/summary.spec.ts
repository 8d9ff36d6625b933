import type { Page } from '@playwright/test';
import { en } from '../../src/messages/en/index.ts';
import { sceneLink } from '../../src/scenario/link.ts';
import { complaints } from './axe.ts';
import { expect, test } from './fixture.ts';
import { open, positionOf, stepOf } from './raftlight.ts';

const { summary, inspector } = en;

const page1 = (page: Page) => page.getByRole('region', { name: summary.title });
const clause = (page: Page, words: string) => page1(page).getByRole('button', { name: words });
const commits = summary.clauses.leaderCommit;

/** S1 commits an entry of an old term, as the rule against it is broken. */
const COMMIT_STEP = 91;
const AT_COMMIT = `#/scene/old-term-trap/off`;

async function openCommit(page: Page): Promise<void> {
  await open(page, AT_COMMIT);
  for (let beat = 0; beat < 7; beat++) await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => stepOf(page)).toBe(COMMIT_STEP);
}

test.describe('on a screen of 1366 by 768', () => {
  test.use({ viewport: { width: 1366, height: 768 } });

  test('all basic rules stand on one page without scrolling, and what ran last is lit', async ({ page }) => {
    await openCommit(page);
    await page.keyboard.press('s');
    await expect(page1(page)).toBeVisible();
    const view = page1(page).locator('.summary-page');
    expect(await view.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBeLessThanOrEqual(0);
    const sizes = await view.evaluate((element) =>
      [...element.querySelectorAll('button, button span')].map((one) => parseFloat(getComputedStyle(one).fontSize)),
    );
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
    const low = await view.evaluate(
      (element) =>
        [...element.querySelectorAll('button')].filter((one) => one.getBoundingClientRect().height < 28).length,
    );
    expect(low).toBe(0);
    await expect(page1(page).locator('.first')).toContainText(commits);
    await expect(clause(page, commits)).toHaveAccessibleName(
      new RegExp(`P49 is broken here.*${summary.now}.*${summary.timesSpoken(2)}`),
    );
    await expect(clause(page, summary.clauses.appendNew)).not.toHaveAccessibleName(new RegExp(summary.now));
    await expect(clause(page, summary.clauses.allDisk)).toHaveAccessibleName(new RegExp(summary.timesSpoken(0)));
    await page.keyboard.press('ArrowLeft');
    await expect(clause(page, commits)).not.toHaveAccessibleName(new RegExp(summary.now));
    await page.keyboard.press('s');
    await expect(page1(page)).toHaveCount(0);
  });

  test('a clause lists where it was at work, each a jump, and leads to the inspector and back', async ({ page }) => {
    await openCommit(page);
    const chip = page.getByRole('button', { name: 'P49', exact: true });
    await chip.click();
    const places = page1(page).getByRole('region', { name: summary.where });
    await expect(places).toContainText(summary.places(2, 1, 2));
    await expect(places.getByRole('listitem')).toHaveCount(2);
    await expect(page1(page).locator('.chosen')).toContainText(commits);
    await places.getByRole('listitem').nth(1).getByRole('button').click();
    await expect.poll(() => stepOf(page)).not.toBe(COMMIT_STEP);
    await places.getByRole('listitem').nth(0).getByRole('button').click();
    await expect.poll(() => stepOf(page)).toBe(COMMIT_STEP);
    await places.getByRole('button', { name: summary.toInspector }).click();
    await expect(page.getByRole('complementary', { name: inspector.region })).toContainText('P49');
    await page.keyboard.press('s');
    await clause(page, commits).focus();
    await page.keyboard.press('Enter');
    await expect(places).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(places).toHaveCount(0);
    await expect(clause(page, commits)).toBeFocused();
  });

  test('the menu of the cluster opens it, and axe finds nothing serious', async ({ page }) => {
    await openCommit(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.type(en.menus.summary);
    await page.keyboard.press('Enter');
    await clause(page, commits).click();
    for (const theme of ['light', 'dark']) {
      await page.evaluate((name) => {
        document.documentElement.dataset['theme'] = name;
      }, theme);
      expect(await complaints(page)).toEqual([]);
    }
  });

  test('a long run is counted in slices, while the page can be used', async ({ page }) => {
    const position = { step: 20_000, offsetUs: 0 };
    await open(page, sceneLink({ scene: 'first-election', variant: null, position, view: {} }));
    await expect.poll(() => stepOf(page)).toBe(20_000);
    await page.keyboard.press('s');
    await expect(page1(page)).toContainText(/counting, \d+ %/);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(async () => (await positionOf(page)).step).toBe(19_999);
    await expect(page1(page)).toContainText(summary.about);
    await expect(clause(page, summary.clauses.leaderIdle)).toHaveAccessibleName(/at work \d{4} times/);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('it is a tab of its own', async ({ page }) => {
    await openCommit(page);
    await page.getByRole('tab', { name: summary.tab }).click();
    await expect(page1(page)).toBeVisible();
    await page.getByRole('tab', { name: en.shell.why }).click();
    await page.getByRole('button', { name: 'P49', exact: true }).click();
    await expect(page.getByRole('tab', { name: summary.tab })).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('ArrowRight');
    const places = page1(page).getByRole('region', { name: summary.where });
    await places.getByRole('button', { name: summary.toInspector }).click();
    await expect(page.getByRole('tab', { name: en.shell.why })).toHaveAttribute('aria-selected', 'true');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});
