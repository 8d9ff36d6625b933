import { isVoter } from '../raft/configuration.ts';
import { countVotes } from '../raft/deciding.ts';
import type { Message, ServerId } from '../raft/messages.ts';
import { type Decision, rules } from '../raft/rules.ts';
import { type Candidate, type PreCandidate, peersOf } from '../raft/server.ts';
import { ballotOf, isAsking } from './ballot.ts';
import { writeUnderWay } from './basics.ts';
import { type Condition, condition } from './condition.ts';
import { chooseNearest, effortOf } from './effort.ts';
import type { Sight } from './sight.ts';
import { tryStep } from './trial.ts';

type Asker = PreCandidate | Candidate;

/** What is between a candidate, or one that would like to be, and its majority. */
export interface Poll {
  readonly majority: Condition;
  readonly ballots: readonly Condition[];
  /** Those whose votes would do; null when no majority can be had. */
  readonly chosen: readonly ServerId[] | null;
  /** What they are asked, by server. */
  readonly requests: ReadonlyMap<ServerId, Message>;
}

/** How an asker's votes are counted (P23), or its pre-votes (P65). */
function count(asker: Asker, votes: readonly ServerId[]): Decision {
  const counted = countVotes(asker.configuration, votes);
  if (asker.role === 'candidate') return { rule: 'P23', values: { ...counted }, outcome: rules.P23(counted) };
  const { votes: preVotes, voters, oldVotes, oldVoters } = counted;
  const old = oldVotes === undefined || oldVoters === undefined ? {} : { oldPreVotes: oldVotes, oldVoters };
  const values = { preVotes, voters, ...old };
  return { rule: 'P65', values, outcome: rules.P65(values) };
}

export function pollOf(sight: Sight, asker: Asker): Poll {
  const { id, configuration } = asker;
  const granted = asker.role === 'candidate' ? asker.votesGranted : asker.preVotesGranted;
  const requests = new Map(tryStep(sight, asker, { type: 'HeartbeatTimerFired' }).sends.map((s) => [s.to, s.message]));
  const ballots = peersOf(asker).map((voter) => ballotOf(sight, asker, voter, requests.get(voter) ?? null));
  const own = granted.includes(id) ? granted : [...granted, id];
  const open = peersOf(asker)
    .map((voter, place) => ({ id: voter, ballot: ballots[place] }))
    .filter(({ id: voter, ballot }) => !granted.includes(voter) && ballot?.parts.length !== 0)
    .map(({ id: voter, ballot }) => ({ id: voter, effort: effortOf(ballot?.parts ?? []) }));
  const chosen = chooseNearest(open, (more) => count(asker, [...own, ...more]).outcome);
  const decision = count(asker, granted);
  const claim = {
    key: 'majority',
    of: asker.role === 'candidate' ? 'votes' : 'preVotes',
    server: id,
    isUnderWay: isAsking(sight, asker),
    given: granted,
    voters: configuration.voters,
    old: configuration.old,
    chosen,
  } as const;
  const majority = condition(claim, decision.rule, false, { decision, parts: ballots });
  return { majority, ballots, chosen, requests };
}

/** P8: the candidate's own vote is on its disk. */
export function ownVote(sight: Sight, candidate: Candidate): Condition[] {
  if (!isVoter(candidate.configuration, candidate.id)) return [];
  const holds = candidate.votesGranted.includes(candidate.id);
  const next = holds ? [] : writeUnderWay(sight, candidate.id);
  return [condition({ key: 'ownVote', server: candidate.id }, 'P8', holds, { next })];
}
