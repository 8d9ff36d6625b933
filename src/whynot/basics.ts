import type { ClusterEnvelope, Wire } from '../cluster/types.ts';
import type { ServerId } from '../raft/messages.ts';
import type { Address } from '../sim/types.ts';
import { type Condition, condition, type Next } from './condition.ts';
import type { Sight } from './sight.ts';

/** P55, P60: nobody does anything while it is down or paused. */
export function running(sight: Sight, server: ServerId): Condition {
  const host = sight.host(server);
  const state = host === null || !host.up ? 'down' : host.paused ? 'paused' : 'up';
  const action = { do: state === 'paused' ? 'resume' : 'restart', server } as const;
  const next: Next[] = state === 'up' ? [] : [{ kind: 'act', actions: [action] }];
  return condition({ key: 'running', server, state }, state === 'paused' ? 'P60' : 'P55', state === 'up', { next });
}

/** Messages get from one to the other. */
export function linked(sight: Sight, from: Address, to: Address): Condition {
  const isCut = sight.isCut(from, to);
  const next: Next[] = isCut ? [{ kind: 'act', actions: [{ do: 'heal', from, to }] }] : [];
  return condition({ key: 'linked', from, to }, null, !isCut, { next });
}

/** Both directions; none to oneself. */
export function linkedBothWays(sight: Sight, a: Address, b: Address): Condition[] {
  return a === b ? [] : [linked(sight, a, b), linked(sight, b, a)];
}

/** The message that is on its way and would do, as what comes next; nothing when there is none. */
export function messageUnderWay(sight: Sight, from: Address, to: Address, isMeant: (message: Wire) => boolean): Next[] {
  const found = sight.onTheWay(from, to, isMeant);
  const sound = found.find(({ doomed, held }) => !doomed && !held) ?? found[0];
  return sound === undefined ? [] : [messageNext(sight, sound)];
}

function messageNext(sight: Sight, envelope: ClusterEnvelope): Next {
  const { from, to, ordinal, copy, held, doomed, arriveAtUs } = envelope;
  const arrives = held ? sight.world.nowUs + arriveAtUs : arriveAtUs;
  return { kind: 'message', ref: { from, to, ordinal, copy }, arriveAtUs: arrives, held, doomed };
}

/** The last write that is under way at a server: what is in memory is on its disk after it. */
export function writeUnderWay(sight: Sight, server: ServerId): Next[] {
  const writes = sight.host(server)?.writes ?? [];
  const last = writes[writes.length - 1];
  return last === undefined ? [] : [{ kind: 'write', server, dueAtUs: last.dueAtUs }];
}
