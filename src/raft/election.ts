import { appended } from '../base/arrays.ts';
import { isVoter, membersOf } from './configuration.ts';
import { brokenQuorum, countVotes, miscountVotes } from './deciding.ts';
import type { Edge } from './effects.ts';
import { becomeLeader } from './leadership.ts';
import type { RequestVoteRequest, RequestVoteResponse, ServerId } from './messages.ts';
import { countIn, majority } from './quorum.ts';
import { type Decision, rules, type VoteValues } from './rules.ts';
import { type Candidate, CandidateShape, peersOf, type Server } from './server.ts';
import { standsWithoutVote } from './standing.ts';
import { ignoresCandidate } from './stickiness.ts';
import { adoptNewerTerm, isStaleRequest, isStaleResponse } from './term.ts';
import { note, revised, send, sendEarly, type Turn } from './turn.ts';
import { voteValues } from './vote-values.ts';

const NOBODY: readonly ServerId[] = [];

/** P17, P27, P99: whether the server may stand for election as its timer has run out; the decision, or null. */
export function mayStand({ server }: Turn): Decision | null {
  const values = { isLeader: server.role === 'leader', isVoter: isVoter(server.configuration, server.id) };
  if (values.isLeader) return null;
  const decision: Decision = values.isVoter
    ? { rule: 'P17', values, outcome: rules.P17(values) }
    : standsWithoutVote(server);
  return decision.outcome ? decision : null;
}

/** P17, P25, P27: the election timer ran out. A follower or candidate that may stand does so. */
export function electionTimerFired(turn: Turn): void {
  const decision = mayStand(turn);
  if (decision === null || (turn.config.mutations.candidateWaits && turn.server.role === 'candidate')) return;
  standForElection(turn, turn.server.role === 'candidate' ? 'timesOutAgain' : 'timesOut', decision);
}

/** P19, P83: the next term, the own vote, and a request to every other voter. */
export function standForElection(turn: Turn, edge: Edge, decision: Decision): void {
  const { server } = turn;
  const candidate = new CandidateShape(server, {
    votesGranted: firstVotes(turn),
    votesRefused: [],
    byTransfer: edge === 'toldToStand' && !turn.config.mutations.transferForgetsFlag,
  });
  candidate.currentTerm = server.currentTerm + 1;
  candidate.votedFor = server.id;
  candidate.leaderId = null;
  candidate.heardLeaderUs = null;
  candidate.partial = null;
  turn.server = candidate;
  note(turn, () => ({ type: 'TermChanged', from: server.currentTerm, to: candidate.currentTerm }));
  note(turn, () => ({
    type: 'RoleChanged',
    from: server.role,
    to: 'candidate',
    term: candidate.currentTerm,
    edge,
    decision,
  }));
  turn.effects.push({ type: 'ResetElectionTimer' }, { type: 'ResetHeartbeatTimer' });
  requestVotes(turn, candidate);
  if (turn.config.mutations.countUnwrittenVote) ownVoteDurable(turn, candidate);
}

/** P8, P72: nobody's vote, the own one included, is there from the start; a pre-vote is none. */
function firstVotes({ server, config }: Turn): readonly ServerId[] {
  return config.mutations.preVotesCount && server.role === 'pre-candidate'
    ? server.preVotesGranted.filter((id) => id !== server.id)
    : NOBODY;
}

/**
 * P20, P24: asks every other voter that has not answered yet. P8: with `overlapVoteWrite` the own vote may still be on
 * its way to the disk; the log that the request speaks of, and the term before, are there.
 */
export function requestVotes(turn: Turn, candidate: Candidate): void {
  const request: RequestVoteRequest = {
    type: 'RequestVoteRequest',
    term: candidate.currentTerm,
    candidateId: candidate.id,
    lastLogIndex: candidate.log.lastIndex,
    lastLogTerm: candidate.log.lastTerm,
    byTransfer: candidate.byTransfer,
  };
  for (const peer of peersOf(candidate)) {
    const answered = candidate.votesGranted.includes(peer) || candidate.votesRefused.includes(peer);
    if (answered) continue;
    if (turn.config.overlapVoteWrite) sendEarly(turn, peer, request, 'afterEarlierWrites');
    else send(turn, peer, request);
  }
}

/** P13, P20, P21, P22: decides on a vote. Granting is the only thing here that resets the election timer (P17). */
export function requestVoteReceived(turn: Turn, from: ServerId, request: RequestVoteRequest): void {
  if (turn.config.stickiness && ignoresCandidate(turn, request)) return;
  const before = turn.server;
  adoptNewerTerm(turn, request);
  const { mutations } = turn.config;
  if (mutations.resetTimerOnAnyVoteRequest && turn.server.role !== 'leader') {
    turn.effects.push({ type: 'ResetElectionTimer' });
  }
  if (isStaleRequest(turn, from, request.term)) {
    answerVote(turn, from, false);
    return;
  }
  const { server } = turn;
  const decision = decideVote(turn, voteValues(server, request), before);
  const granted = decision.outcome;
  note(turn, () => ({ type: 'VoteDecided', candidate: request.candidateId, granted, decision }));
  if (granted) {
    if (server.votedFor !== request.candidateId) revised(turn, server).votedFor = request.candidateId;
    turn.effects.push({ type: 'ResetElectionTimer' });
  }
  answerVote(turn, from, granted);
}

