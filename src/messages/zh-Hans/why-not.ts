import { formatMs } from '../../base/time.ts';
import { majorityOf } from '../../raft/quorum.ts';
import type { Claim } from '../../whynot/condition.ts';
import type { Question } from '../../whynot/question.ts';
import type { ClaimTellers } from '../en/why-not-words.ts';
import type { Messages } from '../table.ts';
import type { NameOf } from '../types.ts';
import { voteClaims } from './why-not-votes.ts';
import { list } from './why-not-words.ts';
import { spaced } from './words.ts';

/** What is asked about, as a fact: the first sentence of an answer. */
function headline(question: Question, name: NameOf): string {
  switch (question.kind) {
    case 'commit':
      return `索引 ${question.index}、任期 ${question.term} 的条目没有提交。`;
    case 'lead':
      return `${name(question.server)} 不是领导者。`;
    case 'anyLeader':
      return '没有领导者。';
    case 'stand':
      return `${name(question.server)} 不是候选人。`;
    case 'vote':
      return `${name(question.candidate)} 没有得到 ${name(question.voter)} 的票。`;
    case 'store':
      return `${name(question.server)} 没有索引 ${question.index}、任期 ${question.term} 的条目。`;
    case 'apply':
      return `${name(question.server)} 没有应用索引 ${question.index}。`;
    case 'answer':
      return `${name(question.client)} 的请求 ${question.request} 没有得到应答。`;
  }
}

/** The same when it has happened after all. */
function happened(question: Question, name: NameOf): string {
  switch (question.kind) {
    case 'commit':
      return `索引 ${question.index}、任期 ${question.term} 的条目已提交。`;
    case 'lead':
      return `${name(question.server)} 是领导者。`;
    case 'anyLeader':
      return '有领导者。';
    case 'stand':
      return `${name(question.server)} 是候选人。`;
    case 'vote':
      return `${name(question.voter)} 已投票给 ${name(question.candidate)}。`;
    case 'store':
      return `${name(question.server)} 有索引 ${question.index}、任期 ${question.term} 的条目。`;
    case 'apply':
      return `${name(question.server)} 已应用索引 ${question.index}。`;
    case 'answer':
      return `${name(question.client)} 的请求 ${question.request} 已得到应答。`;
  }
}

const STATES = { down: '已停机', paused: '已暂停', up: '在运行' } as const;

