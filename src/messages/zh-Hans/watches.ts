import type { Messages } from '../table.ts';

/** Values that are watched. */
export const watches: Messages['watches'] = {
  title: '监视',
  about: '它们在此刻的值，以及在运行中的变化。监视只留在您这里，链接不携带。',
  condition: '监视',
  example: 'S3.commitIndex',
  noEvents: '两个事件之间没有事件可看：监视只能询问状态。',
  value: (value) => (value === null ? '无' : String(value)),
  history: (source, changes, last) =>
    changes === 0 ? `${source} 从一开始就是如此` : `${source} 变化了 ${changes} 次，${last}`,
  since: (step) => `自事件 ${step} 起`,
  toLast: (source) => `转到 ${source} 上次变化处`,
};
