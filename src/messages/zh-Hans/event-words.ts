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

/** Words that the sentences about events share. They come after the first picture; `words.ts` comes with it. */

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
      return message.voteGranted ? '选票' : '拒绝投票的应答';
    case 'PreVoteRequest':
      return 'PreVote';
    case 'PreVoteResponse':
      return message.voteGranted ? '预投票' : '拒绝预投票的应答';
    case 'AppendEntriesRequest':
      return message.entries.count === 0 ? '心跳' : 'AppendEntries';
    case 'AppendEntriesResponse':
      return message.success ? '确认' : '拒绝';
    case 'ReadIndexRequest':
      return 'ReadIndex';
    case 'ReadIndexResponse':
      return message.readIndex === null ? '拒绝担保的应答' : 'readIndex';
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

export function commandOf(command: Command): string {
  if (command.kind === 'configuration') {
    const written = formatCommand(command)
      .replace(/^configuration /, '')
      .replaceAll(',', '、');
    return `配置 ${written.replace(/ learners (.*)$/, '（学习者 $1）')}`;
  }
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
  if (scene.name.isLesson === true) return '定时器';
  if (scene.self !== null && isClient(scene.self)) return '超时定时器';
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

const ACTIONS: Readonly<Record<string, string>> = {
  crash: '崩溃',
  restart: '重启',
  pause: '暂停',
  resume: '恢复',
  wipe: '清空磁盘',
  join: '启动',
  cut: '切断',
  heal: '修复',
  partition: '划分网络',
  healAll: '修复全部链路',
  setLink: '更改链路',
  drop: '丢弃',
  hold: '扣住',
  release: '放行',
  deliver: '投递',
  duplicate: '复制',
  delay: '延迟',
  fireTimer: '触发定时器',
  freezeTimer: '冻结定时器',
  unfreezeTimer: '放开定时器',
  setClock: '调整时钟',
  takeMessage: '接下来这条消息',
  takeTimer: '接下来这个定时器',
  takeWrite: '接下来这次写入',
  tell: '指令',
};

/** What was to be done, by its name in a scenario. */
export function actionOf(action: string): string {
  return ACTIONS[action] ?? action;
}

const REASONS: Readonly<Record<string, string>> = {
  'there is no such server yet': '还没有这台服务器',
  'it is not the next server': '它不是下一台服务器',
  'the message is not on its way': '消息不在途中',
  'this timer is not running': '这个定时器没有运行',
  'this write is not the next one of its disk': '这不是磁盘的下一次写入',
  'it is down already': '它已停机',
  'it is running': '它在运行',
  'it is not running': '它没有运行',
  'it is not paused': '它没有暂停',
  'it is paused': '它已暂停',
  'it is down': '它已停机',
  'it is cut already': '已经切断',
  'it is not cut': '没有切断',
  'it is held already': '已经扣住',
  'it is not held': '没有扣住',
  'nothing would change': '不会有任何变化',
  'it runs at this rate already': '它已按此快慢运行',
};

/** Why it did nothing, by what the engine says. */
export function vainOf(reason: string): string {
  return REASONS[reason] ?? reason;
}
