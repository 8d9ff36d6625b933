import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { en } from '../../src/messages/en/index.ts';
import { complaints } from './axe.ts';
import { eachHand } from './each-hand.ts';
import { expect, test } from './fixture.ts';
import type { Hand } from './hands.ts';
import { cluster, ELECTED_MS, momentAt, THREE_COMMANDS } from './moments.ts';
import { eventsBetween, hashOf, open, openMoment, positionOf, scenarioOf, stepOf } from './raftlight.ts';
import { server } from './things.ts';

const { dialogs, menus, topbar } = en;

function inDialog(page: Page, name: string) {
  return page.getByRole('dialog').getByRole('button', { name, exact: true });
}

async function actionsOf(page: Page): Promise<unknown[]> {
  return [...((await scenarioOf(page)).actions ?? [])];
}

eachHand('undo and redo of an action', async (hand, page) => {
  const moment = await momentAt(cluster(), ELECTED_MS);
  await openMoment(page, moment);
  await hand.choose(server(3), menus.crash);
  await expect.poll(() => actionsOf(page)).toHaveLength(1);
  const crashed = await hashOf(page);
  if (hand.name === 'keys') await page.keyboard.press('Control+z');
  else await hand.choose('cluster', menus.undo);
  await expect.poll(() => actionsOf(page)).toHaveLength(0);
  expect(await hashOf(page)).toBe(moment.stateHash);
  if (hand.name === 'keys') await page.keyboard.press('Control+y');
  else await hand.choose('cluster', menus.redo);
  await expect.poll(() => actionsOf(page)).toHaveLength(1);
  expect(await hashOf(page)).toBe(crashed);
});

/** Crashes S3 in the past, which leaves the old future on a branch of its own. */
async function forkInThePast(hand: Hand, page: Page): Promise<void> {
  await openMoment(page, await momentAt(cluster(), 300));
  for (let back = 0; back < 5; back++) await page.keyboard.press('ArrowLeft');
  await hand.choose(server(3), menus.crash);
  await expect.poll(async () => (await positionOf(page)).branch).toBe(2);
}

eachHand('an action in the past keeps the old future on a branch', async (hand, page) => {
  await forkInThePast(hand, page);
  const forked = await hashOf(page);
  if (hand.name === 'keys') await page.keyboard.press('b');
  else {
    await hand.press(page.locator('.topbar-branch'));
    await hand.press(inDialog(page, en.branches.switchToName('main')));
    await page.keyboard.press('Escape');
  }
  await expect.poll(async () => (await positionOf(page)).branch).toBe(1);
  expect(await actionsOf(page)).toEqual([]);
  if (hand.name === 'keys') await page.keyboard.press('b');
  else await hand.choose('cluster', menus.undo);
  await expect.poll(async () => (await positionOf(page)).branch).toBe(hand.name === 'keys' ? 2 : 1);
  if (hand.name === 'keys') expect(await hashOf(page)).toBe(forked);
});

test('a past action is turned off by keys, and the two runs are put side by side', async ({ page }) => {
  await openMoment(page, await momentAt(cluster([{ do: 'crash', server: 'S1', at: 350 }]), 700));
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type(menus.branches);
  await page.keyboard.press('Enter');
  const off = page.getByRole('checkbox', { name: en.branches.isOn('crash S1') });
  await off.focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('textbox', { name: en.branches.name('without: crash S1') })).toBeVisible();
  await page.getByRole('button', { name: en.branches.compareName('main') }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: en.branches.side.title });
  await dialog.getByRole('button', { name: /^They part at event/ }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('row', { name: 'S1 up true false' })).toBeVisible();
  expect(await complaints(page)).toEqual([]);
  await page.keyboard.press('ArrowLeft');
  await expect(dialog.getByText(en.branches.side.differences(0))).toBeVisible();
});

