import { deflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { hash64 } from '../../src/base/hash.ts';
import { canonicalScenario } from '../../src/scenario/format.ts';
import { expect, test } from './fixture.ts';
import { handOf } from './hands.ts';
import { cluster, momentAt, THREE_COMMANDS } from './moments.ts';
import { eventsBetween, hashOf, open, openMoment, positionOf, scenarioOf, stepOf } from './raftlight.ts';
import { server } from './things.ts';

test.use({ viewport: { width: 1366, height: 768 } });

test('a link opens at the same step, time and state as where it was made', async ({ page }) => {
  const scenario = cluster([...THREE_COMMANDS, { at: 240, do: 'crash', server: 'S1' }]);
  const moment = await momentAt(scenario, 250.5);
  await openMoment(page, moment);
  expect(await hashOf(page)).toBe(moment.stateHash);
  expect((await positionOf(page)).atUs).toBe(250_500);
  expect(await scenarioOf(page)).toEqual(canonicalScenario(scenario));
});

/** A link with its checksum as it should be, whatever is in it. */
function packed(payload: Uint8Array | string): string {
  const text = Buffer.from(deflateRawSync(payload)).toString('base64url');
  return `#/run/v1.${text}.${hash64(text).slice(0, 8)}`;
}

const BAD_LINKS: readonly (readonly [what: string, hash: string | (() => Promise<string>), says: RegExp])[] = [
  ['foreign', '#/elsewhere/42', /not one of Raftlight/],
  ['of a newer version', '#/run/v3.abc.12345678', /newer Raftlight/],
  ['cut short', async () => (await momentAt(cluster(), 200)).hash.slice(0, -20), /not complete/],
  ['with one letter changed', async () => flip((await momentAt(cluster(), 200)).hash), /not complete or was changed/],
  ['not compressed data', `#/run/v1.AAAA.${hash64('AAAA').slice(0, 8)}`, /damaged/],
  ['a decompression bomb', () => Promise.resolve(packed(new Uint8Array(64_000_000))), /too large/],
  ['with a scenario that makes no sense', () => Promise.resolve(badScenario()), /scenario in this link.*servers/],
  ['to a scene that does not exist', '#/scene/no-such-scene', /no scene "no-such-scene"/],
];

function flip(hash: string): string {
  const middle = Math.floor(hash.length / 2);
  return `${hash.slice(0, middle)}${hash[middle] === 'A' ? 'B' : 'A'}${hash.slice(middle + 1)}`;
}

function badScenario(): string {
  const scenario = { raftlight: 1, seed: 1, servers: 99 };
  return packed(JSON.stringify({ scenario, engine: 1, step: 0, fingerprint: '0123456789abcdef' }));
}

test('a bad link gives a sentence and a page that works', async ({ page }) => {
  for (const [what, hash, says] of BAD_LINKS) {
    await test.step(what, async () => {
      await page.goto('about:blank');
      await open(page, typeof hash === 'string' ? hash : await hash());
      await expect(page.getByRole('alert')).toContainText(says);
      await expect(page.locator('.cluster-drawing [data-server]')).toHaveCount(5);
      const { step } = await positionOf(page);
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => stepOf(page)).toBeGreaterThan(step);
    });
  }
});

test('a link whose state today’s engine computes otherwise says so, and opens', async ({ page }) => {
  const scenario = cluster();
  const payload = { scenario, engine: 1, step: 7, fingerprint: '0123456789abcdef' };
  await open(page, packed(JSON.stringify(payload)));
  await expect(page.getByRole('alert')).toContainText('at event 7');
  expect(await stepOf(page)).toBe(7);
});

/** All that must survive: branches and what was done on each, and the moment. */
async function sessionOf(page: Page): Promise<unknown> {
  const here = { ...(await positionOf(page)), hash: await hashOf(page), scenario: await scenarioOf(page) };
  await page.keyboard.press('b');
  const { branch } = await positionOf(page);
  const there = { branch, hash: await hashOf(page), scenario: await scenarioOf(page) };
  await page.keyboard.press('b');
  await expect.poll(async () => (await positionOf(page)).branch).toBe(here.branch);
  return { here, there };
}

/** The address follows the page after a moment's rest. */
async function expectSettled(page: Page): Promise<void> {
  const { step } = await positionOf(page);
  const kept = () =>
    page.evaluate(() => (history.state as { raftlight?: { cursor: { step: number } } } | null)?.raftlight?.cursor.step);
  await expect.poll(kept, 'the step that the history entry keeps').toBe(step);
}

test('reload, back and forward lose nothing, not even branches', async ({ page }) => {
  await openMoment(page, await momentAt(cluster(THREE_COMMANDS), 300));
  const before = await hashOf(page);
  for (let back = 0; back < 6; back++) await page.keyboard.press('ArrowLeft');
  await expectSettled(page);
  const inPast = await hashOf(page);
  await handOf('pointer', page).choose(server(2), 'Crash');
  await expect.poll(async () => (await positionOf(page)).branch).toBe(2);
  await expectSettled(page);
  const session = await sessionOf(page);
  await expectSettled(page);
  await page.reload();
  await page.locator('[data-server]').first().waitFor();
  await expect.poll(async () => (await positionOf(page)).branch).toBe(2);
  expect(await sessionOf(page)).toEqual(session);
  await expectSettled(page);
  await page.goBack();
  await expect.poll(async () => (await positionOf(page)).branch, 'back: before the crash').toBe(1);
  expect([before, inPast]).toContain(await hashOf(page));
  await page.goForward();
  await expect.poll(async () => (await positionOf(page)).branch, 'forward: after it').toBe(2);
  expect(await sessionOf(page)).toEqual(session);
  const last = await stepOf(page);
  expect((await eventsBetween(page, last - 1, last)).map(({ type }) => type)).toContain('Crashed');
});
