interface Span {
  readonly startedAtUs: number;
  readonly dueAtUs: number;
}

/** How much of the wait for a write is over, from 0 to 1. */
export function writtenShare({ startedAtUs, dueAtUs }: Span, atUs: number): number {
  if (dueAtUs <= startedAtUs) return 1;
  return Math.max(0, Math.min(1, (atUs - startedAtUs) / (dueAtUs - startedAtUs)));
}
