import type { HtmlTagDescriptor, Plugin } from 'vite';

const TITLE = 'Raftlight';
const ABOUT = 'Watch a Raft cluster live, break it, rewind it, ask why, and send the exact moment as a link.';
const PICTURE = {
  file: 'preview.png',
  width: 1200,
  height: 630,
  alt: 'Five servers of a Raft cluster and their logs, with messages on their way',
};
/** What a page shows that asks by oEmbed: such a question never carries what stands after `#`. */
const SCENE = '#/scene/first-election?m=embed';

/**
 * What other programs want to know of the page before they show a link to it. Most of them want whole addresses, which
 * only who serves the page can know: `RAFTLIGHT_URL` says it (docs/embedding.md). Without it, that part is left out.
 */
export function hosting(address: string | undefined): Plugin {
  const base = address === undefined ? null : baseOf(address);
  return {
    name: 'hosting',
    apply: 'build',
    transformIndexHtml: () => [...aboutTags(), ...(base === null ? [] : addressTags(base))],
    generateBundle() {
      if (base === null) return;
      this.emitFile({ type: 'asset', fileName: 'oembed.json', source: `${JSON.stringify(oembed(base), null, 2)}\n` });
    },
  };
}

/** The folder that the page is in. */
function baseOf(address: string): string {
  if (!/^https?:\/\/[^?#\s]+$/.test(address)) {
    throw new Error(
      `RAFTLIGHT_URL: expected the address of the page, as in https://example.org/raftlight/: ${address}`,
    );
  }
  return address.endsWith('/') ? address : `${address}/`;
}

function meta(key: 'property' | 'name', name: string, content: string): HtmlTagDescriptor {
  return { tag: 'meta', attrs: { [key]: name, content }, injectTo: 'head' };
}

function aboutTags(): HtmlTagDescriptor[] {
  return [
    meta('property', 'og:type', 'website'),
    meta('property', 'og:title', TITLE),
    meta('property', 'og:description', ABOUT),
    meta('name', 'twitter:card', 'summary_large_image'),
  ];
}

function addressTags(base: string): HtmlTagDescriptor[] {
  const oembedLink = { rel: 'alternate', type: 'application/json+oembed', href: `${base}oembed.json`, title: TITLE };
  return [
    { tag: 'link', attrs: { rel: 'canonical', href: base }, injectTo: 'head' },
    { tag: 'link', attrs: oembedLink, injectTo: 'head' },
    meta('property', 'og:url', base),
    meta('property', 'og:image', base + PICTURE.file),
    meta('property', 'og:image:width', String(PICTURE.width)),
    meta('property', 'og:image:height', String(PICTURE.height)),
    meta('property', 'og:image:alt', PICTURE.alt),
  ];
}

function oembed(base: string) {
  const frame = `<iframe src="${base}${SCENE}" title="${TITLE}" style="width: 100%; height: 480px; border: 0"`;
  return {
    version: '1.0',
    type: 'rich',
    provider_name: TITLE,
    provider_url: base,
    title: TITLE,
    html: `${frame} allow="fullscreen; clipboard-write" loading="lazy"></iframe>`,
    width: 800,
    height: 480,
    thumbnail_url: base + PICTURE.file,
    thumbnail_width: PICTURE.width,
    thumbnail_height: PICTURE.height,
  };
}
