import type { Messages } from '../table.ts';

/** The bar at the head of the page. */
export const topbar: Messages['topbar'] = {
  region: '其他操作',
  untitled: '一个集群',
  notRaft: '不是 Raft：',
  ofBranches: (count) => `共 ${count} 个分支`,
  find: '查找场景、事件或操作',
  findShort: '查找或操作',
  scenes: '场景',
  share: '分享',
  more: '集群的更多操作',
  theme: '切换浅色与深色',
};
