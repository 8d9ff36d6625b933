import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

/** A static host whose files a test can change, as a new version does: null takes a file away. */
interface Host {
  readonly url: string;
  readonly changed: Map<string, string | null>;
  readonly close: () => void;
}

/** Serves a folder, or nothing but what the test puts in. */
export async function serve(folder: string | null, files: Readonly<Record<string, string>> = {}): Promise<Host> {
  const changed = new Map<string, string | null>([['favicon.ico', ''], ...Object.entries(files)]);
  const read = (path: string): Promise<Buffer | string | null> | string | null => {
    const own = changed.get(path);
    if (own !== undefined) return own;
    return folder === null ? null : readFile(join(folder, path)).catch(() => null);
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const path = pathname === '/' ? 'index.html' : pathname.slice(1);
    void Promise.resolve(read(path)).then((content) => {
      response.writeHead(content === null ? 404 : 200, {
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        'cache-control': 'no-cache',
      });
      response.end(content ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}/`, changed, close };
}
