import type { Locator, Page } from '@playwright/test';
import { en } from '../../src/messages/en/index.ts';
import { expect } from './fixture.ts';

/** What a person can do something with, and where it is in the page. */
export type Thing =
  | { readonly kind: 'server' | 'client'; readonly id: number }
  | { readonly kind: 'link'; readonly from: number; readonly to: number; readonly name: string }
  /** The oldest message on its way from one to the other. */
  | { readonly kind: 'message'; readonly from: number; readonly to: number }
  /** An entry in a row of the logs, counted from 1. */
  | { readonly kind: 'entry'; readonly row: number; readonly index: number; readonly term: number }
  | { readonly kind: 'event'; readonly step: number };

export function server(id: number): Thing {
  return { kind: 'server', id };
}

export function link(from: number, to: number): Thing {
  return { kind: 'link', from, to, name: `S${from}–S${to}` };
}

export function message(from: number, to: number): Thing {
  return { kind: 'message', from, to };
}

export function entry(row: number, index: number, term: number): Thing {
  return { kind: 'entry', row, index, term };
}

/** What a menu can be about. */
export type Subject = Thing | 'cluster';

/** The node of a thing; of what is drawn small, the one that takes the pointer. */
export function nodeOf(page: Page, thing: Subject): Locator {
  if (thing === 'cluster') return page.getByRole('button', { name: en.topbar.more });
  switch (thing.kind) {
    case 'server':
      return page.locator(`.cluster-drawing [data-server="${thing.id}"]`);
    case 'client':
      return page.locator(`.cluster-drawing [data-client="${thing.id}"]`);
    case 'link':
      return page.locator(`[data-link="${thing.from} ${thing.to}"]`);
    case 'message':
      return page.locator(`[data-message^="${thing.from} ${thing.to} "]`).first();
    case 'entry':
      return page.locator(`[data-cell="${thing.row - 1} ${thing.index}"][data-entry="${thing.index} ${thing.term}"]`);
    case 'event':
      return page.locator('.event-row').filter({ has: page.getByText(`#${thing.step}`, { exact: true }) });
  }
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where to put a pointer on a thing, once it is there, stands still and nothing covers it. */
export async function spotOn(page: Page, thing: Subject): Promise<Point> {
  const node = nodeOf(page, thing);
  const seen: (Point | null)[] = [];
  const look = async () => seen[seen.push(await node.evaluate(freeMiddle)) - 1];
  await expect.poll(look, `a free spot on ${JSON.stringify(thing)}`).not.toBeNull();
  return seen.at(-1) as Point;
}

/** In the page: the middle of what takes the pointer; null while something else lies there, or while it moves. */
async function freeMiddle(element: Element): Promise<Point | null> {
  const target = element.querySelector('.message-hit, .link-hit') ?? element;
  const middle = (): Point => {
    const { left, top, width, height } = target.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  };
  const before = middle();
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const { x, y } = middle();
  if (x !== before.x || y !== before.y) return null;
  return element.contains(document.elementFromPoint(x, y)) ? { x, y } : null;
}

export function itemInMenu(page: Page, name: string): Locator {
  return page.getByRole('menuitem', { name, exact: true });
}
