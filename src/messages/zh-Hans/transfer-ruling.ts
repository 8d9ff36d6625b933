import { formatMs } from '../../base/time.ts';
import type { Decision } from '../../raft/rules.ts';
import { compare, num, type Words } from '../en/values.ts';
import type { Scene } from '../types.ts';
import { row } from './values.ts';

type Values = Decision['values'];

/** P80: how much of the leader's log the target is known to store. */
export function caughtUp(values: Values, { who }: Scene): Words {
  const match = num(values, 'matchIndex');
  const last = num(values, 'lastLogIndex');
  return {
    why: `已知目标存有到索引 ${match} 的一切，而 ${who} 的日志止于 ${last}。没有哪个投票者的日志更新，它现在参选就会当选。`,
    theirs: '目标',
    own: `${who} 有`,
    rows: [row('最后索引', match, last, `${compare(match, last)}：让它参选`, 'decides')],
  };
}

/** P81: how long the transfer has lasted, and how long it may. */
export function transferTime(values: Values, { who }: Scene, outcome: boolean): Words {
  const since = `${formatMs(num(values, 'sinceStartUs'))} ms`;
  const limit = `${formatMs(num(values, 'electionTimeoutUs'))} ms`;
  return {
    why: outcome
      ? `移交始于 ${since} 前，最多可持续一个选举超时，即 ${limit}。移交期间谁的命令都不接受：与其久等，不如继续领导。`
      : `给同一服务器的移交始于 ${since} 前，可持续 ${limit}。再要求一次并不会得到更多时间。`,
    theirs: '限度',
    own: `${who} 有`,
    rows: [row('移交进行了', limit, since, outcome ? '太久：放弃' : '继续', 'decides')],
  };
}

/** P82: who can be told to hand over, and to whom. */
export function transferOrder(values: Values, { who }: Scene, outcome: boolean): Words {
  const needed = [
    ['允许移交', 'enabled', true],
    ['领导者', 'isLeader', true],
    ['目标有投票权', 'targetIsVoter', true],
    ['目标是它自己', 'targetIsSelf', false],
  ] as const;
  const broken = needed.find(([, name, wanted]) => values[name] !== wanted);
  const at = broken === undefined ? needed.length - 1 : needed.indexOf(broken);
  return {
    why: outcome
      ? `${who} 是领导者，目标是另一台有投票权的服务器：它可以当选并取代 ${who}。`
      : whyNot(broken?.[1] ?? 'enabled', who),
    theirs: '需要',
    own: '现有',
    rows: needed.map(([label, name, wanted], place) => {
      const weight = place < at ? 'passed' : place === at ? 'decides' : 'notCompared';
      const verdict = weight === 'decides' ? (outcome ? '移交' : '不移交') : '';
      return row(label, wanted, values[name] ?? null, weight === 'notCompared' ? '不比较' : verdict, weight);
    }),
  };
}

function whyNot(name: 'enabled' | 'isLeader' | 'targetIsVoter' | 'targetIsSelf', who: string): string {
  switch (name) {
    case 'enabled':
      return `这个集群关闭了领导权移交，${who} 就当没有听见。`;
    case 'isLeader':
      return `只有领导者才能移交领导权，而 ${who} 不是。`;
    case 'targetIsVoter':
      return `只有有投票权的服务器才能成为领导者，而目标没有投票权。`;
    case 'targetIsSelf':
      return `${who} 已经是领导者：没有什么要移交给自己。`;
  }
}

/** P84: who is told to stand, and can. */
export function toldToStand(values: Values, { who }: Scene, outcome: boolean): Words {
  const leads = values['isLeader'] === true;
  return {
    why: outcome
      ? `领导者让 ${who} 参选：它不等自己的定时器，也不问任何人选举是否有意义。`
      : leads
        ? `${who} 已经是领导者。`
        : `${who} 在自己的配置中没有投票权，所以不参加选举。`,
    theirs: '需要',
    own: `${who} 是`,
    rows: [
      row('领导者', false, values['isLeader'] ?? null, leads ? '忽略' : '', leads ? 'decides' : 'passed'),
      row('投票者', true, values['isVoter'] ?? null, outcome ? '参选' : '忽略', leads ? 'notCompared' : 'decides'),
    ],
  };
}

/** P85: what the TimeoutNow says against what is so by now. */
export function staleOrder(values: Values, { who }: Scene): Words {
  const theirs = num(values, 'requestTerm');
  const own = num(values, 'currentTerm');
  const sent = num(values, 'leaderLastLogIndex');
  const last = num(values, 'lastLogIndex');
  const old = theirs < own;
  return {
    why: old
      ? `这个 TimeoutNow 属于任期 ${theirs}，而 ${who} 处于任期 ${own}：发送者已不再领导。`
      : `发送 TimeoutNow 时领导者的日志止于索引 ${sent}，而 ${who} 的止于 ${last}：它指的是另一个时刻。领导者可能已放弃移交，并仍凭自己的领导权行事。`,
    theirs: 'TimeoutNow',
    own: `${who} 有`,
    rows: [
      row('任期', theirs, own, `${compare(theirs, own)}${old ? '：忽略' : ''}`, old ? 'decides' : 'passed'),
      row('最后索引', sent, last, old ? '不比较' : `${compare(sent, last)}：忽略`, old ? 'notCompared' : 'decides'),
    ],
  };
}

/** P86: why a leader refuses a command. */
export function handingOver(values: Values, { who, name }: Scene): Words {
  const target = name(num(values, 'transferTo'));
  return {
    why: `${who} 是领导者，但正移交给 ${target}。新条目会让 ${target} 又缺少内容，所以在知道移交结果之前，${who} 一条也不接受。`,
    theirs: '需要',
    own: `${who} 有`,
    rows: [row('移交给', null, target, '拒绝', 'decides')],
  };
}
