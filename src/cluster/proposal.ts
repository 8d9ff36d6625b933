import type { Command } from '../raft/command.ts';
import type { RaftConfig } from '../raft/config.ts';
import type { Server } from '../raft/server.ts';
import { EMPTY_MACHINE, MachineDraft, type Result } from './machine.ts';
import { machineOf } from './snapshot-data.ts';
import type { ClientQuestion, ClientResponse, ServerMember, Wire } from './types.ts';

export function isQuestion(message: Exclude<Wire, ClientResponse>): message is ClientQuestion {
  return (
    message.type === 'ClientRequest' || message.type === 'RegisterClientRequest' || message.type === 'KeepAliveRequest'
  );
}

/** What a server would append for a client's question: with what tells copies of it apart, and the time if that counts. */
export function toCommand(question: ClientQuestion, client: number, localUs: number, config: RaftConfig): Command {
  // P128: only where sessions expire with time does an entry carry any.
  const timed = config.sessionTimeoutMs > 0 && config.sessions === 'sessions' ? { leaderUs: localUs } : null;
  switch (question.type) {
    case 'RegisterClientRequest':
      return { kind: 'register', ...timed };
    case 'KeepAliveRequest':
      return { kind: 'keepAlive', session: question.session, ...timed };
    case 'ClientRequest': {
      const { operation, request, session, firstUnanswered } = question;
      if (config.sessions === 'scanLog') return { kind: 'client', operation, tag: { client, request } };
      if (session === undefined)
        return timed === null ? { kind: 'client', operation } : { kind: 'client', operation, ...timed };
      const stamp = { session, sequence: request, firstUnanswered: firstUnanswered ?? request };
      return timed === null ? { kind: 'client', operation, stamp } : { kind: 'client', operation, stamp, ...timed };
    }
  }
}

/** What the entry at `index` gives when a server's log is applied from its beginning: its snapshot, or nothing. */
export function resultAt({ log, snapshot }: Server, index: number): Result {
  const draft = new MachineDraft(snapshot === null ? EMPTY_MACHINE : machineOf(snapshot.data));
  let result: Result = { ok: true, value: null };
  for (let next = (snapshot?.lastIndex ?? 0) + 1; next <= index; next++) {
    const entry = log.entryAt(next);
    if (entry !== undefined) result = draft.apply(next, entry.command);
  }
  return result;
}

/** What a leader would answer at once that filters copies when they are proposed: too early, as copies may be on their way. */
export function storedAnswer({ raft, machine }: ServerMember, message: Wire): ClientResponse | null {
  if (raft.role !== 'leader' || message.type !== 'ClientRequest' || message.session === undefined) return null;
  const { request } = message;
  const stored = machine.sessions.get(message.session)?.responses.get(request);
  if (stored === undefined) return null;
  const { result, index } = stored;
  return { type: 'ClientResponse', request, status: 'ok', result, index, term: raft.log.termAt(index) ?? 0 };
}
