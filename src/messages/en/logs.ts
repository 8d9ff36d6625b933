import { count } from './words.ts';

/** The logs, side by side by index. */
export const logs = {
  grid: 'Logs',
  term: 'term',
  /** The name of a row for whoever cannot see it. */
  row: (name: string, role: string, term: number, entries: number, commit: number, applied: number) =>
    `${name}, ${role}, term ${term}: ${count(entries, 'entry', 'entries')}, commit ${commit}, applied ${applied}`,
  entry: (index: number, term: number, command: string, state: string) =>
    `index ${index}, term ${term}, ${command}, ${state}`,
  states: { committed: 'committed', open: 'not committed', removed: 'removed in this event' },
  empty: (index: number) => `index ${index}, empty`,
  commit: 'commit',
  applied: 'applied',
  short: (commit: number, applied: number) => `commit ${commit}, applied ${applied}`,
  match: 'match',
  next: 'next',
  matchZero: 'match 0',
  progress: (leader: string, match: number, next: number) => `${leader} knows match ${match} and tries next ${next}`,
  sendsTo: (leader: string, follower: string, flow: string) => `${leader} sends to ${follower}: ${flow}`,
  committedTo: (index: number, stored: number, servers: number) =>
    `committed up to ${index}: stored by ${stored} of ${servers}`,
  committedShort: (index: number) => `committed ≤ ${index}`,
  conflictsFrom: (index: number) => `conflicts from ${index} on`,
  snapshot: (index: number, term: number) => `snapshot ≤ ${index}, term ${term}`,
  snapshotShort: (index: number) => `≤ ${index}`,
  folded: (last: number) => (last === 1 ? '1' : `1–${last}`),
  showFirst: 'Scroll to the first index',
  verdicts: {
    grant: 'grant',
    refuse: 'refuse',
    fits: 'fits',
    conflict: 'conflict: removed',
    newerTerm: (theirs: number, own: number, verdict: string) =>
      `term ${theirs} ${theirs > own ? '>' : '<'} ${own}: ${verdict}`,
    sameTerm: (theirs: number, own: number, verdict: string) =>
      `same term, ${theirs} ${theirs >= own ? '≥' : '<'} ${own}: ${verdict}`,
    termThere: (theirs: number, own: number, verdict: string) =>
      `term ${theirs} ${theirs === own ? '=' : '≠'} ${own}: ${verdict}`,
    nothingThere: (index: number) => `nothing at ${index}: refuse`,
    overruled: 'rule off',
  },
};
