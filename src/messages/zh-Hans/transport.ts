import type { Messages } from '../table.ts';

/** The bar at the foot: moving in time. */
export const transport: Messages['transport'] = {
  region: '时间',
  stepBack: '后退一步',
  stepForward: '前进一步',
  play: '播放',
  pause: '暂停',
  event: '事件',
  of: (steps) => `共 ${steps} 个`,
  position: (step, steps, ms) => `事件 ${step}，共 ${steps} 个，${ms} ms`,
  scrubber: '时间位置',
  branchHere: (name) => `分支“${name}”从这里开始`,
  speed: '速度',
  speedLabel: (rate, how) => `速度 ${rate}，${how}。更改`,
  playing: '播放中',
  byEvent: '逐个事件',
  speedHint: '虚拟时间与真实时间之比',
  jump: '跳转',
  jumpTo: '跳转到',
  jumpPrevious: (what) => `上一个：${what}`,
  jumpNext: (what) => `下一个：${what}`,
  kinds: {
    roleChanged: '角色变化',
    delivered: '消息到达',
    committed: '提交',
    clientAnswered: '客户端得到应答',
    violation: '违反保证',
  },
  jumpHint: '按住 Shift 往回跳',
};
