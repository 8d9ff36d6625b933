import { ELECTION_TIMER, HEARTBEAT_TIMER, type Wire } from '../cluster/types.ts';
import type { Message, PreVoteRequest, RequestVoteRequest, ServerId } from '../raft/messages.ts';
import { type Decision, type PreVoteValues, rules, type VoteValues } from '../raft/rules.ts';
import type { Candidate, PreCandidate } from '../raft/server.ts';
import { whenItReads } from '../sim/clock.ts';
import { linkedBothWays, messageUnderWay, running } from './basics.ts';
import { type Claim, type Condition, condition, type Next } from './condition.ts';
import type { Sight } from './sight.ts';
import { asRunning, decisionIn, tryStep } from './trial.ts';

type Asker = PreCandidate | Candidate;
type Request = RequestVoteRequest | PreVoteRequest;
type Of = Extract<Claim, { key: 'ballot' }>['of'];

/** What is between a voter and its vote, or pre-vote, for `asker`, who is not necessarily one already. */
export function ballotOf(sight: Sight, asker: Asker, voter: ServerId, request: Message | null): Condition {
  const of: Of = asker.role === 'candidate' ? 'votes' : 'preVotes';
  const given = asker.role === 'candidate' ? asker.votesGranted : asker.preVotesGranted;
  const said = asker.role === 'candidate' ? asker.votesRefused : asker.preVotesRefused;
  const refused = said.includes(voter);
  const isUnderWay = isAsking(sight, asker);
  const about = { key: 'ballot', of, voter, candidate: asker.id, isUnderWay, refused } as const;
  if (given.includes(voter) || refused) {
    return condition({ ...about, would: false }, ruleOf(of), given.includes(voter));
  }
  const conditions = isVoteRequest(request) ? wantsOf(sight, asker, voter, request) : [];
  const parts = [
    running(sight, voter),
    ...linkedBothWays(sight, asker.id, voter),
    ...conditions,
    voteArrived(sight, asker, voter, of),
  ];
  const would = parts.every(({ claim, holds }) => holds || claim.key === 'voteArrived');
  return condition({ ...about, would }, ruleOf(of), false, { parts });
}

function isVoteRequest(message: Message | null): message is Request {
  return message?.type === 'RequestVoteRequest' || message?.type === 'PreVoteRequest';
}

function ruleOf(of: Of): string {
  return of === 'votes' ? 'P21' : 'P66';
}

/** What the voter itself would say, by the decisions that it would make now: all of them, also those it would not come to. */
function wantsOf(sight: Sight, asker: Asker, voter: ServerId, request: Request): Condition[] {
  const server = asRunning(sight, voter);
  if (server === null) return [];
  const from = asker.id;
  const { notes } = tryStep(sight, server, { type: 'MessageReceived', from, message: request });
  const preVote = decisionIn(notes, 'P66');
  if (preVote !== null) return preVoteParts(sight, asker, voter, preVote);
  const stale = decisionIn(notes, 'P13');
  const parts = stale === null ? [] : [termNotOlder(sight, from, voter, request.term, server.currentTerm, stale)];
  // Whoever is told of a newer term stands again, in the one after it.
  const message = stale === null ? request : { ...request, term: server.currentTerm + 1 };
  const again = tryStep(sight, server, { type: 'MessageReceived', from, message });
  const ignored = decisionIn(again.notes, 'P76');
  if (ignored !== null) parts.push(noContact(sight, voter, from, ignored));
  const heard = tryStep(sight, server, { type: 'MessageReceived', from, message }, { stickiness: false });
  const vote = decisionIn(heard.notes, 'P21');
  return vote === null ? parts : [...parts, ...voteParts(sight, from, voter, vote)];
}

const NEUTRAL = (v: VoteValues) => ({ candidateLastLogTerm: v.lastLogTerm, candidateLastLogIndex: v.lastLogIndex });

/** P21, asked once with each of its comparisons alone: what the others compare is set to what they ask for. */
function voteParts(sight: Sight, candidate: ServerId, voter: ServerId, decision: Decision): Condition[] {
  const values = decision.values as unknown as VoteValues;
  const { outcome } = decision;
  const isFree = outcome || rules.P21({ ...values, ...NEUTRAL(values), requestTerm: values.currentTerm });
  const isGood = outcome || rules.P21({ ...values, votedFor: null, requestTerm: values.currentTerm });
  return [
    voteFree(sight, candidate, voter, values, isFree, decision),
    upToDate(candidate, voter, values, isGood, decision),
  ];
}

