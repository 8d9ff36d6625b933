import type { Messages } from '../table.ts';

/** The names of the panels, and what a first visit says. */
export const shell: Messages['shell'] = {
  spaceTimeNote: '每条线是一台服务器，颜色表示所处任期，粗线表示领导者',
  cluster: '集群',
  logs: '日志',
  logsNote: '实心的不会消失，空心的仍可能消失',
  events: '事件',
  spaceTime: '时空图',
  time: '时空',
  story: '经过',
  inspector: '检视',
  why: '原因',
  views: '视图',
  hint: (leader) => `${leader} 是领导者 (leader)。点击它，看看谁来接替。`,
  hintNoLeader: '还没有领导者 (leader)。谁的定时器先到期，谁就参选。',
  nothingLeft: '不会再自行发生任何事。可以投递被扣住的消息、触发定时器，或发送命令。',
  noSuchEventAhead: '接下来 10 秒虚拟时间内没有这类事件。',
  noSuchEventBefore: '此前没有这类事件。',
  mainBranch: '主线',
  branchName: (count) => `假如 ${count - 1}`,
  progress: (percent) => `前往途中：${percent} %`,
  stop: '停在这里',
};
