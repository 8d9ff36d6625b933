import type { Page } from '@playwright/test';
import { en } from '../../src/messages/en/index.ts';
import { SCENES } from '../../src/scenario/scenes/index.ts';
import { expect, test } from './fixture.ts';
import { handOf } from './hands.ts';
import { cluster, momentAt, THREE_COMMANDS } from './moments.ts';
import { open, openFirst, openMoment, scenarioOf, stepOf } from './raftlight.ts';
import { server } from './things.ts';

const SIZES = [
  { width: 1920, height: 1080, touch: false },
  { width: 1366, height: 768, touch: false },
  { width: 1024, height: 768, touch: true },
  { width: 390, height: 844, touch: true },
] as const;

/** In the page: what does not fit, in words. */
function whatDoesNotFit(): string[] {
  const found: string[] = [];
  const { scrollWidth, scrollHeight } = document.documentElement;
  if (scrollWidth > innerWidth || scrollHeight > innerHeight)
    found.push(`the page scrolls: ${scrollWidth}x${scrollHeight}`);
  const nameOf = (element: Element): string =>
    `${element.tagName} ${element.getAttribute('class') ?? ''} “${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)}”`;
  const isClippedOnPurpose = (element: Element): boolean =>
    element.closest(
      '.visually-hidden, [popover]:not(:popover-open), .log-scroller, .events-scroll, .events-filters, .inspector, .summary-page, .roles-corner',
    ) !== null;
  for (const element of document.querySelectorAll(
    'button, [role="button"], [role="tab"], h1, h2, p, [data-server], [data-client]',
  )) {
    const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
    if (width === 0 || height === 0 || isClippedOnPurpose(element)) continue;
    if (element.matches('[data-link], [data-message]')) continue;
    if (left < -1 || top < -1 || right > innerWidth + 2 || bottom > innerHeight + 1)
      found.push(`outside of the window: ${nameOf(element)} ${[left, top, right, bottom].map(Math.round).join(' ')}`);
  }
  const bars = ['.topbar', '.work', '.narration', '.transport']
    .map((name) => document.querySelector(name))
    .filter((bar) => bar !== null);
  for (const [nth, bar] of bars.entries()) {
    const next = bars[nth + 1];
    if (next !== undefined && bar.getBoundingClientRect().bottom > next.getBoundingClientRect().top + 1)
      found.push(`${nameOf(bar).slice(0, 24)} lies over ${nameOf(next).slice(0, 24)}`);
  }
  return found;
}

/** In the page: text that is too small, by its computed size and the scale of what it is drawn in. */
function whatIsTooSmall(): string[] {
  const found = new Set<string>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (
      element === null ||
      (node.textContent ?? '').trim() === '' ||
      element.closest('script, style, noscript, title, .visually-hidden') !== null
    )
      continue;
    if (element.getClientRects().length === 0) continue;
    const matrix = element instanceof SVGGraphicsElement ? element.getScreenCTM() : null;
    const size =
      parseFloat(getComputedStyle(element).fontSize) * (matrix === null ? 1 : Math.hypot(matrix.a, matrix.b));
    if (size < 11.95)
      found.add(
        `${size.toFixed(1)} px: ${element.getAttribute('class') ?? element.tagName} “${(node.textContent ?? '').trim().slice(0, 30)}”`,
      );
  }
  return [...found];
}

/** In the page: buttons that a finger misses. */
function whatIsHardToHit(): string[] {
  const found: string[] = [];
  for (const element of document.querySelectorAll('button, [role="tab"], select, input:not([type="file"])')) {
    if (element.closest('[popover]:not(:popover-open), .visually-hidden') !== null) continue;
    const { width, height } = element.getBoundingClientRect();
    const label = element.closest('label')?.getBoundingClientRect();
    const [w, h] = [Math.max(width, label?.width ?? 0), Math.max(height, label?.height ?? 0)];
    if (width > 0 && (w < 43.5 || h < 43.5))
      found.push(
        `${Math.round(w)}x${Math.round(h)}: ${element.getAttribute('class') ?? ''} “${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)}”`,
      );
  }
  return found;
}

async function expectGood(page: Page, touch: boolean, what: string): Promise<void> {
  await test.step(what, async () => {
    expect.soft(await page.evaluate(whatDoesNotFit), `${what}: what does not fit`).toEqual([]);
    expect.soft(await page.evaluate(whatIsTooSmall), `${what}: text below 12 px`).toEqual([]);
    if (touch) expect.soft(await page.evaluate(whatIsHardToHit), `${what}: targets below 44 px`).toEqual([]);
  });
}