/** P66, likewise. */
function preVoteParts(sight: Sight, asker: Asker, voter: ServerId, decision: Decision): Condition[] {
  const values = decision.values as unknown as PreVoteValues;
  const { outcome } = decision;
  const { id: candidate } = asker;
  const open = {
    ...values,
    ...NEUTRAL(values),
    votedFor: null,
    requestTerm: values.currentTerm + 1,
    sinceContactUs: null,
  };
  const isNewer = outcome || rules.P66({ ...open, requestTerm: values.requestTerm });
  const isFree =
    outcome || !isNewer || rules.P66({ ...open, requestTerm: values.requestTerm, votedFor: values.votedFor });
  const isGood =
    outcome ||
    rules.P66({
      ...open,
      candidateLastLogTerm: values.candidateLastLogTerm,
      candidateLastLogIndex: values.candidateLastLogIndex,
    });
  return [
    ...(isNewer ? [] : [termNotOlder(sight, candidate, voter, values.requestTerm, values.currentTerm, decision)]),
    ...(isFree ? [] : [voteFree(sight, candidate, voter, values, false, decision)]),
    noContact(
      sight,
      voter,
      candidate,
      decision,
      outcome || rules.P66({ ...open, sinceContactUs: values.sinceContactUs }),
    ),
    upToDate(candidate, voter, values, isGood, decision),
  ];
}

/** P66, P76: it has not heard from a leader for an election timeout. Time brings that by itself. */
function noContact(sight: Sight, voter: ServerId, candidate: ServerId, decision: Decision, holds = false): Condition {
  const { sinceContactUs, electionTimeoutUs } = decision.values as unknown as PreVoteValues;
  const leftUs = electionTimeoutUs - (sinceContactUs ?? electionTimeoutUs);
  const clock = sight.host(voter)?.clock ?? null;
  const untilUs = whenItReads(clock, sight.localUs(voter) + leftUs);
  const claim = { key: 'noContact', voter, candidate, sinceContactUs, electionTimeoutUs } as const;
  const next: Next[] = holds ? [] : [{ kind: 'wait', server: voter, untilUs }];
  return condition(claim, decision.rule, holds, { decision, next });
}

/** P12, P13: whoever asks in an older term is told the newer one, and has to ask again. */
function termNotOlder(
  sight: Sight,
  asker: ServerId,
  server: ServerId,
  askedTerm: number,
  currentTerm: number,
  decision: Decision | null,
): Condition {
  const claim = { key: 'termNotOlder', asksFor: 'vote', asker, askedTerm, server, currentTerm } as const;
  const next = messageUnderWay(sight, server, asker, (message) => 'term' in message && message.term > askedTerm);
  return condition(claim, decision?.rule ?? 'P13', false, { decision, next });
}

/** P22: it is given to nobody else. */
function voteFree(
  sight: Sight,
  candidate: ServerId,
  voter: ServerId,
  { votedFor, currentTerm }: VoteValues,
  holds: boolean,
  decision: Decision,
): Condition {
  const claim = { key: 'voteFree', voter, candidate, votedFor, term: currentTerm } as const;
  const again: Next = { kind: 'act', actions: [{ do: 'fireTimer', server: candidate, timer: ELECTION_TIMER }] };
  return condition(claim, 'P22', holds, { decision, next: holds || !sight.runs(candidate) ? [] : [again] });
}

/** P21, P67: the candidate's log is at least as good. */
function upToDate(
  candidate: ServerId,
  voter: ServerId,
  values: VoteValues,
  holds: boolean,
  decision: Decision,
): Condition {
  const claim = {
    key: 'upToDate',
    voter,
    candidate,
    candidateLastTerm: values.candidateLastLogTerm,
    candidateLastIndex: values.candidateLastLogIndex,
    lastTerm: values.lastLogTerm,
    lastIndex: values.lastLogIndex,
  } as const;
  return condition(claim, decision.rule === 'P66' ? 'P67' : 'P21', holds, { decision });
}

/** Whether somebody asks already, or would only if its timer ran out. */
export function isAsking(sight: Sight, { id, role, currentTerm }: Asker): boolean {
  const server = sight.server(id);
  return sight.host(id)?.up === true && server?.role === role && server.currentTerm === currentTerm;
}

/** P24, P70: it was asked, and its answer is here. The answer may be on its way, or the question, or neither. */
function voteArrived(sight: Sight, asker: Asker, voter: ServerId, of: Of): Condition {
  const { id, currentTerm } = asker;
  const request = of === 'votes' ? 'RequestVoteRequest' : 'PreVoteRequest';
  const response = of === 'votes' ? 'RequestVoteResponse' : 'PreVoteResponse';
  const answers = (message: Wire): boolean =>
    message.type === response && 'voteGranted' in message && message.voteGranted && message.term >= currentTerm;
  const asks = (message: Wire): boolean => message.type === request && 'term' in message && message.term >= currentTerm;
  const again: Next = { kind: 'act', actions: [{ do: 'fireTimer', server: id, timer: HEARTBEAT_TIMER }] };
  const underWay = [...messageUnderWay(sight, voter, id, answers), ...messageUnderWay(sight, id, voter, asks)];
  const next = !isAsking(sight, asker) ? [] : underWay.length > 0 ? underWay.slice(0, 1) : [again];
  return condition({ key: 'voteArrived', voter, candidate: id, of }, of === 'votes' ? 'P24' : 'P70', false, { next });
}
