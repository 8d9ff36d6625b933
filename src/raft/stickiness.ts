import { sinceContactUs } from './contact.ts';
import type { RequestVoteRequest } from './messages.ts';
import { type Decision, rules } from './rules.ts';
import { note, type Turn } from './turn.ts';

/**
 * P76, P83: whether a RequestVote goes unheard, as its receiver is in contact with a leader; one that the leader itself
 * has ordered never does. Nothing changes and nothing is answered: an answer would be of an older term than the
 * candidate's, and tell it nothing. An older request is refused as ever (P13).
 */
export function ignoresCandidate(turn: Turn, request: RequestVoteRequest): boolean {
  if (request.byTransfer) return false;
  const { server, config } = turn;
  const sinceUs = sinceContactUs(turn, server);
  if (sinceUs === null) return false;
  const { electionTimeoutUs } = config;
  const values = {
    requestTerm: request.term,
    currentTerm: server.currentTerm,
    sinceContactUs: sinceUs,
    electionTimeoutUs,
  };
  if (!rules.P76(values)) return false;
  const decision: Decision = { rule: 'P76', values, outcome: true };
  note(turn, () => ({ type: 'CandidateIgnored', candidate: request.candidateId, decision }));
  return true;
}
