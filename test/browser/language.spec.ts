import type { Locator, Page } from '@playwright/test';
import { en } from '../../src/messages/en/index.ts';
import { zhHans } from '../../src/messages/zh-Hans/index.ts';
import { complaints } from './axe.ts';
import { expect, test } from './fixture.ts';
import { hashOf, stepOf } from './raftlight.ts';

const SCENE = '#/scene/old-term-trap?s=75';
const TITLE = 'The old-term trap';

/** Opens the page in whatever language it speaks, and waits until all of it is there. */
async function open(page: Page, hash: string): Promise<void> {
  await page.goto(`./${hash}`);
  await page.waitForFunction(() => 'raftlight' in window);
  await expect(page.locator('[data-coming]')).toHaveCount(0);
}

function scenesButton(page: Page, words: typeof en): Locator {
  return page.getByRole('button', { name: words.topbar.scenes, exact: true });
}

function languageOf(page: Page): Promise<string> {
  return page.evaluate(() => document.documentElement.lang);
}

async function switchTo(page: Page, from: typeof en, name: string): Promise<void> {
  await page.getByRole('button', { name: from.topbar.more }).click();
  await page.getByRole('menuitem', { name: from.menus.language(name) }).click();
}

test.describe('a browser that asks for Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('is spoken to in Chinese from the first picture on', async ({ page }) => {
    const english: string[] = [];
    // Whatever is on the page at any time is remembered.
    await page.exposeFunction('sawEnglish', (text: string) => english.push(text));
    await page.addInitScript((word) => {
      new MutationObserver(() => {
        const text = document.documentElement.innerText;
        if (text.includes(word)) (window as unknown as { sawEnglish: (seen: string) => void }).sawEnglish(text);
      }).observe(document, { subtree: true, childList: true, characterData: true });
    }, en.topbar.scenes);
    await open(page, '');
    await expect(scenesButton(page, zhHans)).toBeVisible();
    expect(await languageOf(page)).toBe('zh-Hans');
    expect(english).toEqual([]);
  });

  test('gets a scene in Chinese, and axe finds nothing serious', async ({ page }) => {
    await open(page, SCENE);
    await expect(page.getByText(zhHans.sayings[TITLE] ?? '')).toBeVisible();
    await expect(page.locator('.beat')).toHaveCSS('opacity', '1'); // it fades in
    expect(await complaints(page)).toEqual([]);
  });

  test('reads no English sentence, whatever kind of scene is on show', async ({ page }) => {
    for (const scene of ['old-term-trap?s=75', 'state-transfer?s=7', 'snapshot?s=1']) {
      await open(page, `#/scene/${scene}`);
      await expect(page.locator('.beat')).toBeVisible();
      expect(await sentences(page)).toEqual([]);
    }
    await scenesButton(page, zhHans).click();
    await expect(page.getByRole('dialog', { name: zhHans.dialogs.scenes.title })).toBeVisible();
    expect(await sentences(page)).toEqual([]);
  });
});

/** What has three English words in a row, of all that is seen or read out. */
function sentences(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const labels = [...document.querySelectorAll('[aria-label]')].map(
      (thing) => thing.getAttribute('aria-label') ?? '',
    );
    const texts = [...document.body.innerText.split('\n'), ...labels];
    return texts.filter((text) => /(?:\b[A-Za-z][a-z]+\b[ ,:;.]+){2}\b[a-z]+\b/.test(text));
  });
}

test('a link chooses the language, and what is shared from it does too', async ({ page }) => {
  await open(page, `${SCENE}&l=zh-Hans`);
  await expect(page.getByRole('button', { name: zhHans.topbar.share })).toBeVisible();
  expect(await languageOf(page)).toBe('zh-Hans');
  await page.getByRole('button', { name: zhHans.topbar.share }).click();
  const link = page.getByRole('textbox', { name: zhHans.dialogs.share.link });
  await expect(link).toHaveValue(/[?&]l=zh-Hans$/);
  await page.getByRole('checkbox', { name: zhHans.dialogs.share.inLanguage }).uncheck();
  await expect(link).not.toHaveValue(/l=zh-Hans/);
});

test('switching keeps the moment, and is remembered', async ({ page }) => {
  await open(page, SCENE);
  await expect.poll(() => stepOf(page)).toBe(75);
  const before = [await stepOf(page), await hashOf(page)];
  await switchTo(page, en, '中文');
  await expect(scenesButton(page, zhHans)).toBeVisible();
  expect([await stepOf(page), await hashOf(page)]).toEqual(before);
  await page.reload();
  await expect(scenesButton(page, zhHans)).toBeVisible();
  await switchTo(page, zhHans, 'English');
  await expect(scenesButton(page, en)).toBeVisible();
  expect(await languageOf(page)).toBe('en');
});
