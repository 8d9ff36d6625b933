interface Part {
  readonly id: string;
  /** What it takes in front of a room, its questions included: less than for somebody alone with it. */
  readonly minutes: number;
}

function part(id: string, minutes: number): Part {
  return { id, minutes };
}

/** The lecture of ninety minutes: what is shown in it, in its order. The other scenes are for home and for the lab. */
export const LECTURE: readonly Part[] = [
  part('same-log', 4),
  part('how-many-may-die', 4),
  part('happens-before', 4),
  part('vector-clocks', 3),
  part('term-is-a-clock', 3),
  part('bully', 4),
  part('split-brain', 3),
  part('first-election', 4),
  part('split-vote', 4),
  part('one-vote-per-term', 4),
  part('two-leaders', 5),
  part('lagging-commit', 4),
  part('figure-3-5', 3),
  part('consistency-check', 3),
  part('how-could-f-happen', 7),
  part('repairing-logs', 5),
  part('best-leader', 3),
  part('committing-own-term', 4),
  part('old-term-trap', 7),
  part('safe-to-apply', 4),
  part('run-once', 4),
  part('direct-switch', 2),
  part('joint-consensus', 2),
];
