import { formatMs } from '../../base/time.ts';
import type { Decision } from '../../raft/rules.ts';
import { compare, num, type Words } from '../en/values.ts';
import type { Scene } from '../types.ts';
import { row } from './values.ts';

type Values = Decision['values'];

/** P130: an own committed entry, a round that began later, and enough applied. */
export function confirmedRead(values: Values, { who }: Scene): Words {
  const term = num(values, 'currentTerm');
  const there = num(values, 'termAtCommitIndex');
  const round = num(values, 'round');
  const confirmed = num(values, 'confirmedRound');
  const index = num(values, 'readIndex');
  const applied = num(values, 'lastApplied');
  const late = confirmed < round;
  return {
    why:
      there !== term
        ? `${who} 领导任期 ${term}，却还没有在其中提交过任何条目：它可能不知道此前已提交的全部内容。它仍然作答。`
        : late
          ? `提问到来之后，没有谁告诉过 ${who} 它仍在领导：可能已有别的领导者改了值。它仍然作答。`
          : `多数派已应答一轮在提问之后才开始的 AppendEntries，所以 ${who} 当时仍在领导，此前提交的一切都在索引 ${index} 或更低处。它已应用到那里，因此它所持有的不比提问更旧。`,
    theirs: '需要',
    own: `${who} 有`,
    rows: [
      row(
        'commitIndex 处的任期',
        term,
        there,
        there === term ? '本任期' : '较旧的任期',
        there === term ? 'passed' : 'decides',
      ),
      row('已应答的轮次', round, confirmed, late ? '尚未' : '在其后开始', there === term ? 'decides' : 'notCompared'),
      row('已应用', index, applied, compare(applied, index), 'passed'),
    ],
  };
}

/** P131: the leader has vouched for an index, and the server has applied that much. */
export function appliedRead(values: Values, { who }: Scene, outcome: boolean): Words {
  const index = num(values, 'readIndex');
  const seen = num(values, 'minIndex');
  const applied = num(values, 'lastApplied');
  const enough = Math.max(index, seen);
  return {
    why:
      outcome && applied >= enough
        ? `提问到来时已提交的一切都在索引 ${index} 或更低处，而 ${who} 已应用到 ${applied}。所以它的应答不比提问更旧。`
        : `这次读必须看到截至索引 ${enough} 的一切，而 ${who} 只应用到 ${applied}。`,
    theirs: '需要',
    own: `${who} 有`,
    rows: [
      row('readIndex', index, applied, compare(applied, index), seen > index ? 'passed' : 'decides'),
      row('客户端见过的', seen, applied, compare(applied, seen), seen > index ? 'decides' : 'passed'),
    ],
  };
}

/** P132: how long the lease still runs, and whether it can be relied on. */
export function leaseRead(values: Values, { who }: Scene): Words {
  const now = num(values, 'localUs');
  const until = num(values, 'leaseUntilUs');
  const term = num(values, 'currentTerm');
  const there = num(values, 'termAtCommitIndex');
  const own = there === term;
  const runs = now < until;
  return {
    why: leaseWhy(values, who),
    theirs: '需要',
    own: `${who} 有`,
    rows: [
      row('commitIndex 处的任期', term, there, own ? '本任期' : '较旧的任期', own ? 'passed' : 'decides'),
      row(
        '时钟',
        until === 0 ? '租约结束之前' : `${formatMs(until)} ms 之前`,
        `${formatMs(now)} ms`,
        runs ? '租约有效' : '没有租约',
        !own ? 'notCompared' : runs ? 'passed' : 'decides',
      ),
      row(
        '正在移交',
        false,
        values['mayBeReplaced'] ?? null,
        values['mayBeReplaced'] === true ? '租约作废' : '租约有效',
        own && runs ? 'decides' : 'notCompared',
      ),
    ],
  };
}

function leaseWhy(values: Values, who: string): string {
  const now = num(values, 'localUs');
  const until = num(values, 'leaseUntilUs');
  const term = num(values, 'currentTerm');
  if (num(values, 'termAtCommitIndex') !== term) {
    return `${who} 在任期 ${term} 还没有提交过任何条目，可能不知道此前已提交的全部内容。`;
  }
  if (until === 0) return `${who} 没有租约：还没有多数派应答过它的一轮。它像 ReadIndex 那样发起一轮。`;
  if (now >= until) {
    return `按 ${who} 的时钟，租约在 ${formatMs(now - until)} ms 前到期：可能已有别的领导者。它像 ReadIndex 那样发起一轮。`;
  }
  if (values['mayBeReplaced'] === true) {
    return `${who} 已请别的服务器接任，而投票者受命协助，不论曾作何承诺。它的租约作废。`;
  }
  return `多数派在一段时间内不会投票给别人，按 ${who} 的时钟还有 ${formatMs(until - now)} ms。所以不可能有别人改过什么：它不经询问，立即应答。`;
}

/** P133: the client has seen an index, and the server has applied that much. */
export function monotonicRead(values: Values, { who }: Scene): Words {
  const seen = num(values, 'minIndex');
  const applied = num(values, 'lastApplied');
  return {
    why: `客户端得到过截至索引 ${seen} 的应答，而 ${who} 已应用到 ${applied}：对这个客户端来说时间不会倒流。其他服务器可能已走得更远。`,
    theirs: '客户端',
    own: `${who} 有`,
    rows: [row('已应用', seen, applied, compare(applied, seen), 'decides')],
  };
}
