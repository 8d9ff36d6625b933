import type { InvariantId, Violation } from '../../check/violation.ts';
import type { NameOf } from '../types.ts';

/** The name of each promise, and what it promises. */
export const promises: { readonly [I in InvariantId]: { readonly name: string; readonly says: string } } = {
  I1: { name: 'Election Safety', says: 'A term has one leader at most.' },
  I2: { name: 'Leader Append-Only', says: 'A leader never removes or replaces an entry of its own log.' },
  I3: { name: 'Log Matching', says: 'Index and term fix an entry and everything before it.' },
  I4: { name: 'Leader Completeness', says: 'A committed entry is in the log of every later leader.' },
  I5: { name: 'State Machine Safety', says: 'Two servers never apply different entries at one index.' },
  I6: { name: 'Committed means durable', says: 'A committed entry is on the disks of a majority.' },
  I7: { name: 'Terms and votes', says: 'currentTerm never goes back, and a server votes once a term.' },
  I8: { name: 'Commit goes forward', says: 'commitIndex never goes back while a server runs.' },
  I9: { name: 'Terms in a log', says: 'The terms in a log never decrease, and none is newer than currentTerm.' },
  I10: { name: 'What a leader knows', says: 'Up to matchIndex leader and follower really have the same entries.' },
  I11: { name: 'Votes of a majority', says: 'A leader was elected by a majority whose votes are on disk.' },
  I12: { name: 'Commit in the own term', says: 'A leader counts copies only of an entry of its own term.' },
  I13: {
    name: 'One open configuration',
    says: 'One configuration at most is not committed, and each follows from the one before.',
  },
  I14: {
    name: 'Configurations that overlap',
    says: 'Every majority of a configuration meets every majority of the one before.',
  },
  I15: { name: 'Exactly Once', says: 'A command runs once, however often its client had to ask for it.' },
  I16: { name: 'Durable before answered', says: 'An answer leaves only when what it says is on disk.' },
  I17: { name: 'Acknowledged commands stay', says: 'What a client was told is done is in every later leader’s log.' },
  I18: {
    name: 'Who counts',
    says: 'A commit needs a majority of the voters on disk; learners and outsiders do not count.',
  },
};

type Teller = (violation: Violation, names: readonly [first: string, second: string], name: NameOf) => string;

const at = ({ index }: Violation): string => (index === undefined ? '' : ` at index ${index}`);

function voteOrTermChanged({ values, term = 0 }: Violation, [who]: readonly [string, string], name: NameOf): string {
  const { currentTermBefore, currentTerm, votedForBefore, votedFor } = values;
  if (currentTermBefore !== undefined) return `${who} goes back from term ${currentTermBefore} to term ${currentTerm}.`;
  const before = typeof votedForBefore === 'number' ? name(votedForBefore) : 'nobody';
  return typeof votedFor === 'number'
    ? `${who} votes for ${name(votedFor)} in term ${term}, after it voted for ${before}.`
    : `${who} has forgotten that it voted for ${before} in term ${term}.`;
}

function exactlyOnceBroken(violation: Violation, [who]: readonly [string, string], name: NameOf): string {
  const { client, request, firstAppliedAt, key } = violation.values;
  if (key !== undefined) return `What clients saw of ${key} cannot have happened in any order.`;
  return typeof client === 'number'
    ? `${who} applies request ${request} of ${name(client)}${at(violation)}, after index ${firstAppliedAt}: it runs twice.`
    : `${who}’s machine is not what the log says${at(violation)}: a command has run twice, or not at all.`;
}

/** What happened, for each promise. */
const findings: { readonly [I in InvariantId]: Teller } = {
  I1: ({ term }, [first, second]) => `${first} and ${second} both lead term ${term ?? 0}.`,
  I2: (violation, [first]) => `${first} leads and loses an entry of its own log${at(violation)}.`,
  I3: ({ index, term }, [first, second]) =>
    `Index ${index ?? 0}, term ${term ?? 0} is not the same on ${first} and ${second}.`,
  I4: ({ index, term }, names) =>
    `${names[1] === '' ? names[0] : names[1]} leads term ${term ?? 0} without the committed entry at index ${index ?? 0}.`,
  I5: (violation, [first, second]) =>
    second === ''
      ? `${first} applies something else than before${at(violation)}.`
      : `${first} and ${second} apply different entries${at(violation)}.`,
  I6: ({ index, values }, [first]) =>
    `What ${first} committed at index ${index ?? 0} is on ${values['disks'] ?? 0} of ${values['voters'] ?? 0} disks only.`,
  I7: voteOrTermChanged,
  I8: (violation, [first]) => `${first}’s commitIndex stands where it must not${at(violation)}.`,
  I9: (violation, [first]) => `The terms in ${first}’s log are out of order${at(violation)}.`,
  I10: ({ index }, [first, second]) =>
    `${first} believes that ${second} has its log up to index ${index ?? 0}. It has not.`,
  I11: ({ term }, [first]) => `${first} leads term ${term ?? 0} without a majority of real votes.`,
  I12: ({ index, values }, [first]) =>
    `${first} commits index ${index ?? 0} of the old term ${String(values['entryTerm'] ?? '')} by counting copies.`,
  I13: ({ values, index }, [first]) =>
    `${first} has a configuration at index ${index ?? 0} that must not follow the one at index ${String(values['indexBefore'] ?? '')} yet.`,
  I14: (violation, [first]) =>
    `${first}’s configuration${at(violation)} and the one before could decide apart from each other.`,
  I15: exactlyOnceBroken,
  I16: (_, [first, second]) => `${first} answers ${second} before its disk holds what the answer says.`,
  I18: (violation, [first]) =>
    violation.values['believed'] !== undefined
      ? `${first} uses a configuration that its log does not hold.`
      : `${first} commits what no majority of its voters has on disk${at(violation)}.`,
  I17: ({ index, term }, names) =>
    `${names[1] === '' ? names[0] : names[1]} leads term ${term ?? 0} without index ${index ?? 0}, which a client was told is done.`,
};

/** One sentence that says what was found. */
export function findingOf(violation: Violation, name: NameOf): string {
  const [first, second] = violation.servers;
  const names = [
    first === undefined ? '' : name(first),
    second === undefined || second === first ? '' : name(second),
  ] as const;
  return findings[violation.invariant](violation, names, name);
}
