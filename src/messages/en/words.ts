import { assertNever } from '../../base/assert.ts';
import { formatMs } from '../../base/time.ts';
import { formatCommand, formatOperation } from '../../cluster/command-text.ts';
import type { Result } from '../../cluster/machine.ts';
import { ELECTION_TIMER, type FinishedOperation, type Wire } from '../../cluster/types.ts';
import type { Act } from '../../lessons/process.ts';
import type { Command } from '../../raft/command.ts';
import type { Order } from '../../raft/orders.ts';
import { TRUE_RATE_PPM } from '../../sim/clock.ts';
import { isClient } from '../../sim/types.ts';
import type { Scene } from '../types.ts';
import { changeOf } from './change-text.ts';

/** `1 entry`, `3 entries`. */
export function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** `index 4`, `indexes 4 to 6`. */
export function indexes(first: number, last: number): string {
  return first === last ? `index ${first}` : `indexes ${first} to ${last}`;
}

/** `38.250 ms`. */
export function ms(us: number): string {
  return `${formatMs(us)} ms`;
}

/** A message as a noun without article: `heartbeat`, `RequestVote`, `vote`. */
export function nounOf(message: Wire): string {
  switch (message.type) {
    case 'RequestVoteRequest':
      return 'RequestVote';
    case 'RequestVoteResponse':
      return message.voteGranted ? 'vote' : 'refusal to vote';
    case 'PreVoteRequest':
      return 'PreVote';
    case 'PreVoteResponse':
      return message.voteGranted ? 'pre-vote' : 'refused pre-vote';
    case 'AppendEntriesRequest':
      return message.entries.count === 0 ? 'heartbeat' : 'AppendEntries';
    case 'AppendEntriesResponse':
      return message.success ? 'acknowledgement' : 'rejection';
    case 'ReadIndexRequest':
      return 'ReadIndex';
    case 'ReadIndexResponse':
      return message.readIndex === null ? 'refusal to vouch' : 'readIndex';
    case 'InstallSnapshotRequest':
      return 'InstallSnapshot';
    case 'InstallSnapshotResponse':
      return 'answer to InstallSnapshot';
    case 'TimeoutNowRequest':
      return 'TimeoutNow';
    case 'ClientRequest':
      return 'request';
    case 'RegisterClientRequest':
      return 'RegisterClient';
    case 'KeepAliveRequest':
      return 'keep-alive';
    case 'ClientResponse':
      return 'answer';
    case 'Telling':
      return message.name;
    default:
      return assertNever(message);
  }
}

/** A message as a noun with article and what matters in it. */
export function thingOf(message: Wire): string {
  switch (message.type) {
    case 'RequestVoteRequest':
      return `a RequestVote for term ${message.term}${message.byTransfer ? ', told to by the leader' : ''}`;
    case 'RequestVoteResponse':
      return message.voteGranted ? `its vote for term ${message.term}` : `a refusal to vote, term ${message.term}`;
    case 'PreVoteRequest':
      return `a PreVote for term ${message.term}`;
    case 'PreVoteResponse':
      return message.voteGranted
        ? `its pre-vote for term ${message.term}`
        : `a refusal to pre-vote, term ${message.term}`;
    case 'AppendEntriesRequest': {
      const { first, count: number } = message.entries;
      if (number === 0) return `a heartbeat of term ${message.term}`;
      return `an AppendEntries of term ${message.term} with ${indexes(first, first + number - 1)}`;
    }
    case 'AppendEntriesResponse':
      if (message.success && message.matchIndex === 0) return 'an acknowledgement';
      return message.success
        ? `an acknowledgement up to index ${message.matchIndex}`
        : `a rejection of what follows index ${message.prevLogIndex}`;
    case 'ReadIndexRequest':
      return 'a question for a readIndex';
    case 'ReadIndexResponse':
      return message.readIndex === null ? 'a refusal to vouch for a read' : `the readIndex ${message.readIndex}`;
    case 'InstallSnapshotRequest': {
      const { lastIndex, offset, data, done } = message;
      const snapshot = `snapshot up to index ${lastIndex}`;
      if (offset === 0 && done) return `an InstallSnapshot with the whole ${snapshot}`;
      return `an InstallSnapshot with items ${offset + 1} to ${offset + data.count} of the ${snapshot}`;
    }
    case 'InstallSnapshotResponse':
      return message.matchIndex > 0
        ? `word that it has everything up to index ${message.matchIndex}`
        : `word that it has ${count(message.received, 'item', 'items')} of the snapshot up to index ${message.lastIndex}`;
    case 'TimeoutNowRequest':
      return `a TimeoutNow of term ${message.term}`;
    case 'ClientRequest':
      return `the request “${formatOperation(message.operation)}”`;
    case 'RegisterClientRequest':
      return 'a RegisterClient';
    case 'KeepAliveRequest':
      return `a keep-alive of session ${message.session}`;
    case 'ClientResponse':
      return `the answer “${answerOf(message)}”`;
    case 'Telling':
      return `the message ${message.name}`;
    default:
      return assertNever(message);
  }
}

