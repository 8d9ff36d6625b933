import type { Mutation } from './mutation.ts';
import { clientMutations } from './mutations-clients.ts';
import { clockMutations } from './mutations-clock.ts';
import { diskMutations } from './mutations-disk.ts';
import { electionMutations } from './mutations-election.ts';
import { membershipMutations } from './mutations-membership.ts';
import { pipeliningMutations } from './mutations-pipelining.ts';
import { prevoteMutations } from './mutations-prevote.ts';
import { readMutations } from './mutations-reads.ts';
import { replicationMutations } from './mutations-replication.ts';
import { snapshotMutations } from './mutations-snapshots.ts';
import { transferMutations } from './mutations-transfer.ts';
import { troubleMutations } from './mutations-trouble.ts';

/**
 * For every item of the protocol that has a test here: how to break it. The test of that id must then fail;
 * `npm run mutations` proves it for all of them.
 */
export const mutations: readonly Mutation[] = [
  ...electionMutations,
  ...replicationMutations,
  ...troubleMutations,
  ...membershipMutations,
  ...diskMutations,
  ...clockMutations,
  ...prevoteMutations,
  ...readMutations,
  ...pipeliningMutations,
  ...snapshotMutations,
  ...clientMutations,
  ...transferMutations,
];

/** A mutation's name on the command line and in RAFTLIGHT_MUTATION: `P21.2` is the second one of P21. */
export function nameOf(mutation: Mutation): string {
  return `${mutation.id}.${mutations.filter((other) => other.id === mutation.id).indexOf(mutation) + 1}`;
}

export function mutationNamed(name: string): Mutation | null {
  return mutations.find((mutation) => nameOf(mutation) === name) ?? null;
}

/** The mutated text. Throws unless the text to replace is there exactly once. */
export function mutate(mutation: Mutation, source: string): string {
  const pieces = source.split(mutation.find);
  if (pieces.length !== 2) {
    const times = pieces.length - 1;
    throw new Error(`${nameOf(mutation)}: ${mutation.file} contains ${times} times, not once: ${mutation.find}`);
  }
  return pieces.join(mutation.replace);
}

/** Every item that has to have a test and a mutation here. */
const range = (low: number, high: number): string[] => Array.from({ length: high - low + 1 }, (_, n) => `P${low + n}`);
const invariants = Array.from({ length: 18 }, (_, place) => `I${place + 1}`);
export const items: readonly string[] = [
  ...range(1, 118), // P119 is for information only
  ...range(120, 134),
  ...invariants,
];
