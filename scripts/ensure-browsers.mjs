// Finds the browsers that the tests use, installs Chromium if there is none, and writes .cache/browsers.json,
// which playwright.config.ts and scripts/engines.mjs read.
//
// Chromium is taken from, in this order: CHROMIUM_PATH, Playwright's own download, the system, apt (on Debian or
// Ubuntu as root), a download by Playwright. Firefox is optional: it is used if it is there.
// EXTRA_ENGINES=1 also installs what the comparison of JavaScript engines can use, where apt can.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { chromium, firefox } from '@playwright/test';

const chromiumPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const firefoxPlaces = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];
const aptChromium = ['chromium', 'fonts-dejavu-core', 'fonts-noto-color-emoji'];
const aptEngines = ['firefox-esr', 'gjs', 'libjavascriptcoregtk-4.0-bin'];

const firstThere = (paths) => paths.find((path) => path && existsSync(path));

/** Where Playwright would keep its own copy. It throws on a system that Playwright does not know. */
function playwrightsOwn(browser) {
  try {
    return browser.executablePath();
  } catch {
    return undefined;
  }
}

function findChromium() {
  const executablePath = firstThere([process.env.CHROMIUM_PATH, playwrightsOwn(chromium), ...chromiumPlaces]);
  return executablePath ? { executablePath } : null;
}

/** Playwright drives its own patched Firefox, or a stock one over WebDriver BiDi: an experimental channel. */
function findFirefox() {
  const own = firstThere([playwrightsOwn(firefox)]);
  if (own) return { executablePath: own };
  const stock = firstThere([process.env.FIREFOX_PATH, ...firefoxPlaces]);
  return stock ? { executablePath: stock, channel: 'moz-firefox' } : null;
}

function run(command, args, minutes) {
  console.log('$', command, args.join(' '));
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: minutes * 60_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

function aptInstall(packages) {
  const patience = ['-qq', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
  run('apt-get', [...patience, 'update'], 3);
  run('apt-get', [...patience, 'install', '-y', '--no-install-recommends', ...packages], 9);
}

const canApt = process.platform === 'linux' && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
const enginesMissing = !findFirefox() || !existsSync('/usr/bin/gjs') || !existsSync('/usr/bin/jsc');
if (canApt && !findChromium()) aptInstall(aptChromium);
if (canApt && process.env.EXTRA_ENGINES && enginesMissing) aptInstall(aptEngines);
if (!findChromium()) run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], 10);

const browsers = { chromium: findChromium(), firefox: findFirefox() };
if (!browsers.chromium) {
  console.error(
    'There is no Chromium for the browser tests. Install Chrome or Chromium, ' +
      'or run "npx playwright install chromium", or set CHROMIUM_PATH to the program.',
  );
  process.exit(1);
}
mkdirSync('.cache', { recursive: true });
writeFileSync('.cache/browsers.json', `${JSON.stringify(browsers, null, 2)}\n`);
for (const [name, browser] of Object.entries(browsers))
  console.log(`${name}: ${browser?.executablePath ?? 'not found'}`);
