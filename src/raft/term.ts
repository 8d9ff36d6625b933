import type { Edge } from './effects.ts';
import type { Message, PreVoteRequest, ServerId } from './messages.ts';
import { dropPartial } from './partial.ts';
import type { Decision } from './rules.ts';
import { rules } from './rules.ts';
import { type Change, FollowerShape, type Server } from './server.ts';
import { note, revised, type Turn } from './turn.ts';

/**
 * Becomes (or stays) a follower in the current term. A leader that steps down gets a fresh election timer; a candidate
 * keeps the one that runs (P17: merely observing a newer term resets nothing).
 */
export function becomeFollower(turn: Turn, edge: Edge, decision?: Decision): void {
  const { role } = turn.server;
  if (role === 'follower') return;
  if (turn.server.role === 'leader' && turn.server.change !== null) abandonChange(turn, turn.server.change);
  turn.server = new FollowerShape(turn.server);
  if (role === 'leader') {
    turn.effects.push({ type: 'Abandon' }, { type: 'ResetElectionTimer' });
  }
  turn.effects.push({ type: 'StopHeartbeatTimer' });
  note(turn, () => ({
    type: 'RoleChanged',
    from: role,
    to: 'follower',
    term: turn.server.currentTerm,
    edge,
    ...(decision && { decision }),
  }));
}

/** P97: a change that was not appended will not be made by this server; of one that was, nobody can tell. */
function abandonChange(turn: Turn, change: Change): void {
  const status = change.catchUp === null ? 'UNKNOWN' : 'NOT_LEADER';
  note(turn, () => ({ type: 'ChangeAnswered', status, leaderHint: null }));
}

/**
 * P11, P12: a message of a newer term, request or response, is first answered by adopting that term: vote free, leader
 * unknown (P28), role follower. The message is handled afterwards. Not so with PreVote: nobody is in the term that a
 * request or a grant names (P68, P71).
 */
export function adoptNewerTerm(turn: Turn, message: Exclude<Message, PreVoteRequest>): void {
  const values = { messageTerm: message.term, currentTerm: turn.server.currentTerm };
  if (!rules.P12(values)) return;
  const decision: Decision = { rule: 'P12', values, outcome: true };
  const from = turn.server.currentTerm;
  const next = revised(turn, turn.server);
  next.currentTerm = message.term;
  next.votedFor = null;
  next.leaderId = null;
  next.heardLeaderUs = null;
  if (turn.server.partial !== null) dropPartial(turn);
  note(turn, () => ({ type: 'TermChanged', from, to: message.term, decision }));
  becomeFollower(turn, 'discoversNewTerm', decision);
}

/** P13: whether a request is of an older term, and is to be refused with the current one. */
export function isStaleRequest(turn: Turn, from: ServerId, requestTerm: number): boolean {
  const { currentTerm } = turn.server;
  if (requestTerm >= currentTerm) return false;
  note(turn, () => {
    const values = { requestTerm, currentTerm };
    return { type: 'StaleRequestRefused', from, decision: { rule: 'P13', values, outcome: rules.P13(values) } };
  });
  return true;
}

/** P14: whether a response is of an older term, or its asker is no longer what it was when it asked. */
export function isStaleResponse(turn: Turn, from: ServerId, responseTerm: number, role: Server['role']): boolean {
  const { currentTerm } = turn.server;
  const roleExpected = turn.server.role === role;
  if (responseTerm >= currentTerm && roleExpected) return false;
  note(turn, () => {
    const values = { responseTerm, currentTerm, roleExpected };
    return { type: 'StaleResponseIgnored', from, decision: { rule: 'P14', values, outcome: rules.P14(values) } };
  });
  return true;
}
