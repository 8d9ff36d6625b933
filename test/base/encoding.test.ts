import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical, type Json } from '../../src/base/canonical.ts';
import { hash64 } from '../../src/base/hash.ts';

/** FNV-1a of 64 bits, over the UTF-8 bytes, as its authors state it. */
function fnv1a(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text))
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return hash.toString(16).padStart(16, '0');
}

/** The same value with the members of every object in another order. */
function shuffled(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(shuffled);
  const members = Object.entries(value).map(([key, member]) => [key, shuffled(member ?? null)]);
  return Object.fromEntries(members.reverse()) as Json;
}

describe('hash64', () => {
  test('gives the published values', () => {
    // From the test vectors of FNV's reference implementation.
    expect(hash64('')).toBe('cbf29ce484222325');
    expect(hash64('a')).toBe('af63dc4c8601ec8c');
    expect(hash64('b')).toBe('af63df4c8601f1a5');
    expect(hash64('fo')).toBe('08985907b541d342');
    expect(hash64('foobar')).toBe('85944171f73967e8');
  });

  test('hashes UTF-8 bytes, of one to four each', () => {
    for (const text of ['é', '←', '𝄞', 'x←3 é𝄞', '\u007f\u0080\u07ff\u0800\uffff\u{10000}\u{10ffff}']) {
      expect(hash64(text)).toBe(fnv1a(text));
    }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        expect(hash64(text)).toBe(fnv1a(text));
      }),
      { seed: 64, numRuns: 500 },
    );
  });
});

describe('canonical', () => {
  test('writes keys in code-unit order, without space, and leaves undefined out', () => {
    expect(canonical({ b: 1, a: [true, null, 'x"'], Z: { y: 1, x: undefined }, 10: 0, 9: 0 })).toBe(
      '{"10":0,"9":0,"Z":{"y":1},"a":[true,null,"x\\""],"b":1}',
    );
    expect([canonical(null), canonical(-1), canonical('←'), canonical([]), canonical({})]).toEqual([
      'null',
      '-1',
      '"←"',
      '[]',
      '{}',
    ]);
  });

  test('does not depend on the order of writing, and can be read back', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const plain = JSON.parse(JSON.stringify(value)) as Json;
        expect(canonical(shuffled(plain))).toBe(canonical(plain));
        expect(JSON.parse(canonical(plain))).toEqual(plain);
      }),
      { seed: 17, numRuns: 500 },
    );
  });
});
