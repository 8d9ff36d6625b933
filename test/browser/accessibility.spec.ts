import type { Page } from '@playwright/test';
import { en } from '../../src/messages/en/index.ts';
import { complaints } from './axe.ts';
import { expect, test } from './fixture.ts';
import { handOf } from './hands.ts';
import { cluster, ELECTED_MS, momentAt, THREE_COMMANDS } from './moments.ts';
import { openFirst, openMoment } from './raftlight.ts';
import { entry, link, message, server, type Thing } from './things.ts';

async function expectAccessible(page: Page, what: string, rules: readonly string[] = []): Promise<void> {
  await test.step(what, async () => expect.soft(await complaints(page, rules), what).toEqual([]));
}

async function dress(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.addInitScript(
    (name) => localStorage.setItem('raftlight.preferences', JSON.stringify({ theme: name })),
    theme,
  );
}

const THINGS: readonly [what: string, atMs: number, thing: Thing][] = [
  ['a message selected', ELECTED_MS, message(1, 3)],
  ['a link selected', ELECTED_MS, link(3, 4)],
  ['the leader selected', 400, server(1)],
  ['an entry selected', 400, entry(2, 2, 1)],
  ['a client selected', 400, { kind: 'client', id: 101 }],
];

/** Windows that a menu opens, and how. */
const WINDOWS: readonly (readonly [string, string])[] = [
  ['partition', en.menus.partition],
  ['settings', en.menus.settings],
  ['scenes', en.menus.scenes],
  ['share', en.menus.share],
  ['branches', en.menus.branches],
  ['breakpoints', en.menus.breakpoints],
  ['watches', en.menus.watches],
  ['keys', en.menus.help],
  ['command', en.menus.sendCommand],
];

for (const theme of ['light', 'dark'] as const) {
  // The themes differ in their colours only.
  const rules = theme === 'dark' ? ['color-contrast'] : [];
  test.describe(theme, () => {
    test.use({ viewport: { width: 1366, height: 768 } });

    test(`axe finds nothing serious on the first visit and on the page, ${theme}`, async ({ page }) => {
      await dress(page, theme);
      await openFirst(page);
      await page.keyboard.press('Space');
      await expectAccessible(page, 'the first visit', rules);
      await openMoment(page, await momentAt(cluster(THREE_COMMANDS), ELECTED_MS));
      await expectAccessible(page, 'the current event', rules);
      const hand = handOf('pointer', page);
      for (const [what, atMs, thing] of THINGS) {
        await openMoment(page, await momentAt(cluster(THREE_COMMANDS), atMs));
        await hand.select(thing);
        await expectAccessible(page, what, rules);
      }
      await page.keyboard.press('Escape');
      await page.keyboard.press('n');
      await expect(page.getByRole('heading', { name: en.choices.title })).toBeFocused();
      await expectAccessible(page, 'choosing the next event', rules);
      await page.locator('[data-server="2"]').first().click({ button: 'right' });
      await page.getByRole('menu').waitFor();
      await expectAccessible(page, 'a menu', rules);
    });
  });
}

test.describe('windows', () => {
  test.use({ viewport: { width: 1366, height: 768 } });

  test('axe finds nothing serious in the windows', async ({ page }) => {
    await openMoment(page, await momentAt(cluster(THREE_COMMANDS), ELECTED_MS));
    const hand = handOf('pointer', page);
    for (const [what, item] of WINDOWS) {
      await hand.choose('cluster', item);
      await page.getByRole('dialog').waitFor();
      await expectAccessible(page, what);
      await page.keyboard.press('Escape');
    }
    await hand.choose(link(3, 4), en.menus.editLink);
    await expectAccessible(page, 'link');
    await page.keyboard.press('Escape');
    await hand.choose(message(1, 3), en.menus.delay);
    await expectAccessible(page, 'delay');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').waitFor();
    await expectAccessible(page, 'palette');
  });
});

test.describe('phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('axe finds nothing serious on a phone, nor where a promise is broken', async ({ page }) => {
    await openFirst(page);
    await expectAccessible(page, 'the first visit');
    await openMoment(page, await momentAt(cluster(THREE_COMMANDS), 400));
    for (const tab of await page.getByRole('tab').all()) {
      await tab.tap();
      await expectAccessible(page, (await tab.textContent()) ?? '');
    }
    await openMoment(page, await momentAt(cluster([], { broken: ['replyBeforeDurable'], disks: { writeMs: 5 } }), 200));
    await expectAccessible(page, 'a broken promise');
  });
});
