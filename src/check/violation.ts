import type { ServerId } from '../raft/messages.ts';

/** English one-line titles for the command line; the page has message tables of its own. Ids: docs/invariants.md. */
export const INVARIANT_TITLES = {
  I1: 'Election Safety: at most one leader is elected in a term',
  I2: 'Leader Append-Only: a leader never removes or replaces entries of its own log',
  I3: 'Log Matching: index and term fix an entry and everything before it',
  I4: 'Leader Completeness: a committed entry is in the log of every leader of a later term',
  I5: 'State Machine Safety: no two servers ever apply different entries at the same index',
  I6: 'a committed entry stays on the disks of a majority of those who committed it',
  I7: 'currentTerm never decreases, and a server votes at most once in a term',
  I8: 'commitIndex never decreases while a server runs, and stays between lastApplied and the end of the log',
  I9: 'the terms of a log never decrease, it has no holes, and none is newer than currentTerm',
  I10: 'matchIndex is below nextIndex and within what leader and follower really share',
  I11: 'a leader was elected by a majority, and each of these votes is on the disk of its voter',
  I12: 'a leader commits by counting only up to an entry of its own term',
  I13: 'a configuration changes in steps: at most one is not committed, and each follows from the one before',
  I14: 'every quorum of a configuration meets every quorum of the one before',
  I15: 'Exactly Once: a command runs once however often it is asked for, and what clients saw is linearizable',
  I16: 'a reply leaves only when what it promises is on disk',
  I17: 'an acknowledged command is in the log of every later leader',
  I18: 'only voters count: what a leader commits is on the disks of a quorum of its configuration',
} as const;

export type InvariantId = keyof typeof INVARIANT_TITLES;

type ViolationValue = number | string | boolean | null;

/** A broken promise, as data: what was found, where and when. It is shown, never thrown. */
export interface Violation {
  readonly invariant: InvariantId;
  /** The step after which it was first seen; 0 when the explicit initial state breaks it already. */
  readonly step: number;
  /** Virtual time of that step, microseconds. */
  readonly atUs: number;
  /** Those involved; the one that the step happened to comes first. */
  readonly servers: readonly ServerId[];
  /** The values compared, by name. */
  readonly values: { readonly [name: string]: ViolationValue };
  /** The log index concerned, where there is one. */
  readonly index?: number;
  /** The term concerned, where there is one. */
  readonly term?: number;
}

/** One line in English: the invariant's title, when, who, and the values compared. */
export function describeViolation(violation: Violation): string {
  const { invariant, step, atUs, servers, values, index, term } = violation;
  const where = [
    ...(index === undefined ? [] : [`index ${index}`]),
    ...(term === undefined ? [] : [`term ${term}`]),
    ...Object.entries(values).map(([name, value]) => `${name} ${value ?? 'none'}`),
  ];
  const who = servers.map((id) => `S${id}`).join(', ');
  return `${invariant} ${INVARIANT_TITLES[invariant]} | step ${step}, ${atUs} us, ${who}: ${where.join(', ')}`;
}
