/** Virtual time is an integer number of microseconds. Milliseconds with at most three decimals appear at the edges only. */
export const US_PER_MS = 1000;
export const US_PER_SECOND = 1_000_000;

/** Turns milliseconds into microseconds, or null when there are more than three decimals (or no finite number). */
export function msToUs(ms: number): number | null {
  const us = Math.round(ms * US_PER_MS);
  if (!Number.isSafeInteger(us) || Math.abs(us / US_PER_MS - ms) > 1e-9 * Math.max(1, Math.abs(ms))) return null;
  return us;
}

export function usToMs(us: number): number {
  return us / US_PER_MS;
}

/** `1318250` becomes `"1318.250"`: always three decimals, so that times align in a column. */
export function formatMs(us: number): string {
  const whole = Math.floor(us / US_PER_MS);
  const rest = us - whole * US_PER_MS;
  return `${whole}.${String(rest).padStart(3, '0')}`;
}
