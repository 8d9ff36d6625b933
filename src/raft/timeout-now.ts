import { standForElection } from './election.ts';
import type { ServerId, TimeoutNowRequest } from './messages.ts';
import { type Decision, rules } from './rules.ts';
import { adoptNewerTerm } from './term.ts';
import { note, type Turn } from './turn.ts';

/** P80, P84, P85: the target of a transfer stands for election at once, without asking whether it would win. */
export function timeoutNowReceived(turn: Turn, from: ServerId, request: TimeoutNowRequest): void {
  adoptNewerTerm(turn, request);
  const stale = decideStale(turn, request);
  const able = decideAble(turn);
  const obeys = !stale.outcome && able.outcome;
  if (obeys) standForElection(turn, 'toldToStand', stale.brokenBy === undefined ? able : stale);
  else note(turn, () => ({ type: 'TimeoutNowIgnored', from, decision: stale.outcome ? stale : able }));
}

/** P85: the leader's log is not what it was when it sent this, or its term is over. */
function decideStale({ server, config }: Turn, request: TimeoutNowRequest): Decision {
  const values = {
    requestTerm: request.term,
    currentTerm: server.currentTerm,
    leaderLastLogIndex: request.lastLogIndex,
    lastLogIndex: server.log.lastIndex,
  };
  const outcome = rules.P85(values);
  if (!outcome || !config.mutations.staleTimeoutNow) return { rule: 'P85', values, outcome };
  return { rule: 'P85', values, outcome: false, brokenBy: 'staleTimeoutNow' };
}

/** P84: whoever is no voter of its own configuration stays out of elections; a leader leads already. */
function decideAble({ server, config }: Turn): Decision {
  const values = { isLeader: server.role === 'leader', isVoter: server.configuration.voters.includes(server.id) };
  const outcome = rules.P84(values);
  if (outcome || values.isLeader || !config.mutations.outsiderStands) return { rule: 'P84', values, outcome };
  return { rule: 'P84', values, outcome: true, brokenBy: 'outsiderStands' };
}
