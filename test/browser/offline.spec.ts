import { readFileSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { en } from '../../src/messages/en/index.ts';
import { expect, test } from './fixture.ts';
import { hashOf, positionOf, stepOf } from './raftlight.ts';
import { serve } from './serve.ts';

test.use({ viewport: { width: 1366, height: 768 }, serviceWorkers: 'allow' });

const SINGLE = 'dist/raftlight.html';

/** Waits until the page has kept itself, and answers its own requests. */
function expectKept(page: Page): Promise<void> {
  return page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    const { serviceWorker } = navigator;
    if (serviceWorker.controller !== null) return;
    await new Promise((resolve) => serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
  });
}

async function openScene(page: Page, url: string, title: string): Promise<void> {
  await page.goto(url);
  await page.waitForFunction(() => 'raftlight' in window);
  await expect(page.locator('.topbar-title')).toHaveText(title);
  await expect(page.locator('[data-server]').first()).toBeVisible();
}

test('once opened, the whole page is there without a network', async ({ page, context, baseURL }) => {
  await page.goto('./#/scene/figure-3-8');
  await expectKept(page);
  await test.step('it can be taken along as one file', async () => {
    await page.getByRole('button', { name: en.topbar.share, exact: true }).click();
    const taken = page.waitForEvent('download');
    await page.getByRole('link', { name: en.embed.oneFile }).click();
    expect(readFileSync(await (await taken).path()).equals(readFileSync(SINGLE))).toBe(true);
  });
  await context.setOffline(true);
  const fromNetwork: string[] = [];
  page.on('response', (response) => {
    if (!response.fromServiceWorker() && response.url().startsWith('http')) fromNetwork.push(response.url());
  });
  await page.reload();
  await expect(page.locator('[data-server]').first()).toBeVisible();
  await page.goto('about:blank'); // another link alone would not load the page anew
  await test.step('a scene that was never opened', async () => {
    await openScene(page, `${baseURL ?? ''}#/scene/lease`, 'Figure 6.3: a lease');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => stepOf(page)).toBe(1);
  });
  await test.step('a window that was never opened', async () => {
    await page.getByRole('button', { name: en.topbar.share, exact: true }).click();
    await expect(page.getByRole('dialog').getByRole('img')).toBeVisible();
  });
  expect(fromNetwork).toEqual([]);
  const manifest = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
    const { icons } = (await (await fetch(link?.href ?? '')).json()) as { icons: { src: string }[] };
    return Promise.all(icons.map(async ({ src }) => (await fetch(src)).ok));
  });
  expect(manifest, 'whether the icons are there').toEqual([true, true, true, true]);
});

test('a new version waits until the lecture is over', async ({ browser }) => {
  const host = await serve('dist');
  const context = await browser.newContext({ serviceWorkers: 'allow' });
  const page = await context.newPage();
  await openScene(page, `${host.url}#/scene/figure-3-8`, 'Figure 3.8: the voter');
  await expectKept(page);
  await page.evaluate(() => document.body.setAttribute('data-untouched', ''));
  await test.step('the host has other files now, and the old ones are gone', async () => {
    const worker = readFileSync('dist/service-worker.js', 'utf8');
    host.changed.set('service-worker.js', worker.replace(/VERSION = '\w+'/, "VERSION = 'next'"));
    const html = readFileSync('dist/index.html', 'utf8');
    host.changed.set('index.html', html.replace('<title>Raftlight', '<title>Next Raftlight'));
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
    });
    await expect
      .poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null))
      .toBe(true);
    const scenes = readFileSync('dist/.vite/manifest.json', 'utf8').matchAll(/"file": "(assets\/[^"]+\.js)"/g);
    for (const [, file = ''] of scenes) host.changed.set(file, null);
  });
  await test.step('the run goes on, with parts that were not asked for before', async () => {
    await page.getByRole('button', { name: en.topbar.scenes, exact: true }).click();
    await page.getByRole('button', { name: 'Figure 6.3: a lease', exact: true }).click();
    await expect(page.locator('.topbar-title')).toHaveText('Figure 6.3: a lease');
    expect(await page.locator('[data-untouched]').count(), 'reloaded by itself?').toBe(1);
    await page.reload();
    await expect(page).toHaveTitle('Raftlight');
    await expect(page.locator('[data-server]').first()).toBeVisible();
  });
  await page.close();
  const later = await context.newPage();
  await later.goto(host.url);
  await expect(later).toHaveTitle('Next Raftlight');
  await context.close();
  host.close();
});

test('one file holds everything, and plays from a disk', async ({ browser }) => {
  expect(statSync(SINGLE).size, 'bytes').toBeLessThanOrEqual(2_000_000);
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  const file = pathToFileURL(SINGLE).href;
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(file) && !url.startsWith('data:')) complaints.push(`request: ${url}`);
  });
  await openScene(page, `${file}#/scene/figure-3-8`, 'Figure 3.8: the voter');
  const text = page.locator('.beat-text');
  await page.keyboard.press('Shift+ArrowRight');
  const first = await text.innerText();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(text).not.toHaveText(first);
  const beat = { step: await stepOf(page), hash: await hashOf(page), text: await text.innerText() };
  expect(beat.step).toBeGreaterThan(0);
  await expect.poll(() => page.url()).toContain(`s=${beat.step}`);
  await test.step('it reloads to the same beat', async () => {
    await page.reload();
    await expect(text).toHaveText(beat.text);
    expect({ step: await stepOf(page), hash: await hashOf(page) }).toEqual({ step: beat.step, hash: beat.hash });
  });
  await test.step('it plays', async () => {
    await page.keyboard.press('Space');
    await expect.poll(async () => (await positionOf(page)).step).toBeGreaterThan(beat.step);
  });
  await test.step('its letters are its own', async () => {
    const loaded = await page.evaluate(async () => {
      await document.fonts.ready;
      return [...document.fonts].filter((font) => font.status === 'loaded').map((font) => font.family);
    });
    expect(loaded.join()).toContain('IBM Plex Sans Variable');
    expect(loaded.join()).toContain('IBM Plex Mono');
  });
  expect(complaints).toEqual([]);
  await page.close();
});
