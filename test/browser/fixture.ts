import { test as base, expect } from '@playwright/test';

export { expect };

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