for (const { width, height, touch } of SIZES) {
  test.describe(`${width}x${height}`, () => {
    test.use({ viewport: { width, height }, hasTouch: touch, isMobile: width < 700 });

    test(`everything fits, can be read and can be hit at ${width}x${height}`, async ({ page }) => {
      await openFirst(page);
      await expectGood(page, touch, 'the first visit');
      await openMoment(page, await momentAt(cluster(THREE_COMMANDS), 400));
      await expectGood(page, touch, 'the page');
      for (const tab of await page.getByRole('tab').all()) {
        await (touch ? tab.tap() : tab.click());
        await expectGood(page, touch, `the tab ${(await tab.textContent()) ?? ''}`);
      }
      if (width < 700) await page.getByRole('tab').nth(1).tap();
      await handOf(touch ? 'touch' : 'pointer', page).select(server(1));
      await expectGood(page, touch, 'a server selected');
      await openMoment(page, await momentAt(cluster([], { servers: 9, clients: 3 }), 250));
      await expectGood(page, touch, 'nine servers and three clients');
      await openMoment(
        page,
        await momentAt(cluster([], { broken: ['replyBeforeDurable'], disks: { writeMs: 5 } }), 200),
      );
      await expectGood(page, touch, 'a broken promise');
    });
  });
}

/** The middles of all servers, in whole px. */
function places(page: Page): Promise<string[]> {
  return page.locator('.cluster-drawing [data-server]').evaluateAll((servers) =>
    servers.map((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return `${Math.round(left + width / 2)},${Math.round(top + height / 2)}`;
    }),
  );
}

for (const { width, height, touch } of SIZES) {
  test.describe(`${width}x${height}, slowly loaded`, () => {
    test.use({ viewport: { width, height }, hasTouch: touch, isMobile: width < 700 });

    // Else a finger that is on its way to a server meets the ground.
    test(`the cluster stays where it is when the other panels come at ${width}x${height}`, async ({ page }) => {
      let release = (): void => undefined;
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      const panels = /\/(why|logs-view|inspector|space-time-view|events-view|narration-strip|context-menu)-[^/]*\.js$/;
      await page.route(panels, async (route) => {
        await released;
        await route.continue();
      });
      const { hash } = await momentAt(cluster(), 300);
      await page.goto(`./${hash}`);
      // A machine that is slow to read the link shows the first visit meanwhile.
      await expect(page.locator('.shell:not(.shell-first) .cluster-drawing [data-server]')).toHaveCount(5);
      await expect(page.locator('[data-coming]'), 'what has not come yet').not.toHaveCount(0);
      const before = await places(page);
      release();
      await expect(page.locator('[data-coming]')).toHaveCount(0);
      await expect(page.locator('.narration')).toBeVisible();
      expect(await places(page)).toEqual(before);
    });
  });
}

/** One scene in so many belongs to `npm test`. */
const SHARE = 10;
const isWhole = process.env['WHOLE'] !== undefined;

test.describe('scenes', () => {
  test.use({ viewport: { width: 1366, height: 768 } });

  // All of them: `npm run lecture`. Every scene is played by the engine's tests as well.
  test('each scene and each variant opens by its short link and plays', async ({ page }) => {
    const all = SCENES.flatMap(({ id, variants }) => [id, ...(variants ?? []).map((variant) => `${id}/${variant.id}`)]);
    const links = isWhole ? all : all.filter((_, nth) => nth % SHARE === 0);
    await open(page, '');
    let before = JSON.stringify(await scenarioOf(page));
    for (const link of links) {
      await test.step(link, async () => {
        await page.goto(`./#/scene/${link}`);
        await expect.poll(async () => JSON.stringify(await scenarioOf(page)), 'another scenario').not.toBe(before);
        before = JSON.stringify(await scenarioOf(page));
        await expect(page.getByRole('alert')).toHaveCount(0);
        await page.keyboard.press('ArrowRight');
        await expect.poll(() => isUnderWay(page), 'a first event, or a word that a hand is needed').toBe(true);
      });
    }
  });
});

/** A figure stands still until somebody lets a timer fire or a message go. */
async function isUnderWay(page: Page): Promise<boolean> {
  return (await stepOf(page)) > 0 || (await page.getByText(en.shell.nothingLeft).isVisible());
}
