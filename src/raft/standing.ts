import { isVoter } from './configuration.ts';
import { latestConfiguration } from './latest-configuration.ts';
import { type Decision, rules } from './rules.ts';
import type { Server } from './server.ts';

/**
 * P94, P99: whether a server that does not vote by its own configuration stands for election when its timer runs out.
 * Who has been left out does, as its log may be the only one that can win (T-Fig 4.6); so does a voter that became a
 * learner, until it knows that this is committed. Learners do not, nor does who has no configuration.
 */
export function standsWithoutVote(server: Server): Decision {
  const { configuration, id } = server;
  const isLearner = configuration.learners.includes(id);
  const values = {
    members: configuration.voters.length,
    isLearner,
    wasVoter: isLearner && wasVoter(server),
  };
  return { rule: 'P99', values, outcome: rules.P99(values) };
}

/** Whether the configuration before the present one, which is not known to be committed, had it as a voter. */
function wasVoter({ log, configurationIndex, commitIndex, baseConfiguration, id }: Server): boolean {
  if (configurationIndex <= commitIndex) return false;
  return isVoter(latestConfiguration(log, configurationIndex - 1, baseConfiguration).configuration, id);
}
