import { en } from '../../src/messages/en/index.ts';
import { complaints } from './axe.ts';
import { expect, test } from './fixture.ts';

/** The scene of happens-before, at its question. */
const AT_QUESTION = '#/scene/happens-before';

test('a lesson is stepped through both ways, asks, and answers from the run', async ({ page }) => {
  await page.goto(`/${AT_QUESTION}`);
  const strip = page.getByRole('region', { name: en.narration.region });
  await expect(page.getByRole('heading', { name: 'Processes' })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(strip).toContainText('Event a happens at p1');
  await page.keyboard.press('ArrowRight');
  await expect(strip).toContainText('Event b happens at p1');
  await page.keyboard.press('ArrowLeft');
  await expect(strip).toContainText('Event a happens at p1');
  for (let stop = 0; stop < 3; stop++) await page.keyboard.press('Shift+ArrowRight');
  const card = page.getByRole('group', { name: /Did e happen before c/ });
  await expect(card).toBeVisible();
  await expect(page.getByText('The run says')).toHaveCount(0);
  await card.getByRole('button', { name: 'Neither: from the numbers one cannot tell' }).click();
  const told = page.locator('.beat');
  await expect(told).toContainText('Right.');
  await expect(told).toContainText('The run says: Neither: from the numbers one cannot tell');
  await page.reload();
  await expect(strip).toContainText('Event e happens at p3');
});

test('two events are compared by keys, number by number', async ({ page }) => {
  await page.goto('/#/scene/vector-clocks?s=3');
  const strip = page.getByRole('region', { name: en.narration.region });
  await expect(strip).toContainText('Event c happens at p2');
  await page.keyboard.press('=');
  await page.keyboard.press('ArrowRight');
  await expect(strip).toContainText('Event e happens at p3');
  await expect(page.locator('.st-verdict')).toHaveText('c ∥ e c and e are concurrent: 2 > 0, 1 > 0, 0 < 1');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.st-verdict')).toHaveText('c < d c happened before d: 2 = 2, 1 < 2, 0 = 0');
  await expect(page.locator('.st-stamps')).toContainText('d (2,2,0)');
  await page.keyboard.press('l');
  await expect(page.locator('.st-cone')).toHaveCount(1);
  await expect(page.locator('.st-cone-future')).toHaveCount(1);
});

test('a lesson can be broken like a cluster', async ({ page }) => {
  await page.goto('/#/scene/bully?s=17');
  await page.locator('.cluster-drawing [data-server="7"]').click();
  await page.getByRole('complementary').getByRole('button', { name: 'Crash' }).click();
  await page.locator('.cluster-drawing [data-server="1"]').click();
  await page.getByRole('complementary').getByRole('button', { name: 'Notices that the coordinator is silent' }).click();
  await page.keyboard.press('k');
  await expect(
    page.getByRole('region', { name: 'Processes' }).getByRole('row', { name: /P5 coordinates/ }),
  ).toBeVisible();
});

for (const theme of ['light', 'dark']) {
  test(`axe finds nothing in a lesson, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light', reducedMotion: 'reduce' });
    await page.goto(`/${AT_QUESTION}`);
    await expect(page.getByRole('heading', { name: 'Processes' })).toBeVisible();
    for (let stop = 0; stop < 4; stop++) await page.keyboard.press('Shift+ArrowRight');
    await expect(page.getByRole('group', { name: /Did e happen before c/ })).toBeVisible();
    expect(await complaints(page)).toEqual([]);
  });
}
