import type { Messages } from '../table.ts';

/** The strip above the transport bar. */
export const narration: Messages['narration'] = {
  region: '正在发生',
  start: '集群启动：每台服务器都是跟随者 (follower)，等待领导者 (leader) 的消息。',
  startExplicit: '运行从这里开始。',
  holds: (count) => `${count} 项保证成立`,
  holdsShort: (count) => `${count} 项成立`,
  broken: (count, all) => `${all} 项保证中 ${count} 项被违反`,
  allPromises: '保证',
  brokenAt: (name, step) => `事件 ${step} 违反了“${name}”`,
  atStart: (name) => `从一开始就违反了“${name}”`,
  notRaft: (rules) => `这不是 Raft：故意违反了规则 ${rules.join('、')}。`,
  goThere: '转到那里',
  dismiss: '关闭这条消息',
};
