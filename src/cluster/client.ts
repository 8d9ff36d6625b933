import { appended } from '../base/arrays.ts';
import { List } from '../base/list.ts';
import { Pages } from '../base/pages.ts';
import type { SimInput, SimOutcome } from '../sim/types.ts';
import {
  type Course,
  type Ending,
  firstAttempt,
  isOfThisAttempt,
  type Moment,
  overdue,
  redirected,
  setBack,
  tell,
} from './client-call.ts';
import { errandAnswered, errandOverdue, keepAlive, needsSession, startErrand } from './client-errand.ts';
import { directReadOf, requestOf, sawIndex } from './reads.ts';
import {
  type Call,
  type ClientMember,
  type ClientOrder,
  type ClientResponse,
  ClientShape,
  type ClusterNote,
  type ClusterOrder,
  type ClusterSpec,
  type Disk,
  type FinishedOperation,
  isClientOrder,
  KEEP_ALIVE_TIMER,
  type PendingOperation,
  type QueuedOperation,
  type Wire,
} from './types.ts';

const TIMEOUT_TIMER = 0;

export function freshClient(address: number): ClientMember {
  return new ClientShape({
    address,
    pending: Pages.empty(),
    urgent: null,
    finished: List.empty(),
    requestCount: 0,
    session: 0,
    sessionExpired: false,
    errand: null,
    errandCount: 0,
    queued: [],
    seenIndex: 0,
  });
}

/** P120 to P122: a request is asked, sent on while servers name a leader, and asked again as often as the client may. */
export function stepClient(
  client: ClientMember,
  input: SimInput<Disk, Wire, ClusterOrder>,
  spec: ClusterSpec,
  explain: boolean,
): SimOutcome<ClientMember, Wire, ClusterNote> {
  const moment: Moment = { client: client.address, nowUs: input.localUs, spec, explain, effects: [], calls: [] };
  let state = client;
  if (input.type === 'Told') {
    if (isClientOrder(input.order)) state = begin(client, input.order, moment);
  } else if (input.type === 'TimerFired') {
    state = input.timer === KEEP_ALIVE_TIMER ? keepAlive(client, moment) : expire(client, moment);
  } else if (input.type === 'Received' && input.message.type === 'ClientResponse') {
    state = answered(client, input.from, input.message, moment);
  }
  if (state.queued.length > 0) state = workOff(state, moment);
  const urgent = mostUrgent(state, moment);
  if (urgent !== client.urgent) state = withUrgent(state, urgent, moment);
  return { state, effects: moment.effects };
}

function begin(client: ClientMember, order: ClientOrder, moment: Moment): ClientMember {
  const queued: QueuedOperation = { request: client.requestCount + 1, order, startedAtUs: moment.nowUs };
  const next = new ClientShape(client);
  next.requestCount = queued.request;
  const waits = moment.spec.raft.sessions === 'sessions' && directReadOf(order, moment.spec) === undefined;
  if (waits) next.queued = appended(client.queued, queued);
  else ask(next, queued, moment);
  return next;
}

/** P125: what waits for a session is asked when there is one; without one the client sees to it. */
function workOff(client: ClientMember, moment: Moment): ClientMember {
  if (needsSession(client, moment)) {
    const server = client.queued[0]?.order.server ?? null;
    return client.errand === null ? startErrand(client, 'register', moment, server) : client;
  }
  const next = new ClientShape(client);
  next.queued = [];
  for (const queued of client.queued) ask(next, queued, moment);
  return next;
}

function ask(client: ClientShape, queued: QueuedOperation, moment: Moment): void {
  const { request, order } = queued;
  const read = directReadOf(order, moment.spec);
  // A read past the log leaves no entry, so nothing of it can happen twice.
  const session = moment.spec.raft.sessions === 'sessions' && read === undefined ? client.session : 0;
  const pending = firstAttempt(moment, queued, session, read);
  tell(moment, () => ({ type: 'OperationStarted', request, operation: order.operation, to: pending.server }));
  client.pending = client.pending.with(request, pending);
  moment.calls.push(pending);
  send(client, pending, moment);
}

/** P127: with the lowest request that the client has no answer to. */
function send(client: ClientMember, pending: PendingOperation, moment: Moment): void {
  const { request, operation, server, session } = pending;
  const message: Wire =
    session === 0
      ? requestOf(client, pending)
      : { type: 'ClientRequest', request, operation, session, firstUnanswered: firstUnanswered(client, request) };
  moment.effects.push({ type: 'Send', to: server, message });
}

function firstUnanswered(client: ClientMember, request: number): number {
  return client.pending.first?.request ?? request;
}

function answered(client: ClientMember, from: number, response: ClientResponse, moment: Moment): ClientMember {
  const { errand } = client;
  if (errand?.request === response.request) {
    const state = errandAnswered(client, errand, from, response, moment);
    return state.errand === null && needsSession(state, moment) ? giveUpQueue(state, errand.kind, moment) : state;
  }
  const pending = client.pending.get(response.request);
  if (pending === undefined) return client;
  if (response.status === 'ok') return succeed(client, pending, response, moment);
  if (!isOfThisAttempt(moment, pending, from)) return client;
  switch (response.status) {
    case 'redirect':
      return sendOn(client, pending, redirected(moment, pending, response.leaderHint), moment);
    case 'refused':
      return follow(client, pending, setBack(moment, pending, 'noLeaderKnown', false), moment);
    case 'transferring':
      return follow(client, pending, setBack(moment, pending, 'transferInProgress', false), moment);
    case 'unknown':
      return follow(client, pending, setBack(moment, pending, 'leadershipLost', true), moment);
  }
}

