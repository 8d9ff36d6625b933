import type { SceneProblem } from '../../quiz/check.ts';
import type { Messages } from '../table.ts';
import { actionOf, vainOf } from './event-words.ts';
import { spaced } from './words.ts';

/** What a scene still lacks, in one sentence with its place. Stops are counted from 1. */
function problem(found: SceneProblem): string {
  switch (found.kind) {
    case 'vain':
      return `事件 ${found.step}：“${actionOf(found.action)}”在那里不起作用：${vainOf(found.reason)}。请换个时间做，或去掉它。`;
    case 'unreached':
      return `第 ${found.beat + 1} 站没有到达，或其问题的揭晓之处没有到达。`;
    case 'undecided':
      return found.holding === 0
        ? `第 ${found.beat + 1} 站：揭晓时没有选项成立。`
        : `第 ${found.beat + 1} 站：揭晓时有 ${found.holding} 个选项同时成立。`;
    case 'unreadable':
      return `第 ${found.beat + 1} 站：无法读取 ${found.member}。`;
    case 'silent':
      return `第 ${found.beat + 1} 站什么也没说。`;
    case 'broken':
      return `事件 ${found.step} 违反了 ${found.invariant}，而没有关闭任何规则。`;
    case 'noBeats':
      return '还没有任何一站。';
    case 'noTitle':
      return '场景没有标题。';
  }
}

/** A scene is written by playing it. */
export const author: Messages['author'] = {
  title: '编写场景',
  about: '播放运行，在要说话之处加一站。场景就是这个分支以及其中所做的一切；写好后存为文件。',
  sceneTitle: '场景标题',
  stops: '各站',
  stop: (number) => `第 ${number} 站`,
  addHere: '在此加一站',
  go: '转到那里',
  remove: '删除这一站',
  text: '要说的话',
  question: '问题',
  because: '为什么如此',
  notes: '给讲者的讲稿',
  choices: '选项',
  choice: (letter) => `选项 ${letter}`,
  holds: (letter) => `${letter} 正确的条件`,
  holdsExample: 'leader(S2)',
  addChoice: '加一个选项',
  removeChoice: (letter) => `删除选项 ${letter}`,
  revealHere: '在此揭晓，即时间光标处',
  revealAt: (place) => spaced(`揭晓于${place}`),
  lightSelected: '照亮选中的',
  lit: (what) => `照亮 ${what}`,
  at: (ms) => `${ms} ms`,
  after: (step) => `事件 ${step} 之后`,
  onEvent: (type) => `${type} 类事件处`,
  check: '播放并检查',
  fine: '什么也不缺：每一站都到达，每个问题都有定论。',
  save: '保存场景',
  problem,
};