const claims: ClaimTellers = {
  ...voteClaims,
  running: ({ server, state }, holds, name) => `${name(server)} ${STATES[holds ? 'up' : state]}。`,
  linked: ({ from, to }, holds, name) =>
    holds ? `消息能从 ${name(from)} 到达 ${name(to)}。` : `${name(from)} 到 ${name(to)} 的链路已切断。`,
  leads: ({ server, deposed }, holds, name) => {
    if (server === null) return '没有能继续下去的领导者，照现在的样子也没有谁能赢得选举。';
    if (holds) return `${name(server)} 是领导者。`;
    return deposed === null
      ? `没有领导者。离当选最近的是 ${name(server)}。`
      : `${name(deposed)} 无法继续领导。离当选最近的是 ${name(server)}。`;
  },
  undisputed: ({ server, newer }, holds, name) =>
    holds
      ? `有一个多数派，其任期都不比 ${name(server)} 的新。`
      : `${list(newer, name)} 的任期比 ${name(server)} 的新，会使它退位。`,
  quorumContact: ({ server, sinceContactUs }, holds, name) =>
    holds
      ? `多数派最近应答过 ${name(server)}。`
      : `已有 ${formatMs(sinceContactUs)} ms 没有多数派应答 ${name(server)}：它将在下次心跳时退位。`,
  holdsEntry: ({ server, index, termThere }, holds, name) => {
    if (holds) return `${name(server)} 有这个条目。`;
    const there = termThere === null ? '' : `：它在索引 ${index} 处的条目属于任期 ${termThere}`;
    return `${name(server)} 没有这个条目${there}。领导者只传播自己有的内容。`;
  },
  ownTermEntry: ({ server, index, entryTerm, currentTerm }, holds, name) =>
    holds
      ? `索引 ${index} 处或其后有一个 ${name(server)} 本任期的条目。`
      : `索引 ${index} 属于任期 ${entryTerm}，而 ${name(server)} 领导任期 ${currentTerm}：旧条目只能随本任期的条目一起提交。`,
  stored: ({ server, index, holders, voters, old }, holds, name) => {
    if (holds) return `多数派存有索引 ${index}。`;
    const half = (of: readonly number[]): string => `${of.filter((id) => holders.includes(id)).length} / ${of.length}`;
    const known = `据 ${name(server)} 所知`;
    return old === null
      ? `${known}，${half(voters)} 个投票者存有索引 ${index}；需要 ${majorityOf(voters.length)} 个。`
      : `${known}，旧配置 ${half(old)}、新配置 ${half(voters)} 个投票者存有索引 ${index}；分别需要 ${majorityOf(old.length)} 和 ${majorityOf(voters.length)} 个。`;
  },
  acknowledged: ({ server, leader, index, matchIndex }, holds, name) =>
    holds
      ? `${name(server)} 存有索引 ${index}。`
      : matchIndex === 0
        ? `${name(leader)} 还不知道 ${name(server)} 存有什么。`
        : `已知 ${name(server)} 只存到索引 ${matchIndex}。`,
  written: ({ server, index }, holds, name) => `索引 ${index} ${holds ? '已' : '尚未'}写入 ${name(server)} 的磁盘。`,
  isSentTo: ({ server, leader }, holds, name) =>
    holds
      ? `${name(leader)} 向 ${name(server)} 发送条目。`
      : `${name(server)} 不在 ${name(leader)} 的配置中，收不到它的任何内容。`,
  arrived: ({ server, leader }, _, name) => `${name(leader)} 接下来发给 ${name(server)} 的内容还须到达并得到应答。`,
  committed: ({ server, index, commitIndex }, holds, name) =>
    holds ? `${name(server)} 已提交索引 ${index}。` : `${name(server)} 只提交到索引 ${commitIndex}。`,
  stores: ({ server, index }, holds, name) =>
    holds ? `${name(server)} 有这个条目。` : `${name(server)} 还没有索引 ${index} 处的条目。`,
  told: ({ server, index, commitIndex }, holds, name) =>
    holds ? `${name(server)} 知道索引 ${index} 已提交。` : `${name(server)} 只知道提交到了索引 ${commitIndex}。`,
  waiting: ({ client, outcome }, holds, name) => {
    if (holds) return `${name(client)} 仍在等待。`;
    return outcome === 'failed'
      ? `${name(client)} 不再等待：它的请求失败了。`
      : `${name(client)} 不再等待：它始终不知道请求的结果。`;
  },
  hasSession: ({ client }, _, name) => `${name(client)} 要先等到会话，再发请求。`,
  asked: ({ client, server, state }, _, name) => {
    if (state === 'underWay') return `${name(client)} 的请求正在去往 ${name(server)} 的途中。`;
    return state === 'again'
      ? `${name(client)} 的请求落空了。时间一到，它会改向 ${name(server)} 请求。`
      : `${name(client)} 的请求落空了，它不会再次请求。`;
  },
  knowsLeader: ({ server, leader, known }, holds, name) => {
    if (holds) return `${name(server)} 知道领导者是 ${name(leader)}。`;
    return known === null || known === leader
      ? `${name(server)} 还不知道领导者是 ${name(leader)}。`
      : `${name(server)} 以为领导者是 ${name(known)}。`;
  },
  takesCommands: ({ server, transferTo }, holds, name) =>
    holds || transferTo === null
      ? `${name(server)} 接受命令。`
      : `${name(server)} 正移交给 ${name(transferTo)}，结束之前不接受命令。`,
  termCommitted: ({ server, term }, holds, name) =>
    `${name(server)} ${holds ? '已' : '尚未'}提交本任期 ${term} 的条目。`,
  confirmed: ({ server }, holds, name) =>
    holds ? `${name(server)} 确定自己仍在领导。` : `${name(server)} 要先听到多数派，才能应答。`,
  answers: ({ server, leader }, _, name) => `提问之后，${name(server)} 还没有应答过 ${name(leader)}。`,
  forwarded: ({ server, leader, isGone }, holds, name) => {
    if (holds) return `${name(server)} 已问过 ${name(leader)} 自己须应用到哪里。`;
    return isGone
      ? `${name(server)} 问 ${name(leader)} 的消息丢失了。`
      : `${name(server)} 须先问 ${name(leader)} 自己要应用到哪里。`;
  },
  indexGiven: ({ server, leader }, _, name) => `${name(leader)} 还没有告诉 ${name(server)} 须应用到哪里。`,
  applied: ({ server, index, lastApplied }, holds, name) =>
    holds
      ? `${name(server)} 已应用客户端见过的内容。`
      : `${name(server)} 应用到索引 ${lastApplied}；客户端已见过索引 ${index}。`,
  replied: ({ client, server }, _, name) => `${name(server)} 的应答还没有到达 ${name(client)}。`,
};