/** P125: with its session a client loses the means to know what became of its request. */
function succeed(
  client: ClientMember,
  pending: PendingOperation,
  { result, index, term, read }: Extract<ClientResponse, { readonly status: 'ok' }>,
  moment: Moment,
): ClientMember {
  if (result.ok || result.error !== 'sessionExpired') {
    const told = sawIndex(client, index, moment.spec);
    return finish(told, pending, { outcome: 'ok', reason: 'applied', result, index, term, read }, moment);
  }
  const sessionExpired = client.sessionExpired || pending.session === client.session;
  const next = new ClientShape(client);
  next.sessionExpired = sessionExpired;
  return finish(next, pending, { outcome: 'unknown', reason: 'sessionExpired' }, moment);
}

function sendOn(
  client: ClientMember,
  pending: PendingOperation,
  course: Course<PendingOperation>,
  moment: Moment,
): ClientMember {
  const state = follow(client, pending, course, moment);
  const { call } = course;
  if (call === null || call.resting) return state;
  tell(moment, () => ({ type: 'OperationRedirected', request: call.request, to: call.server }));
  send(state, call, moment);
  return state;
}

function follow(
  client: ClientMember,
  pending: PendingOperation,
  { call, ending }: Course<PendingOperation>,
  moment: Moment,
): ClientMember {
  if (call === null) return finish(client, pending, ending, moment);
  const next = new ClientShape(client);
  next.pending = client.pending.with(call.request, call);
  moment.calls.push(call);
  return next;
}

/** P122: no answer in time says nothing about what happened. */
function expire(client: ClientMember, moment: Moment): ClientMember {
  let state = client;
  const { errand } = client;
  if (errand !== null && errand.deadlineUs <= moment.nowUs) {
    state = errandOverdue(state, errand, moment);
    if (state.errand === null && needsSession(state, moment)) state = giveUpQueue(state, errand.kind, moment);
  }
  for (const pending of client.pending) {
    if (pending.deadlineUs > moment.nowUs) continue;
    const course = overdue(moment, pending);
    state = follow(state, pending, course, moment);
    if (course.call !== null) retry(state, course.call, moment);
  }
  return state;
}

function retry(client: ClientMember, call: PendingOperation, moment: Moment): void {
  const { request, server, retries } = call;
  tell(moment, () => ({ type: 'OperationRetried', request, to: server, retries }));
  send(client, call, moment);
}

/** Without a session nothing was asked, so what waited for one has failed for certain. */
function giveUpQueue(client: ClientMember, errand: 'register' | 'keepAlive', moment: Moment): ClientMember {
  if (errand === 'keepAlive') return client;
  const emptied = new ClientShape(client);
  emptied.queued = [];
  let state: ClientMember = emptied;
  for (const queued of client.queued) {
    const never = firstAttempt(moment, queued, 0, undefined);
    state = finish(state, never, { outcome: 'failed', reason: 'noSession' }, moment);
  }
  return state;
}

function finish(client: ClientMember, pending: PendingOperation, ending: Ending, moment: Moment): ClientMember {
  const { request, operation, server, startedAtUs, retries, session } = pending;
  const { outcome, reason, result = null, index = 0, term = 0, read = pending.read } = ending;
  const finished: FinishedOperation = {
    request,
    operation,
    server,
    startedAtUs,
    finishedAtUs: moment.nowUs,
    outcome,
    reason,
    result,
    index,
    term,
    read,
    retries,
    session,
  };
  tell(moment, () => ({ type: 'OperationFinished', operation: finished }));
  const next = new ClientShape(client);
  next.pending = client.pending.without(request);
  next.finished = client.finished.push(finished);
  return next;
}

/** The question whose time is over first; the one that was asked first among equals. */
function mostUrgent(client: ClientMember, { calls }: Moment): Call | null {
  let urgent: Call | null = client.urgent;
  if (urgent === null || !isWaiting(client, urgent)) {
    urgent = client.errand;
    for (const call of client.pending) urgent = sooner(urgent, call);
  }
  for (const call of calls) if (isWaiting(client, call)) urgent = sooner(urgent, call);
  return urgent;
}

function isWaiting({ pending, errand }: ClientMember, call: Call): boolean {
  return errand === call || pending.get(call.request) === call;
}

function sooner(a: Call | null, b: Call): Call {
  if (a === null || b.deadlineUs < a.deadlineUs) return b;
  return b.deadlineUs === a.deadlineUs && b.request < a.request ? b : a;
}

function withUrgent(client: ClientMember, urgent: Call | null, { nowUs, effects }: Moment): ClientMember {
  if (urgent === null) effects.push({ type: 'StopTimer', timer: TIMEOUT_TIMER });
  else {
    const leftUs = Math.max(0, urgent.deadlineUs - nowUs);
    effects.push({ type: 'SetTimer', timer: TIMEOUT_TIMER, lowUs: leftUs, highUs: leftUs });
  }
  const next = new ClientShape(client);
  next.urgent = urgent;
  return next;
}