function answerOf(message: Extract<Wire, { readonly type: 'ClientResponse' }>): string {
  switch (message.status) {
    case 'ok':
      return resultOf(message.result);
    case 'redirect':
      return 'ask the leader';
    case 'refused':
      return 'no leader known';
    case 'transferring':
      return 'leadership is being handed over';
    case 'unknown':
      return 'outcome unknown';
    default:
      return assertNever(message);
  }
}

const ERRORS = {
  notANumber: 'not a number',
  compareFailed: 'the value differs',
  sessionExpired: 'the session has expired',
} as const;

export function resultOf(result: Result): string {
  if (!result.ok) return ERRORS[result.error];
  return result.value === null ? 'done' : String(result.value);
}

export function commandOf(command: Command): string {
  if (command.kind === 'configuration') return `the ${formatCommand(command)}`;
  return command.kind === 'noop' ? 'the no-op' : `“${formatCommand(command)}”`;
}

/** What an order tells a server to do, as an infinitive: `hand its leadership to S3`. */
export function orderOf(order: Order | Act, { name }: Scene): string {
  switch (order.type) {
    case 'TransferLeadership':
      return `hand its leadership to ${name(order.to)}`;
    case 'ChangeConfiguration':
      return changeOf(order.change, name);
    case 'TakeSnapshot':
      return 'take a snapshot';
    case 'Act':
      return `do “${order.what}”`;
    default:
      return assertNever(order);
  }
}

export function timerOf(timer: number, scene: Scene): string {
  if (scene.name.isLesson === true) return 'timer';
  if (scene.self !== null && isClient(scene.self)) return 'timeout';
  return timer === ELECTION_TIMER ? 'election timer' : 'heartbeat timer';
}

export function reasonOf(reason: FinishedOperation['reason']): string {
  switch (reason) {
    case 'applied':
      return 'its entry was applied';
    case 'noLeaderKnown':
      return 'the server knew no leader, and appended nothing';
    case 'transferInProgress':
      return 'the leader was handing its leadership over, and appended nothing';
    case 'tooManyRedirects':
      return 'it was sent from server to server too often, and nothing was appended';
    case 'leadershipLost':
      return 'the leader lost its office while the entry was on its way; others may still commit it';
    case 'timeout':
      return 'no answer came in time; whether it was carried out is open';
    case 'sessionExpired':
      return 'its session has expired, so nobody can tell whether it was carried out';
    case 'noSession':
      return 'the client could not get a session, and did not ask without one';
    default:
      return assertNever(reason);
  }
}

const PPM_PER_PERCENT = 10_000;

/** How a clock runs (P59): `runs true`, `runs 10 % fast`, `runs 2.5 % slow`. */
export function clockRate(ratePpm: number): string {
  const percent = (ratePpm - TRUE_RATE_PPM) / PPM_PER_PERCENT;
  if (percent === 0) return 'runs true';
  return `runs ${Math.abs(percent)} % ${percent > 0 ? 'fast' : 'slow'}`;
}
