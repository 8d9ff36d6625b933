import type { Page } from '@playwright/test';
import type { FactType } from '../../src/cluster/types.ts';
import { en } from '../../src/messages/en/index.ts';
import type { Scenario } from '../../src/scenario/types.ts';
import { expect } from './fixture.ts';
import type { Moment } from './moments.ts';

/** What the page offers in the browser's console (src/app/console.ts), as tests read it. */
interface Raftlight {
  position(): Position;
  stateHash(): string;
  state(): unknown;
  events(step?: number): TraceLine[];
  scenario(): Scenario;
}

export interface Position {
  readonly step: number;
  readonly atUs: number;
  readonly playing: boolean;
  readonly branch: number;
}

export interface TraceLine {
  readonly step: number;
  readonly type: FactType;
  readonly server: string | null;
  readonly [field: string]: unknown;
}

/** The page's own view of itself; evaluated in the page. */
function ask<T>(page: Page, read: (raftlight: Raftlight) => T): Promise<T> {
  return page.evaluate(`(${read.toString()})(window.raftlight)`);
}

export function positionOf(page: Page): Promise<Position> {
  return ask(page, (raftlight) => raftlight.position());
}

export async function stepOf(page: Page): Promise<number> {
  return (await positionOf(page)).step;
}

export function hashOf(page: Page): Promise<string> {
  return ask(page, (raftlight) => raftlight.stateHash());
}

export function scenarioOf(page: Page): Promise<Scenario> {
  return ask(page, (raftlight) => raftlight.scenario());
}

/** The events of the steps after `after` up to `last`. */
export function eventsBetween(page: Page, after: number, last: number): Promise<TraceLine[]> {
  return page.evaluate(
    ([from, to]) => {
      const { raftlight } = window as unknown as { raftlight: Raftlight };
      return Array.from({ length: to - from }, (_, place) => raftlight.events(from + 1 + place)).flat();
    },
    [after, last] as const,
  );
}

/** Opens the page at `#...` and waits until it is whole and can be asked. */
export async function open(page: Page, hash: string): Promise<void> {
  await page.goto(`./${hash}`);
  await page.getByRole('region', { name: en.transport.region, exact: true }).waitFor();
  await page.waitForFunction(() => 'raftlight' in window);
  await expectWhole(page);
}

/** Opens a scene in a page of its own, in any mode, and waits until it is the one on show: keys before that mean another run. */
export async function openScene(page: Page, hash: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`./${hash}`);
  await page.waitForFunction(() => 'raftlight' in window);
  await expect
    .poll(async () => (await scenarioOf(page)).beats?.length ?? 0, 'how many stops it has')
    .toBeGreaterThan(0);
  await page.locator('.stage-heading, .transport-event').waitFor();
  await expectWhole(page);
}

/** Panels come later than the frame around them. Who looks at all of them, or walks through them with keys, waits. */
async function expectWhole(page: Page): Promise<void> {
  await expect(page.locator('[data-coming]'), 'what is still being loaded').toHaveCount(0);
}

/** In a page that is open already, another address opens a little later, and with it panels that were not there yet. */
export async function openMoment(page: Page, { hash, step, stateHash }: Moment): Promise<void> {
  await open(page, hash);
  const shown = async () => ({ step: await stepOf(page), stateHash: await hashOf(page) });
  await expect.poll(shown, 'the moment that the link names').toEqual({ step, stateHash });
  await expectWhole(page);
}

/** The first visit; it plays by itself. */
export async function openFirst(page: Page): Promise<void> {
  await open(page, '');
  await expect.poll(async () => (await positionOf(page)).playing, 'whether the first visit plays').toBe(true);
}
