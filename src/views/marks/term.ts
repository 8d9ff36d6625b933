import type { CSSProperties } from 'react';

const PATTERNS = ['none', 'stripe', 'dots', 'grid'] as const;
type PatternName = (typeof PATTERNS)[number];

/** The custom properties that give a mark the hue of its term, and the ink that is readable on it. */
export function termStyle(term: number): CSSProperties {
  const hue = term % 8;
  return { '--t': `var(--term-${hue})`, '--on': `var(--on-term-${hue})` } as CSSProperties;
}

/** The same as text, for nodes that are not React's. */
export function termStyleText(term: number): string {
  const hue = term % 8;
  return `--t:var(--term-${hue});--on:var(--on-term-${hue})`;
}

/** From term 8 on a pattern lies over the hue: stripes, dots, grid, and plain again from 32 on. */
function patternOf(term: number): PatternName {
  return PATTERNS[Math.floor(term / 8) % PATTERNS.length] ?? 'none';
}

/** The fill of the pattern over a term's hue; null where there is none. Needs `usePatterns`. */
export function patternFill(term: number): string | null {
  const name = patternOf(term);
  return name === 'none' ? null : `url(#mark-${name})`;
}
