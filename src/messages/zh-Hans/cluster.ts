import type { Messages } from '../table.ts';
import { spaced, thingOf } from './words.ts';

/** The ring: servers, links, messages on their way, votes. */
export const cluster: Messages['cluster'] = {
  ring: '集群',
  term: (term) => `任期 ${term}`,
  server: (name, role, term, more) => `${name}，${role}，任期 ${term}${more}`,
  paused: '已暂停',
  frozen: '选举定时器已冻结',
  writes: (writes, sends) => `${writes} 次写入进行中${sends === 0 ? '' : `，${sends} 条消息在等磁盘`}`,
  handsOver: (target) => `正移交给 ${target}`,
  keys: '方向键：其他服务器。Tab：它的消息。Enter：选中。Shift F10：可做的操作。',
  client: (name, waits) => (waits === '' ? `客户端 ${name}` : `客户端 ${name}，${waits}`),
  waitsFor: (operations) => `等待 ${operations}`,
  retry: (operations, retries) => `等待 ${operations}，第 ${retries} 次重试`,
  asksForSession: '请求会话',
  link: (from, to, state) => `链路 ${from} 到 ${to}${state === '' ? '' : `，${state}`}`,
  linkCut: '已切断',
  linkCutOneWay: (from, to) => `${from} 到 ${to} 已切断`,
  message: (from, to, message, held) => `${from} 到 ${to}：${spaced(thingOf(message))}${held ? '，被扣住' : ''}`,
  lost: '丢失',
  votesOf: {
    all: (got, needed) => `${got} / ${needed} 票`,
    old: (got, needed) => `旧：${got} / ${needed} 票`,
    new: (got, needed) => `新：${got} / ${needed} 票`,
  },
  preVotes: (got, needed) => `${got} / ${needed} 张预投票`,
  majority: '多数派',
  pips: { granted: '已投票', coming: '途中', refused: '已拒绝', silent: '尚无回音' },
  voter: (name, state) => `${name}：${state}`,
  dropToCutOff: (name) => `松开即隔离 ${name}`,
  dropToJoin: (name, others) => `松开即让 ${name} 与 ${others} 同组`,
  resetZoom: '显示全部',
};
