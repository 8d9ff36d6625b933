import { useMemo } from 'react';
import type { Violation } from '../check/violation.ts';
import { useApp, useTimeline } from '../store/hooks.ts';

/** The promises that the step on show broke; the same array as long as the cursor stays. */
export function useBrokenHere(): readonly Violation[] {
  const { violations } = useTimeline();
  // Almost no step breaks a promise: all the others are the same to whoever asks, and wake nobody.
  const step = useApp(({ cursor }) =>
    violations.some((violation) => violation.step === cursor.step) ? cursor.step : -1,
  );
  const count = violations.length;
  return useMemo(
    () => violations.slice(0, count).filter((violation) => violation.step === step),
    [violations, count, step],
  );
}
