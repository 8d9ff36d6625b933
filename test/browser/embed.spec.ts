import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FrameLocator, Page } from '@playwright/test';
import { en } from '../../src/messages/en/index.ts';
import { complaints } from './axe.ts';
import { expect, test } from './fixture.ts';
import { serve } from './serve.ts';

// Playwright's own way to block service workers fails in a frame without an origin.
test.use({ viewport: { width: 1366, height: 768 }, serviceWorkers: 'allow' });

const SCENE = '#/scene/figure-3-8?m=embed';

/** What the page in a frame says of its step. */
function eventIn(frame: FrameLocator): Promise<string> {
  return frame.locator('.transport-event').innerText();
}

function hostPage(frame: string): string {
  return `<!doctype html><html lang="en"><head><title>Host</title></head><body><main><h1>Host</h1>${frame}</main></body></html>`;
}

/** A page of another host, whose errors count like its own: those in the frame are its, too. */
async function openHost(page: Page, url: string): Promise<string[]> {
  const errors: string[] = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(url);
  return errors;
}

test('a frame is dark on a dark slide, until its reader switches', async ({ page }) => {
  await page.goto(`./${SCENE}&t=dark`);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.goto('about:blank');
  await page.goto('./#/scene/figure-3-8?t=dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: en.topbar.theme }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

test('in a frame of 320 px without storage or origin it plays, takes keys after a click, and keeps nothing', async ({
  browser,
  baseURL,
}) => {
  const sandbox = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';
  const frameCode = `<iframe src="${baseURL ?? ''}${SCENE}" title="Raftlight" width="320" height="400" sandbox="${sandbox}"></iframe>`;
  const host = await serve(null, { 'index.html': hostPage(frameCode) });
  const context = await browser.newContext();
  const page = await context.newPage();
  const errors = await openHost(page, host.url);
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('heading', { name: 'Figure 3.8: the voter' })).toBeVisible();
  await expect(frame.locator('[data-server]')).toHaveCount(5);
  await test.step('keys wait for a click', async () => {
    await expect(frame.getByText(en.embed.clickForKeys)).toBeVisible();
    await page.keyboard.press('ArrowRight');
    expect(await eventIn(frame)).toMatch(/^Event 0\b/);
    await frame.locator('.cluster-drawing').click({ position: { x: 8, y: 150 } });
    await expect(frame.getByText(en.embed.clickForKeys)).toHaveCount(0);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => eventIn(frame)).toMatch(/^Event 1\b/);
    await page.keyboard.press('PageDown');
    await expect(frame.locator('.beat')).toBeVisible();
  });
  await test.step('nothing is wider than the frame', async () => {
    const overflow = await frame.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth);
    expect(overflow).toBe(0);
    const stand = await frame.locator('.transport').boundingBox();
    const outer = await page.locator('iframe').boundingBox();
    expect((stand?.y ?? 0) + (stand?.height ?? 0)).toBeLessThanOrEqual((outer?.y ?? 0) + (outer?.height ?? 0) + 1);
  });
  await test.step('the history is the host’s', async () => {
    const length = await page.evaluate(() => history.length);
    await frame.locator('[data-server="2"]').first().click({ button: 'right' });
    await frame.getByRole('menuitem', { name: en.menus.crash }).click();
    const address = () => frame.locator('html').evaluate(() => location.hash);
    await expect.poll(address, 'the address of what was done').toMatch(/^#\/run\//);
    expect(await page.evaluate(() => history.length)).toBe(length);
  });
  await expect.poll(() => complaints(page)).toEqual([]);
  await test.step('the whole page is one click away, at the same event', async () => {
    const link = frame.getByRole('link', { name: en.embed.openWhole });
    const shown = await eventIn(frame);
    const [whole] = await Promise.all([context.waitForEvent('page'), link.click()]);
    await expect(whole.getByRole('button', { name: en.topbar.share, exact: true })).toBeVisible();
    await expect(whole.locator('.transport-event')).toContainText(shown.replace(/ of.*/, ''));
    expect(whole.url()).not.toContain('embed');
  });
  expect(errors).toEqual([]);
  await context.close();
  host.close();
});

function deckOfTheDocs(): string {
  const docs = readFileSync('docs/embedding.md', 'utf8');
  const deck = /```html\n( *<!doctype html>[\s\S]*?)```/.exec(docs)?.[1];
  if (deck === undefined) throw new Error('docs/embedding.md has no deck');
  return deck;
}

test('the steps for a reveal.js deck, followed with reveal.js, lead to a frame that a clicker drives', async ({
  page,
  browser,
  baseURL,
}) => {
  await page.goto(`${baseURL ?? ''}#/scene/figure-3-8`);
  await page.getByRole('button', { name: en.topbar.share, exact: true }).click();
  const code = page.getByRole('textbox', { name: en.embed.code });
  await expect(code).toHaveValue(/m=embed/);
  const pasted = (await code.inputValue()).replace(' src=', ' data-src=').replace('height: 480px', 'height: 600px');
  expect(pasted).toContain('title="Raftlight: Figure 3.8: the voter"');
  // Beside the deck lies the folder of reveal.js, as the first step says.
  const beside = fileURLToPath(new URL('../..', import.meta.resolve('reveal.js')));
  const host = await serve(beside, {
    'index.html': deckOfTheDocs().replace('<!-- the code of the frame -->', () => pasted),
  });
  const lecture = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  const errors = await openHost(lecture, host.url);
  const slide = (title: string) => lecture.getByRole('heading', { name: title });
  await expect(slide('Who may win an election?')).toBeVisible();
  await expect(lecture.locator('iframe')).not.toHaveAttribute('src', /./);
  await lecture.keyboard.press('PageDown');
  const frame = lecture.frameLocator('iframe');
  await expect(frame.getByText(en.embed.clickForKeys)).toBeVisible();
  await test.step('the frame is on the slide, whole and as large as it was asked to be', async () => {
    await expect.poll(async () => (await lecture.locator('iframe').boundingBox())?.height).toBeGreaterThan(540);
    const box = await lecture.locator('iframe').boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(720);
  });
  await test.step('after a click, keys and clicker are the frame’s', async () => {
    await frame.locator('.cluster-drawing').click({ position: { x: 8, y: 150 } });
    await expect(frame.getByText(en.embed.clickForKeys)).toHaveCount(0);
    await lecture.keyboard.press('PageDown');
    await expect(frame.locator('.beat')).toBeVisible();
    await expect(slide('Only who has every committed entry.')).toBeHidden();
  });
  await test.step('after a click beside it, they are the deck’s', async () => {
    await lecture.mouse.click(640, 712);
    await expect(frame.getByText(en.embed.clickForKeys)).toBeVisible();
    await lecture.keyboard.press('PageDown');
    await expect(slide('Only who has every committed entry.')).toBeVisible();
    await lecture.keyboard.press('PageUp');
    await expect(slide('Only who has every committed entry.')).toBeHidden();
  });
  expect(errors).toEqual([]);
  await lecture.close();
  host.close();
});

test('two views that the link asks for: side by side, or as tabs', async ({ page, baseURL }) => {
  await page.setViewportSize({ width: 900, height: 520 });
  await page.goto(`${baseURL ?? ''}${SCENE}&p=logs,spacetime,nonsense`);
  await expect(page.getByRole('region', { name: en.shell.logs })).toBeVisible();
  await expect(page.getByRole('region', { name: en.shell.spaceTime })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => page.url()).toContain('s=1&p=logs,spacetime,nonsense&m=embed');
  await page.setViewportSize({ width: 360, height: 480 });
  await page.reload();
  await expect(page.getByRole('tab', { name: en.shell.logs })).toBeVisible();
  await page.getByRole('tab', { name: en.shell.spaceTime }).click();
  await expect(page.getByRole('tabpanel')).toBeVisible();
});

test('a frame of the one file, in a deck that lies on a disk', async ({ browser }) => {
  const page = await browser.newPage();
  const single = pathToFileURL('dist/raftlight.html').href;
  const errors = await openHost(page, pathToFileURL('docs/embedding.md').href);
  await page.setContent(
    hostPage(`<iframe src="${single}${SCENE}" title="Raftlight" width="640" height="480"></iframe>`),
  );
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('heading', { name: 'Figure 3.8: the voter' })).toBeVisible();
  await frame.locator('.cluster-drawing').click({ position: { x: 8, y: 150 } });
  await page.keyboard.press('PageDown');
  await expect(frame.locator('.beat')).toBeVisible();
  expect(errors).toEqual([]);
  await page.close();
});

test('a link has a code for phones, with the link as its text; one that is too long says so', async ({ page }) => {
  await page.goto('./#/scene/figure-3-8');
  await page.getByRole('button', { name: en.topbar.share, exact: true }).click();
  const url = page.url();
  await expect(page.getByRole('img', { name: en.embed.qrImage(url) })).toBeVisible();
  await page.getByRole('button', { name: en.embed.qrLarge }).click();
  const large = page.getByRole('dialog', { name: en.embed.qrOf('Figure 3.8: the voter') });
  const box = await large.getByRole('img', { name: en.embed.qrImage(url) }).boundingBox();
  expect(box?.width).toBeGreaterThan(400);
  await expect(large.getByText(url)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: en.topbar.scenes, exact: true }).click();
  await page.getByRole('button', { name: en.embed.qrOf('Figure 6.3: a lease') }).click();
  await expect(page.getByRole('img', { name: /#\/scene\/lease$/ })).toBeVisible();
  expect(await complaints(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.locator('[data-server="2"]').first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: en.menus.crash }).click();
  await page.getByRole('button', { name: en.topbar.share, exact: true }).click();
  await expect(page.getByText(en.embed.qrTooLong)).toBeVisible();
});
