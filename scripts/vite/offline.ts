import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** What the page never asks for: other programs do, or it is another way to have the page. */
const NOT_NEEDED = /^(\.vite\/|service-worker\.js$|raftlight\.html$|preview\.png$|oembed\.json$)|\.(map|woff)$/;

/** Makes the page installable, and writes the service worker that keeps all of it for times without a network. */
export function offline(): Plugin {
  return {
    name: 'offline',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'link', attrs: { rel: 'manifest', href: './manifest.webmanifest' }, injectTo: 'head' },
      { tag: 'link', attrs: { rel: 'apple-touch-icon', href: './icon-180.png' }, injectTo: 'head' },
    ],
    writeBundle: ({ dir = 'dist' }) => writeFileSync(join(dir, 'service-worker.js'), serviceWorker(dir)),
  };
}

function serviceWorker(dir: string): string {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dir.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((file) => !NOT_NEEDED.test(file))
    .sort();
  const version = createHash('sha256');
  for (const file of files) version.update(file).update(readFileSync(join(dir, file)));
  const names = files.map((file) => (file === 'index.html' ? './' : file));
  return [
    `const VERSION = '${version.digest('hex').slice(0, 16)}';`,
    `const FILES = ${JSON.stringify(names)};`,
    readFileSync(new URL('service-worker.js', import.meta.url), 'utf8'),
  ].join('\n');
}
