/** The lecture of ninety minutes: what is shown in it, in its order. The other scenes are for home and for the lab. */
export const LECTURE: readonly string[] = [
  'same-log',
  'how-many-may-die',
  'happens-before',
  'vector-clocks',
  'term-is-a-clock',
  'bully',
  'split-brain',
  'first-election',
  'split-vote',
  'one-vote-per-term',
  'two-leaders',
  'lagging-commit',
  'figure-3-5',
  'consistency-check',
  'how-could-f-happen',
  'repairing-logs',
  'best-leader',
  'committing-own-term',
  'old-term-trap',
  'safe-to-apply',
  'run-once',
  'direct-switch',
  'joint-consensus',
];

/** The scene that comes after this one in the lecture; null after the last one, and for one that is not in it. */
export function nextInLecture(id: string): string | null {
  const place = LECTURE.indexOf(id);
  return place < 0 ? null : (LECTURE[place + 1] ?? null);
}
