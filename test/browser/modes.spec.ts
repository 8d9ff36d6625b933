import type { Page } from '@playwright/test';
import { en } from '../../src/messages/en/index.ts';
import { zhHans } from '../../src/messages/zh-Hans/index.ts';
import { complaints } from './axe.ts';
import { expect, test } from './fixture.ts';
import { openScene } from './raftlight.ts';

test.use({ viewport: { width: 1366, height: 768 } });

/** A state of the page: what a link opens, the keys that lead on from there, and where one has come to. */
interface State {
  readonly what: string;
  readonly hash: string;
  readonly keys?: readonly string[];
  readonly shows: string;
}

const times = (key: string, count: number): string[] => Array.from({ length: count }, () => key);
/** Each stop of a lecture takes two presses: one to play on, one to be there. */
const STAGE_QUESTION = times('PageDown', 14);
const TRAP = '#/scene/old-term-trap?';

const QUESTION: State = { what: 'a question', hash: TRAP, keys: times('Shift+ArrowRight', 7), shows: '.beat-choice' };
const SERVERS: State = { what: 'a question about servers', hash: '#/scene/who-could-win?', shows: '.beat-taps' };
const ON_STAGE: State = {
  what: 'a question on the stage',
  hash: `${TRAP}m=stage`,
  keys: STAGE_QUESTION,
  shows: '.stage-answer',
};

/**
 * Beside what has tests of its own: the windows and panels (accessibility.spec.ts), a question on the stage, the speaker's
 * window, a frame, lessons and the summary in English, and a stop in Chinese.
 */
const STATES: { readonly [language in 'en' | 'zh-Hans']: readonly State[] } = {
  en: [
    { ...ON_STAGE, what: 'an answer on the stage', keys: [...STAGE_QUESTION, '2'], shows: '.right' },
    { what: 'a lesson on the stage', hash: '#/scene/vector-clocks?m=stage', shows: '.stage-heading' },
    { what: 'a picture of a scene', hash: '#/scene/election-timeout?', shows: '.narration' },
    { ...QUESTION, what: 'an answer', keys: [...times('Shift+ArrowRight', 7), '1'], shows: '.beat-truth' },
  ],
  'zh-Hans': [
    ON_STAGE,
    { ...ON_STAGE, what: 'the speaker’s window', hash: `${TRAP}m=speaker` },
    { ...QUESTION, what: 'a frame', hash: `${TRAP}m=embed` },
    QUESTION,
  ],
};
const WORDS = { en, 'zh-Hans': zhHans } as const;

async function goTo(page: Page, { hash, keys = [], shows }: State, language: string): Promise<void> {
  await openScene(page, `${hash}&l=${language}`);
  for (const key of keys) await page.keyboard.press(key);
  await expect(page.locator(shows).first()).toBeVisible();
  await expect(page.locator('[data-coming]')).toHaveCount(0);
}

async function expectAccessible(page: Page, what: string): Promise<void> {
  await test.step(what, async () => expect.soft(await complaints(page), what).toEqual([]));
}

/** The writing of a scene has no link: it is found like every deed. */
async function openAuthor(page: Page, { title }: { readonly title: string }): Promise<void> {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog').getByRole('combobox');
  await palette.fill(title);
  await expect(page.getByRole('option', { selected: true })).toContainText(title);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: title })).toBeVisible();
}

for (const language of ['en', 'zh-Hans'] as const) {
  test(`axe finds nothing serious in any mode, ${language}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const state of STATES[language]) {
      await goTo(page, state, language);
      await expectAccessible(page, state.what);
    }
    await openAuthor(page, WORDS[language].author);
    await expectAccessible(page, 'writing a scene');
  });
}

test('axe finds nothing serious where a phone asks', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await goTo(page, SERVERS, 'en');
  await expectAccessible(page, SERVERS.what);
});
