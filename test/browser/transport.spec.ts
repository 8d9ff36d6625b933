import type { Page } from '@playwright/test';
import type { FactType } from '../../src/cluster/types.ts';
import { en } from '../../src/messages/en/index.ts';
import { eachHand } from './each-hand.ts';
import { expect } from './fixture.ts';
import type { Hand } from './hands.ts';
import { cluster, momentAt, THREE_COMMANDS } from './moments.ts';
import { eventsBetween, openMoment, positionOf, stepOf } from './raftlight.ts';

const { transport } = en;

function button(page: Page, name: string) {
  return page.getByRole('region', { name: transport.region }).getByRole('button', { name, exact: true });
}

/** The key does it for keys; the others press the button. */
async function pressOr(key: string, name: string, hand: Hand, page: Page): Promise<void> {
  if (hand.name === 'keys') await page.keyboard.press(key);
  else await hand.press(button(page, name));
}

async function expectStep(page: Page, step: number): Promise<void> {
  await expect.poll(() => stepOf(page)).toBe(step);
}

eachHand('one event forward and back', async (hand, page) => {
  const moment = await momentAt(cluster(THREE_COMMANDS), 300);
  await openMoment(page, moment);
  await pressOr('ArrowLeft', transport.stepBack, hand, page);
  await expectStep(page, moment.step - 1);
  await pressOr('ArrowRight', transport.stepForward, hand, page);
  await expectStep(page, moment.step);
  await pressOr('.', transport.stepForward, hand, page);
  await expectStep(page, moment.step + 1);
});

eachHand('play and pause', async (hand, page) => {
  const moment = await momentAt(cluster(), 300);
  await openMoment(page, moment);
  await pressOr(']', transport.play, hand, page);
  if (hand.name === 'keys') await page.keyboard.press('Space');
  await expect.poll(() => stepOf(page), 'events that happen by themselves').toBeGreaterThan(moment.step);
  expect((await positionOf(page)).playing).toBe(true);
  await pressOr('Space', transport.pause, hand, page);
  await expect.poll(async () => (await positionOf(page)).playing).toBe(false);
  const stopped = await positionOf(page);
  await expect(page.getByText(`${transport.event} ${stopped.step}`, { exact: false }).first()).toBeVisible();
  expect(await positionOf(page)).toEqual(stopped);
});

const JUMPS: readonly { kind: keyof typeof transport.kinds; key: string; type: FactType }[] = [
  { kind: 'roleChanged', key: 'r', type: 'RoleChanged' },
  { kind: 'delivered', key: 'm', type: 'MessageReceived' },
  { kind: 'committed', key: 'c', type: 'CommitDecided' },
  { kind: 'clientAnswered', key: 'a', type: 'OperationFinished' },
];

eachHand('jumps to the next and previous event of each kind', async (hand, page) => {
  await openMoment(page, await momentAt(cluster(THREE_COMMANDS), 100));
  const jump = async (name: string, key: string): Promise<number> => {
    const before = await stepOf(page);
    if (hand.name === 'keys') await page.keyboard.press(key);
    else {
      if (!(await button(page, name).isVisible())) await hand.press(button(page, transport.jump));
      await hand.press(button(page, name));
    }
    await expect.poll(() => stepOf(page), `whether “${name}” goes somewhere`).not.toBe(before);
    return stepOf(page);
  };
  for (const { kind, key, type } of JUMPS) {
    const what = transport.kinds[kind];
    const first = await jump(transport.jumpNext(what), key);
    const second = await jump(transport.jumpNext(what), key);
    expect(second).toBeGreaterThan(first);
    for (const step of [first, second]) {
      expect((await eventsBetween(page, step - 1, step)).map((event) => event.type)).toContain(type);
    }
    expect(await jump(transport.jumpPrevious(what), key.toUpperCase())).toBe(first);
  }
});

eachHand('scrubbing', async (hand, page) => {
  const moment = await momentAt(cluster(THREE_COMMANDS), 600);
  await openMoment(page, moment);
  const scrubber = page.getByRole('slider', { name: transport.scrubber });
  if (hand.name === 'keys') {
    await scrubber.focus();
    await page.keyboard.press('Home');
    await expectStep(page, 0);
    await page.keyboard.press('PageUp');
    await expectStep(page, 20);
    await page.keyboard.press('End');
    await expectStep(page, moment.step);
    return;
  }
  const box = await scrubber.boundingBox();
  if (box === null) throw new Error('the scrubber is not on the screen');
  const position = { x: Math.round(box.width / 4), y: box.height / 2 };
  if (hand.name === 'touch') await scrubber.tap({ position });
  else await scrubber.click({ position });
  await expect.poll(() => stepOf(page)).toBeLessThan(moment.step);
  const { atUs, playing } = await positionOf(page);
  expect(playing).toBe(false);
  expect(atUs).toBeGreaterThan(0);
  await expect(scrubber).toHaveAttribute('aria-valuenow', String(await stepOf(page)));
});

eachHand('speed', async (hand, page) => {
  await openMoment(page, await momentAt(cluster(), 200));
  await expect(page.locator('.transport-rate')).toHaveText('1/100×');
  if (hand.name === 'keys') {
    await page.keyboard.press(']');
    await expect(page.locator('.transport-rate')).toHaveText('1/50×');
    await page.keyboard.press('[');
    await expect(page.locator('.transport-rate')).toHaveText('1/100×');
    return;
  }
  await hand.press(page.locator('.transport-speed'));
  const range = page.locator('.speed-panel').getByRole('slider');
  const box = await range.boundingBox();
  if (box === null) throw new Error('the speeds are not on the screen');
  const position = { x: box.width - 2, y: box.height / 2 };
  if (hand.name === 'touch') await range.tap({ position });
  else await range.click({ position });
  await expect(page.locator('.transport-rate')).toHaveText('1×');
});

eachHand('a jump to a broken promise, which is shown', async (hand, page) => {
  await openMoment(page, await momentAt(cluster([], { broken: ['replyBeforeDurable'], disks: { writeMs: 5 } }), 10));
  if (hand.name === 'keys') await page.keyboard.press('v');
  else {
    await hand.press(button(page, transport.jump));
    await hand.press(button(page, transport.jumpNext(transport.kinds.violation)));
  }
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('is broken at event');
  await expect(alert).toContainText(`is broken at event ${await stepOf(page)}`);
  await expect(page.getByText(en.topbar.notRaft, { exact: true })).toBeVisible();
});
