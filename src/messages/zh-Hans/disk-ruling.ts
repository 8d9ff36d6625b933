import type { Decision } from '../../raft/rules.ts';
import { compare, num, type Words } from '../en/values.ts';
import type { Scene } from '../types.ts';
import { row } from './values.ts';

type Values = Decision['values'];

/** P9: what a write says that ended, against what has become of the log since it began. */
export function overtakenWrite(values: Values, { who }: Scene, outcome: boolean): Words {
  const lastIndex = num(values, 'lastIndex');
  const replaced = values['replacedFrom'] ?? null;
  const there = values['termThere'] ?? null;
  const again = there === values['lastTerm'];
  return {
    why: outcome
      ? `写到索引 ${lastIndex} 的正是 ${who} 现在那里的内容，其间没有被替换过。所以它算作已存。`
      : again
        ? `所写的内容如今又在索引 ${lastIndex} 处，但其间 ${who} 那里曾是别的内容，而那次写入仍在去往磁盘的途中。只有此后的那次写入才能说明这个条目是安全的。`
        : `这次写入的索引 ${lastIndex} 属于另一个任期，与 ${who} 现在那里的不同。对替换它的条目，它说明不了什么。`,
    theirs: '写入',
    own: `${who} 有`,
    rows: [
      row('末尾的任期', values['lastTerm'] ?? null, there, again ? '相同' : '不同', again ? 'passed' : 'decides'),
      row(
        '替换起点',
        lastIndex,
        replaced,
        again ? (outcome ? '写入开始后未被替换：算数' : '写入开始后被替换：不算') : '',
        again ? 'decides' : 'notCompared',
      ),
    ],
  };
}

/** P47: what was rejected, against what is known to be stored. */
export function pipelineRolledBack(values: Values, { who }: Scene, outcome: boolean): Words {
  const rejected = num(values, 'prevLogIndex');
  const stored = num(values, 'matchIndex');
  return {
    why: outcome
      ? `跟随者缺少所发内容之前的条目：索引 ${rejected} 不在它的日志中，或者不同。${who} 只确知它有索引 ${stored}，于是退回那里，重发其余部分。`
      : `这个拒绝针对索引 ${rejected}，但 ${who} 已知道跟随者存有索引 ${stored}：这是旧的应答。`,
    theirs: '被拒绝',
    own: `${who} 所知`,
    rows: [row('索引', rejected, stored, `${compare(rejected, stored)}：${outcome ? '退回' : '忽略'}`, 'decides')],
  };
}

/** P48: how much is under way, against how much may be. */
export function windowFull(values: Values, { who }: Scene): Words {
  const underWay = num(values, 'underWay');
  const limit = num(values, 'maxInFlight');
  return {
    why: `发往这个跟随者、带有条目的请求有 ${underWay} 个在途，上限为 ${limit}。其中一个得到确认，${who} 就继续发送。`,
    theirs: '限度',
    own: `${who} 有`,
    rows: [row('在途请求', limit, underWay, '等待', 'decides')],
  };
}
