import { type Configuration, union } from './configuration.ts';
import { latestConfiguration } from './latest-configuration.ts';
import type { ServerId } from './messages.ts';
import { countIn, indexHeldBy, majorityOf, quorumIndex } from './quorum.ts';
import type { Count } from './rules.ts';
import type { Server } from './server.ts';
import type { Turn } from './turn.ts';

/**
 * Whose votes and acknowledgements decide: the majorities of the server's configuration (P51, P87, P99, P101), unless a
 * rule is broken. The only place where the mutations of quorums live.
 */

type Breach = 'useCommittedConfiguration' | 'jointDecidesAlone' | 'countLearners' | 'leaderCountsItself';

/** The rule about quorums that is broken in this run; null when none is. */
export function brokenQuorum({ config: { mutations } }: Turn): Breach | null {
  if (mutations.useCommittedConfiguration) return 'useCommittedConfiguration';
  if (mutations.jointDecidesAlone) return 'jointDecidesAlone';
  if (mutations.countLearners) return 'countLearners';
  return mutations.leaderCountsItself ? 'leaderCountsItself' : null;
}

function decidingConfiguration(server: Server, breach: Breach): Configuration {
  const { configuration, log, commitIndex } = server;
  if (breach === 'jointDecidesAlone') return { ...configuration, old: null };
  if (breach !== 'useCommittedConfiguration' || server.configurationIndex <= commitIndex) return configuration;
  return latestConfiguration(log, commitIndex, server.baseConfiguration).configuration;
}

/** Who counts although they do not vote: the number that is needed stays what it is. */
function intruders(server: Server, breach: Breach): readonly ServerId[] {
  if (breach === 'countLearners') return server.configuration.learners;
  return breach === 'leaderCountsItself' ? [server.id] : [];
}

/** What a majority holds, given what each holds (P49). */
export function decidedIndex(turn: Turn, heldBy: (id: ServerId) => number): number {
  const { server } = turn;
  const breach = brokenQuorum(turn);
  if (breach === null) return quorumIndex(server.configuration, heldBy);
  const { voters, old } = decidingConfiguration(server, breach);
  const more = intruders(server, breach);
  const held = (half: readonly ServerId[]): number => indexHeldBy(union(half, more), majorityOf(half.length), heldBy);
  return old === null ? held(voters) : Math.min(held(voters), held(old));
}

/** P23: how many of `servers` count, and out of how many, in each half of the configuration. */
export function countVotes(
  { voters, old }: Configuration,
  servers: readonly ServerId[],
  more: readonly ServerId[] = [],
): Count {
  const count = { votes: countIn(union(voters, more), servers), voters: voters.length };
  if (old === null) return count;
  return { ...count, oldVotes: countIn(union(old, more), servers), oldVoters: old.length };
}

/** As `countVotes`, the way the broken rule counts. */
export function miscountVotes(server: Server, breach: Breach, servers: readonly ServerId[]): Count {
  return countVotes(decidingConfiguration(server, breach), servers, intruders(server, breach));
}
