import { complaints } from './axe.ts';
import { expect, test } from './fixture.ts';
import { openScene } from './raftlight.ts';

/** A scene that has a picture of its own, what is to be seen in it after its question, and after how many stops. */
const PICTURES: readonly (readonly [hash: string, stops: number, seen: string])[] = [
  ['#/scene/election-timeout/t30', 1, '.elections-block'],
  ['#/scene/request-vote-slide/off', 2, '.vote-line.parts'],
  ['#/scene/term-is-a-clock', 3, '.two-clocks tr[aria-current]'],
];

test('the pictures of scenes stand in place of the logs, and are for everybody', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const [hash, stops, seen] of PICTURES) {
    await page.setViewportSize({ width: 1366, height: 768 });
    await openScene(page, hash);
    for (let nth = 0; nth < stops; nth++) await page.keyboard.press('Shift+ArrowRight');
    await expect(page.locator(seen).first()).toBeVisible();
    expect.soft(await complaints(page), `${hash}, light`).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.evaluate(() => {
      document.documentElement.dataset['theme'] = 'dark';
    });
    await expect(page.locator(seen).first()).toBeAttached();
    expect.soft(await complaints(page), `${hash}, dark on a phone`).toEqual([]);
  }
});

test('a key brings a picture and puts it away, the focus stays, and its times are set by keys', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await openScene(page, '#/scene/first-election');
  await page.keyboard.press('p');
  const slider = page.getByRole('slider', { name: 'Election timeout' });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', '15 to 30 ms');
  await expect(page.getByText(/^In none of 200 runs|^\d+ of 200 runs had|^Half of 200 runs/)).toBeVisible();
  await page.keyboard.press('p');
  await expect(page.getByRole('button', { name: 'Show the picture' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Show the logs' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Show the picture' })).toBeFocused();
  await expect(page.getByRole('heading', { name: /^Logs/ })).toBeVisible();
});
