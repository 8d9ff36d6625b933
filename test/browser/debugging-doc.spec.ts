import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { en } from '../../src/messages/en/index.ts';
import { expect, test } from './fixture.ts';
import { handOf } from './hands.ts';
import { open, stepOf } from './raftlight.ts';
import { entry } from './things.ts';

/**
 * The bug hunt of docs/debugging.md, step by step, by the keys and words that it names. With PICTURES set it also makes
 * the pictures of the document: `npm run pictures`.
 */

const { branches, dialogs, inspector, order, summary, whyNot } = en;
const text = readFileSync('docs/debugging.md', 'utf8');
const makesPictures = process.env['PICTURES'] !== undefined;

test.use({ viewport: { width: 1366, height: 768 } });

/** What is done or seen here stands in the document in these words. */
function written(words: string): string {
  expect(text.replace(/\s+/g, ' '), `docs/debugging.md says “${words}”`).toContain(words);
  return words;
}

async function picture(page: Page, name: string): Promise<void> {
  expect(text).toContain(`](debugging/${name}.webp)`);
  if (!makesPictures) return;
  mkdirSync('docs/debugging', { recursive: true });
  // Nothing moves, and no stop of the scene lies over what the picture is about.
  await page.addStyleTag({
    content: '.beat { visibility: hidden } .shell-wide .work .region-story { margin-right: 0 !important }',
  });
  const png = await page.screenshot({ animations: 'disabled' });
  writeFileSync(`docs/debugging/${name}.webp`, await asWebp(page, png));
}

/** The browser packs it into a third of what a PNG takes. */
async function asWebp(page: Page, png: Buffer): Promise<Buffer> {
  const packer = await page.context().newPage();
  const url = await packer.evaluate(
    async (data) => {
      const image = new Image();
      image.src = data;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', 0.74);
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
  await packer.close();
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

const panel = (page: Page) => page.getByRole('complementary', { name: inspector.region });
const narration = (page: Page) => page.getByRole('region', { name: en.narration.region });
const inWindow = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true });

async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').waitFor();
  await page.keyboard.type(written(words));
  await page.keyboard.press('Enter');
}

async function symptom(page: Page): Promise<void> {
  await open(page, written('#/scene/old-term-trap/off'));
  written('Press V four times');
  for (const step of [91, 111, 120, 125]) {
    await page.keyboard.press('v');
    await expect.poll(() => stepOf(page)).toBe(step);
  }
  await expect(narration(page)).toContainText(written('State Machine Safety is broken at event 125'));
  await expect(narration(page)).toContainText(written('S5 and S1 apply different entries at index 2.'));
  await expect(panel(page)).toContainText(written('S5 commits indexes 1 to 2'));
  await picture(page, '1-symptom');
  await panel(page)
    .getByRole('button', { name: written(order.keep) })
    .click();
}

async function backwards(page: Page): Promise<void> {
  await command(page, 'Breakpoints');
  await page.getByLabel(dialogs.breakpoints.condition).fill(written('S1.lastApplied >= 2'));
  await inWindow(page, dialogs.breakpoints.add).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press(written('Shift F8').replace(' ', '+'));
  await expect.poll(() => stepOf(page)).toBe(91);
  written('event 91');
  await expect(panel(page)).toContainText(written('#91 and #125 are concurrent'));
  await panel(page).getByText('are concurrent').scrollIntoViewIfNeeded();
  await picture(page, '2-concurrent');
}

async function chain(page: Page): Promise<void> {
  await panel(page)
    .getByRole('button', { name: new RegExp(`#84\\s*${written('S3 hears from S1')}`) })
    .click();
  await expect.poll(() => stepOf(page)).toBe(84);
  await expect(panel(page)).toContainText(written('#84 happened before #125'));
  await expect(panel(page)).toContainText(new RegExp(written('the shortest way: 1 message'), 'i'));
  await expect(panel(page)).toContainText(order.arrives('S3', 'S5'));
  await page.keyboard.press('Escape');
  for (let step = 84; step < 91; step++) await page.keyboard.press('ArrowRight');
  await expect.poll(() => stepOf(page)).toBe(91);
}

async function onePage(page: Page): Promise<void> {
  await expect(panel(page)).toContainText(
    written('3 of 5 servers store index 2, but its entry is of term 2 and S1 leads term 4.'),
  );
  await panel(page).getByRole('button', { name: 'P49', exact: true }).click();
  const view = page.getByRole('region', { name: written(summary.title) });
  await expect(view.locator('.first')).toContainText(written('P49 is broken here.'));
  const places = view.getByRole('region', { name: summary.where });
  await expect(places.getByRole('listitem')).toHaveText([/#91/, /#125/]);
  await picture(page, '3-one-page');
  await page.keyboard.press('s');
  await expect(view).toHaveCount(0);
}

async function whatIf(page: Page): Promise<void> {
  await command(page, 'Branches');
  const crash = page.getByRole('listitem').filter({ hasText: '330.000 ms' });
  await expect(crash).toContainText(written('crash S1'));
  await crash.getByRole('checkbox').uncheck();
  await expect(page.getByRole('dialog')).toContainText(branches.without('crash S1'));
  await picture(page, '4-what-if');
}

async function sideBySide(page: Page): Promise<void> {
  await page
    .getByRole('dialog')
    .getByRole('button', { name: branches.compareName('main') })
    .click();
  written(branches.compare);
  const side = page.getByRole('dialog', { name: branches.side.title });
  await side.getByRole('button', { name: new RegExp(written('They part at event 94')) }).click();
  await picture(page, '5-side-by-side');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** The branch without the crash: nothing is broken in it after the commit. */
async function noCrash(page: Page): Promise<void> {
  written('State Machine Safety holds, while P49 is still broken at event 91');
  await expect.poll(() => stepOf(page)).toBe(91);
  await expect(narration(page)).toContainText(/broken at event 91/);
  await page.keyboard.press('v');
  await expect(narration(page)).toContainText(en.shell.noSuchEventAhead);
}

async function ruleOn(page: Page): Promise<void> {
  await command(page, 'Cluster settings');
  await page.getByRole('checkbox', { name: new RegExp(written(en.mutations.commitOldTerm.label)) }).uncheck();
  await inWindow(page, written(dialogs.settings.apply)).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('v');
  await expect(narration(page)).toContainText(en.shell.noSuchEventAhead);
  await command(page, '91');
  await expect.poll(() => stepOf(page)).toBe(91);
  await expect(panel(page)).toContainText(written('S1 does not commit index 2'));
  await handOf('pointer', page).select(entry(1, 2, 2));
  await page.keyboard.press('w');
  const answer = page.getByRole('region', { name: whyNot.region });
  await expect(answer).toContainText(written('1 of 5 voters store index 3, as far as S1 knows; 3 are needed.'));
  await expect(answer).toContainText(written('P50'));
  await picture(page, '6-why-not');
}

test('the bug hunt in docs/debugging.md goes as it is written', async ({ page }) => {
  await test.step('the symptom', () => symptom(page));
  await test.step('backwards', () => backwards(page));
  await test.step('the shortest way', () => chain(page));
  await test.step('the page of all rules', () => onePage(page));
  await test.step('what if', () => whatIf(page));
  await test.step('side by side', () => sideBySide(page));
  await test.step('without the crash', () => noCrash(page));
  await test.step('the rule on', () => ruleOn(page));
});
