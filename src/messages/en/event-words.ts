import { assertNever } from '../../base/assert.ts';
import { formatMs } from '../../base/time.ts';
import { formatCommand } from '../../cluster/command-text.ts';
import { ELECTION_TIMER, type FinishedOperation, type Wire } from '../../cluster/types.ts';
import type { Act } from '../../lessons/process.ts';
import type { Command } from '../../raft/command.ts';
import type { Order } from '../../raft/orders.ts';
import { TRUE_RATE_PPM } from '../../sim/clock.ts';
import { isClient } from '../../sim/types.ts';
import type { Scene } from '../types.ts';
import { changeOf } from './change-text.ts';

/** Words that come with the first panel which speaks about events. */

/** `38.250 ms`. */
export function ms(us: number): string {
  return `${formatMs(us)} ms`;
}

/** `a vote`, `an acknowledgement`, `an AppendEntries`. */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
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
