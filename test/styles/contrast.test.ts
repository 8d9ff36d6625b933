import { describe, expect, it } from 'vitest';
import { type Colour, contrast, mixed } from './colour.ts';
import { colourOf, pageTokens, roomTokens, rulesOfViews, shareOf, type Theme } from './tokens.ts';

type Tokens = ReturnType<typeof pageTokens>;

/** Text of these stands on any of those. */
const TEXTS = ['--text', '--text-2', '--text-3', '--accent-text', '--violation'];
const SURFACES = [
  '--surface-page',
  '--surface-sunken',
  '--surface-raised',
  '--surface-region',
  '--surface-region-2',
  '--lit',
  '--lit-soft',
];
/** Text that stands on one ground alone. */
const PAIRS: readonly (readonly [text: string, ground: string])[] = [
  ['--surface-page', '--text'],
  ['--surface-page', '--text-2'],
  ['--surface-page', '--line-ink'],
  ['--text-inverse', '--line-ink'],
  ['--on-violation', '--violation-surface'],
  ['--violation', '--violation-soft'],
  ['--text', '--violation-soft'],
];
/** Lines and areas that say something by themselves, on what they lie on. `--line` only parts what is apart anyway. */
const MARKS = [
  '--line-strong',
  '--line-ink',
  '--text',
  '--text-2',
  '--text-3',
  '--accent',
  '--focus',
  '--violation',
  '--lit-edge',
  '--role-follower',
  '--message-lost',
  '--committed',
  '--applied',
];
const MARK_GROUNDS = ['--surface-page', '--surface-sunken', '--surface-raised', '--surface-region'];
/** Decoration: it may be faint. */
const FAINT = ['--line', '--lit', '--lit-soft', '--violation-soft', '--casing', ...SURFACES];

/** Of a candidate, and of the log of a server that is down (marks.css, stage.css). */
const SOFT_TINT = 0.24;
const TERMS = Array.from({ length: 8 }, (_, term) => term);

/** What is written on the colour of a term: on all of it, and on the tint of what can still vanish or of a candidate. */
function onTerms(tokens: Tokens): [string, Colour, Colour][] {
  const page = colourOf(tokens, '--surface-page');
  const text = colourOf(tokens, '--text');
  const tints = [shareOf(tokens, '--uncommitted-tint'), SOFT_TINT];
  return TERMS.flatMap((term) => {
    const hue = colourOf(tokens, `--term-${term}`);
    const whole: [string, Colour, Colour] = [`on term ${term}`, colourOf(tokens, `--on-term-${term}`), hue];
    return [
      whole,
      ...tints.map((share) => [`tint ${term}`, text, mixed(hue, share, page)] as [string, Colour, Colour]),
    ];
  });
}

function belowOf(least: number, pairs: readonly (readonly [string, Colour, Colour])[]): string[] {
  return pairs
    .map(([what, one, other]) => [what, contrast(one, other)] as const)
    .filter(([, found]) => found < least)
    .map(([what, found]) => `${what}: ${found.toFixed(2)}`);
}

function product(tokens: Tokens, ones: readonly string[], others: readonly string[]): [string, Colour, Colour][] {
  return ones.flatMap((one) =>
    others.map(
      (other) => [`${one} on ${other}`, colourOf(tokens, one), colourOf(tokens, other)] as [string, Colour, Colour],
    ),
  );
}

function chosen(tokens: Tokens, pairs: typeof PAIRS): [string, Colour, Colour][] {
  return pairs.flatMap(([text, ground]) => product(tokens, [text], [ground]));
}

it('computes contrast as WCAG does', () => {
  expect(contrast([1, 1, 1], [0, 0, 0])).toBeCloseTo(21, 6);
  const grey = colourOf(new Map(), '#767676');
  expect(contrast(grey, [1, 1, 1])).toBeCloseTo(4.54, 2);
});

describe.each<Theme>(['light', 'dark'])('%s', (theme) => {
  const page = pageTokens(theme);
  const room = roomTokens(theme);

  it('text has a contrast of 4.5', () => {
    expect(belowOf(4.5, [...product(page, TEXTS, SURFACES), ...chosen(page, PAIRS), ...onTerms(page)])).toEqual([]);
  });

  it('lines that say something have a contrast of 3', () => {
    const octagon = product(page, ['--violation-surface'], ['--surface-page']);
    expect(belowOf(3, [...product(page, MARKS, MARK_GROUNDS), ...octagon])).toEqual([]);
  });

  it('the colour of a term, or the casing around it, has a contrast of 3', () => {
    const ground = colourOf(page, '--surface-page');
    const casing = contrast(colourOf(page, '--casing'), ground);
    const faint = TERMS.filter((term) => contrast(colourOf(page, `--term-${term}`), ground) < 3);
    if (casing < 3) expect(faint).toEqual([]);
    expect(faint.length).toBeLessThan(8);
  });

  it('what a room reads has a contrast of 7', () => {
    const read = product(room, ['--text', '--text-2', '--text-3', '--accent-text'], SURFACES);
    expect(
      belowOf(7, [
        ...read,
        ...chosen(room, [
          ['--surface-page', '--text'],
          ['--surface-page', '--line-ink'],
        ]),
        ...onTerms(room),
      ]),
    ).toEqual([]);
  });
});

it('there is no colour in the views that these lists do not know', () => {
  const known = new Set(['--t', '--on', '--uncommitted-tint', ...TEXTS, ...MARKS, ...FAINT, ...PAIRS.flat()]);
  // A code for phones is dark on light in either theme.
  const unknown = rulesOfViews().flatMap(({ file, selector, declarations }) =>
    declarations
      .filter(([property]) => /^(color|fill|stroke|background|background-color)$/.test(property))
      .flatMap(([, value]) => [...value.matchAll(/var\((--[\w-]+)\)/g)].map(([, name = '']) => name))
      .filter((name) => !known.has(name) && !selector.startsWith('.qr-'))
      .map((name) => `${file} ${selector}: ${name}`),
  );
  expect(unknown).toEqual([]);
});
