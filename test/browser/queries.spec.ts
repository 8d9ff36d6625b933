import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { en } from '../../src/messages/en/index.ts';
import { expect, test } from './fixture.ts';
import { cluster, momentAt, THREE_COMMANDS } from './moments.ts';
import { eventsBetween, openMoment, stepOf } from './raftlight.ts';

const { claims, dialogs, events, inspector, menus, order } = en;
const words = dialogs.breakpoints;

test.use({ viewport: { width: 1366, height: 768 } });

/** Serious and critical complaints of axe about a part of the page. */
async function expectAccessible(page: Page, part: string): Promise<void> {
  // axe brings its own copy of Playwright's types.
  const axe = new AxeBuilder({ page: page as unknown as ConstructorParameters<typeof AxeBuilder>[0]['page'] });
  const { violations } = await axe.include(part).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)).toEqual(
    [],
  );
}

/** Takes something from the palette, by its words. */
async function take(page: Page, label: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type(label.replace('…', ''));
  await expect(page.getByRole('option', { selected: true })).toContainText(label);
  await page.keyboard.press('Enter');
}

async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error('Tab does not lead there');
}

async function close(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function stepsOf(page: Page, type: string, last: number): Promise<number[]> {
  const lines = await eventsBetween(page, 0, last);
  return lines.filter((line) => line.type === type).map(({ step }) => step);
}

for (const theme of ['light', 'dark'] as const) {
  test(`breakpoints and properties by keys, and axe, ${theme}`, async ({ page }) => {
    await page.addInitScript(
      (name) => localStorage.setItem('raftlight.preferences', JSON.stringify({ theme: name })),
      theme,
    );
    await openMoment(page, await momentAt(cluster(THREE_COMMANDS), 400));
    const last = await stepOf(page);
    const votes = await stepsOf(page, 'VoteDecided', last);
    expect(votes.length).toBeGreaterThan(2);

    await take(page, menus.breakpoints);
    await expect(page.getByLabel(words.condition)).toBeFocused();
    await page.keyboard.type('event.type == "VoteDecied"');
    await expect(page.locator('mark')).toHaveText('"VoteDecied"');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('event.type == "VoteDecided"');
    await page.keyboard.press('Enter');
    await expect(page.getByText(words.count(votes.length, votes.length))).toBeVisible();
    await tabTo(page, page.getByRole('spinbutton'));
    await page.keyboard.press('Control+a');
    await page.keyboard.type('3');
    await expectAccessible(page, 'dialog');
    await tabTo(page, page.getByRole('button', { name: new RegExp(`^#${votes[0]} `) }));
    await page.keyboard.press('Enter');
    await expect.poll(() => stepOf(page)).toBe(votes[0]);
    await page.keyboard.press('F8');
    await expect.poll(() => stepOf(page)).toBe(votes[2]);

    await take(page, menus.properties);
    await expect(page.getByLabel(claims.condition)).toBeFocused();
    const source = 'sometimes any(role == "leader")';
    await page.keyboard.type(source);
    await page.keyboard.press('Enter');
    const seen = (await eventsBetween(page, 0, last)).find(({ type, to }) => type === 'RoleChanged' && to === 'leader');
    const said = claims.verdict({ type: 'seen', step: seen?.step ?? 0 });
    const verdict = page.getByRole('dialog').getByRole('button', { name: claims.toVerdict(source, said) });
    await tabTo(page, verdict);
    await expectAccessible(page, 'dialog');
    await page.keyboard.press('Enter');
    await expect.poll(() => stepOf(page)).toBe(seen?.step);
    await expect(page.getByRole('region', { name: claims.title })).toContainText(said);
    await expect(page.locator('.st-claims .claim-marks')).toHaveAttribute('d', /^M/);
    await expectAccessible(page, '.inspector');
  });

  test(`events searched, folded and lit by keys, and axe, ${theme}`, async ({ page }) => {
    await page.addInitScript(
      (name) => localStorage.setItem('raftlight.preferences', JSON.stringify({ theme: name })),
      theme,
    );
    await openMoment(page, await momentAt(cluster(THREE_COMMANDS), 900));
    const last = await stepOf(page);
    const votes = await stepsOf(page, 'VoteDecided', last);
    await page.keyboard.press('e');
    const field = page.getByRole('combobox', { name: events.search });
    await expect(field).toBeFocused();
    const fold = page.locator('.event-fold').last();
    await tabTo(page, fold);
    const rows = await page.locator('.event-inner').count();
    await page.keyboard.press('Enter');
    await expect(fold).toHaveAttribute('aria-expanded', 'true');
    expect(await page.locator('.event-inner').count()).toBeGreaterThan(rows);
    await page.keyboard.press('Enter');
    await expect(page.locator('.event-inner')).toHaveCount(0);
    await page.keyboard.press('e');
    await expect(field).toBeFocused();

    await page.keyboard.type('event.type == "VoteDecided"');
    await expect(page.getByText(events.found(votes.length))).toBeVisible();
    await expectAccessible(page, '.events');
    await page.keyboard.press('Enter');
    await expect.poll(() => stepOf(page)).toBe(votes[0]);
    await page.keyboard.press('Escape');
    await tabTo(page, page.locator('.event-row').first());

    // What was found is selected, and lit already; L lets go of it and lights it again.
    await expect(page.locator('.server-node.in-past').first()).toBeVisible();
    await page.keyboard.press('l');
    await expect(page.locator('.server-node.in-past')).toHaveCount(0);
    await page.keyboard.press('l');
    const reach = page.getByRole('region', { name: order.cones });
    await expect(reach).toContainText(order.future);
    await expect(page.locator('.server-node.in-past').first()).toBeVisible();
    await expect(page.locator('.row-label.in-future').first()).toBeVisible();
    await expect(page.locator('.event-past').first()).toBeVisible();
    await tabTo(page, page.getByRole('tab', { name: en.shell.events }), 'Shift+Tab');
    await page.keyboard.press('ArrowLeft');
    await expect(page.locator('.st-cone-future')).toHaveCount(1);
    await expectAccessible(page, '.inspector');
    await tabTo(page, reach.getByRole('button').last());
    await page.keyboard.press('Enter');
    await expect.poll(() => stepOf(page)).not.toBe(votes[0]);
    await expect(page.getByRole('complementary', { name: inspector.region })).toContainText(order.future);
    await page.keyboard.press('F10');
    await page.keyboard.press('Shift+F11');
    await take(page, menus.watches);
    await expectAccessible(page, 'dialog');
    await close(page);
  });
}
