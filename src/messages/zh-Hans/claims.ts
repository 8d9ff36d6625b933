import { assertNever } from '../../base/assert.ts';
import type { Verdict } from '../../query/claim-scan.ts';
import type { Messages } from '../table.ts';

/** What can be said of a property after what has been played. */
function verdict(found: Verdict): string {
  switch (found.type) {
    case 'holds':
      return '至今成立';
    case 'broken':
      return `在事件 ${found.step} 首次被违反`;
    case 'seen':
      return `在事件 ${found.step} 首次出现`;
    case 'notSeen':
      return '尚未出现';
    case 'reached':
      return `至今成立：条件在事件 ${found.step} 处成立`;
    case 'awaited':
      return found.step === 0 ? '尚未出现' : `自事件 ${found.step} 起等待中`;
    default:
      return assertNever(found);
  }
}

/** Properties: claims about the whole run. */
export const claims: Messages['claims'] = {
  title: '性质',
  about: '关于整个运行的断言：always、sometimes 或 eventually，再加一个条件。它们只留在您这里，链接不携带。',
  condition: '断言',
  example: 'always count(role == "leader") <= 1',
  verdict,
  toVerdict: (source, said) => `${source}：${said}。转到那里`,
  strip: (source, pieces, holds) => `${source}：运行中有 ${pieces} 段条件${holds ? '成立' : '不成立'}`,
  next: (source) => `转到 ${source} 的下一个此类事件`,
  previous: (source) => `转到 ${source} 的上一个此类事件`,
  row: (place) => `p${place}`,
};
