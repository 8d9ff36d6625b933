import type { Messages } from '../table.ts';

/** The logs, side by side by index. */
export const logs: Messages['logs'] = {
  grid: '日志',
  term: '任期',
  row: (name, role, term, entries, commit, applied) =>
    `${name}，${role}，任期 ${term}：${entries} 条，已提交到 ${commit}，已应用到 ${applied}`,
  entry: (index, term, command, state) => `索引 ${index}，任期 ${term}，${command}，${state}`,
  states: { committed: '已提交', open: '未提交', removed: '在此事件中被移除' },
  empty: (index) => `索引 ${index}，空`,
  commit: '已提交',
  applied: '已应用',
  short: (commit, applied) => `提交 ${commit}，应用 ${applied}`,
  match: 'match',
  next: 'next',
  matchZero: 'match 0',
  progress: (leader, match, next) => `${leader} 已知 match ${match}，将试 next ${next}`,
  sendsTo: (leader, follower, flow) => `${leader} 向 ${follower} 发送：${flow}`,
  committedTo: (index, stored, servers) => `已提交到 ${index}：${servers} 台中 ${stored} 台存有`,
  committedShort: (index) => `已提交 ≤ ${index}`,
  conflictsFrom: (index) => `从 ${index} 起冲突`,
  snapshot: (index, term) => `快照 ≤ ${index}，任期 ${term}`,
  snapshotShort: (index) => `≤ ${index}`,
  folded: (last) => (last === 1 ? '1' : `1–${last}`),
  showFirst: '滚动到第一个索引',
  verdicts: {
    grant: '投票',
    refuse: '拒绝',
    fits: '吻合',
    conflict: '冲突：移除',
    newerTerm: (theirs, own, verdict) => `任期 ${theirs} ${theirs > own ? '>' : '<'} ${own}：${verdict}`,
    sameTerm: (theirs, own, verdict) => `任期相同，${theirs} ${theirs >= own ? '≥' : '<'} ${own}：${verdict}`,
    termThere: (theirs, own, verdict) => `任期 ${theirs} ${theirs === own ? '=' : '≠'} ${own}：${verdict}`,
    nothingThere: (index) => `${index} 处为空：拒绝`,
    overruled: '规则已关',
  },
};
