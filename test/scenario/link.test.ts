import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hash64 } from '../../src/base/hash.ts';
import { fromBase64url, toBase64url } from '../../src/scenario/base64url.ts';
import { defaultScenario } from '../../src/scenario/defaults.ts';
import { canonicalScenario } from '../../src/scenario/format.ts';
import { linkTooLong, type RunLink, readLink, runLink, type SceneLink, sceneLink } from '../../src/scenario/link.ts';
import { compression } from '../../src/store/compression.ts';
import { anyScenario } from './arbitrary.ts';

const moment: Omit<RunLink, 'kind' | 'engine'> = {
  scenario: defaultScenario,
  position: { step: 120, offsetUs: 350 },
  fingerprint: '0123456789abcdef',
  branch: 'what if S1 crashes — später',
  view: { panels: ['ring', 'logs'], language: 'en', mode: 'stage' },
};

/** A link around any payload, with a right checksum. */
function linkOf(payload: string | Uint8Array): string {
  const packed = toBase64url(deflateRawSync(payload));
  return `#/run/v1.${packed}.${hash64(packed).slice(0, 8)}`;
}

async function kindOf(hash: string): Promise<string> {
  const outcome = await readLink(hash, compression);
  if (outcome.ok) return 'ok';
  expect(outcome.error.message).toMatch(/^[A-Z].*[^ ]$/);
  return outcome.error.kind;
}

describe('base64url', () => {
  it('gives back every sequence of bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const text = toBase64url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64url(text)).toEqual({ ok: true, value: bytes });
      }),
      { seed: 1 },
    );
  });

  it.each(['A', 'AB', 'a+b=', 'ä'])('refuses %s', (text) => {
    expect(fromBase64url(text).ok).toBe(false);
  });
});

describe('run links', () => {
  it('bring back everything', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario, fc.nat(1_000_000), async (scenario, step) => {
        const hash = await runLink({ ...moment, scenario, position: { step, offsetUs: 0 } }, compression);
        expect(hash).toMatch(/^#\/run\/v1\.[A-Za-z0-9_-]+\.[0-9a-f]{8}$/);
        const expected = { ...moment, kind: 'run', engine: 1, position: { step, offsetUs: 0 } };
        expect(await readLink(hash, compression)).toEqual({
          ok: true,
          value: { ...expected, scenario: canonicalScenario(scenario) },
        });
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  it('are short for the first page', async () => {
    expect(linkTooLong(`https://example.org/raftlight/${await runLink(moment, compression)}`)).toBe(false);
    expect(linkTooLong('x'.repeat(2001))).toBe(true);
  });

  it('notice every single change', async () => {
    const hash = await runLink(moment, compression);
    for (let place = '#/run/v1.'.length; place < hash.length; place++) {
      const other = hash[place] === 'A' ? 'B' : 'A';
      const changed = hash.slice(0, place) + other + hash.slice(place + 1);
      expect(await kindOf(changed)).toMatch(/checksum|damaged/);
      expect(await kindOf(hash.slice(0, place))).toMatch(/checksum|damaged/);
    }
  });

  it('never throw, whatever stands there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (noise) => {
        for (const hash of [
          noise,
          `#${noise}`,
          `#/run/${noise}`,
          `#/run/v1.${noise}`,
          `#/scene/${noise}`,
          linkOf(noise),
        ]) {
          expect(typeof (await readLink(hash, compression)).ok).toBe('boolean');
        }
      }),
      { seed: 5, numRuns: 200 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), async (bytes) => {
        const packed = toBase64url(bytes);
        expect(await kindOf(`#/run/v1.${packed}.${hash64(packed).slice(0, 8)}`)).not.toBe('ok');
      }),
      { seed: 6, numRuns: 200 },
    );
  });

  it.each([
    ['#/elsewhere', 'foreign'],
    ['#x', 'foreign'],
    ['#/run/', 'damaged'],
    ['#/run/v3.AAAA.00000000', 'newer'],
    ['#/run/v0.AAAA.00000000', 'damaged'],
    ['#/run/v1.AAAA.00000000', 'checksum'],
    ['#/run/v1.AAAA', 'checksum'],
    [`#/run/v1.${'A'.repeat(1_000_000)}.00000000`, 'tooLarge'],
    [linkOf('A'.repeat(50_000_000)), 'tooLarge'],
    [linkOf('{}'), 'damaged'],
    [linkOf('[]'), 'damaged'],
    [linkOf('{"scenario":'), 'damaged'],
    [linkOf(new Uint8Array([200, 201])), 'damaged'],
    [linkOf('{"engine":1,"fingerprint":"0123456789abcdef","scenario":{},"step":1e999}'), 'damaged'],
    [linkOf('{"engine":1,"fingerprint":"0123456789abcdef","scenario":{},"step":1}'), 'scenario'],
    [linkOf('{"engine":1,"fingerprint":"0123456789abcdef","scenario":{"raftlight":2},"step":1}'), 'scenario'],
    [
      linkOf(
        '{"engine":1,"fingerprint":"0123456789abcdef","scenario":{"raftlight":1,"servers":3,"__proto__":{"seed":1}},"step":1}',
      ),
      'scenario',
    ],
    [
      linkOf(
        '{"engine":1,"fingerprint":"0123456789abcdef","scenario":{"raftlight":1,"servers":3},"step":1,"__proto__":{}}',
      ),
      'damaged',
    ],
    [
      linkOf(
        `{"engine":1,"fingerprint":"0123456789abcdef","scenario":{"raftlight":1,"servers":3,"view":${'['.repeat(400_000)}},"step":1}`,
      ),
      'damaged',
    ],
  ])('%.80s is %s', async (hash, expected) => {
    expect(await kindOf(hash)).toBe(expected);
    expect(({} as { seed?: number }).seed).toBeUndefined();
  });

  it('home is where nothing is said', async () => {
    for (const hash of ['', '#', '#/'])
      expect(await readLink(hash, compression)).toEqual({ ok: true, value: { kind: 'home' } });
  });
});

describe('scene links', () => {
  const scene: SceneLink = { kind: 'scene', scene: 'figure-8', variant: null, position: null, view: {} };

  it.each<[SceneLink, string]>([
    [scene, '#/scene/figure-8'],
    [{ ...scene, variant: 'off' }, '#/scene/figure-8/off'],
    [{ ...scene, position: { step: 12, offsetUs: 0 } }, '#/scene/figure-8?s=12'],
    [
      { ...scene, variant: 'off', position: { step: 12, offsetUs: 5 }, view: { language: 'de', mode: 'stage' } },
      '#/scene/figure-8/off?s=12&u=5&l=de&m=stage',
    ],
    [{ ...scene, view: { panels: ['ring', 'a b'] } }, '#/scene/figure-8?p=ring,a%20b'],
    [{ ...scene, view: { mode: 'embed', theme: 'dark' } }, '#/scene/figure-8?m=embed&t=dark'],
  ])('%j is %s', async (link, hash) => {
    expect(sceneLink(link)).toBe(hash);
    expect(await readLink(hash, compression)).toEqual({ ok: true, value: link });
  });

  it.each([
    ['#/scene/', 'foreign'],
    ['#/scene/../x', 'foreign'],
    ['#/scene/figure-8?s=-1', 'damaged'],
    ['#/scene/figure-8?s=99999999999', 'damaged'],
    ['#/scene/figure-8?l=%E0%A4%A', 'damaged'],
  ])('%s is %s', async (hash, expected) => {
    expect(await kindOf(hash)).toBe(expected);
  });
});