/** What a condition says, whether it holds or not, in a sentence. */
function claimOf(claim: Claim, holds: boolean, name: NameOf): string {
  // The table pairs each claim with its sentence; TypeScript cannot see that through the union.
  const tell = claims[claim.key] as (claim: Claim, holds: boolean, name: NameOf) => string;
  return tell(claim, holds, name);
}

/** Why something has not happened: the questions, and the panel with the answer. */
export const whyNot: Messages['whyNot'] = {
  headline,
  happened,
  claim: claimOf,
  title: '为什么没有？',
  offers: '为什么没有…',
  region: '为什么没有发生',
  close: '关闭答案',
  holds: '成立：',
  missing: '缺少：',
  notYet: '尚未：',
  conditions: '所需条件，按此顺序',
  count: (holding, all) => `${all} 项中 ${holding} 项成立`,
  nothingMissing: '没有什么可做的：正在进行的事会使它发生。',
  rule: (id) => `规则 ${id}`,
  since: '自',
  start: '运行开始',
  sinceEvent: (step, ms) => `事件 ${step}，${ms} ms`,
  searching: '正在回溯…',
  next: '怎样能使它发生',
  enough: (servers, name) => `有 ${list(servers, name)} 就够了。`,
  arrives: (ms) => `${ms} ms 时到达`,
  durable: (ms) => `推进到 ${ms} ms，届时落盘`,
  fires: (ms) => `推进到 ${ms} ms，届时自行发生`,
  waits: (ms) => `推进到 ${ms} ms，若届时仍没有听到领导者`,
  isHeld: '被扣住',
  isDoomed: '会在途中丢失',
  acts: {
    restart: (who) => `重启 ${who}`,
    resume: (who) => `恢复 ${who}`,
    heal: (from, to) => `修复 ${from} → ${to}`,
    timeOut: (who) => `让 ${who} 立即超时`,
    heartbeat: (who) => `让 ${who} 立即发心跳`,
    askAgain: (who) => `让 ${who} 再请求一次`,
    keepLeading: (who) => `让 ${who} 继续领导`,
    deliver: (message) => spaced(`立即投递${message}`),
    command: '发送命令…',
  },
  questions: {
    commit: '为什么没有提交？',
    lead: '为什么不是领导者？',
    anyLeader: '为什么没有领导者？',
    stand: '为什么不是候选人？',
    vote: (voter) => `为什么没有得到 ${voter} 的票？`,
    voteFor: (candidate) => `为什么没有投票给 ${candidate}？`,
    store: (index) => `为什么没有索引 ${index}？`,
    storeOn: (server) => `为什么 ${server} 没有它？`,
    apply: (index) => `为什么没有应用索引 ${index}？`,
    applyOn: (server) => `为什么 ${server} 没有应用它？`,
    commitAt: (index) => `为什么索引 ${index} 没有提交？`,
    answer: (operation) => `为什么“${operation}”没有应答？`,
  },
  nothingOpen: '这里没有缺少什么，无可追问。',
};
