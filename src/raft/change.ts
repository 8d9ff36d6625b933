import { type Configuration, isVoter, sameConfiguration, union } from './configuration.ts';
import type { ServerId } from './server-id.ts';

/** What an administrator can ask for (P97). `setVoters` names all who shall vote: several at once need a joint phase. */
export type ConfigurationChange =
  | {
      readonly kind: 'addServer' | 'removeServer' | 'addLearner' | 'promote' | 'demote';
      readonly server: ServerId;
    }
  | { readonly kind: 'setVoters'; readonly voters: readonly ServerId[] };

/**
 * P97: how an order to change the configuration ends. RETRY: not now (P89, P90). REFUSED: it makes no sense, or changes
 * are switched off. UNKNOWN: it was appended, and leadership was lost before it was committed.
 */
export type ChangeStatus = 'OK' | 'NOT_LEADER' | 'TIMEOUT' | 'RETRY' | 'REFUSED' | 'UNKNOWN';

/** The configuration that an order asks for; null when it asks for nothing that could be done. */
export function targetOf(configuration: Configuration, change: ConfigurationChange): Configuration | null {
  const target = changed(configuration, change);
  return target.voters.length === 0 || sameConfiguration(target, configuration) ? null : target;
}

function changed(configuration: Configuration, change: ConfigurationChange): Configuration {
  const { voters, learners } = configuration;
  if (change.kind === 'setVoters') {
    const wanted = union([], change.voters);
    return { voters: wanted, learners: learners.filter((id) => !wanted.includes(id)), old: null };
  }
  const { kind, server } = change;
  const votes = voters.includes(server);
  const others = (list: readonly ServerId[]): readonly ServerId[] => list.filter((id) => id !== server);
  const asVoter: Configuration = { voters: union(voters, [server]), learners: others(learners), old: null };
  const asLearner: Configuration = { voters: others(voters), learners: union(others(learners), [server]), old: null };
  switch (kind) {
    case 'addServer':
      return asVoter;
    case 'promote':
      return learners.includes(server) ? asVoter : configuration;
    case 'removeServer':
      return { voters: others(voters), learners: others(learners), old: null };
    case 'addLearner':
      return votes ? configuration : asLearner;
    case 'demote':
      return votes ? asLearner : configuration;
  }
}

/** P88: in how many voters two configurations differ. */
export function differingVoters(a: Configuration, b: Configuration): number {
  const missing = (some: readonly ServerId[], others: readonly ServerId[]): number =>
    some.filter((id) => !others.includes(id)).length;
  return missing(a.voters, b.voters) + missing(b.voters, a.voters);
}

/** Those who vote in the target and do not yet: they catch up first (P94). */
export function newVoters(configuration: Configuration, target: Configuration): readonly ServerId[] {
  return target.voters.filter((id) => !isVoter(configuration, id));
}
