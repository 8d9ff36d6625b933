import type { Page } from '@playwright/test';
import { en } from '../../src/messages/en/index.ts';
import { eachHand } from './each-hand.ts';
import { expect } from './fixture.ts';
import { cluster, momentAt } from './moments.ts';
import { openMoment, stepOf } from './raftlight.ts';
import { server } from './things.ts';

const { whyNot } = en;

const answer = (page: Page) => page.getByRole('region', { name: whyNot.region });

eachHand('asks why a server does not lead, makes true what is missing, and goes to since when', async (hand, page) => {
  await openMoment(page, await momentAt(cluster(), 400));
  await hand.choose(server(3), whyNot.questions.lead);
  await expect(answer(page).getByRole('heading', { name: whyNot.title })).toBeFocused();
  await expect(answer(page)).toContainText('S3 does not lead. The election timer of S3 runs until');
  await expect(answer(page).getByRole('listitem').first()).toContainText(`${whyNot.holds} S3 is running.`);
  const before = await stepOf(page);
  await hand.press(answer(page).getByRole('button', { name: whyNot.acts.timeOut('S3') }));
  await expect.poll(() => stepOf(page)).toBe(before + 1);
  await expect(answer(page)).toContainText('The election timer of S3 has run out.');
  await expect(answer(page)).toContainText('S3 has 1 of 5 votes; 3 are needed.');
  const since = answer(page).getByRole('button', { name: new RegExp(`^event ${before + 1}, `) });
  await expect(since.first()).toBeVisible();
  await hand.press(answer(page).getByRole('button', { name: whyNot.close }));
  await expect(answer(page)).toHaveCount(0);
});
