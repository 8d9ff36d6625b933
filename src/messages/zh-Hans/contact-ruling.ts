import { formatMs } from '../../base/time.ts';
import type { Decision } from '../../raft/rules.ts';
import { compare, num, type Words } from '../en/values.ts';
import type { Scene } from '../types.ts';
import { row } from './values.ts';

type Values = Decision['values'];

function ms(values: Values, name: string): string {
  return `${formatMs(num(values, name))} ms`;
}

/** P61: how long no majority has answered, and how long it may take. */
export function lostQuorum(values: Values, { who }: Scene): Words {
  const since = ms(values, 'sinceContactUs');
  const limit = ms(values, 'electionTimeoutUs');
  return {
    why: `上一次多数派应答是在 ${since} 前，而选举超时为 ${limit}。没有多数派，${who} 什么也无法提交，而多数派那边可能已有别的领导者：它退位，好让客户端另寻他处。`,
    theirs: '限度',
    own: `${who} 有`,
    rows: [row('没有多数派', limit, since, '太久：退位', 'decides')],
  };
}

/** P76: a fresh contact with the leader against somebody who wants to be the next one. */
export function inContact(values: Values, { who }: Scene): Words {
  const since = ms(values, 'sinceContactUs');
  const limit = ms(values, 'electionTimeoutUs');
  const theirs = num(values, 'requestTerm');
  const own = num(values, 'currentTerm');
  return {
    why: `上次联系是在 ${since} 前，不到一个选举超时 ${limit}：领导者存在，而且正常工作。${who} 不让任何人打扰它，甚至不采用候选人的任期。`,
    theirs: '请求或限度',
    own: `${who} 有`,
    rows: [
      row('任期', theirs, own, compare(theirs, own), 'passed'),
      row('上次联系', limit, since, '刚联系过：不理会', 'decides'),
    ],
  };
}
