import type { Page } from '@playwright/test';
import { en } from '../../src/messages/en/index.ts';
import { LECTURE_LIST } from '../../src/scenario/playlist.ts';
import { expect, test } from './fixture.ts';
import { handOf } from './hands.ts';
import { openScene } from './raftlight.ts';
import { entry, server } from './things.ts';

const { quiz, stage } = en;

test.use({ viewport: { width: 1366, height: 768 } });

/** On from stop to stop until something is asked. */
async function toQuestion(page: Page, key: string): Promise<void> {
  const isAsking = () => page.evaluate(() => document.documentElement.hasAttribute('data-asking'));
  for (let nth = 0; nth < 30 && !(await isAsking()); nth++) await page.keyboard.press(key);
}

/** Whoever uses keys must never be thrown out of the card by what they press. */
async function expectFocusInCard(page: Page): Promise<void> {
  await expect(page.locator('.beat:focus, .beat :focus')).toHaveCount(1);
}

test('a lecture is given by keys alone: answers, blank, pointer, pen, and on to the next scene', async ({ page }) => {
  const hand = handOf('keys', page);
  const heading = page.locator('.stage-heading');
  const next = LECTURE_LIST[LECTURE_LIST.findIndex(({ id }) => id === 'old-term-trap') + 1];
  await openScene(page, '#/scene/old-term-trap?m=stage');
  const answers = page.locator('.stage-answer');
  await toQuestion(page, 'Space');
  await expect(heading).toHaveText('Is x committed?');
  for (const key of ['p', 'l']) {
    await page.keyboard.press(key);
    await expect(page.locator('.ink.active')).toHaveCount(1);
    await page.keyboard.press(key);
    await expect(page.locator('.ink.active')).toHaveCount(0);
  }
  await page.keyboard.press('b');
  await expect(page.getByLabel(stage.blank)).toBeVisible();
  await page.keyboard.press('PageDown'); // the picture comes back, and nothing else happens
  await expect(page.getByLabel(stage.blank)).toHaveCount(0);
  await expect(heading).toHaveText('Is x committed?');
  await hand.press(answers.nth(1));
  await expect(page.locator('.stage-answer.right')).toContainText('No: it is of an older term');
  const isLast = async () => (await heading.innerText()).includes('S5 comes back');
  for (let nth = 0; nth < 20 && !(await isLast()); nth++) await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expect.poll(() => page.url()).toContain(next?.id);
  await expect(heading).toHaveText(/Up to which index is the log of S1 safe/);
  await expect(page.locator('.stage-tap')).toHaveText(stage.tapIndex);
  await page.keyboard.press('PageDown');
  await expect(page.locator('.stage-tap')).toHaveText(quiz.index(2));
  await page.keyboard.press('q');
  await expect(page.getByRole('button', { name: en.topbar.share, exact: true })).toBeVisible();
});

test('it is followed by keys alone: answers by number or Tab and Enter, and the focus is never lost', async ({
  page,
}) => {
  const hand = handOf('keys', page);
  const card = page.locator('.beat');
  await openScene(page, '#/scene/old-term-trap');
  const answers = page.locator('.beat-choice');
  await toQuestion(page, 'Shift+ArrowRight');
  await page.keyboard.press('2');
  await expect(card).toContainText(quiz.right);
  await hand.press(card.getByRole('button', { name: quiz.again }));
  await expect(answers).toHaveCount(3);
  await expectFocusInCard(page);
  await hand.press(answers.first());
  await expect(card).toContainText(quiz.wrong);
  await expectFocusInCard(page);
  const way = card.getByRole('button', { name: en.beat.next });
  await hand.press(way);
  await expect(card).toContainText('Nothing went wrong this time');
  await expect(way).toBeFocused();
});

test('what a question asks for in the picture is chosen there by keys', async ({ page }) => {
  const hand = handOf('keys', page);
  const card = page.locator('.beat');
  await openScene(page, '#/scene/who-could-win');
  for (const id of [1, 3, 4]) {
    await hand.select(server(id));
    await expect(card.getByRole('button', { name: `S${id}`, pressed: true })).toBeVisible();
  }
  await hand.press(card.getByRole('button', { name: quiz.commit }));
  await expect(card).toContainText(quiz.right);
  await expectFocusInCard(page);
  await openScene(page, '#/scene/safe-to-apply');
  await hand.select(entry(1, 2, 1));
  await expect(card.getByRole('button', { name: quiz.index(2), pressed: true })).toBeVisible();
  await hand.press(card.getByRole('button', { name: quiz.commit }));
  await expect(card).toContainText(quiz.right);
});
