import { toCommand } from '../cluster/proposal.ts';
import { requestOf } from '../cluster/reads.ts';
import type { ClientRequest, PendingOperation } from '../cluster/types.ts';
import { type Decision, rules } from '../raft/rules.ts';
import type { Leader } from '../raft/server.ts';
import type { Address } from '../sim/types.ts';
import { linked } from './basics.ts';
import { commitmentBy } from './commit.ts';
import { type Condition, condition, type Next } from './condition.ts';
import { type Leadership, leadershipIn } from './leadership.ts';
import { attemptOf, isAnswer, reachesLeader, replied } from './reach.ts';
import { readConditions } from './read.ts';
import type { Sight } from './sight.ts';
import { isLeader, tryStep } from './trial.ts';

/** Why a client has no answer to a request that it made. */
export function answerConditions(sight: Sight, client: Address, request: number): Condition[] {
  const member = sight.client(client);
  const pending = member?.pending.get(request);
  if (member === null) return [];
  if (pending === undefined) return overOrQueued(sight, client, request);
  const waiting = waits(client, request, null);
  const sent = answerUnderWay(client, request, sight);
  if (sent !== null) return [waiting, ...sent];
  const ask = requestOf(member, pending);
  if (pending.read !== undefined) return [waiting, ...readConditions(sight, pending, pending.read, client, ask)];
  return [waiting, ...(trackedConditions(sight, client, request) ?? commandConditions(sight, client, pending, ask))];
}

function waits(client: Address, request: number, outcome: 'ok' | 'failed' | 'unknown' | null): Condition {
  return condition({ key: 'waiting', client, request, outcome }, 'P122', outcome === null);
}

/** The client has given up, or got another answer; or it waits for a session before it asks (P125). */
function overOrQueued(sight: Sight, client: Address, request: number): Condition[] {
  const member = sight.client(client);
  for (let place = (member?.finished.length ?? 0) - 1; place >= 0; place--) {
    const finished = member?.finished.get(place);
    if (finished?.request === request) return [waits(client, request, finished.outcome)];
  }
  return [waits(client, request, null), condition({ key: 'hasSession', client }, 'P125', false)];
}

/** An answer is on its way: nothing is missing but that it arrives. */
function answerUnderWay(client: Address, request: number, sight: Sight): Condition[] | null {
  for (const server of sight.serverIds) {
    if (sight.onTheWay(server, client, isAnswer(request)).length === 0) continue;
    return [linked(sight, server, client), replied(sight, client, request, server)];
  }
  return null;
}

/** The command is in a leader's log, and it knows whom to answer (P123). */
function trackedConditions(sight: Sight, client: Address, request: number): Condition[] | null {
  for (const id of sight.serverIds) {
    const state = sight.host(id)?.state;
    if (state?.kind !== 'server' || !isLeader(state.raft)) continue;
    const tracked = state.requests.find(({ tag }) => tag.client === client && tag.request === request);
    if (tracked === undefined) continue;
    const leadership = ownLeadership(sight, state.raft);
    const commits = commitmentBy(sight, leadership, tracked.index, tracked.term);
    return [...leadership.conditions, ...commits, linked(sight, id, client), replied(sight, client, request, id)];
  }
  return null;
}

/** Of the very leader that keeps the request: no other one can answer it. */
function ownLeadership(sight: Sight, leader: Leader): Leadership {
  const leadership = leadershipIn(sight);
  if (leadership.leader?.id === leader.id && leadership.isActual) return leadership;
  const claim = { key: 'leads', server: leader.id, deposed: leader.id } as const;
  const parts = leadership.conditions;
  return { conditions: [condition(claim, 'P121', false, { parts })], leader, isActual: true };
}

function commandConditions(sight: Sight, client: Address, pending: PendingOperation, ask: ClientRequest): Condition[] {
  const { request } = pending;
  const leadership = leadershipIn(sight);
  const { leader } = leadership;
  if (leader === null) return [...leadership.conditions];
  const reaches = reachesLeader(sight, leadership, leader, client, attemptOf(sight, client, pending));
  const { transfer } = leader;
  const values = { transferTo: transfer?.to ?? null };
  const decision: Decision = { rule: 'P86', values, outcome: rules.P86(values) };
  const claim = { key: 'takesCommands', server: leader.id, transferTo: values.transferTo } as const;
  const end = { do: 'tell', address: leader.id, order: { type: 'TransferLeadership', to: leader.id } } as const;
  const next: Next[] = transfer === null ? [] : [{ kind: 'act', actions: [end] }];
  const takes = condition(claim, 'P86', !decision.outcome, { decision, next });
  const back = [linked(sight, leader.id, client), replied(sight, client, request, leader.id)];
  return [...leadership.conditions, ...reaches, takes, ...proposal(sight, leadership, leader, client, ask), ...back];
}

/** What would be between the command and its commitment, once the leader has appended it. */
function proposal(
  sight: Sight,
  leadership: Leadership,
  leader: Leader,
  client: Address,
  ask: ClientRequest,
): Condition[] {
  const command = toCommand(ask, client, sight.localUs(leader.id), sight.config(leader.id));
  const free = { ...leader, transfer: null };
  const tag = { client, request: ask.request };
  const { server, tracked } = tryStep(sight, free, { type: 'CommandReceived', command, tag });
  if (!isLeader(server) || tracked === null) return [];
  return commitmentBy(sight, { ...leadership, leader: server }, tracked.index, tracked.term);
}
