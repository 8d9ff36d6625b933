import type { ClientRequest, PendingOperation, Wire } from '../cluster/types.ts';
import { votersOf } from '../raft/configuration.ts';
import type { ServerId } from '../raft/messages.ts';
import { isQuorum } from '../raft/quorum.ts';
import type { DirectRead, WaitingRead } from '../raft/reads.ts';
import { type Decision, rules } from '../raft/rules.ts';
import type { Leader } from '../raft/server.ts';
import type { Address } from '../sim/types.ts';
import { linked, linkedBothWays, messageUnderWay, running } from './basics.ts';
import { commitmentBy } from './commit.ts';
import { type Condition, condition } from './condition.ts';
import { chooseNearest, effortOf } from './effort.ts';
import { type Leadership, leadershipIn } from './leadership.ts';
import { asked, attemptOf, knowsLeader, replied } from './reach.ts';
import { exchange, told } from './replication.ts';
import type { Sight } from './sight.ts';
import { decisionIn, tryStep } from './trial.ts';

/** What is between a client and the answer to a read past the log (P130 to P134). */
export function readConditions(
  sight: Sight,
  pending: PendingOperation,
  mode: DirectRead,
  client: Address,
  { minIndex = 0 }: ClientRequest,
): Condition[] {
  const { request } = pending;
  const waiting = readAt(sight, pending.server, client, request);
  const attempt = attemptOf(sight, client, pending);
  const server = waiting === null ? attempt.server : pending.server;
  const question = waiting === null ? [linked(sight, client, server), asked(client, attempt)] : [];
  const back = [seen(sight, server, minIndex), linked(sight, server, client), replied(sight, client, request, server)];
  if (mode === 'local' || waiting?.confirmed === true) return [running(sight, server), ...question, ...back];
  const leadership = leadershipIn(sight);
  const { leader } = leadership;
  if (leader === null) return [...leadership.conditions];
  const vouch = vouched(sight, leadership, leader, mode);
  if (leader.id === server) {
    const ready = leadership.isActual ? [] : [running(sight, server)];
    return [...leadership.conditions, ...ready, ...question, ...vouch, ...back];
  }
  const known = waiting === null ? [knowsLeader(sight, leadership, leader, server)] : [];
  return [
    ...leadership.conditions,
    running(sight, server),
    ...known,
    ...linkedBothWays(sight, server, leader.id),
    ...question,
    ...throughLeader(sight, leader, server, { client, request }, waiting !== null, vouch),
    told(sight, leadership, leader, server, leader.commitIndex),
    ...back,
  ];
}

type Tag = WaitingRead['tag'];

function readAt(sight: Sight, server: ServerId, client: Address, request: number): WaitingRead | null {
  const reads = sight.server(server)?.reads ?? [];
  return reads.find(({ tag }) => tag.client === client && tag.request === request) ?? null;
}

/** P131: the server asks its leader, who answers when it is sure that it still leads. */
function throughLeader(
  sight: Sight,
  leader: Leader,
  server: ServerId,
  { client, request }: Tag,
  isThere: boolean,
  vouch: readonly Condition[],
): Condition[] {
  const isAbout = (type: Wire['type']) => (message: Wire) =>
    message.type === type && 'read' in message && typeof message.read === 'object' && message.read.request === request;
  const given = messageUnderWay(sight, leader.id, server, isAbout('ReadIndexResponse'));
  const indexGiven = condition({ key: 'indexGiven', server, leader: leader.id }, 'P131', false, { next: given });
  if (given.length > 0) return [indexGiven];
  const next = messageUnderWay(sight, server, leader.id, isAbout('ReadIndexRequest'));
  const isWithLeader = readAt(sight, leader.id, client, request) !== null;
  const isGone = isThere && !isWithLeader && next.length === 0;
  const claim = { key: 'forwarded', server, leader: leader.id, isGone } as const;
  return [condition(claim, 'P131', isWithLeader, { next }), ...vouch, indexGiven];
}

/** P133: the server has applied what the client has seen. */
function seen(sight: Sight, server: ServerId, minIndex: number): Condition {
  const lastApplied = sight.server(server)?.lastApplied ?? 0;
  const values = { lastApplied, minIndex };
  const decision: Decision = { rule: 'P133', values, outcome: rules.P133(values) };
  const parts = decision.outcome ? [] : catchingUp(sight, server, minIndex);
  return condition({ key: 'applied', server, index: minIndex, lastApplied }, 'P133', decision.outcome, {
    decision,
    parts,
  });
}

function catchingUp(sight: Sight, server: ServerId, index: number): Condition[] {
  const leadership = leadershipIn(sight);
  const { leader, conditions } = leadership;
  return leader === null ? [...conditions] : [...conditions, told(sight, leadership, leader, server, index)];
}

/** P130, P132: the leader knows that it still leads, by its lease or by asking a majority. */
function vouched(sight: Sight, leadership: Leadership, leader: Leader, mode: DirectRead): Condition[] {
  const term = leader.currentTerm;
  const committedTerm = leader.log.termAt(leader.commitIndex) ?? 0;
  const holds = committedTerm === term;
  const first = firstOfTerm(leader);
  const parts = holds ? [] : commitmentBy(sight, leadership, first, leader.log.termAt(first) ?? 0);
  const claim = { key: 'termCommitted', server: leader.id, term, committedTerm } as const;
  const committed = condition(claim, 'P130', holds, { parts });
  if (mode === 'lease' && hasLease(sight, leader)) return [committed];
  return [committed, confirmed(sight, leadership, leader)];
}

function firstOfTerm({ log, currentTerm }: Leader): number {
  let first = log.lastIndex;
  while (first > log.baseIndex && log.termAt(first) === currentTerm && log.termAt(first - 1) === currentTerm) first--;
  return first;
}

function hasLease(sight: Sight, leader: Leader): boolean {
  const command = { kind: 'client', operation: { kind: 'get', key: '' } } as const;
  const tag = { client: 0, request: 0 };
  const { notes } = tryStep(sight, leader, { type: 'ReadReceived', mode: 'lease', command, tag, minIndex: 0 });
  return decisionIn(notes, 'P132')?.outcome === true;
}

/** P130, step 3: a majority has answered a round that began after the question. */
function confirmed(sight: Sight, leadership: Leadership, leader: Leader): Condition {
  const others = votersOf(leader.configuration).filter((id) => id !== leader.id);
  const parts = others.map((id) => exchange(sight, leadership, leader, id));
  const open = others.map((id, place) => ({ id, effort: effortOf(parts[place]?.parts ?? []) }));
  const chosen = chooseNearest(open, (more) => isQuorum(leader.configuration, [leader.id, ...more]));
  const holds = chosen?.length === 0;
  return condition({ key: 'confirmed', server: leader.id, chosen }, 'P130', holds, { parts: holds ? [] : parts });
}
