import type { ChangeStatus } from '../../raft/change.ts';
import type { Tellers } from '../types.ts';
import { configurationText, listOf } from './change-text.ts';
import { ms } from './event-words.ts';

const ANSWERS: { readonly [S in ChangeStatus]: readonly [title: string, sentence: string] } = {
  OK: ['OK：变更完成', '新配置已提交，变更完成'],
  NOT_LEADER: ['NOT_LEADER：请找领导者', '只有领导者能改配置；什么也没有改变'],
  TIMEOUT: ['TIMEOUT：新服务器太慢', '新服务器没有及时追上；什么也没有改变'],
  RETRY: ['RETRY：现在不行', '此刻不能改配置；什么也没有改变'],
  REFUSED: ['REFUSED：不能这样做', '这个变更在这里做不到'],
  UNKNOWN: ['UNKNOWN：失去领导权', '它失去了领导权，其他服务器仍可能完成变更'],
};

type MembershipFact =
  | 'ConfigurationAdopted'
  | 'ConfigurationRestored'
  | 'CatchUpStarted'
  | 'CatchUpRoundEnded'
  | 'ChangeAnswered';

export const membershipEvents: Tellers<MembershipFact> = {
  ConfigurationAdopted: ({ index, configuration }, { who, name }) => [
    `${who} 采用索引 ${index} 的配置`,
    `无论提交与否，${who} 从现在起采用索引 ${index} 的配置：${configurationText(configuration, name)}。`,
  ],
  ConfigurationRestored: ({ configuration }, { who, name }) => [
    `${who} 回到之前的配置`,
    `载有 ${who} 的配置的条目没有了，它回到之前的配置：${configurationText(configuration, name)}。`,
  ],
  CatchUpStarted: ({ servers, endIndex }, { who, name }) => [
    `${who} 让 ${listOf(servers, name)} 追赶`,
    `${who} 把日志发给 ${listOf(servers, name)}，第一轮到索引 ${endIndex} 为止。追上之前，它们在任何地方都不算数。`,
  ],
  CatchUpRoundEnded: ({ round, tookUs, decision }, { who }) => [
    `${who} 结束第 ${round} 轮追赶`,
    `${Number(decision.values['rounds'])} 轮中的第 ${round} 轮用了 ${ms(tookUs)}。`,
  ],
  ChangeAnswered: ({ status, leaderHint }, { who, name }) => {
    const [title, sentence] = ANSWERS[status];
    const hint = leaderHint === null ? '' : `。它说领导者是 ${name(leaderHint)}`;
    return [`${who} 应答 ${title}`, `${who} 应答 ${status}：${sentence}${hint}。`];
  },
};