eachHand('number of servers, seed, timer ranges and switches', async (hand, page) => {
  await openMoment(page, await momentAt(cluster(), ELECTED_MS));
  await hand.choose('cluster', menus.settings);
  const { settings } = dialogs;
  const field = (name: string) => page.getByRole('dialog').getByLabel(name, { exact: true });
  await hand.write(field(settings.servers), '3');
  await hand.write(field(settings.seed), '77');
  await hand.write(field(settings.low(settings.election)), '200');
  await hand.write(field(settings.high(settings.election)), '400');
  await hand.write(field(settings.heartbeat), '60');
  await hand.press(field(settings.switches.noOpOnElection));
  await hand.press(inDialog(page, settings.apply));
  await expect(page.locator('.cluster-drawing [data-server]')).toHaveCount(3);
  expect(await scenarioOf(page)).toMatchObject({
    servers: 3,
    seed: 77,
    raft: { electionTimeoutMs: [200, 400], heartbeatMs: 60, noOpOnElection: true },
  });
  await page.keyboard.press('r');
  const step = await stepOf(page);
  const [event] = (await eventsBetween(page, step - 1, step)).filter(({ type }) => type === 'RoleChanged');
  expect(event?.step).toBe(step);
  const { atUs } = await positionOf(page);
  expect(atUs).toBeGreaterThanOrEqual(200_000);
  expect(atUs).toBeLessThanOrEqual(400_000);
});

eachHand('copying a link that opens elsewhere at the same state', async (hand, page) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openMoment(page, await momentAt(cluster(THREE_COMMANDS), 230));
  await hand.choose(server(2), menus.crash);
  await expect.poll(() => actionsOf(page)).toHaveLength(THREE_COMMANDS.length + 1);
  const [hash, position] = [await hashOf(page), await positionOf(page)];
  await hand.press(page.getByRole('button', { name: topbar.share, exact: true }));
  await hand.press(inDialog(page, dialogs.share.copy));
  await expect(page.getByText(dialogs.share.copied)).toBeVisible();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  const other = await (await page.context().browser()?.newContext())?.newPage();
  if (other === undefined) throw new Error('there is no second browser window');
  await other.goto(address);
  await other.locator('[data-server]').first().waitFor();
  await expect.poll(() => stepOf(other)).toBe(position.step);
  expect(await hashOf(other)).toBe(hash);
  expect((await positionOf(other)).atUs).toBe(position.atUs);
  await other.context().close();
});

eachHand('saving as a file and opening it again', async (hand, page) => {
  await openMoment(page, await momentAt(cluster(THREE_COMMANDS), 230));
  await hand.press(page.getByRole('button', { name: topbar.share, exact: true }));
  const download = page.waitForEvent('download');
  await hand.press(inDialog(page, dialogs.share.save));
  const path = await (await download).path();
  const saved = JSON.parse(readFileSync(path, 'utf8')) as unknown;
  expect(saved).toEqual(await scenarioOf(page));
  const chooser = page.waitForEvent('filechooser');
  await hand.press(inDialog(page, dialogs.share.open));
  await (await chooser).setFiles(path);
  await expectStart(page);
  expect(await scenarioOf(page)).toEqual(saved);
});

async function expectStart(page: Page): Promise<void> {
  await expect.poll(() => positionOf(page)).toMatchObject({ step: 0, branch: 1 });
}

async function dropFile(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    ([fileName, content]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], fileName, { type: 'application/json' }));
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, text] as const,
  );
}

test('a file that is dropped on the page opens; one that cannot be read is answered with a sentence', async ({
  page,
}) => {
  await open(page, '');
  const scenario = cluster(THREE_COMMANDS, { title: 'Dropped', servers: 7 });
  await dropFile(page, 'mine.json', JSON.stringify(scenario));
  await expect(page.locator('.cluster-drawing [data-server]')).toHaveCount(7);
  await expectStart(page);
  expect(await scenarioOf(page)).toEqual(scenario);
  await dropFile(page, 'broken.json', '{"raftlight": 1, "seed": "many"}');
  await expect(page.getByRole('alert')).toContainText('broken.json');
  await expect(page.getByRole('alert')).toContainText('seed');
  await expect(page.locator('.cluster-drawing [data-server]')).toHaveCount(7);
});
