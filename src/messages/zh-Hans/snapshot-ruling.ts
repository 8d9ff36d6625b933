import type { Decision } from '../../raft/rules.ts';
import { compare, num, type Words } from '../en/values.ts';
import type { Scene } from '../types.ts';
import { row } from './values.ts';

type Values = Decision['values'];

/** P108: what is applied against what the last snapshot covers. */
export function snapshotNow(values: Values, { who }: Scene, outcome: boolean): Words {
  const applied = num(values, 'lastApplied');
  const covered = num(values, 'snapshotIndex');
  const why = outcome
    ? `${who} 已应用到索引 ${applied} 的一切：状态机代表了它们的全部，而已应用的都已提交，谁也不会再收回。`
    : applied === 0
      ? `${who} 还没有应用任何条目，快照没有可代表的内容。`
      : `上次快照已覆盖索引 ${covered}，此后 ${who} 没有应用过任何条目。`;
  return {
    why,
    theirs: '已应用',
    own: '已覆盖',
    rows: [row('索引', applied, covered, `${compare(applied, covered)}：${outcome ? '拍摄' : '拒绝'}`, 'decides')],
  };
}

/** P111: how long the log of applied entries is, and how long it may get. */
export function snapshotDue(values: Values, { who }: Scene): Words {
  const applied = num(values, 'applied');
  const entries = num(values, 'snapshotEntries');
  const factor = num(values, 'snapshotFactor');
  const size = num(values, 'previousSize');
  const limit = Math.max(entries, factor * size);
  const because = factor * size > entries ? `上次快照 ${size} 项的 ${factor} 倍` : `拍摄快照所需的 ${entries} 条`;
  return {
    why: `${who} 的日志中有 ${applied} 个已应用的条目，达到${because}。它们的效果都在状态机里，所以快照可以代替它们。`,
    theirs: '限度',
    own: `${who} 有`,
    rows: [row('已应用的条目', limit, applied, '够了：拍摄快照', 'decides')],
  };
}

/** P112: the entry that a follower needs against the last one that is gone. */
export function snapshotNeeded(values: Values, { who }: Scene): Words {
  const next = num(values, 'nextIndex');
  const gone = num(values, 'discardedTo');
  return {
    why: `跟随者接下来需要索引 ${next}，而 ${who} 已丢弃到索引 ${gone} 为止的日志。只有快照还说得出那里曾有什么。`,
    theirs: '需要',
    own: '已丢弃到',
    rows: [row('索引', next, gone, `${compare(next, gone)}：发送快照`, 'decides')],
  };
}

/** P114: where a chunk begins against where the last one ended. */
export function chunkInOrder(values: Values, { who }: Scene, outcome: boolean): Words {
  const offset = num(values, 'offset');
  const received = num(values, 'received');
  const why = outcome
    ? `这一块始于 ${offset}，正是 ${who} 需要的位置。`
    : offset < received
      ? `${who} 的快照已到 ${received}：始于 ${offset} 的这一块它已有了。`
      : `这一块始于 ${offset}，但 ${who} 的快照只到 ${received}：它不留空洞。`;
  return {
    why,
    theirs: '块',
    own: `${who} 需要`,
    rows: [row('offset', offset, received, outcome ? '吻合：写入' : '不吻合', 'decides')],
  };
}

/** P115: what a snapshot covers against what is known to be committed. */
export function snapshotOld(values: Values, { who }: Scene): Words {
  const last = num(values, 'lastIndex');
  const commit = num(values, 'commitIndex');
  return {
    why: `快照止于索引 ${last}，而 ${who} 知道索引 ${commit} 已提交。快照能告诉它的它全都有，退回去反而会撤销已应用的内容。`,
    theirs: '快照',
    own: `${who} 有`,
    rows: [row('索引', last, commit, `${compare(last, commit)}：不理会`, 'decides')],
  };
}

/** P116: the entry at the snapshot's end against the one in the log. */
export function logBehindSnapshot(values: Values, { who }: Scene, outcome: boolean): Words {
  const theirs = num(values, 'lastTerm');
  const own = values['termAtLastIndex'] ?? null;
  const why = outcome
    ? `快照的最后一个条目就在 ${who} 的日志中，任期为 ${theirs}。根据日志匹配 (Log Matching)，之前的一切也相同，所以其后的条目可以留下。`
    : own === null
      ? `${who} 的日志没有到快照的末尾：全部内容都在快照里，什么也不剩。`
      : `在快照的最后索引处，${who} 的条目属于任期 ${own}，而不是任期 ${theirs}：这份日志的后续都不可信。`;
  return {
    why,
    theirs: '快照',
    own: `${who} 有`,
    rows: [row('那里的任期', theirs, own, outcome ? '相同：保留其余' : '丢弃日志', 'decides')],
  };
}
