// The page without a network (docs/decisions/0041-without-a-network.md). Above this stand, written by the build, VERSION
// and FILES: every file of the page, relative to its folder, where './' is the page itself.
//
// Each version keeps its own files, all or none. A new version waits until the last page of the old one is closed: a
// lecture that runs goes on with the version it began with, and nothing ever reloads by itself.
const MINE = `raftlight ${registration.scope} `;
const CACHE = MINE + VERSION;
const PAGE = registration.scope;
const KNOWN = new Set(FILES.map((file) => new URL(file, PAGE).href));

addEventListener('install', (event) => event.waitUntil(fill()));
addEventListener('activate', (event) => event.waitUntil(takeOver()));
addEventListener('fetch', (event) => {
  const url = fileOf(event.request);
  if (event.request.method === 'GET' && KNOWN.has(url)) event.respondWith(answer(event.request, url));
});

async function fill() {
  const cache = await caches.open(CACHE);
  // What has a hash in its name is never another; of the rest the browser may hold an old copy.
  const asked = [...KNOWN].map((url) => new Request(url, { cache: url.includes('/assets/') ? 'default' : 'no-cache' }));
  await cache.addAll(asked);
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(MINE) && name !== CACHE).map((name) => caches.delete(name)));
  // The first visit has its panels from here, too: it may lose the network at any moment.
  await clients.claim();
}

function fileOf(request) {
  const [url] = request.url.split(/[?#]/);
  return url === `${PAGE}index.html` ? PAGE : url;
}

/** The browser may have thrown the files away; then the network is asked. */
async function answer(request, url) {
  const cache = await caches.open(CACHE);
  return (await cache.match(url, { ignoreVary: true })) ?? fetch(request);
}
