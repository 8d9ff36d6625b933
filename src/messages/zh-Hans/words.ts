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

/** One space between Chinese characters and Latin letters or digits, whichever word came to stand there. */
export function spaced(text: string): string {
  return text.replace(/(?<=\p{Script=Han})(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=\p{Script=Han})/gu, ' ');
}

/** `索引 4`, `索引 4 至 6`. */
export function indexes(first: number, last: number): string {
  return first === last ? `索引 ${first}` : `索引 ${first} 至 ${last}`;
}

/** `38.250 ms`. */
export function ms(us: number): string {
  return `${formatMs(us)} ms`;
}

/** A message as a noun: `心跳`, `RequestVote`, `选票`. */
export function nounOf(message: Wire): string {
  switch (message.type) {
    case 'RequestVoteRequest':
      return 'RequestVote';
    case 'RequestVoteResponse':
      return message.voteGranted ? '选票' : '拒绝投票';
    case 'PreVoteRequest':
      return 'PreVote';
    case 'PreVoteResponse':
      return message.voteGranted ? '预投票' : '拒绝预投票';
    case 'AppendEntriesRequest':
      return message.entries.count === 0 ? '心跳' : 'AppendEntries';
    case 'AppendEntriesResponse':
      return message.success ? '确认' : '拒绝';
    case 'ReadIndexRequest':
      return 'ReadIndex';
    case 'ReadIndexResponse':
      return message.readIndex === null ? '拒绝担保' : 'readIndex';
    case 'InstallSnapshotRequest':
      return 'InstallSnapshot';
    case 'InstallSnapshotResponse':
      return 'InstallSnapshot 应答';
    case 'Telling':
      return message.name;
    case 'TimeoutNowRequest':
      return 'TimeoutNow';
    case 'ClientRequest':
      return '请求';
    case 'RegisterClientRequest':
      return 'RegisterClient';
    case 'KeepAliveRequest':
      return '保活';
    case 'ClientResponse':
      return '应答';
    default:
      return assertNever(message);
  }
}

/** A message as a noun with what matters in it. */
export function thingOf(message: Wire): string {
  switch (message.type) {
    case 'RequestVoteRequest':
      return `任期 ${message.term} 的 RequestVote${message.byTransfer ? '（奉领导者之命）' : ''}`;
    case 'RequestVoteResponse':
      return message.voteGranted ? `任期 ${message.term} 的选票` : `任期 ${message.term} 的拒绝投票`;
    case 'PreVoteRequest':
      return `任期 ${message.term} 的 PreVote`;
    case 'PreVoteResponse':
      return message.voteGranted ? `任期 ${message.term} 的预投票` : `任期 ${message.term} 的拒绝预投票`;
    case 'AppendEntriesRequest': {
      const { first, count } = message.entries;
      if (count === 0) return `任期 ${message.term} 的心跳`;
      return `任期 ${message.term} 的 AppendEntries，带${indexes(first, first + count - 1)}`;
    }
    case 'AppendEntriesResponse':
      if (message.success && message.matchIndex === 0) return '确认';
      return message.success
        ? `到索引 ${message.matchIndex} 为止的确认`
        : `对索引 ${message.prevLogIndex} 之后内容的拒绝`;
    case 'ReadIndexRequest':
      return '对 readIndex 的询问';
    case 'ReadIndexResponse':
      return message.readIndex === null ? '拒绝为读担保' : `readIndex ${message.readIndex}`;
    case 'InstallSnapshotRequest': {
      const { lastIndex, offset, data, done } = message;
      const snapshot = `到索引 ${lastIndex} 的快照`;
      if (offset === 0 && done) return `带有整个${snapshot}的 InstallSnapshot`;
      return `带有${snapshot}第 ${offset + 1} 至 ${offset + data.count} 项的 InstallSnapshot`;
    }
    case 'InstallSnapshotResponse':
      return message.matchIndex > 0
        ? `“已有到索引 ${message.matchIndex} 的全部内容”的回报`
        : `“已有到索引 ${message.lastIndex} 的快照中 ${message.received} 项”的回报`;
    case 'Telling':
      return `消息 ${message.name}`;
    case 'TimeoutNowRequest':
      return `任期 ${message.term} 的 TimeoutNow`;
    case 'ClientRequest':
      return `请求“${formatOperation(message.operation)}”`;
    case 'RegisterClientRequest':
      return 'RegisterClient';
    case 'KeepAliveRequest':
      return `会话 ${message.session} 的保活`;
    case 'ClientResponse':
      return `应答“${answerOf(message)}”`;
    default:
      return assertNever(message);
  }
}

function answerOf(message: Extract<Wire, { readonly type: 'ClientResponse' }>): string {
  switch (message.status) {
    case 'ok':
      return resultOf(message.result);
    case 'redirect':
      return '请找领导者';
    case 'refused':
      return '不知道领导者';
    case 'transferring':
      return '领导权正在移交';
    case 'unknown':
      return '结果未知';
    default:
      return assertNever(message);
  }
}

const ERRORS = {
  notANumber: '不是数字',
  compareFailed: '值不相符',
  sessionExpired: '会话已过期',
} as const;

export function resultOf(result: Result): string {
  if (!result.ok) return ERRORS[result.error];
  return result.value === null ? '完成' : String(result.value);
}

export function commandOf(command: Command): string {
  if (command.kind === 'configuration') return `配置 ${formatCommand(command).replace(/^configuration /, '')}`;
  return command.kind === 'noop' ? 'no-op' : `“${formatCommand(command)}”`;
}

/** What an order tells a server to do: `把领导权移交给 S3`. */
export function orderOf(order: Order | Act, { name }: Scene): string {
  switch (order.type) {
    case 'TransferLeadership':
      return `把领导权移交给 ${name(order.to)}`;
    case 'ChangeConfiguration':
      return changeOf(order.change, name);
    case 'Act':
      return `做“${order.what}”`;
    case 'TakeSnapshot':
      return '拍摄快照';
    default:
      return assertNever(order);
  }
}

export function timerOf(timer: number, scene: Scene): string {
  if (scene.self !== null && isClient(scene.self)) return '超时定时器';
  if (scene.name.isLesson === true) return '定时器';
  return timer === ELECTION_TIMER ? '选举定时器' : '心跳定时器';
}

export function reasonOf(reason: FinishedOperation['reason']): string {
  switch (reason) {
    case 'applied':
      return '它的条目已应用';
    case 'noLeaderKnown':
      return '服务器不知道谁是领导者，什么也没有追加';
    case 'transferInProgress':
      return '领导者正在移交领导权，什么也没有追加';
    case 'tooManyRedirects':
      return '它被转来转去太多次，什么也没有追加';
    case 'leadershipLost':
      return '条目尚在途中，领导者就失去了领导权；其他服务器仍可能提交它';
    case 'timeout':
      return '没有及时得到应答；是否已执行尚无定论';
    case 'sessionExpired':
      return '它的会话已过期，谁也说不清是否已执行';
    case 'noSession':
      return '客户端没能取得会话，因此没有发出请求';
    default:
      return assertNever(reason);
  }
}

const PPM_PER_PERCENT = 10_000;

/** How a clock runs (P59): `走得准`, `快 10 %`, `慢 2.5 %`. */
export function clockRate(ratePpm: number): string {
  const percent = (ratePpm - TRUE_RATE_PPM) / PPM_PER_PERCENT;
  if (percent === 0) return '走得准';
  return `${percent > 0 ? '快' : '慢'} ${Math.abs(percent)} %`;
}
