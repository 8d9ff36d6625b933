import { formatConfiguration } from '../../cluster/configuration-text.ts';
import { differingVoters } from '../../raft/change.ts';
import { type Configuration, configurationOfVoters, sameConfiguration } from '../../raft/configuration.ts';
import { configurationAt, latestConfiguration } from '../../raft/latest-configuration.ts';
import type { Change, Report } from '../change.ts';
import type { Facts } from '../facts/facts.ts';
import { canDecideApart } from './i14-quorums-meet.ts';

/**
 * I13 (T§4.1, T§4.3): above what is known committed anywhere a log has one configuration entry at most, and a
 * configuration differs from the one before by one voter, or leads into or out of a joint one. I14: any two quorums of
 * consecutive configurations share a server. Both look at new entries only, after the commits of the step are known.
 */
export function checkConfigurations({ is, firstNew }: Change, { committed }: Facts, report: Report): void {
  const { log, baseConfiguration, id, currentTerm: term } = is;
  for (let index = firstNew; index <= log.lastIndex; index++) {
    const configuration = configurationAt(log, index);
    if (configuration === null) continue;
    const before = latestConfiguration(log, index - 1, baseConfiguration);
    // A server that was just added has nothing that its first configuration could follow.
    if (before.configuration.voters.length === 0) continue;
    const committedIndex = committed.highestIndex;
    const open = before.index > log.baseIndex && before.index > committedIndex;
    const texts = {
      before: formatConfiguration(before.configuration),
      configuration: formatConfiguration(configuration),
    };
    if (open || !follows(before.configuration, configuration)) {
      const values = { ...texts, indexBefore: before.index, committedIndex };
      report({ invariant: 'I13', servers: [id], values, index, term }, `I13:${index}:${log.termAt(index) ?? 0}`);
    }
    if (canDecideApart(before.configuration, configuration)) {
      report({ invariant: 'I14', servers: [id], values: texts, index, term }, `I14:${index}:${log.termAt(index) ?? 0}`);
    }
  }
}

/** Whether the second can come right after the first. */
function follows(first: Configuration, second: Configuration): boolean {
  const voters = (configuration: Configuration): Configuration => configurationOfVoters(configuration.voters);
  if (first.old !== null) return second.old === null && sameConfiguration(voters(first), voters(second));
  if (second.old !== null) return sameConfiguration(voters(first), configurationOfVoters(second.old));
  return differingVoters(first, second) <= 1;
}
