import type { Page } from '@playwright/test';
import { en } from '../../src/messages/en/index.ts';
import { expect, test } from './fixture.ts';
import { cluster, momentAt, THREE_COMMANDS } from './moments.ts';
import { hashOf, open, openMoment, positionOf, scenarioOf, stepOf } from './raftlight.ts';

const { choices, dialogs } = en;

test.use({ viewport: { width: 1366, height: 768 } });

const panel = (page: Page) => page.getByRole('region', { name: choices.region });

/** With nothing but keys: the arrows go to the row that says so, and Enter takes it. */
async function choose(page: Page, of: string, row: RegExp): Promise<void> {
  const wanted = panel(page).getByRole('region', { name: of, exact: true }).getByRole('button', { name: row }).first();
  await expect(wanted).toBeVisible();
  const before = await stepOf(page);
  const isThere = () => wanted.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 60 && !(await isThere()); presses++) await page.keyboard.press('ArrowUp');
  for (let place = 0; place < 60 && !(await isThere()); place++) await page.keyboard.press('ArrowDown');
  await expect(wanted).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => stepOf(page)).toBe(before + 1);
}

test('a split vote is scheduled with nothing but keys, and its link opens at the same state', async ({ page }) => {
  await openMoment(page, await momentAt(cluster(), 0));
  await page.keyboard.press('n');
  await expect(panel(page).getByRole('heading', { name: choices.title })).toBeFocused();
  await expect(panel(page)).toContainText('S1 would become candidate of term 1 (P17)');
  for (const server of ['S1', 'S2', 'S5']) await choose(page, server, /Election timer/);
  await choose(page, 'S3', /RequestVote from S1 .*S3 would grant its vote to S1 \(P21\)/);
  await choose(page, 'S4', /RequestVote from S2 .*S4 would grant its vote to S2 \(P21\)/);
  await choose(page, 'S3', /RequestVote from S2 .*S3 would refuse its vote to S2 \(P21\)/);
  await choose(page, 'S1', /Vote from S3 .*S1 would count the vote of S3 \(P23\)/);
  await choose(page, 'S2', /Vote from S4/);

  const roles = () => page.locator('.cluster-drawing [data-server]').allTextContents();
  expect((await roles()).filter((text) => text.includes('term 1')).length).toBe(5);
  const { step } = await positionOf(page);
  const hash = await hashOf(page);
  const { actions = [] } = await scenarioOf(page);
  expect(actions.map((action) => action.do)).toEqual([
    ...['takeTimer', 'takeTimer', 'takeTimer'],
    ...['takeMessage', 'takeMessage', 'takeMessage', 'takeMessage', 'takeMessage'],
  ]);

  // One taken back, and taken again.
  await page.keyboard.press('Backspace');
  await expect.poll(() => stepOf(page)).toBe(step - 1);
  await choose(page, 'S2', /Vote from S4/);
  expect(await hashOf(page)).toBe(hash);

  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder(en.palette.placeholder)).toBeFocused();
  await page.keyboard.type(en.menus.share);
  await page.keyboard.press('Enter');
  const field = page.getByRole('textbox', { name: dialogs.share.link });
  await expect(field).toHaveValue(/#\/run\/v2\./);
  const link = await field.inputValue();
  const other = await page.context().newPage();
  await open(other, link.slice(link.indexOf('#')));
  await expect.poll(() => hashOf(other)).toBe(hash);
  expect(await scenarioOf(other)).toEqual(await scenarioOf(page));
  await other.close();
  await page.keyboard.press('Escape');

  // Time runs again: what was passed over comes now, and somebody leads in the end.
  await panel(page).getByRole('button', { name: choices.leave }).focus();
  await page.keyboard.press('Enter');
  await expect(panel(page)).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => stepOf(page)).toBe(step + 1);
});

test('a wrong nextIndex is set with nothing but keys, marked as not Raft, and repaired by the next answer', async ({
  page,
}) => {
  await openMoment(page, await momentAt(cluster(THREE_COMMANDS), 400));
  await page.locator('[data-server="1"]').first().focus();
  await page.keyboard.press('Enter');
  const value = page.getByRole('button', { name: /^Edit nextIndex\[S3\]: 4$/ });
  await value.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'nextIndex[S3]' })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('9');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('it can be 1 to 4 here');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Edit nextIndex\[S3\]: 1$/ })).toBeFocused();
  await expect(page.getByText(en.topbar.notRaft)).toBeVisible();
  await expect(page.getByText(en.edits.byHand, { exact: false }).first()).toBeVisible();
  // The next heartbeat sends everything again; nothing happens to anybody's log, and the answer sets it right.
  const repaired = page.getByRole('button', { name: /^Edit nextIndex\[S3\]: 4$/ });
  for (let steps = 0; steps < 60 && !(await repaired.isVisible()); steps++) {
    const { step } = await positionOf(page);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => stepOf(page)).toBe(step + 1);
  }
  await expect(repaired).toBeVisible();
});
