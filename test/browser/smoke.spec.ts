import { expect, test } from './fixture.ts';

test('the page opens and draws something', async ({ page }) => {
  await page.goto('./');
  await expect(page).toHaveTitle(/Raftlight/);
  await expect(page.locator('#root')).not.toBeEmpty();
});

test('the same build works from a sub-path of a host', async ({ page, baseURL }) => {
  const home = baseURL ?? '';
  const elsewhere = `${home}courses/42/raft/`;
  await page.route(`${home}**`, async (route) => {
    const url = route.request().url();
    if (url.startsWith(elsewhere))
      await route.fulfill({ response: await route.fetch({ url: url.replace(elsewhere, home) }) });
    else await route.abort();
  });
  // All that comes after the first picture, too.
  await page.goto(elsewhere, { waitUntil: 'networkidle' });
  await expect(page.locator('#root')).not.toBeEmpty();
});

test.describe('the guard of every test', () => {
  test('fails it on an error in the console', async ({ page }) => {
    test.fail();
    await page.goto('./');
    await page.evaluate(() => {
      console.error('planted');
    });
  });

  test('fails it on an uncaught error', async ({ page }) => {
    test.fail();
    await page.goto('./');
    await page.evaluate(() => {
      setTimeout(() => {
        throw new Error('planted');
      });
      return new Promise((resolve) => setTimeout(resolve, 50));
    });
  });

  test('fails it on a request to another origin, which the page forbids itself anyway', async ({ page }) => {
    test.fail();
    await page.goto('./');
    await page.evaluate(() => fetch('http://127.0.0.1:9/planted').catch(() => undefined));
  });
});
