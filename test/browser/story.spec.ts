import { en } from '../../src/messages/en/index.ts';
import { expect, test } from './fixture.ts';
import { handOf } from './hands.ts';
import { eventsBetween, hashOf, openFirst, positionOf, stepOf } from './raftlight.ts';
import { server } from './things.ts';

test.use({ viewport: { width: 1366, height: 768 } });

test('a whole story without a pointer: crash the leader, see who follows, rewind, branch, send it', async ({
  page,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const hand = handOf('keys', page);
  await openFirst(page);
  await test.step('the leader crashes by the one key that the first visit offers', async () => {
    await hand.select(server(1));
    await expect(page.getByRole('region', { name: en.shell.logs })).toBeVisible();
    const { step } = await positionOf(page);
    const types = (await eventsBetween(page, 0, step)).map(({ type }) => type);
    expect(types).toContain('Crashed');
  });
  await page.keyboard.press('Space');
  await expect.poll(async () => (await positionOf(page)).playing).toBe(false);
  let elected = 0;
  await test.step('somebody else is elected', async () => {
    for (let tries = 0; tries < 10 && elected === 0; tries++) {
      const before = await stepOf(page);
      await page.keyboard.press('r');
      await expect.poll(() => stepOf(page)).toBeGreaterThan(before);
      const step = await stepOf(page);
      const changes = await eventsBetween(page, step - 1, step);
      if (changes.some((event) => event.type === 'RoleChanged' && event['to'] === 'leader')) elected = step;
    }
    expect(elected).toBeGreaterThan(0);
    await expect(page.getByRole('complementary', { name: en.inspector.region })).toContainText(/leads term \d|leader/);
  });
  const oldFuture = await hashOf(page);
  await test.step('back to before, and another server fails instead', async () => {
    await page.keyboard.press('R');
    await expect.poll(() => stepOf(page)).toBeLessThan(elected);
    await hand.choose(server(3), en.menus.crash);
    await expect.poll(async () => (await positionOf(page)).branch).toBe(2);
  });
  await test.step('the old future is one key away', async () => {
    await page.keyboard.press('b');
    await expect.poll(async () => (await positionOf(page)).branch).toBe(1);
    await page.keyboard.press('r');
    await expect.poll(() => stepOf(page)).toBe(elected);
    expect(await hashOf(page)).toBe(oldFuture);
  });
  await test.step('the moment leaves as a link', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').waitFor();
    await page.keyboard.type(en.menus.share);
    await page.keyboard.press('Enter');
    await hand.press(page.getByRole('dialog').getByRole('button', { name: en.dialogs.share.copy, exact: true }));
    await expect(page.getByText(en.dialogs.share.copied)).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('#/run/v1.');
  });
});