/** `before` is the server as it was when the request came, in its own term still. */
function decideVote(turn: Turn, values: VoteValues, before: Server): Decision {
  const { mutations } = turn.config;
  const outcome = rules.P21(values);
  const decision: Decision = { rule: 'P21', values: { ...values }, outcome };
  const withheld = outcome ? withheldBy(turn, values, before) : null;
  if (withheld !== null) return { ...decision, outcome: false, brokenBy: withheld };
  if (outcome || turn.server.role !== 'follower') return decision;
  if (mutations.voteTwice && rules.P21({ ...values, votedFor: null })) {
    return { ...decision, outcome: true, brokenBy: 'voteTwice' };
  }
  if (mutations.longerLogWins) return decideByLength(decision, values);
  return decision;
}

/** The broken rule by which a vote is not given that should be. */
function withheldBy({ config: { mutations } }: Turn, values: VoteValues, before: Server): string | null {
  const { candidateId, requestTerm } = values;
  if (mutations.voteInNewerTermOnly && requestTerm <= before.currentTerm) return 'voteInNewerTermOnly';
  if (mutations.refuseOutsiders && !membersOf(before.configuration).includes(candidateId)) return 'refuseOutsiders';
  const wasGiven = before.votedFor !== null && before.votedFor !== candidateId;
  return mutations.keepVoteInNewTerm && wasGiven ? 'keepVoteInNewTerm' : null;
}

function decideByLength(decision: Decision, values: VoteValues): Decision {
  const free = values.votedFor === null || values.votedFor === values.candidateId;
  const longer = values.candidateLastLogIndex >= values.lastLogIndex;
  return free && longer ? { ...decision, outcome: true, brokenBy: 'longerLogWins' } : decision;
}

function answerVote(turn: Turn, to: ServerId, voteGranted: boolean): void {
  send(turn, to, { type: 'RequestVoteResponse', term: turn.server.currentTerm, voteGranted });
}

/** P14, P23: counts a vote, once per voter. */
export function requestVoteResponseReceived(turn: Turn, from: ServerId, response: RequestVoteResponse): void {
  adoptNewerTerm(turn, response);
  const accepted = turn.config.mutations.countStaleVotes && turn.server.role === 'candidate';
  if (!accepted && isStaleResponse(turn, from, response.term, 'candidate')) return;
  if (turn.server.role !== 'candidate') return;
  countVote(turn, turn.server, from, response.voteGranted);
}

/** P8: the own vote counts from the moment it is durable. */
export function ownVoteDurable(turn: Turn, candidate: Candidate): void {
  countVote(turn, candidate, candidate.id, true);
}

function countVote(turn: Turn, candidate: Candidate, voter: ServerId, granted: boolean): void {
  if (candidate.votesGranted.includes(voter) || candidate.votesRefused.includes(voter)) return;
  const counted = revised(turn, candidate);
  if (granted) counted.votesGranted = appended(candidate.votesGranted, voter);
  else counted.votesRefused = appended(candidate.votesRefused, voter);
  const decision = decideElection(turn, counted);
  const votes = countIn(counted.configuration.voters, counted.votesGranted);
  const needed = majority(counted.configuration);
  note(turn, () => ({ type: 'VoteCounted', voter, granted, votes, needed, decision }));
  if (decision.outcome && mayLead(turn, counted)) becomeLeader(turn, counted, decision);
}

/**
 * P8: nobody leads a term that its own disk does not know yet: after a crash it could be elected in that term once more,
 * with another log.
 */
function mayLead({ config }: Turn, { id, votesGranted }: Candidate): boolean {
  return !config.overlapVoteWrite || votesGranted.includes(id);
}

/** P23, P99, P101: only voters count, and while the configuration is joint those of each half for themselves. */
function decideElection(turn: Turn, candidate: Candidate): Decision {
  const values = countVotes(candidate.configuration, candidate.votesGranted);
  const decision: Decision = { rule: 'P23', values: { ...values }, outcome: rules.P23(values) };
  const breach = brokenQuorum(turn);
  if (breach === null || decision.outcome) return decision;
  const miscounted = rules.P23(miscountVotes(candidate, breach, candidate.votesGranted));
  return miscounted ? { ...decision, outcome: true, brokenBy: breach } : decision;
}
