import type { Messages } from '../table.ts';

/** The space-time diagram. */
export const spacetime: Messages['spacetime'] = {
  about: (from, to, messages) =>
    `${from} 至 ${to} ms，${messages} 条消息。左右键在一条泳道的事件间移动，上下键换泳道，加减号缩放。`,
  lane: (server, role, term) => `${server} 的泳道：${role}，任期 ${term}`,
  hostLane: (host, state) => (state === '' ? `${host} 的泳道` : `${host} 的泳道：${state}`),
  stamps: (stamps) => `时间戳：${stamps}`,
  stampNames: { none: '不显示时间戳', lamport: 'Lamport', vector: '向量' },
  verdicts: {
    before: (one, other) => `${one} 先于 ${other} 发生：`,
    after: (one, other) => `${one} 后于 ${other} 发生：`,
    concurrent: (one, other) => `${one} 与 ${other} 是并发的：`,
  },
  axis: '时间轴：拖动以移动时间光标',
  tick: (ms, isFirst) => (isFirst ? `${ms} ms` : ms),
  now: (ms) => `${ms} ms`,
  notYet: '未来',
  known: '它可能知道的',
  reached: '可能由它引起的',
  cut: '已切断',
  down: '已停机',
  paused: '已暂停',
  tooMany: (steps) => `视野内有 ${steps} 个事件，以柱表示多少：放大才能看到消息`,
  zoomIn: '放大',
  zoomOut: '缩小',
  wholeRun: '整个运行',
};
