import type { TraceEvent } from '../../cluster/types.ts';
import { principalOf } from '../principal.ts';
import type { Messages } from '../table.ts';
import type { NameOf } from '../types.ts';
import { nounOf } from './event-words.ts';
import { describe } from './events.ts';
import { list } from './why-not-words.ts';
import { spaced } from './words.ts';

/** The panel in which a person chooses what happens next. */
export const choices: Messages['choices'] = {
  region: '选择下一个事件',
  title: '接下来发生什么？',
  about: (ms) => `时间停在 ${ms} ms。被跳过的会晚来，绝不会早来。`,
  keys: '按 1 至 9，或用 ↑ ↓ 和 Enter。Backspace 收回上一个。',
  leave: '让时间继续',
  takeBack: '收回上一个',
  nothing: '不会自行发生任何事：没有消息在途，也没有定时器在运行。',
  from: (noun, sender) => spaced(`${sender} 的${noun}`),
  election: '选举定时器',
  heartbeat: '心跳定时器',
  timeout: '超时定时器',
  write: '磁盘写入',
  due: (ms) => `${ms} ms`,
  overdue: '已逾期',
  held: '被扣住',
  frozen: '已冻结',
  command: '发送命令…',
  would,
};

/** What a step played on trial comes to, in a few words: `结果：S2 投票给 S1 (P21)`. */
function would(events: readonly TraceEvent[], name: NameOf): string {
  const principal = principalOf(events);
  if (principal === null) return '不会发生任何事。';
  const { title, ruling } = describe(principal, name);
  const who = principal.server === null ? '' : name(principal.server);
  const words = spaced(`结果：${plainly(principal, who, sendings(events, who, name)) ?? title}`);
  return ruling === null ? words : `${words} (${ruling.rule})`;
}

/** What leaves in the step: `S1 向 S2 和 S3 发送心跳`; null when nothing does. */
function sendings(events: readonly TraceEvent[], who: string, name: NameOf): string | null {
  const sent = events.flatMap(({ fact }) => (fact.type === 'MessageSent' ? [fact.envelope] : []));
  const [first] = sent;
  if (first === undefined) return null;
  const receivers = new Set(sent.map(({ to }) => to));
  return `${who} 向 ${list([...receivers], name)} 发送${nounOf(first.message)}`;
}

/** What has better words than its title. */
function plainly({ fact }: TraceEvent, who: string, sends: string | null): string | null {
  switch (fact.type) {
    case 'MessageReceived':
      return sends ?? `${who} 收到它，别无其他`;
    case 'MessageLost':
      return fact.reason === 'down' ? `无人接收：${who} 已停机` : '它会丢失';
    case 'MessageWaits':
      return `它要等 ${who} 恢复`;
    case 'TimerFired':
      return sends ?? '什么也不会发生';
    case 'WriteCompleted':
      return sends === null ? '它已安全落盘' : `它已安全落盘，且 ${sends}`;
    default:
      return null;
  }
}
