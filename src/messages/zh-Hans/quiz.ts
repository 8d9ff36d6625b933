import type { Messages } from '../table.ts';

/** Questions of scenes: asked before it is shown. */
export const quiz: Messages['quiz'] = {
  commit: '这是我的答案',
  show: '揭晓',
  watch: '看看会发生什么',
  running: (guess) => `您的答案：${guess}`,
  right: '正确。',
  wrong: '不对。',
  rightIs: (answer) => `运行给出的答案：${answer}`,
  undecided: '在这次运行中，那个时刻没有到来，或者不止一个答案成立。',
  again: '再问一次',
  mistake: (label, rule) => `若这样违反规则，就会如此：${label} (${rule})。`,
  window: '本场景的问题',
  none: '这个场景不提问。',
  open: '尚未回答',
  ways: '供课程使用或打印。答案即运行所给出的。',
  printSheet: '打印题目',
  printKey: '打印答案',
  saveGift: '存为 GIFT',
  saveCsv: '存为 CSV',
  columns: ['情形', '问题', '正确答案', '原因', '链接'],
  sheetHead: '姓名：',
  tapIndex: '在日志中选一个条目，或在这里选它的索引。',
  tapServers: '在图中选服务器，或在这里选。',
  index: (index) => (index === 0 ? '无' : `索引 ${index}`),
  noServer: '没有',
  score: (right, asked) => `${asked} 题中答对 ${right} 题`,
};

/** The ways between the stops of a scene. */
export const beat: Messages['beat'] = { previous: '上一站', goOn: '继续', next: '下一站', right: '正确。' };
