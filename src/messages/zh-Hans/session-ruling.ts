import { formatMs } from '../../base/time.ts';
import type { Decision } from '../../raft/rules.ts';
import { num, type Words } from '../en/values.ts';
import type { Scene } from '../types.ts';
import { row } from './values.ts';

type Values = Decision['values'];

/** P125: is there a session that can tell whether the command has run? */
export function sessionKnown(values: Values, { who }: Scene): Words {
  const isOpen = values['sessionOpen'] === true;
  const sequence = num(values, 'sequence');
  const kept = num(values, 'firstKept');
  return {
    why: isOpen
      ? `客户端说过，${kept} 之前的请求都已得到应答，所以 ${who} 忘掉了那些应答。请求 ${sequence} 正是其中之一：它可能执行过，因此现在不得执行。`
      : `会话没有开启：它已过期，应答也随之而去。这条命令可能执行过，因此现在不得执行。`,
    theirs: '命令',
    own: `${who} 有`,
    rows: [
      row('会话', '已指明', isOpen ? '开启' : '未开启', isOpen ? '已知' : '已过期', isOpen ? 'passed' : 'decides'),
      row('请求', sequence, `从 ${kept} 起`, isOpen ? '已忘掉' : '', isOpen ? 'decides' : 'notCompared'),
    ],
  };
}

/** P126: the command is there already. */
export function copyKnown(values: Values, { who }: Scene): Words {
  const at = num(values, 'copyAt');
  return {
    why: `客户端得不到应答就会再次请求，所以同一条命令可能来两次。这一条已在索引 ${at} 处：${who} 就那一条作答，不让任何事发生两次。`,
    theirs: '命令',
    own: `${who} 有`,
    rows: [row('副本', '这一条', `索引 ${at}`, '相同：只执行一次', 'decides')],
  };
}

/** P128: too many sessions, or one idle for too long. */
export function sessionOver(values: Values, { who }: Scene): Words {
  const sessions = num(values, 'sessions');
  const limit = num(values, 'sessionLimit');
  const idle = `${formatMs(num(values, 'idleUs'))} ms`;
  const timeout = `${formatMs(num(values, 'sessionTimeoutUs'))} ms`;
  const isCrowded = limit > 0 && sessions > limit;
  return {
    why: isCrowded
      ? `最多容纳 ${limit} 个会话，这会多出一个：最久未用的要让位。是哪一个全由日志决定，所以每台状态机都在同一条目处去掉同一个会话。`
      : `按条目所带的领导者时钟，这个会话已闲置 ${idle}，超过 ${timeout}。${who} 不看自己的时钟：以后重放日志的服务器必须得出同样的结果。`,
    theirs: '限度',
    own: `${who} 有`,
    rows: isCrowded
      ? [row('会话', limit, sessions, '多出一个', 'decides')]
      : [row('闲置', timeout, idle, '太久', 'decides')],
  };
}
