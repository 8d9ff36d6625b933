import type { CDPSession, Locator, Page } from '@playwright/test';
import { expect } from './fixture.ts';
import { itemInMenu, nodeOf, type Subject, server, spotOn, type Thing } from './things.ts';

export type HandName = 'pointer' | 'touch' | 'keys';

/** The same doing by another means. Nothing here waits for time: only for what can be seen. */
export interface Hand {
  readonly name: HandName;
  /** Clicks, taps, or goes there with Tab and presses Enter. */
  press(target: Locator): Promise<void>;
  /** Opens the menu of a thing and takes an item of it. */
  choose(thing: Subject, item: string): Promise<void>;
  /** Selects a thing. */
  select(thing: Thing): Promise<void>;
  /** Goes to a field and writes. */
  write(field: Locator, text: string): Promise<void>;
  /** Draws a server to a place of the page; without pointer or finger there is no such thing. */
  drag(thing: Thing, to: { readonly x: number; readonly y: number }): Promise<void>;
}

export function handOf(name: HandName, page: Page): Hand {
  switch (name) {
    case 'pointer':
      return new PointerHand(page);
    case 'touch':
      return new TouchHand(page);
    case 'keys':
      return new KeysHand(page);
  }
}

class PointerHand implements Hand {
  readonly name = 'pointer';
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async press(target: Locator): Promise<void> {
    await target.click();
  }

  async choose(thing: Subject, item: string): Promise<void> {
    const { x, y } = await spotOn(this.page, thing);
    await this.page.mouse.click(x, y, { button: thing === 'cluster' ? 'left' : 'right' });
    await itemInMenu(this.page, item).click();
  }

  async select(thing: Thing): Promise<void> {
    const { x, y } = await spotOn(this.page, thing);
    await this.page.mouse.click(x, y);
  }

  async write(field: Locator, text: string): Promise<void> {
    await field.click({ clickCount: 3 });
    await this.page.keyboard.type(text);
  }

  async drag(thing: Thing, to: { readonly x: number; readonly y: number }): Promise<void> {
    const from = await spotOn(this.page, thing);
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(to.x, to.y, { steps: 4 });
    await this.page.mouse.up();
  }
}

class TouchHand implements Hand {
  readonly name = 'touch';
  readonly page: Page;
  private cdp: CDPSession | null = null;
  constructor(page: Page) {
    this.page = page;
  }

  async press(target: Locator): Promise<void> {
    await target.tap();
  }

  async choose(thing: Subject, item: string): Promise<void> {
    const spot = await spotOn(this.page, thing);
    if (thing === 'cluster') await this.page.touchscreen.tap(spot.x, spot.y);
    else {
      await this.finger('touchStart', spot);
      await this.page.getByRole('menu').waitFor();
      await this.finger('touchEnd');
    }
    await itemInMenu(this.page, item).tap();
  }

  async select(thing: Thing): Promise<void> {
    const { x, y } = await spotOn(this.page, thing);
    await this.page.touchscreen.tap(x, y);
  }

  async write(field: Locator, text: string): Promise<void> {
    await field.tap();
    await expect(field).toBeFocused();
    // What the keyboard on the glass does: it replaces the text of the field that has the focus.
    await field.selectText();
    await this.page.keyboard.insertText(text);
  }

  async drag(thing: Thing, to: { readonly x: number; readonly y: number }): Promise<void> {
    const from = await spotOn(this.page, thing);
    const start = Date.now() / 1000;
    await this.finger('touchStart', from, start);
    // A finger that comes to rest before it is lifted: a fling would swallow the next tap. Times are told, not waited.
    for (const [nth, share] of [0.3, 0.6, 0.9, 1, 1, 1].entries()) {
      const point = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
      await this.finger('touchMove', point, start + 0.1 * (nth + 1));
    }
    await this.finger('touchEnd', undefined, start + 1);
  }

  private async finger(
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    point?: { readonly x: number; readonly y: number },
    timestamp = Date.now() / 1000,
  ): Promise<void> {
    this.cdp ??= await this.page.context().newCDPSession(this.page);
    const touchPoints = point === undefined ? [] : [point];
    await this.cdp.send('Input.dispatchTouchEvent', { type, touchPoints, timestamp });
  }
}

const MOST_TABS = 150;

class KeysHand implements Hand {
  readonly name = 'keys';
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async press(target: Locator): Promise<void> {
    await this.goTo(target);
    await this.page.keyboard.press((await target.getAttribute('type')) === 'checkbox' ? 'Space' : 'Enter');
  }

  /** A link has no place in the order of Tab: what can be done with it is in the palette. */
  async choose(thing: Subject, item: string): Promise<void> {
    if (typeof thing !== 'string' && thing.kind === 'link') {
      await this.find(`${thing.name} ${item}`, `the link ${thing.name}: ${item}`);
      return;
    }
    if (thing === 'cluster') await this.press(nodeOf(this.page, thing));
    else {
      await this.reach(thing);
      await this.page.keyboard.press('Shift+F10');
    }
    const wanted = itemInMenu(this.page, item);
    await wanted.waitFor();
    await this.repeat('ArrowDown', wanted);
    await this.page.keyboard.press('Enter');
  }

  async select(thing: Thing): Promise<void> {
    await this.reach(thing);
    await this.page.keyboard.press('Enter');
  }

  async write(field: Locator, text: string): Promise<void> {
    await this.goTo(field);
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.type(text);
  }

  drag(): Promise<void> {
    throw new Error('keys do not drag: they have the palette and the menus');
  }

  /** Takes the first thing that the palette finds. */
  private async find(query: string, label: string): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await expect(this.page.getByRole('dialog').getByRole('combobox')).toBeFocused();
    await this.page.keyboard.type(query);
    await expect(this.page.getByRole('option', { selected: true })).toContainText(label);
    await this.page.keyboard.press('Enter');
  }

  /** Tab into the ring or the logs, arrows in them, Tab again to the messages of a server. */
  private async reach(thing: Thing): Promise<void> {
    const node = nodeOf(this.page, thing);
    if (thing.kind === 'message') {
      await this.reach(server(thing.from));
      await this.repeat('Tab', node);
    } else if (thing.kind === 'entry') {
      await this.goTo(this.page.locator('.log-table [data-cell][tabindex="0"]').first());
      for (let row = 1; row < thing.row; row++) await this.page.keyboard.press('ArrowDown');
      await this.repeat('ArrowRight', node);
    } else if (thing.kind === 'event') await this.goTo(node);
    else {
      const inRing = await this.page.evaluate(() => document.activeElement?.matches('[data-server],[data-client]'));
      if (inRing !== true) await this.goTo(this.page.locator('.cluster-drawing [data-server][tabindex="0"]'));
      await this.repeat('ArrowRight', node);
    }
  }

  private goTo(target: Locator): Promise<void> {
    return this.repeat('Tab', target);
  }

  private async repeat(key: string, target: Locator): Promise<void> {
    await target.waitFor({ state: 'attached' });
    for (let tries = 0; tries < MOST_TABS; tries++) {
      if (await hasFocus(target)) return;
      await this.page.keyboard.press(key);
    }
    throw new Error(`${key} does not lead to ${String(target)}`);
  }
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}
