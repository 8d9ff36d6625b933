import { assertNever } from '../base/assert.ts';
import type { ClusterSpec, World } from '../cluster/types.ts';
import type { ServerId } from '../raft/messages.ts';
import { answerConditions } from './answer.ts';
import { ballotOf } from './ballot.ts';
import { running } from './basics.ts';
import { applyConditions, commitConditions, hasEntry, isCommitted, storeConditions } from './commit.ts';
import type { Condition } from './condition.ts';
import { prospectAnew, prospectOf, standTrial } from './election.ts';
import { actualLeader, leadershipIn } from './leadership.ts';
import type { Question } from './question.ts';
import { Sight } from './sight.ts';
import { tryStep } from './trial.ts';

/** Why something has not happened: what it takes, in the order in which it comes about. */
export interface Answer {
  readonly question: Question;
  /** It has happened after all. */
  readonly happened: boolean;
  readonly conditions: readonly Condition[];
}

/** Answers at one moment of a run; `sinceWhen` (since.ts) then finds for how long it has been so. */
export function whyNot(spec: ClusterSpec, world: World, question: Question): Answer {
  const sight = new Sight(spec, world);
  const happened = hasHappened(sight, question);
  return { question, happened, conditions: happened ? [] : conditionsOf(sight, question) };
}

/** Whether what is asked about is there. */
function hasHappened(sight: Sight, question: Question): boolean {
  switch (question.kind) {
    case 'commit':
      return isCommitted(sight, question.index, question.term);
    case 'lead':
      return sight.server(question.server)?.role === 'leader';
    case 'anyLeader':
      return actualLeader(sight) !== null;
    case 'stand':
      return sight.server(question.server)?.role === 'candidate';
    case 'vote':
      return hasVoted(sight, question.voter, question.candidate);
    case 'store': {
      const server = sight.server(question.server);
      return server !== null && hasEntry(server, question.index, question.term);
    }
    case 'apply': {
      const server = sight.server(question.server);
      return server !== null && server.lastApplied >= question.index;
    }
    case 'answer': {
      const [waiting] = answerConditions(sight, question.client, question.request);
      return waiting?.claim.key === 'waiting' && waiting.claim.outcome === 'ok';
    }
    default:
      return assertNever(question);
  }
}

function hasVoted(sight: Sight, voter: ServerId, candidate: ServerId): boolean {
  const [its, theirs] = [sight.server(voter), sight.server(candidate)];
  return its !== null && theirs !== null && its.votedFor === candidate && its.currentTerm === theirs.currentTerm;
}

function conditionsOf(sight: Sight, question: Question): readonly Condition[] {
  switch (question.kind) {
    case 'commit':
      return commitConditions(sight, question.index, question.term);
    case 'lead': {
      const prospect = prospectOf(sight, question.server);
      return prospect === null ? [] : [...prospect.standing, ...prospect.winning];
    }
    case 'anyLeader':
      return leadershipIn(sight).conditions.flatMap(({ parts }) => parts);
    case 'stand':
      return prospectOf(sight, question.server)?.standing ?? [];
    case 'vote':
      return voteConditions(sight, question.voter, question.candidate);
    case 'store':
      return storeConditions(sight, question.server, question.index, question.term);
    case 'apply':
      return applyConditions(sight, question.server, question.index, question.term);
    case 'answer':
      return answerConditions(sight, question.client, question.request);
    default:
      return assertNever(question);
  }
}

/** Why a voter has not given its vote: the other has to be a candidate first, and has to be worth it. */
function voteConditions(sight: Sight, voter: ServerId, candidate: ServerId): readonly Condition[] {
  const server = sight.server(candidate);
  if (server === null) return [];
  const isStanding = server.role === 'candidate' && !server.votesRefused.includes(voter);
  const prospect = server.role === 'candidate' ? prospectAnew(sight, candidate) : prospectOf(sight, candidate);
  const before = isStanding ? [running(sight, candidate)] : (prospect?.standing ?? []);
  const asker = isStanding ? server : standTrial(sight, server);
  if (asker.role !== 'candidate') return before;
  const request = tryStep(sight, asker, { type: 'HeartbeatTimerFired' }).sends.find(({ to }) => to === voter);
  const { parts } = ballotOf(sight, asker, voter, request?.message ?? null);
  // A vote is given before the other hears of it. Only of a newer term it has to hear before; then it stands again.
  const isOlder = parts.some(({ claim, holds }) => claim.key === 'termNotOlder' && !holds);
  if (!isOlder) return [...before, ...parts.filter(({ claim }) => !(claim.key === 'linked' && claim.from === voter))];
  const again = (prospectAnew(sight, candidate)?.standing ?? []).filter(({ holds }) => !holds);
  return [...before, ...parts.slice(0, -1), ...again, ...parts.slice(-1)];
}
