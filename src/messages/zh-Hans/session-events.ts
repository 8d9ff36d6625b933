import type { Tellers } from '../types.ts';

type SessionFact =
  | 'CopyFound'
  | 'SessionAsked'
  | 'SessionGranted'
  | 'SessionMissed'
  | 'SessionKept'
  | 'SessionLost'
  | 'SessionOpened'
  | 'SessionExpired'
  | 'CopyFiltered'
  | 'CommandExpired';

/** What happens to sessions, and to commands that come twice. */
export const sessionEvents: Tellers<SessionFact> = {
  CopyFound: ({ index, tag }, { who, name }) => [
    `${who} 在索引 ${index} 已有这条命令`,
    `${who} 在自己日志的索引 ${index} 处找到 ${name(tag.client)} 的请求 ${tag.request}，不再追加。`,
  ],
  SessionAsked: ({ errand, to, retries }, { who, name }) => {
    const again = retries === 0 ? '' : '再次';
    return errand === 'register'
      ? [`${who} 请求会话`, `${who} ${again}向 ${name(to)} 请求会话，使每条命令只执行一次。`]
      : [`${who} 保持会话`, `${who} ${again}告诉 ${name(to)} 自己仍需要会话。`];
  },
  SessionGranted: ({ session }, { who }) => [
    `${who} 取得会话 ${session}`,
    `${who} 有了会话：编号 ${session}，即开启它的条目的索引。`,
  ],
  SessionMissed: ({ errand }, { who }) =>
    errand === 'register'
      ? [`${who} 没有取得会话`, `${who} 没能取得会话，等待会话的请求一个也没有发出。`]
      : [`${who} 的保活落空`, `没有谁告诉 ${who} 会话是否保住。`],
  SessionKept: ({ session }, { who }) => [
    `${who} 的会话保住了`,
    `${who} 得知会话 ${session} 继续有效：它的保活已被应用。`,
  ],
  SessionLost: ({ session }, { who }) => [
    `${who} 失去会话 ${session}`,
    `${who} 得知会话 ${session} 已过期，状态机对其请求所知的一切也随之而去。`,
  ],
  SessionOpened: ({ session }, { who }) => [
    `${who} 开启会话 ${session}`,
    `${who} 的状态机为客户端开启会话 ${session}。`,
  ],
  SessionExpired: ({ session }, { who }) => [
    `会话 ${session} 在 ${who} 上过期`,
    `${who} 的状态机忘掉会话 ${session} 及其应答，每台状态机都在这个条目处如此。`,
  ],
  CopyFiltered: ({ index, session, sequence }, { who }) => [
    `${who} 不再执行索引 ${index}`,
    `会话 ${session} 的请求 ${sequence} 已执行过：${who} 给出保存的应答，不作任何改变。`,
  ],
  CommandExpired: ({ index, session, sequence }, { who }) => [
    `${who} 拒绝执行索引 ${index}`,
    `会话 ${session} 的请求 ${sequence} 是否执行过，已经无从得知：${who} 不执行它，并应答会话已过期。`,
  ],
};
