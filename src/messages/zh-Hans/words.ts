import { assertNever } from '../../base/assert.ts';
import { formatOperation } from '../../cluster/command-text.ts';
import type { Result } from '../../cluster/machine.ts';
import type { Wire } from '../../cluster/types.ts';

/** Words that the first picture needs: it says what is on its way. */

/** One space between Chinese characters and Latin letters or digits, whichever word came to stand there. */
export function spaced(text: string): string {
  return text.replace(/(?<=\p{Script=Han})(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=\p{Script=Han})/gu, ' ');
}

/** `索引 4`, `索引 4 至 6`. */
export function indexes(first: number, last: number): string {
  return first === last ? `索引 ${first}` : `索引 ${first} 至 ${last}`;
}

/** A message as a noun with what matters in it. */
export function thingOf(message: Wire): string {
  switch (message.type) {
    case 'RequestVoteRequest':
      return `任期 ${message.term} 的 RequestVote${message.byTransfer ? '（奉领导者之命）' : ''}`;
    case 'RequestVoteResponse':
      return message.voteGranted ? `任期 ${message.term} 的选票` : `任期 ${message.term} 的应答“拒绝投票”`;
    case 'PreVoteRequest':
      return `任期 ${message.term} 的 PreVote`;
    case 'PreVoteResponse':
      return message.voteGranted ? `任期 ${message.term} 的预投票` : `任期 ${message.term} 的应答“拒绝预投票”`;
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
      return message.readIndex === null ? '应答“拒绝为读担保”' : `readIndex ${message.readIndex}`;
    case 'InstallSnapshotRequest': {
      const { lastIndex, offset, data, done } = message;
      if (offset === 0 && done) return `InstallSnapshot，带有到索引 ${lastIndex} 的整个快照`;
      const items = data.count === 1 ? `第 ${offset + 1} 项` : `第 ${offset + 1} 至 ${offset + data.count} 项`;
      return `InstallSnapshot，带有到索引 ${lastIndex} 的快照的${items}`;
    }
    case 'InstallSnapshotResponse':
      return message.matchIndex > 0
        ? `应答“已有到索引 ${message.matchIndex} 的全部内容”`
        : `应答“已有到索引 ${message.lastIndex} 的快照中 ${message.received} 项”`;
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
