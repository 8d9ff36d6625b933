import type { Page } from '@playwright/test';
import { type Deed, STORIES } from './deeds.ts';
import { eachHand } from './each-hand.ts';
import { expect, test } from './fixture.ts';
import type { Hand } from './hands.ts';
import { momentAt } from './moments.ts';
import { eventsBetween, openMoment, stepOf } from './raftlight.ts';

async function doIt(deed: Deed, hand: Hand, page: Page): Promise<void> {
  const own = deed.by?.[hand.name];
  if (own !== undefined) {
    await own(hand, page);
    return;
  }
  await hand.choose(deed.thing, deed.item);
  await deed.fill?.(hand, page);
}

/** Does it, and looks at the events of all steps that came of it. */
async function tryDeed(deed: Deed, hand: Hand, page: Page): Promise<void> {
  const before = await stepOf(page);
  await doIt(deed, hand, page);
  await expect.poll(() => stepOf(page), 'a step for what was done').toBeGreaterThan(before);
  const events = await eventsBetween(page, before, await stepOf(page));
  for (const expected of deed.expect) expect(events).toContainEqual(expect.objectContaining(expected));
  expect(events.map((event) => event.type)).not.toContain('ActionIgnored');
}

for (const story of STORIES) {
  eachHand(`what can be done to ${story.about}`, async (hand, page) => {
    await openMoment(page, await momentAt(story.scenario, story.atMs));
    for (const deed of story.deeds) await test.step(deed.name, () => tryDeed(deed, hand, page));
  });
}
