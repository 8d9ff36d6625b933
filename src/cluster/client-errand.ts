import {
  type Course,
  firstCall,
  isOfThisAttempt,
  type Moment,
  overdue,
  redirected,
  setBack,
  tell,
} from './client-call.ts';
import { type ClientMember, type ClientResponse, ClientShape, type Errand, KEEP_ALIVE_TIMER } from './types.ts';

/** Whether the client has to ask for a session before it can ask for anything else (P125). */
export function needsSession(client: ClientMember, { spec }: Moment): boolean {
  return spec.raft.sessions === 'sessions' && (client.session === 0 || client.sessionExpired);
}

/** P125, P128: the client asks for a session, or to keep the one that it has. */
export function startErrand(
  client: ClientMember,
  kind: Errand['kind'],
  moment: Moment,
  server: number | null,
): ClientMember {
  const errandCount = client.errandCount + 1;
  const errand: Errand = { kind, ...firstCall(moment, 1 - errandCount, server) };
  const next = new ClientShape(client);
  next.errandCount = errandCount;
  return asked(next, errand, moment);
}

function asked(client: ClientMember, errand: Errand, moment: Moment): ClientMember {
  const { kind, request, server, retries } = errand;
  tell(moment, () => ({ type: 'SessionAsked', errand: kind, to: server, retries }));
  const message =
    kind === 'register'
      ? ({ type: 'RegisterClientRequest', request } as const)
      : ({ type: 'KeepAliveRequest', request, session: client.session } as const);
  moment.effects.push({ type: 'Send', to: server, message });
  return withErrand(client, errand, moment);
}

function withErrand(
  client: ClientMember,
  errand: Errand | null,
  moment: Moment,
  session = client.session,
  sessionExpired = client.sessionExpired,
): ClientMember {
  if (errand !== null) moment.calls.push(errand);
  const next = new ClientShape(client);
  next.errand = errand;
  next.session = session;
  next.sessionExpired = sessionExpired;
  return next;
}

/** An answer to the errand; the client's queue is the business of the caller. */
export function errandAnswered(
  client: ClientMember,
  errand: Errand,
  from: number,
  response: ClientResponse,
  moment: Moment,
): ClientMember {
  if (response.status === 'ok') return done(client, errand, response, moment);
  if (!isOfThisAttempt(moment, errand, from)) return client;
  if (response.status === 'redirect')
    return follow(client, redirected(moment, errand, response.leaderHint), true, moment);
  const reason = response.status === 'unknown' ? 'leadershipLost' : 'noLeaderKnown';
  return follow(client, setBack(moment, errand, reason, false), false, moment);
}

export function errandOverdue(client: ClientMember, errand: Errand, moment: Moment): ClientMember {
  return follow(client, overdue(moment, errand), true, moment);
}

function follow(client: ClientMember, course: Course<Errand>, asksNow: boolean, moment: Moment): ClientMember {
  const { call } = course;
  if (call !== null) return asksNow ? asked(client, call, moment) : withErrand(client, call, moment);
  const kind = client.errand?.kind ?? 'register';
  tell(moment, () => ({ type: 'SessionMissed', errand: kind }));
  if (kind === 'keepAlive') keepAliveLater(moment);
  return withErrand(client, null, moment);
}

function done(
  client: ClientMember,
  errand: Errand,
  { result }: Extract<ClientResponse, { readonly status: 'ok' }>,
  moment: Moment,
): ClientMember {
  const isNew = errand.kind === 'register';
  const session = isNew && result.ok ? Number(result.value) : client.session;
  tell(moment, () => ({ type: !result.ok ? 'SessionLost' : isNew ? 'SessionGranted' : 'SessionKept', session }));
  if (!result.ok) return withErrand(client, null, moment, session, true);
  keepAliveLater(moment);
  return withErrand(client, null, moment, session, isNew ? false : client.sessionExpired);
}

/** P128: three keep-alives fit into the life of an idle session. */
function keepAliveLater({ spec, effects }: Moment): void {
  const { sessionTimeoutMs } = spec.raft;
  if (sessionTimeoutMs === 0) return;
  const everyUs = Math.max(1, Math.floor((sessionTimeoutMs * 1000) / 3));
  effects.push({ type: 'SetTimer', timer: KEEP_ALIVE_TIMER, lowUs: everyUs, highUs: everyUs });
}

/** The keep-alive timer ran out: an idle session is used, a lost one is not. */
export function keepAlive(client: ClientMember, moment: Moment): ClientMember {
  if (client.errand !== null || client.sessionExpired) return client;
  return startErrand(client, 'keepAlive', moment, null);
}
