import { describe, expect, it } from 'vitest';
import { difference, SIGHTS } from './colour.ts';
import { colourOf, pageTokens, roomTokens, type Theme } from './tokens.ts';

const HUES = 8;
/** From term to term, and on: logs of a lecture often show three terms side by side, sometimes five. */
const GAPS = [1, 2, 3, 4];

const palettes = (['light', 'dark'] as const).flatMap((theme: Theme) => [
  { where: 'on the page', theme, tokens: pageTokens(theme) },
  { where: 'in a room', theme, tokens: roomTokens(theme) },
]);

it('computes differences as CIE76 does', () => {
  expect(difference([1, 1, 1], [0, 0, 0], SIGHTS.normal)).toBeCloseTo(100, 3);
  // Red and green of one lightness are far apart, but not for who has no cones for either.
  const [red, green] = [colourOf(new Map(), '#c95b5b'), colourOf(new Map(), '#6f8a2f')];
  expect(difference(red, green, SIGHTS.normal)).toBeGreaterThan(50);
  expect(difference(red, green, SIGHTS.deuteranopia)).toBeLessThan(20);
});

describe.each(palettes)('$where, $theme', ({ tokens }) => {
  it.each(Object.entries(SIGHTS))('terms near each other differ by 10 (CIE76), %s', (_, sight) => {
    const near = GAPS.flatMap((gap) =>
      Array.from({ length: HUES }, (_none, term) => {
        const other = (term + gap) % HUES;
        const [one, two] = [colourOf(tokens, `--term-${term}`), colourOf(tokens, `--term-${other}`)];
        return { terms: `${term} and ${other}`, apart: difference(one, two, sight) };
      }),
    );
    expect(near.filter(({ apart }) => apart < 10)).toEqual([]);
  });
});
