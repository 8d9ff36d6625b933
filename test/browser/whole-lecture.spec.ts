import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { placeFromJson } from '../../src/scenario/action-json.ts';
import { loadLesson } from '../../src/scenario/lessons.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { LECTURE_LIST, type Playlist, playlistText } from '../../src/scenario/playlist.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import { BeatFinder } from '../../src/timeline/beats.ts';
import { Timeline } from '../../src/timeline/timeline.ts';
import { expect, test } from './fixture.ts';

/**
 * The lecture of ninety minutes from its first stop to its last, by a clicker whose keys are held down, with reloads,
 * without a network and in windows of changing size: every stop is seen, in order, and a reload brings back what was there.
 */

interface Stop {
  readonly title: string;
  readonly step: number;
  readonly atUs: number;
}

/** What the page shows, whatever led to it. */
interface Shown extends Stop {
  readonly heading: string;
  readonly hash: string;
  readonly playing: boolean;
  /** What does not fit into the window. */
  readonly cut: readonly string[];
}

/** As far as a scene is played to find its stops. */
const LIMIT = { atUs: 60_000_000, maxSteps: 64 };

/** All stops of a playlist, as the engine finds them without a browser. */
async function stopsOf(list: Playlist): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (const { id } of list) {
    const json = JSON.parse(readFileSync(`src/scenario/scenes/${id}.json`, 'utf8')) as { lesson?: unknown };
    await loadLesson(json);
    const found = parseScenario(json);
    if (!found.ok) throw new Error(id);
    const { beats = [], title = '' } = found.value;
    const timeline = Timeline.of(toSpec(found.value));
    const finder = new BeatFinder(timeline, beats.map(placeFromJson));
    while (finder.all().length < beats.length && timeline.extendTo(LIMIT) > 0);
    for (const { step, atUs } of finder.all()) {
      const last = stops[stops.length - 1];
      if (last?.title !== title || last.step !== step || last.atUs !== atUs) stops.push({ title, step, atUs });
    }
  }
  return stops;
}

/** In the page: what is on the stage, once it is drawn. */
function shown(page: Page): Promise<Shown> {
  return page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    const { raftlight } = window as unknown as {
      raftlight: {
        position: () => { step: number; atUs: number; playing: boolean };
        scenario: () => { title: string };
        stateHash: () => string;
      };
    };
    const { step, atUs, playing } = raftlight.position();
    const heading = document.querySelector('.stage-heading')?.textContent ?? '';
    const cut = [
      '.stage-heading',
      '.stage-answers',
      '.stage-answer',
      '.stage-clients',
      '.stage-processes table',
      '.stage-picture',
    ]
      .flatMap((part) => [...document.querySelectorAll(part)])
      .filter((part) => {
        const { left, top, right, bottom } = part.getBoundingClientRect();
        return left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
      })
      .map((part) => part.className);
    return { title: raftlight.scenario().title, step, atUs, playing, heading, hash: raftlight.stateHash(), cut };
  });
}

/** How long after the start of its loading the page shows something; in real milliseconds. */
async function watchArrival(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const found = new MutationObserver(() => {
      if (document.querySelector('.stage-heading') === null) return;
      found.disconnect();
      document.documentElement.dataset['arrivedMs'] = String(Math.round(performance.now()));
    });
    found.observe(document, { childList: true, subtree: true });
  });
}

/** Numbers that look drawn, the same in every run of this test. */
function draws(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1366, height: 768 },
  { width: 1024, height: 768 },
];
/** A disturbance comes at one press in so many. */
const SELDOM = 14;
const MOST_PRESSES = 1_500;
const SEED = 90;

/** From a disk the last third belongs to `npm test`, all of it to `npm run lecture`. */
const FROM_DISK = process.env['WHOLE'] === undefined ? LECTURE_LIST.slice(15) : LECTURE_LIST;

class Lecture {
  readonly page: Page;
  readonly seen: Stop[] = [];
  readonly arrivalsMs: number[] = [];
  private readonly context: BrowserContext;
  private isOffline = false;

  constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
  }

  async look(): Promise<Shown> {
    const now = await shown(this.page);
    const { title, step, atUs } = now;
    const last = this.seen[this.seen.length - 1];
    if (!now.playing && (last?.title !== title || last.step !== step || last.atUs !== atUs)) {
      this.seen.push({ title, step, atUs });
      if (now.cut.length > 0)
        await expect.poll(async () => (await shown(this.page)).cut, `${title}, step ${step}`).toEqual([]);
    }
    return now;
  }

  /** A key that is held down: it counts once. */
  async press(key: string, repeats: number): Promise<Shown> {
    for (let nth = 0; nth <= repeats; nth++) await this.page.keyboard.down(key);
    await this.page.keyboard.up(key);
    return this.look();
  }

  /** The clicker's reload button, at rest as in the middle of a run. */
  async reload(): Promise<void> {
    const before = await this.look();
    await this.page.reload();
    await this.page.waitForFunction(() => 'raftlight' in window && document.querySelector('.stage-heading') !== null);
    const after = await this.look();
    expect(after.title).toBe(before.title);
    // While it plays it goes on until the page is gone; then it rests where it was.
    if (!before.playing) expect(after).toEqual(before);
    else expect(after.step).toBeGreaterThanOrEqual(before.step);
    await expect(this.page.locator('.stage-hint'), 'which key brings back the full screen').toBeVisible();
    this.arrivalsMs.push(Number(await this.page.locator('html').getAttribute('data-arrived-ms')));
  }

  async disturb(kind: number, draw: (below: number) => number): Promise<void> {
    if (kind === 0) await this.reload();
    else if (kind === 1) await this.page.setViewportSize(SIZES[draw(SIZES.length)] ?? { width: 1280, height: 720 });
    else if (kind === 2) {
      this.isOffline = !this.isOffline;
      await this.context.setOffline(this.isOffline);
    } else if (kind === 3) {
      const before = await this.look();
      await this.press('b', 2);
      await this.press('b', 2);
      const after = await this.look();
      // The next scene may have been on its way.
      if (after.title === before.title) expect(after.heading).toBe(before.heading);
    } else await this.improvise();
  }

  /** Leaves the stage, does something of one's own, and comes back to the stop. */
  private async improvise(): Promise<void> {
    await this.press('q', 0);
    const before = await shown(this.page);
    // Back: a step of one's own to the front could pass a stop, and that would be nobody's fault.
    await this.page.keyboard.press('ArrowLeft');
    await this.page.keyboard.press('f');
    await this.page.locator('.stage-heading').waitFor();
    await this.page.keyboard.press('r');
    const after = await this.look();
    expect(after.title).toBe(before.title);
    expect(after.step).toBeLessThanOrEqual(before.step);
  }
}

async function give(browser: Browser, url: string, list: Playlist): Promise<Lecture> {
  const wanted = await stopsOf(list);
  const context = await browser.newContext({ viewport: SIZES[1] ?? null, serviceWorkers: 'allow' });
  const complaints: string[] = [];
  await watchArrival(context);
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${url}#/scene/${list[0]?.id ?? ''}?m=stage&list=${playlistText(list)}`);
  await page.waitForFunction(() => 'raftlight' in window && document.querySelector('.stage-heading') !== null);
  if (url.startsWith('http')) await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  const lecture = new Lecture(context, page);
  const draw = draws(SEED);
  const last = wanted[wanted.length - 1];
  for (let nth = 0; nth < MOST_PRESSES; nth++) {
    const now = await lecture.press(draw(4) === 0 ? 'Space' : 'PageDown', draw(3));
    if (now.title === last?.title && now.step === last.step && !now.playing) break;
    if (draw(SELDOM) !== 0) continue;
    await lecture.disturb(draw(5), draw);
    await lecture.look();
  }
  const isWanted = (stop: Stop): boolean =>
    wanted.some((other) => other.title === stop.title && other.step === stop.step && other.atUs === stop.atUs);
  const firstSeen = new Set(lecture.seen.filter(isWanted).map((stop) => JSON.stringify(stop)));
  expect([...firstSeen].map((stop) => JSON.parse(stop) as Stop)).toEqual(wanted);
  expect(complaints).toEqual([]);
  await context.close();
  return lecture;
}

for (const [name, list, urlOf] of [
  ['served', LECTURE_LIST, (baseURL: string) => baseURL],
  ['from a disk, in one file', FROM_DISK, () => pathToFileURL('dist/raftlight.html').href],
] as const) {
  test(`ninety minutes, ${name}: no stop is lost`, async ({ browser, baseURL }, testInfo) => {
    const { arrivalsMs, seen } = await give(browser, urlOf(baseURL ?? ''), list);
    expect(arrivalsMs.length, 'reloads').toBeGreaterThan(0);
    const slowest = Math.max(...arrivalsMs);
    testInfo.annotations.push({ type: 'resumed', description: `${arrivalsMs.length} times, within ${slowest} ms` });
    console.log(`${name}: ${seen.length} stops, resumed ${arrivalsMs.length} times, the slowest in ${slowest} ms`);
  });
}
