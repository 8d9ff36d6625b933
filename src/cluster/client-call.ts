import { bitsToRange, drawBits, Purpose } from '../base/draw.ts';
import type { ServerId } from '../raft/messages.ts';
import type { DirectRead } from '../raft/reads.ts';
import type { Address, SimEffect } from '../sim/types.ts';
import type {
  Call,
  ClusterNote,
  ClusterSpec,
  FinishedOperation,
  PendingOperation,
  QueuedOperation,
  Wire,
} from './types.ts';

const MAX_REDIRECTS = 10;

/** One step of a client in progress: what it goes by, and the orders given so far. */
export interface Moment {
  readonly client: Address;
  /** Whether somebody wants to know what happens. */
  readonly explain: boolean;
  readonly nowUs: number;
  readonly spec: ClusterSpec;
  readonly effects: SimEffect<Wire, ClusterNote>[];
  /** The questions that were asked, or set back, in this step. */
  readonly calls: Call[];
}

export type Ending = Pick<FinishedOperation, 'outcome' | 'reason'> & Partial<FinishedOperation>;
/** How a question goes on: asked again of somebody (or later, while it rests), or over. */
export type Course<C> =
  | { readonly call: C; readonly ending?: never }
  | { readonly call: null; readonly ending: Ending };

/** Records what happened. `build` is called only when somebody wants to know, so that a fast run pays nothing. */
export function tell({ explain, effects }: Moment, build: () => ClusterNote): void {
  if (explain) effects.push({ type: 'Note', note: build(), causes: [] });
}

/** P120: whom a client asks that knows no better: a keyed draw; after an attempt, of the servers that it did not just ask. */
function drawnServer({ client, spec }: Moment, request: number, retries: number, notThis: ServerId): ServerId {
  const bits = drawBits(spec.seed, Purpose.clientTarget, client, retries, request);
  if (notThis === 0 || spec.servers === 1) return bitsToRange(bits, 1, spec.servers);
  const drawn = bitsToRange(bits, 1, spec.servers - 1);
  return drawn < notThis ? drawn : drawn + 1;
}

export function firstCall(moment: Moment, request: number, server: ServerId | null): Call {
  return {
    request,
    server: server ?? drawnServer(moment, request, 0, 0),
    deadlineUs: moment.nowUs + moment.spec.clientTimeoutUs,
    redirects: 0,
    retries: 0,
    resting: false,
    uncertain: false,
  };
}

/** P122: the first attempt of a client's operation. */
export function firstAttempt(
  moment: Moment,
  { request, order, startedAtUs }: QueuedOperation,
  session: number,
  read: DirectRead | undefined,
): PendingOperation {
  return {
    request,
    server: order.server ?? drawnServer(moment, request, 0, 0),
    deadlineUs: moment.nowUs + moment.spec.clientTimeoutUs,
    redirects: 0,
    retries: 0,
    resting: false,
    uncertain: false,
    operation: order.operation,
    startedAtUs,
    session,
    read,
  };
}

/** P120: on to the server that is said to lead, while that does not go in circles. */
export function redirected<C extends Call>(moment: Moment, call: C, server: ServerId): Course<C> {
  if (call.redirects >= MAX_REDIRECTS) return setBack(moment, call, 'tooManyRedirects', false);
  return { call: { ...call, server, redirects: call.redirects + 1 } };
}

/**
 * P121, P122: the attempt came to nothing. While retries are left the client rests for a heartbeat interval, as elections
 * take their time. `uncertain`: this attempt may have been appended; a question that ever was cannot fail for certain.
 */
export function setBack<C extends Call>(
  moment: Moment,
  call: C,
  reason: FinishedOperation['reason'],
  uncertain: boolean,
): Course<C> {
  const { nowUs, spec } = moment;
  const open = call.uncertain || uncertain;
  if (call.retries >= spec.raft.clientRetries) {
    return { call: null, ending: { outcome: open ? 'unknown' : 'failed', reason } };
  }
  tell(moment, () => ({ type: 'OperationRests', request: call.request, reason }));
  return { call: { ...call, resting: true, deadlineUs: nowUs + spec.heartbeatUs, redirects: 0, uncertain: open } };
}

/** P122: the time of an attempt, or of the rest after one, is over: another server is asked, if the client may. */
export function overdue<C extends Call>(moment: Moment, call: C): Course<C> {
  const { nowUs, spec } = moment;
  if (call.retries >= spec.raft.clientRetries) return { call: null, ending: { outcome: 'unknown', reason: 'timeout' } };
  const retries = call.retries + 1;
  const next: C = {
    ...call,
    server: drawnServer(moment, call.request, retries, call.server),
    deadlineUs: nowUs + spec.clientTimeoutUs,
    redirects: 0,
    retries,
    resting: false,
    uncertain: call.uncertain || !call.resting,
  };
  return { call: next };
}

/** Whether an answer without a result is one to the attempt that is under way; without retries there is no other. */
export function isOfThisAttempt({ spec }: Moment, call: Call, from: ServerId): boolean {
  return spec.raft.clientRetries === 0 || (from === call.server && !call.resting);
}
