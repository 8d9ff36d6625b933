import { assertNever } from '../base/assert.ts';
import { appendEntriesReceived } from './append.ts';
import { giveUpSlowNewcomers, newcomerAnswered } from './catch-up.ts';
import type { RaftConfig } from './config.ts';
import { writeCompleted } from './durability.ts';
import type { Effect } from './effects.ts';
import { electionTimerFired, requestVoteReceived, requestVoteResponseReceived, requestVotes } from './election.ts';
import type { Input } from './input.ts';
import { installSnapshotReceived } from './install.ts';
import { beginChange, changeOrdered, configurationCommitted } from './membership.ts';
import type { Message, ServerId } from './messages.ts';
import type { Order } from './orders.ts';
import { preVoteReceived, preVoteResponseReceived, preVoteTimerFired, requestPreVotes } from './prevote.ts';
import { readIndexRequestReceived, readIndexResponseReceived, readReceived } from './read-index.ts';
import { appendEntriesResponseReceived, commandReceived, heartbeatTimerFired } from './replication.ts';
import { advanceReads } from './serve-read.ts';
import type { Candidate, PreCandidate, Server } from './server.ts';
import { installSnapshotResponseReceived } from './snapshot-answer.ts';
import { snapshotOrdered, snapshotTaken } from './snapshot-taking.ts';
import { timeoutNowReceived } from './timeout-now.ts';
import { transferOrdered } from './transfer.ts';
import type { Turn } from './turn.ts';

export interface Outcome {
  readonly server: Server;
  readonly effects: readonly Effect[];
}

/**
 * One fact in, the new server and its orders out. Total and pure: no randomness, no clock; the same server object comes
 * back when nothing changed. A Persist order comes first whenever the durable part changed (P5).
 */
export function step(server: Server, input: Input, config: RaftConfig): Outcome {
  const turn: Turn = { server, effects: [], config, localUs: input.localUs };
  switch (input.type) {
    case 'MessageReceived':
      messageReceived(turn, input.from, input.message);
      break;
    case 'ElectionTimerFired':
      if (config.preVote) preVoteTimerFired(turn);
      else electionTimerFired(turn);
      break;
    case 'HeartbeatTimerFired':
      if (server.role === 'leader') {
        if (server.change !== null) giveUpSlowNewcomers(turn);
        heartbeatTimerFired(turn);
      } else if (server.role !== 'follower') askAgain(turn, server);
      break;
    case 'CommandReceived':
      commandReceived(turn, input.command, input.tag);
      break;
    case 'ReadReceived':
      readReceived(turn, input.mode, input.command, input.tag, input.minIndex);
      break;
    case 'OrderReceived':
      orderReceived(turn, input.order);
      break;
    case 'WriteCompleted':
      writeCompleted(turn, input);
      break;
    case 'SnapshotTaken':
      snapshotTaken(turn, input.index, input.data);
      break;
    default:
      assertNever(input);
  }
  if (turn.server.commitIndex !== server.commitIndex && turn.server.role === 'leader') configurationCommitted(turn);
  if (turn.server.reads.length > 0) advanceReads(turn);
  if (needsPersist(server, turn.server)) turn.effects.unshift({ type: 'Persist' });
  return turn;
}

/** P24, P70: who has not answered is asked again. */
function askAgain(turn: Turn, server: Candidate | PreCandidate): void {
  turn.effects.push({ type: 'ResetHeartbeatTimer' });
  if (server.role === 'candidate') requestVotes(turn, server);
  else requestPreVotes(turn, server);
}

function messageReceived(turn: Turn, from: ServerId, message: Message): void {
  const before = turn.server;
  switch (message.type) {
    case 'RequestVoteRequest':
      return requestVoteReceived(turn, from, message);
    case 'RequestVoteResponse':
      return requestVoteResponseReceived(turn, from, message);
    case 'PreVoteRequest':
      return preVoteReceived(turn, from, message);
    case 'PreVoteResponse':
      return preVoteResponseReceived(turn, from, message);
    case 'AppendEntriesRequest':
      return appendEntriesReceived(turn, from, message);
    case 'AppendEntriesResponse':
      appendEntriesResponseReceived(turn, from, message);
      return catchUpAnswered(turn, before, from);
    case 'ReadIndexRequest':
      return readIndexRequestReceived(turn, from, message);
    case 'ReadIndexResponse':
      return readIndexResponseReceived(turn, from, message);
    case 'InstallSnapshotRequest':
      return installSnapshotReceived(turn, from, message);
    case 'InstallSnapshotResponse':
      installSnapshotResponseReceived(turn, from, message);
      return catchUpAnswered(turn, before, from);
    case 'TimeoutNowRequest':
      return timeoutNowReceived(turn, from, message);
    default:
      return assertNever(message);
  }
}

/** P95: whoever answers may be the last to catch up, and then the configuration changes. */
function catchUpAnswered(turn: Turn, before: Server, from: ServerId): void {
  const leader = turn.server;
  if (leader.role !== 'leader' || before.role !== 'leader' || leader.change === null) return;
  const target = newcomerAnswered(turn, before, from);
  if (target !== null) beginChange(turn, leader, target);
}

/** An order is carried out by the mechanism that it is about, or refused with the decision of its rule. */
function orderReceived(turn: Turn, order: Order): void {
  switch (order.type) {
    case 'TransferLeadership':
      return transferOrdered(turn, order);
    case 'ChangeConfiguration':
      return changeOrdered(turn, order.change);
    case 'TakeSnapshot':
      return snapshotOrdered(turn, order);
    default:
      return assertNever(order);
  }
}

/** P5: whether something durable is different. */
export function needsPersist(before: Server, after: Server): boolean {
  return (
    before !== after &&
    (before.log !== after.log ||
      before.currentTerm !== after.currentTerm ||
      before.votedFor !== after.votedFor ||
      before.configuration !== after.configuration ||
      before.snapshot !== after.snapshot)
  );
}
