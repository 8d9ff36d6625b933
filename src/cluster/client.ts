import { appended, withAt, without } from '../base/arrays.ts';
import { bitsToRange, drawBits, Purpose } from '../base/draw.ts';
import { List } from '../base/list.ts';
import type { SimEffect, SimInput, SimOutcome } from '../sim/types.ts';
import {
  type ClientMember,
  type ClientOrder,
  type ClientResponse,
  type ClusterNote,
  type ClusterOrder,
  type ClusterSpec,
  type Disk,
  type FinishedOperation,
  isClientOrder,
  type PendingOperation,
  type Wire,
} from './types.ts';

const MAX_REDIRECTS = 10;
const TIMEOUT_TIMER = 0;

type Effects = SimEffect<Wire, ClusterNote>[];
type Ending = Pick<FinishedOperation, 'outcome' | 'reason'> & Partial<FinishedOperation>;

export function freshClient(address: number): ClientMember {
  return { kind: 'client', address, pending: [], finished: List.empty(), requestCount: 0 };
}

/** P120 to P122 without retries: one request, redirected while servers name a leader, until it ends. */
export function stepClient(
  client: ClientMember,
  input: SimInput<Disk, Wire, ClusterOrder>,
  spec: ClusterSpec,
): SimOutcome<ClientMember, Wire, ClusterNote> {
  const effects: Effects = [];
  let state = client;
  if (input.type === 'Told') {
    if (isClientOrder(input.order)) state = begin(client, input.order, input.localUs, spec, effects);
  } else if (input.type === 'TimerFired') state = expire(client, input.localUs, effects);
  else if (input.type === 'Received' && input.message.type === 'ClientResponse') {
    state = answered(client, input.message, input.localUs, effects);
  }
  if (state.pending[0] !== client.pending[0]) armTimeout(state, input.localUs, effects);
  return { state, effects };
}

function begin(
  client: ClientMember,
  order: ClientOrder,
  nowUs: number,
  spec: ClusterSpec,
  effects: Effects,
): ClientMember {
  const request = client.requestCount + 1;
  const bits = drawBits(spec.seed, Purpose.clientTarget, client.address, 0, request);
  const server = order.server ?? bitsToRange(bits, 1, spec.servers);
  const { operation } = order;
  const pending: PendingOperation = {
    request,
    operation,
    server,
    startedAtUs: nowUs,
    deadlineUs: nowUs + spec.clientTimeoutUs,
    redirects: 0,
  };
  effects.push(
    { type: 'Note', note: { type: 'OperationStarted', request, operation, to: server }, causes: [] },
    { type: 'Send', to: server, message: { type: 'ClientRequest', request, operation } },
  );
  return { ...client, requestCount: request, pending: appended(client.pending, pending) };
}

function answered(client: ClientMember, response: ClientResponse, nowUs: number, effects: Effects): ClientMember {
  const pending = client.pending.find((other) => other.request === response.request);
  if (pending === undefined) return client;
  switch (response.status) {
    case 'redirect':
      return redirect(client, pending, response.leaderHint, nowUs, effects);
    case 'refused':
      return finish(client, pending, { outcome: 'failed', reason: 'noLeaderKnown' }, nowUs, effects);
    case 'transferring':
      return finish(client, pending, { outcome: 'failed', reason: 'transferInProgress' }, nowUs, effects);
    case 'unknown':
      return finish(client, pending, { outcome: 'unknown', reason: 'leadershipLost' }, nowUs, effects);
    case 'ok': {
      const { result, index, term } = response;
      return finish(client, pending, { outcome: 'ok', reason: 'applied', result, index, term }, nowUs, effects);
    }
  }
}

function redirect(
  client: ClientMember,
  pending: PendingOperation,
  server: number,
  nowUs: number,
  effects: Effects,
): ClientMember {
  if (pending.redirects >= MAX_REDIRECTS) {
    return finish(client, pending, { outcome: 'failed', reason: 'tooManyRedirects' }, nowUs, effects);
  }
  const { request, operation } = pending;
  effects.push(
    { type: 'Note', note: { type: 'OperationRedirected', request, to: server }, causes: [] },
    { type: 'Send', to: server, message: { type: 'ClientRequest', request, operation } },
  );
  const next: PendingOperation = { ...pending, server, redirects: pending.redirects + 1 };
  return { ...client, pending: withAt(client.pending, client.pending.indexOf(pending), next) };
}

/** P122: no answer in time says nothing about what happened. */
function expire(client: ClientMember, nowUs: number, effects: Effects): ClientMember {
  let state = client;
  for (const pending of client.pending) {
    if (pending.deadlineUs > nowUs) continue;
    state = finish(state, pending, { outcome: 'unknown', reason: 'timeout' }, nowUs, effects);
  }
  return state;
}

function finish(
  client: ClientMember,
  pending: PendingOperation,
  ending: Ending,
  nowUs: number,
  effects: Effects,
): ClientMember {
  const finished: FinishedOperation = {
    request: pending.request,
    operation: pending.operation,
    server: pending.server,
    startedAtUs: pending.startedAtUs,
    finishedAtUs: nowUs,
    result: null,
    index: 0,
    term: 0,
    ...ending,
  };
  effects.push({ type: 'Note', note: { type: 'OperationFinished', operation: finished }, causes: [] });
  return {
    ...client,
    pending: without(client.pending, client.pending.indexOf(pending)),
    finished: client.finished.push(finished),
  };
}

function armTimeout(client: ClientMember, nowUs: number, effects: Effects): void {
  const oldest = client.pending[0];
  if (oldest === undefined) effects.push({ type: 'StopTimer', timer: TIMEOUT_TIMER });
  else {
    const leftUs = Math.max(0, oldest.deadlineUs - nowUs);
    effects.push({ type: 'SetTimer', timer: TIMEOUT_TIMER, lowUs: leftUs, highUs: leftUs });
  }
}
