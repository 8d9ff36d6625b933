import { useMemo } from 'react';
import type { Violation } from '../check/violation.ts';
import { useApp, useTimeline } from '../store/hooks.ts';

/** The promises that the step on show broke; the same array as long as the cursor stays. */
export function useBrokenHere(): readonly Violation[] {
  const { violations } = useTimeline();
  const step = useApp((state) => state.cursor.step);
  const count = violations.length;
  return useMemo(
    () => violations.slice(0, count).filter((violation) => violation.step === step),
    [violations, count, step],
  );
}
