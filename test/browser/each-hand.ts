import type { Page } from '@playwright/test';
import { test } from './fixture.ts';
import { type Hand, type HandName, handOf } from './hands.ts';

const SCREENS: { readonly [H in HandName]: { viewport: { width: number; height: number }; hasTouch: boolean } } = {
  pointer: { viewport: { width: 1366, height: 768 }, hasTouch: false },
  touch: { viewport: { width: 1024, height: 768 }, hasTouch: true },
  keys: { viewport: { width: 1366, height: 768 }, hasTouch: false },
};

/** The same test three times: with a mouse, with a finger on a tablet, and with nothing but keys. */
export function eachHand(title: string, body: (hand: Hand, page: Page) => Promise<void>): void {
  for (const name of Object.keys(SCREENS) as HandName[]) {
    test.describe(name, () => {
      test.use(SCREENS[name]);
      test(`${title}, by ${name}`, ({ page }) => body(handOf(name, page), page));
    });
  }
}
