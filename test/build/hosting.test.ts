import { readFileSync } from 'node:fs';
import { build, type HtmlTagDescriptor } from 'vite';
import { describe, expect, test } from 'vitest';
import { hosting } from '../../scripts/vite/hosting.ts';

/** The tags that a page gets, as [name, value] pairs. */
async function built(address: string | undefined): Promise<{ tags: Map<string, unknown>; oembed: unknown }> {
  const tags = new Map<string, unknown>();
  let oembed: unknown = null;
  const plugin = hosting(address);
  const transform = plugin.transformIndexHtml as () => HtmlTagDescriptor[];
  for (const { attrs = {} } of transform()) {
    const { property, name, rel, content, href } = attrs as Record<string, string>;
    tags.set(property ?? name ?? rel ?? '', content ?? href);
  }
  await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    plugins: [
      plugin,
      { name: 'empty', resolveId: (id) => (id === 'empty' ? id : null), load: (id) => (id === 'empty' ? '' : null) },
      {
        name: 'look',
        generateBundle: {
          order: 'post',
          handler: (_, bundle) => {
            const file = bundle['oembed.json'];
            if (file?.type === 'asset') oembed = JSON.parse(String(file.source));
          },
        },
      },
    ],
    build: { write: false, rolldownOptions: { input: 'empty' } },
  });
  return { tags, oembed };
}

describe('what other programs are told of the page', () => {
  test('whole addresses, where it is known who serves it', async () => {
    const { tags, oembed } = await built('https://example.org/raftlight');
    expect(tags.get('canonical')).toBe('https://example.org/raftlight/');
    expect(tags.get('alternate')).toBe('https://example.org/raftlight/oembed.json');
    expect(tags.get('og:image')).toBe('https://example.org/raftlight/preview.png');
    expect(oembed).toMatchObject({ version: '1.0', type: 'rich', width: 800, height: 480 });
    const { html } = oembed as { html: string };
    expect(html).toContain('src="https://example.org/raftlight/#/scene/first-election?m=embed"');
  });

  test('nothing that would be wrong, where it is not', async () => {
    const { tags, oembed } = await built(undefined);
    expect([...tags.keys()]).toEqual(['og:type', 'og:title', 'og:description', 'twitter:card']);
    expect(oembed).toBeNull();
  });

  test('an address that is none stops the build', () => {
    expect(() => hosting('raftlight')).toThrow('expected the address of the page');
    expect(() => hosting('https://example.org/#/scene')).toThrow('expected the address of the page');
  });

  test('the picture is as large as is said of it, and small to load', async () => {
    const { tags } = await built('https://example.org/');
    const picture = readFileSync('public/preview.png');
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1200, 630]);
    expect([tags.get('og:image:width'), tags.get('og:image:height')]).toEqual(['1200', '630']);
    expect(picture.length).toBeLessThan(200_000);
  });
});
