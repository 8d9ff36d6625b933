import { overdue } from '../cluster/client-call.ts';
import { HEARTBEAT_TIMER, type PendingOperation, type Wire } from '../cluster/types.ts';
import type { ServerId } from '../raft/messages.ts';
import type { Leader } from '../raft/server.ts';
import type { Address } from '../sim/types.ts';
import { linked, messageUnderWay, running } from './basics.ts';
import { type Condition, condition, type Next } from './condition.ts';
import type { Leadership } from './leadership.ts';
import type { Sight } from './sight.ts';

export function isAnswer(request: number): (message: Wire) => boolean {
  return (message) => message.type === 'ClientResponse' && message.request === request && message.status === 'ok';
}

/** P39, P121: the answer has come back. */
export function replied(sight: Sight, client: Address, request: number, server: ServerId): Condition {
  const next = messageUnderWay(sight, server, client, isAnswer(request));
  return condition({ key: 'replied', client, request, server }, 'P39', false, { next });
}

/** P120: the question gets to the leader: to whom the client asks, who knows the leader, and from there to it. */
export function reachesLeader(
  sight: Sight,
  leadership: Leadership,
  leader: Leader,
  client: Address,
  attempt: Attempt,
): Condition[] {
  const { server } = attempt;
  const first = [...(server === leader.id && leadership.isActual ? [] : [running(sight, server)])];
  const there = [linked(sight, client, server), asked(client, attempt)];
  if (server === leader.id) return [...first, ...there];
  const back = [linked(sight, server, client), running(sight, leader.id), linked(sight, client, leader.id)];
  return [...first, knowsLeader(sight, leadership, leader, server), ...there, ...back];
}

/** P120: whoever is asked, and does not lead, has to know who does. */
export function knowsLeader(sight: Sight, { isActual }: Leadership, leader: Leader, server: ServerId): Condition {
  const known = sight.server(server)?.leaderId ?? null;
  // Of a leader that is still to be elected nobody has heard.
  const holds = isActual && known === leader.id;
  const beat = { do: 'fireTimer', server: leader.id, timer: HEARTBEAT_TIMER } as const;
  const next: Next[] = holds || !isActual || !sight.runs(leader.id) ? [] : [{ kind: 'act', actions: [beat] }];
  const claim = { key: 'knowsLeader', server, leader: leader.id, known } as const;
  return condition(claim, 'P120', holds, { next });
}

/** How a question is, or will be, asked. */
export interface Attempt {
  readonly request: number;
  readonly server: ServerId;
  readonly state: 'underWay' | 'again' | 'never';
  readonly next: readonly Next[];
}

/**
 * P120, P122: where the question is on its way to, be it after a detour; where it is lost, whom the client asks next, and
 * when.
 */
export function attemptOf(sight: Sight, client: Address, pending: PendingOperation): Attempt {
  const { request } = pending;
  const isMeant = (message: Wire): boolean => message.type === 'ClientRequest' && message.request === request;
  const underWay = messageUnderWay(sight, client, pending.server, isMeant);
  if (underWay.length > 0) return { request, server: pending.server, state: 'underWay', next: underWay };
  const sentOn = redirectTo(sight, client, pending);
  if (sentOn !== null) return sentOn;
  const moment = { client, nowUs: pending.deadlineUs, spec: sight.spec, explain: false, effects: [], calls: [] };
  const { call } = overdue(moment, pending);
  if (call === null) return { request, server: pending.server, state: 'never', next: [] };
  const next = { kind: 'timer', server: client, timer: 0, dueAtUs: pending.deadlineUs } as const;
  return { request, server: call.server, state: 'again', next: [next] };
}

/** The server that was asked has named the leader, and the client is about to hear it. */
function redirectTo(sight: Sight, client: Address, { request, server }: PendingOperation): Attempt | null {
  const isMeant = (message: Wire): boolean =>
    message.type === 'ClientResponse' && message.request === request && message.status === 'redirect';
  const message = sight.onTheWay(server, client, isMeant)[0]?.message;
  if (message?.type !== 'ClientResponse' || message.status !== 'redirect') return null;
  const next = messageUnderWay(sight, server, client, isMeant);
  return { request, server: message.leaderHint, state: 'underWay', next };
}

export function asked(client: Address, { request, server, state, next }: Attempt): Condition {
  const claim = { key: 'asked', client, request, server, state } as const;
  return condition(claim, state === 'underWay' ? 'P120' : 'P122', false, { next });
}
