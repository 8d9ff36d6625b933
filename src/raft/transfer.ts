import { withAt } from '../base/arrays.ts';
import type { RequestTag } from './command.ts';
import type { Note } from './effects.ts';
import type { ServerId } from './messages.ts';
import type { Order } from './orders.ts';
import { type Decision, rules } from './rules.ts';
import type { Leader, Transfer } from './server.ts';
import { note, revised, send, type Turn } from './turn.ts';

/** The leader's side of a leadership transfer (T§3.10): P80 to P82, P85, P86. */

type TransferOrder = Extract<Order, { readonly type: 'TransferLeadership' }>;
type AbortReason = Extract<Note, { readonly type: 'TransferAborted' }>['reason'];

/**
 * P80, P82: told to hand its leadership over, a leader stops taking commands and brings the target up to date. Another
 * target replaces the one before; the leader itself ends the transfer; whoever has no vote is no target.
 */
export function transferOrdered(turn: Turn, order: TransferOrder): void {
  const { server, config } = turn;
  const values = {
    enabled: config.leadershipTransfer,
    isLeader: server.role === 'leader',
    targetIsVoter: server.configuration.voters.includes(order.to),
    targetIsSelf: order.to === server.id,
  };
  const decision: Decision = { rule: 'P82', values, outcome: rules.P82(values) };
  const before = server.role === 'leader' ? server.transfer : null;
  if (before !== null && values.enabled && values.targetIsSelf) abort(turn, before, 'ordered', decision);
  else if (!decision.outcome) note(turn, () => ({ type: 'OrderRefused', order, decision }));
  else if (before?.to === order.to) goesOn(turn, before, order);
  else {
    if (before !== null) abort(turn, before, 'replaced', decision);
    begin(turn, turn.server as Leader, order.to, decision);
  }
}

/** P81: the same order again extends nothing. */
function goesOn(turn: Turn, transfer: Transfer, order: TransferOrder): void {
  note(turn, () => ({ type: 'OrderRefused', order, decision: decideAbort(turn, transfer) }));
}

function begin(turn: Turn, leader: Leader, to: ServerId, decision: Decision): void {
  revised(turn, leader).transfer = { to, startedUs: turn.localUs };
  note(turn, () => ({ type: 'TransferStarted', to, decision }));
  inviteWhenReady(turn);
}

/** P80: once the target stores the leader's whole log it is told to stand. */
export function inviteWhenReady(turn: Turn): void {
  const { server } = turn;
  if (server.role !== 'leader' || server.transfer === null) return;
  const { to } = server.transfer;
  const values = { matchIndex: server.matchIndex[to] ?? 0, lastLogIndex: server.log.lastIndex };
  if (!rules.P80(values)) return;
  note(turn, () => ({ type: 'TargetCaughtUp', to, decision: { rule: 'P80', values, outcome: true } }));
  revised(turn, server).obeysBelow = withAt(server.obeysBelow, to, server.log.lastIndex + 1);
  invite(turn, server, to);
}

function isInvited(leader: Leader, target: ServerId): boolean {
  return (leader.obeysBelow[target] ?? 0) > leader.log.lastIndex;
}

/** P85: term and last index let the target tell an old TimeoutNow from one that still holds. */
function invite(turn: Turn, leader: Leader, to: ServerId): void {
  const { currentTerm: term, id: leaderId, log } = leader;
  send(turn, to, { type: 'TimeoutNowRequest', term, leaderId, lastLogIndex: log.lastIndex });
}

/** P81: with every heartbeat the leader looks whether the transfer has had its time; until then it asks again. */
export function lookAfterTransfer(turn: Turn): void {
  const { server } = turn;
  if (server.role !== 'leader' || server.transfer === null) return;
  const { transfer } = server;
  const targetIsVoter = server.configuration.voters.includes(transfer.to);
  const decision = decideAbort(turn, transfer);
  if (decision.outcome) abort(turn, transfer, 'timeout', decision);
  else if (!targetIsVoter) abortForRemoval(turn, transfer);
  else if (isInvited(server, transfer.to)) invite(turn, server, transfer.to);
}

function decideAbort({ localUs, config }: Turn, { startedUs }: Transfer): Decision {
  const values = { sinceStartUs: localUs - startedUs, electionTimeoutUs: config.electionTimeoutUs };
  return { rule: 'P81', values, outcome: rules.P81(values) };
}

/** P82: whoever has lost its vote since cannot win an election. */
function abortForRemoval(turn: Turn, transfer: Transfer): void {
  const values = { enabled: true, isLeader: true, targetIsVoter: false, targetIsSelf: false };
  abort(turn, transfer, 'targetRemoved', { rule: 'P82', values, outcome: rules.P82(values) });
}

function abort(turn: Turn, { to }: Transfer, reason: AbortReason, decision: Decision): void {
  turn.server = { ...(turn.server as Leader), transfer: null };
  note(turn, () => ({ type: 'TransferAborted', to, reason, decision }));
}

/** P82, P86: while it hands over, and until it knows how that ended, a leader takes no commands. */
export function refusesWhileTransferring(turn: Turn, leader: Leader, tag: RequestTag | null): boolean {
  if (leader.transfer === null || turn.config.mutations.acceptsWhileTransferring) return false;
  const values = { transferTo: leader.transfer.to };
  const decision: Decision = { rule: 'P86', values, outcome: rules.P86(values) };
  note(turn, () => ({ type: 'CommandRefused', tag, leaderHint: null, decision }));
  if (tag !== null) turn.effects.push({ type: 'Refuse', tag, leaderHint: null, reason: 'transferInProgress' });
  return true;
}

/**
 * P85: whether somebody may depose this leader on its own word, voters being told to help: it is handing over, or has
 * asked a server to stand that is not known to have stored anything since. A lease is void as long as that is so.
 */
export function mayBeReplacedByOrder({ transfer, obeysBelow, matchIndex }: Leader): boolean {
  return transfer !== null || obeysBelow.some((below, id) => (matchIndex[id] ?? 0) < below);
}
