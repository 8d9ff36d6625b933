import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { singleFilePolicy } from './policy.ts';

/** The page in one file. */
const NAME = 'raftlight.html';

/**
 * Puts script, styles, fonts and scenes into the page, which then needs nothing but itself: it opens from a disk, where
 * browsers let no page load modules from other files. It is the only file that this build writes.
 */
export function singleFile(): Plugin {
  return {
    name: 'single-file',
    enforce: 'post', // after Vite has made the page
    config: () => ({
      publicDir: false,
      build: {
        emptyOutDir: false,
        manifest: false,
        modulePreload: false,
        cssCodeSplit: false,
        assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      },
    }),
    generateBundle(_, bundle) {
      const parts = { html: '', script: '', styles: '' };
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type === 'chunk') parts.script += file.code;
        else if (name.endsWith('.html')) parts.html = String(file.source);
        else if (name.endsWith('.css')) parts.styles += String(file.source);
        Reflect.deleteProperty(bundle, name);
      }
      this.emitFile({ type: 'asset', fileName: NAME, source: assemble(parts) });
    },
  };
}

interface Parts {
  readonly html: string;
  readonly script: string;
  readonly styles: string;
}

function assemble({ html, script, styles }: Parts): string {
  const code = unmarked(script);
  const loader = loaderOf(code);
  const { 'http-equiv': name, content } = singleFilePolicy(loader, code);
  const icon = Buffer.from(readFileSync('public/favicon.svg')).toString('base64');
  const head = [
    `<meta http-equiv="${name}" content="${content}">`,
    `<link rel="icon" type="image/svg+xml" href="data:image/svg+xml;base64,${icon}">`,
    `<style>${withoutWoff(styles)}</style>`,
  ];
  const page = html
    .replace(/\s*<(script|link)\b(?=[^>]*\b(?:src|href)="\.\/)[^>]*>(<\/script>)?/g, '')
    // What is put in must not be read as a pattern.
    .replace(/(?<=<meta charset="utf-8" \/>)/, () => `\n    ${head.join('\n    ')}`)
    .replace(/(?=\s*<\/body>)/, () => `\n    <script type="module">${loader}</script>`);
  const asks = /<(?:script|link|img)[^>]*(?:src|href)="(?!data:|https:)[^"]*"/.exec(page.replace(loader, ''));
  if (asks !== null) throw new Error(`The page in one file asks for another one: ${asks[0]}`);
  return page;
}

/** Vite marks where it would list what to load ahead, and fills that in only where there are several files. */
function unmarked(script: string): string {
  return script.replace(/"?__VITE_PRELOAD__"?/g, 'void 0');
}

/**
 * The script is packed: with all scenes in all languages it would be twice as long. It runs as a script of the page, which
 * the policy knows by its hash; the packed text has no character that could end the script around it.
 */
function loaderOf(code: string): string {
  const packed = deflateRawSync(code, { level: 9 }).toString('base64');
  return [
    `const bytes=Uint8Array.from(atob("${packed}"),(c)=>c.charCodeAt(0));`,
    "const stream=new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));",
    "const script=document.createElement('script');",
    "script.type='module';",
    'script.textContent=await new Response(stream).text();',
    'document.head.append(script);',
  ].join('\n');
}

/** The older of two formats of each font: every browser that runs the page reads the other one. */
function withoutWoff(styles: string): string {
  return styles.replace(/,url\(data:font\/woff;base64,[^)]*\)\s*format\(["']?woff["']?\)/g, '');
}
