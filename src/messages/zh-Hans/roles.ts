import type { Messages } from '../table.ts';

/** The roles and the ways between them, as a drawing. */
export const roles: Messages['roles'] = {
  title: '角色及其变化',
  show: '显示角色',
  hide: '隐藏角色',
  rest: '此事件中没有角色变化',
  edges: {
    timesOut: (name) => `${name} 超时`,
    timesOutAgain: (name) => `${name} 再次超时`,
    winsPreVotes: (name) => `${name} 赢得预投票`,
    asks: (name) => `${name} 发起预投票`,
    toldToStand: (name) => `${name} 奉命参选`,
    wins: (name) => `${name} 当选`,
    discoversLeader: (name) => `${name} 发现领导者`,
    discoversNewTerm: (name) => `${name} 发现更新的任期`,
    stepsDown: (name) => `${name} 退位`,
  },
};
