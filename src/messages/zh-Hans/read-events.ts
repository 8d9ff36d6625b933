import { assertNever } from '../../base/assert.ts';
import type { DirectRead, ReadMode } from '../../raft/reads.ts';
import type { Tellers } from '../types.ts';

/** How a read is served, as a short name. */
export const readModes: { readonly [M in ReadMode]: string } = {
  log: '日志',
  readIndex: 'ReadIndex',
  lease: '租约',
  local: '本地',
};

function howServed(mode: DirectRead, who: string, index: number): string {
  switch (mode) {
    case 'readIndex':
      return `${who} 用状态机在索引 ${index} 处的内容应答读：当时的领导者已得到确认。`;
    case 'lease':
      return `${who} 用状态机在索引 ${index} 处的内容应答读，不询问任何人：租约有效。`;
    case 'local':
      return `${who} 用现有内容应答读，截至索引 ${index}。没有谁担保它不陈旧。`;
    default:
      return assertNever(mode);
  }
}

type ReadFact =
  | 'ReadForwarded'
  | 'ReadStarted'
  | 'ReadIndexGiven'
  | 'ReadServed'
  | 'RoundBegun'
  | 'RoundAnswered'
  | 'ReadIndexKnown'
  | 'ReadWaits'
  | 'ReadRefused'
  | 'LeaseGained'
  | 'LeaseChecked';

export const readEvents: Tellers<ReadFact> = {
  ReadForwarded: ({ leader }, { who, name }) => [
    `${who} 向 ${name(leader)} 询问 readIndex`,
    `${who} 可能落后，所以询问领导者 ${name(leader)}：应用到哪个索引才可以应答。`,
  ],
  ReadStarted: ({ round }, { who }) => [
    `${who} 接下读请求`,
    `${who} 记住自己的 commitIndex，等多数派应答第 ${round} 轮 AppendEntries 后再应答；这一轮在提问之后才开始。`,
  ],
  ReadIndexGiven: ({ to, readIndex }, { who, name }) => [
    `${who} 为索引 ${readIndex} 担保`,
    `${who} 告诉 ${name(to)}：应用到索引 ${readIndex}，就能看到提问到来时已提交的一切。`,
  ],
  RoundBegun: ({ round }, { who }) => [
    `${who} 开始第 ${round} 轮`,
    `${who} 从现在起发送的内容都属于第 ${round} 轮：谁应答它，就说明这一轮开始时 ${who} 仍在领导。`,
  ],
  RoundAnswered: ({ round, answers, needed, confirmed }, { who }) => [
    confirmed ? `${who} 的第 ${round} 轮已确认` : `${who} 的第 ${round} 轮有 ${answers} / ${needed} 个应答`,
    confirmed
      ? `${answers} 个投票者应答了第 ${round} 轮，需要 ${needed} 个：这一轮开始时 ${who} 仍在领导。`
      : `至今有 ${answers} 个投票者应答第 ${round} 轮；${who} 需要 ${needed} 个，含它自己。`,
  ],
  ReadIndexKnown: ({ readIndex }, { who }) => [
    `${who} 知道了 readIndex ${readIndex}`,
    `要应答在 ${who} 等待的读，须先应用到索引 ${readIndex}：那是读到来时已提交的一切。`,
  ],
  ReadWaits: (_, { who }) => [`${who} 让一次读等待`, `客户端见过的内容比 ${who} 已应用的更多：${who} 追上之后再应答。`],
  ReadServed: ({ mode, index }, { who }) => [`${who} 应答读：${readModes[mode]}`, howServed(mode, who, index)],
  ReadRefused: ({ leaderHint, reason }, { who, name }) => [
    `${who} 拒绝读`,
    leaderHint !== null
      ? `${who} 不再能确认这次读：它让客户端去找 ${name(leaderHint)}。`
      : reason === 'noLeader'
        ? `${who} 不知道有哪个领导者能为读担保：拒绝。`
        : `这次读所等待的领导权已经结束：拒绝。`,
  ],
  LeaseGained: ({ round }, { who }) => [
    `${who} 取得租约`,
    `多数派已应答第 ${round} 轮：一段时间内它们都不会投票给别人，${who} 可以独自应答读。`,
  ],
  LeaseChecked: ({ decision }, { who }) =>
    decision.outcome
      ? [`${who} 凭租约读`, `${who} 的租约仍然有效：不必询问任何人。`]
      : [`${who} 没有可用的租约`, `${who} 此刻没有租约，必须先询问多数派。`],
};
