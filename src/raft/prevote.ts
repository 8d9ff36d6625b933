import { appended } from '../base/arrays.ts';
import { sinceContactUs } from './contact.ts';
import type { Edge } from './effects.ts';
import { mayStand, standForElection } from './election.ts';
import type { PreVoteRequest, PreVoteResponse, ServerId } from './messages.ts';
import { countIn, majority } from './quorum.ts';
import { type Decision, type PreVoteValues, rules } from './rules.ts';
import { type PreCandidate, PreCandidateShape, peersOf } from './server.ts';
import { adoptNewerTerm, isStaleResponse } from './term.ts';
import { note, revised, send, type Turn } from './turn.ts';
import { voteValues } from './vote-values.ts';

/** P65, P70: the election timer ran out. A voter that does not lead asks all others first; nothing durable changes. */
export function preVoteTimerFired(turn: Turn): void {
  const decision = mayStand(turn);
  if (decision === null) return;
  const { server } = turn;
  const asker = new PreCandidateShape(server, { preVotesGranted: [], preVotesRefused: [] });
  // P28: it knows no leader any more. Term, vote and log stay (P68).
  asker.leaderId = null;
  asker.heardLeaderUs = null;
  turn.server = asker;
  const edge: Edge = server.role === 'follower' ? 'timesOut' : 'timesOutAgain';
  note(turn, () => ({
    type: 'RoleChanged',
    from: server.role,
    to: 'pre-candidate',
    term: asker.currentTerm,
    edge,
    decision,
  }));
  turn.effects.push({ type: 'ResetElectionTimer' }, { type: 'ResetHeartbeatTimer' });
  requestPreVotes(turn, asker);
  countPreVote(turn, asker, asker.id, true);
}

/** P65, P71: asks every other voter that has not answered yet about the next term. */
export function requestPreVotes(turn: Turn, asker: PreCandidate): void {
  const request: PreVoteRequest = {
    type: 'PreVoteRequest',
    term: asker.currentTerm + 1,
    candidateId: asker.id,
    lastLogIndex: asker.log.lastIndex,
    lastLogTerm: asker.log.lastTerm,
  };
  for (const peer of peersOf(asker)) {
    const answered = asker.preVotesGranted.includes(peer) || asker.preVotesRefused.includes(peer);
    if (!answered) send(turn, peer, request);
  }
}

/** P66, P67, P68, P71: says whether it would vote so. Neither asking nor granting changes anything at the voter. */
export function preVoteReceived(turn: Turn, from: ServerId, request: PreVoteRequest): void {
  const { mutations } = turn.config;
  if (mutations.preVoteSpreadsTerm) adoptNewerTerm(turn, { ...request, type: 'RequestVoteRequest', byTransfer: false });
  const { server } = turn;
  const decision = decidePreVote(turn, {
    ...voteValues(server, request),
    sinceContactUs: sinceContactUs(turn, server),
    electionTimeoutUs: turn.config.electionTimeoutUs,
  });
  const granted = decision.outcome;
  note(turn, () => ({ type: 'PreVoteDecided', candidate: request.candidateId, granted, decision }));
  if (granted && mutations.preVoteResetsTimer) turn.effects.push({ type: 'ResetElectionTimer' });
  const term = granted && !mutations.preVoteGrantsOwnTerm ? request.term : server.currentTerm;
  send(turn, from, { type: 'PreVoteResponse', term, voteGranted: granted });
}

function decidePreVote({ config }: Turn, values: PreVoteValues): Decision {
  const { preVoteIgnoresLog, preVoteIgnoresLeader } = config.mutations;
  const outcome = rules.P66(values);
  const decision: Decision = { rule: 'P66', values: { ...values }, outcome };
  if (outcome) return decision;
  const anyLog = { ...values, candidateLastLogTerm: values.lastLogTerm, candidateLastLogIndex: values.lastLogIndex };
  if (preVoteIgnoresLog && rules.P66(anyLog)) return { ...decision, outcome: true, brokenBy: 'preVoteIgnoresLog' };
  if (preVoteIgnoresLeader && rules.P66({ ...values, sinceContactUs: null })) {
    return { ...decision, outcome: true, brokenBy: 'preVoteIgnoresLeader' };
  }
  return decision;
}

/** P14, P71, P72: counts a pre-vote, once per voter. A refusal may teach a newer term, a grant never does. */
export function preVoteResponseReceived(turn: Turn, from: ServerId, response: PreVoteResponse): void {
  const { mutations } = turn.config;
  const { term, voteGranted } = response;
  if (!voteGranted && !mutations.preVoteRefusalKeepsTerm) adoptNewerTerm(turn, response);
  if (isStaleResponse(turn, from, termAsked(turn, term, voteGranted), 'pre-candidate')) return;
  if (turn.server.role === 'pre-candidate') countPreVote(turn, turn.server, from, voteGranted);
}

/** P71: the term in which a grant was asked for. A refusal, whose voter may lag behind, is never too old. */
function termAsked({ server, config }: Turn, term: number, voteGranted: boolean): number {
  if (!voteGranted) return Math.max(term, server.currentTerm);
  return config.mutations.preVoteGrantsOwnTerm ? term : term - 1;
}

/** P65: with a majority it stands for election, in the term that it has asked about. */
function countPreVote(turn: Turn, asker: PreCandidate, voter: ServerId, granted: boolean): void {
  if (asker.preVotesGranted.includes(voter) || asker.preVotesRefused.includes(voter)) return;
  const counted = revised(turn, asker);
  if (granted) counted.preVotesGranted = appended(asker.preVotesGranted, voter);
  else counted.preVotesRefused = appended(asker.preVotesRefused, voter);
  const { voters, old } = counted.configuration;
  const votes = countIn(voters, counted.preVotesGranted);
  // P101: while the configuration is joint, both halves are asked.
  const oldHalf = old === null ? {} : { oldPreVotes: countIn(old, counted.preVotesGranted), oldVoters: old.length };
  const values = { preVotes: votes, voters: voters.length, ...oldHalf };
  const decision: Decision = { rule: 'P65', values, outcome: rules.P65(values) };
  const needed = majority(counted.configuration);
  note(turn, () => ({ type: 'PreVoteCounted', voter, granted, votes, needed, decision }));
  if (decision.outcome) standForElection(turn, 'winsPreVotes', decision);
}
