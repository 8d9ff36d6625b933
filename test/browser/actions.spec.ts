import type { Page } from '@playwright/test';
import { type Deed, STORIES, type Story } from './deeds.ts';
import { expect, test } from './fixture.ts';
import { type Hand, type HandName, handOf } from './hands.ts';
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

function tellStory(story: Story, name: HandName): void {
  test(`what can be done to ${story.about}, by ${name}`, async ({ page }) => {
    await openMoment(page, await momentAt(story.scenario, story.atMs));
    const hand = handOf(name, page);
    for (const deed of story.deeds) await test.step(deed.name, () => tryDeed(deed, hand, page));
  });
}

test.describe('with a mouse or keys', () => {
  test.use({ viewport: { width: 1366, height: 768 } });
  for (const story of STORIES) {
    tellStory(story, 'pointer');
    tellStory(story, 'keys');
  }
});

test.describe('with a finger', () => {
  test.use({ viewport: { width: 1024, height: 768 }, hasTouch: true });
  for (const story of STORIES) tellStory(story, 'touch');
});
