import type { TraceEvent } from '../cluster/types.ts';
import type { VoteCase } from '../cluster/vote-code.ts';
import type { RequestVoteRequest, ServerId } from '../raft/messages.ts';
import type { Server } from '../raft/server.ts';
import type { Timeline } from './timeline.ts';

/** A request that a server decided about in a run, and what that server made of it. */
export interface VoteStep {
  readonly step: number;
  readonly voter: ServerId;
  readonly asked: VoteCase;
  /** What the run did. */
  readonly granted: boolean;
}

/** So far back one is looked for; a longer way would be felt. */
const WAY = 400;

/** The last RequestVote that a server decided about at or before a step; null when none came lately. */
export function lastVoteStep(timeline: Timeline, step: number): VoteStep | null {
  const found: (Decided & { readonly step: number })[] = [];
  timeline.visitEvents(Math.max(0, step - WAY), step, (at, events) => {
    const decided = decidedIn(events);
    if (decided !== null) found.push({ ...decided, step: at });
  });
  const last = found.at(-1);
  return last === undefined ? null : voteStepOf(timeline, last);
}

interface Decided {
  readonly voter: ServerId;
  readonly request: RequestVoteRequest;
  readonly granted: boolean;
}

function decidedIn(events: readonly TraceEvent[]): Decided | null {
  for (const { server, fact } of events) {
    if (fact.type !== 'MessageReceived' || server === null) continue;
    const { message } = fact.envelope;
    if (message.type !== 'RequestVoteRequest') continue;
    const decided = events.find(
      ({ fact: other }) => other.type === 'VoteDecided' || other.type === 'StaleRequestRefused',
    );
    if (decided === undefined) return null;
    return { voter: server, request: message, granted: decided.fact.type === 'VoteDecided' && decided.fact.granted };
  }
  return null;
}

function voteStepOf(
  timeline: Timeline,
  { step, voter, request, granted }: Decided & { readonly step: number },
): VoteStep | null {
  const host = timeline.worldAt(step - 1).hosts.find(({ address }) => address === voter);
  if (host?.state.kind !== 'server') return null;
  return { step, voter, granted, asked: caseOf(host.state.raft, request) };
}

function caseOf({ currentTerm, votedFor, log }: Server, request: RequestVoteRequest): VoteCase {
  const { term, candidateId, lastLogTerm, lastLogIndex } = request;
  return {
    term,
    candidateId,
    currentTerm,
    votedFor,
    theirLast: [lastLogTerm, lastLogIndex],
    ownLast: [log.lastTerm, log.lastIndex],
  };
}
