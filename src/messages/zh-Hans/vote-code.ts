import { raftCode, slideCode } from '../en/vote-code.ts';
import type { Messages } from '../table.ts';

/** RequestVote line by line. */
export const voteCode: Messages['voteCode'] = {
  slide: '幻灯片上',
  raft: 'Raft',
  slideCode,
  raftCode,
  follows: '本次运行',
  request: (step, voter, candidate, term) => `#${step}：${candidate} 向 ${voter} 请求任期 ${term} 的票。`,
  noRequest: '请求到达之后，它所经过的行会标出来。',
  grants: '投票',
  refuses: '拒绝',
  taken: '已经过',
  yes: '是',
  no: '否',
  none: '无',
  last: (term, index) => `(${term}, ${index})`,
  bothGrant: '两者都投票。',
  bothRefuse: '两者都拒绝。',
  part: (voter) => `在此分岔：幻灯片上的 ${voter} 拒绝，Raft 的 ${voter} 投票。`,
  slideAlone: (voter) => `在此分岔：幻灯片上的 ${voter} 投票，Raft 的 ${voter} 拒绝。`,
  missing: '幻灯片上缺少：票是否已用掉 (P22)、日志 (P21)、磁盘 (P1)。',
};
