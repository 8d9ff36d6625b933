import type { PreVoteRequest, RequestVoteRequest } from './messages.ts';
import type { VoteValues } from './rules.ts';
import type { Server } from './server.ts';

/** What a vote is decided by (P21), and a pre-vote as well: both look at the same logs in the same way (P67). */
export function voteValues(server: Server, request: RequestVoteRequest | PreVoteRequest): VoteValues {
  return {
    requestTerm: request.term,
    currentTerm: server.currentTerm,
    votedFor: server.votedFor,
    candidateId: request.candidateId,
    candidateLastLogTerm: request.lastLogTerm,
    lastLogTerm: server.log.lastTerm,
    candidateLastLogIndex: request.lastLogIndex,
    lastLogIndex: server.log.lastIndex,
  };
}
