import { appended } from '../base/arrays.ts';
import type { Command, RequestTag } from './command.ts';
import { decideLease } from './lease.ts';
import type { ReadIndexRequest, ReadIndexResponse, ServerId } from './messages.ts';
import type { DirectRead, ReadAsker, WaitingRead } from './reads.ts';
import { rules } from './rules.ts';
import { refuseRead } from './serve-read.ts';
import type { Leader, Server } from './server.ts';
import { adoptNewerTerm, isStaleRequest, isStaleResponse } from './term.ts';
import { note, revised, send, type Turn } from './turn.ts';

/** P130 to P134: a client asks to read without an entry in the log. Answers come from `advanceReads`. */
export function readReceived(turn: Turn, mode: DirectRead, command: Command, tag: RequestTag, minIndex: number): void {
  const { server } = turn;
  const asker: ReadAsker = { type: 'client', command, minIndex };
  if (mode === 'local') {
    const vouched = { leader: server.id, term: server.currentTerm, readIndex: 0, round: 0, confirmed: true };
    keep(turn, { asker, tag, mode, ...vouched });
    const values = { lastApplied: server.lastApplied, minIndex };
    if (!rules.P133(values))
      note(turn, () => ({ type: 'ReadWaits', tag, decision: { rule: 'P133', values, outcome: false } }));
  } else if (server.role === 'leader') takeRead(turn, server, asker, tag, mode);
  else forward(turn, server, asker, tag, mode);
}

function keep(turn: Turn, read: WaitingRead): void {
  const { server } = turn;
  revised(turn, server).reads = appended(server.reads, read);
}

/** P131: a follower asks its leader for a readIndex; one that knows no leader refuses. */
function forward(turn: Turn, server: Server, asker: ReadAsker, tag: RequestTag, mode: DirectRead): void {
  const { leaderId: leader, currentTerm: term } = server;
  const read: WaitingRead = {
    asker,
    tag,
    mode,
    leader: leader ?? 0,
    term,
    readIndex: null,
    round: 0,
    confirmed: false,
  };
  if (leader === null) {
    refuseRead(turn, read);
    return;
  }
  note(turn, () => ({ type: 'ReadForwarded', tag, mode, leader }));
  keep(turn, read);
  send(turn, leader, { type: 'ReadIndexRequest', term, read: tag, lease: mode === 'lease' });
}

/** P130, P132: the leader answers from its lease, or waits for a round that begins after now. */
function takeRead(turn: Turn, leader: Leader, asker: ReadAsker, tag: RequestTag, mode: DirectRead): void {
  const own = { asker, tag, leader: leader.id, term: leader.currentTerm, round: 0 };
  if (mode === 'lease') {
    const decision = decideLease(turn, leader);
    note(turn, () => ({ type: 'LeaseChecked', tag, decision }));
    if (decision.outcome) {
      keep(turn, { ...own, mode, readIndex: leader.commitIndex, confirmed: true });
      return;
    }
  }
  note(turn, () => ({ type: 'ReadStarted', tag, round: leader.rounds.started + 1 }));
  keep(turn, { ...own, mode: 'readIndex', readIndex: null, confirmed: false });
}

/** P131: the leader's side. The answer waits until the readIndex is confirmed; who does not lead says so at once. */
export function readIndexRequestReceived(turn: Turn, from: ServerId, request: ReadIndexRequest): void {
  adoptNewerTerm(turn, request);
  const { server } = turn;
  const tag = request.read;
  const asker: ReadAsker = { type: 'server', id: from };
  if (!isStaleRequest(turn, from, request.term) && server.role === 'leader') {
    takeRead(turn, server, asker, tag, request.lease ? 'lease' : 'readIndex');
    return;
  }
  send(turn, from, { type: 'ReadIndexResponse', term: server.currentTerm, read: tag, readIndex: null });
}

/** P131: the follower's side: it knows now what it has to apply first, or that it was the wrong one to ask. */
export function readIndexResponseReceived(turn: Turn, from: ServerId, response: ReadIndexResponse): void {
  adoptNewerTerm(turn, response);
  if (isStaleResponse(turn, from, response.term, 'follower')) return;
  const { server } = turn;
  const { client, request } = response.read;
  const isMeant = ({ tag, leader, confirmed }: WaitingRead): boolean =>
    !confirmed && leader === from && tag.client === client && tag.request === request;
  const meant = server.reads.filter(isMeant);
  if (meant.length === 0) return;
  const { readIndex } = response;
  if (readIndex === null) {
    revised(turn, server).reads = server.reads.filter((read) => !isMeant(read));
    for (const read of meant) refuseRead(turn, read);
    return;
  }
  const confirm = (read: WaitingRead): WaitingRead => (isMeant(read) ? { ...read, readIndex, confirmed: true } : read);
  revised(turn, server).reads = server.reads.map(confirm);
  note(turn, () => ({ type: 'ReadIndexKnown', readIndex }));
}
