import { expect as anyExpect, test as base } from '@playwright/test';

/** Looks again soon: what a page does to a press is there within a few frames, and Playwright's first pause is longer. */
const INTERVALS_MS = [20, 40, 80, 160, 320];

const poll: typeof anyExpect.poll = (actual, messageOrOptions) => {
  const options = typeof messageOrOptions === 'string' ? { message: messageOrOptions } : messageOrOptions;
  return anyExpect.poll(actual, { intervals: INTERVALS_MS, ...options });
};

/** Playwright's `expect`, whose `poll` does not waste time. */
export const expect = new Proxy(anyExpect, {
  get: (target, name) => (name === 'poll' ? poll : (Reflect.get(target, name) as unknown)),
});

/**
 * A `test` whose page must stay clean: an error or warning on the console, an uncaught error, or a request to
 * another origin fails the test, whatever else it looked at. A test that provokes one says so:
 * `test.use({ expectedErrors: [/not a scenario/] })`.
 */
export const test = base.extend<{ expectedErrors: readonly RegExp[]; cleanPage: undefined }>({
  expectedErrors: [[], { option: true }],
  cleanPage: [
    async ({ page, baseURL, expectedErrors }, use) => {
      const complaints: string[] = [];
      const complain = (text: string): void => {
        if (text.includes('Service Worker registration blocked by Playwright')) return; // as its configuration wants
        if (!expectedErrors.some((expected) => expected.test(text))) complaints.push(text);
      };
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complain(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => {
        complain(`uncaught: ${error.stack ?? error.message}`);
      });
      page.on('request', (request) => {
        const url = new URL(request.url());
        const isLocal =
          url.protocol === 'data:' || url.protocol === 'blob:' || url.origin === new URL(baseURL ?? '').origin;
        if (!isLocal) complain(`request to another origin: ${request.url()}`);
      });
      await use(undefined);
      expect(complaints, 'what the page complained about').toEqual([]);
    },
    { auto: true },
  ],
});
