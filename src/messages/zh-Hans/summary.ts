import type { BoxId, ClauseId } from '../../cluster/clauses.ts';
import type { Messages } from '../table.ts';

const boxes: { readonly [B in BoxId]: readonly [title: string, note: string] } = {
  state: ['状态', '任期、选票、日志：在磁盘上'],
  vote: ['RequestVote', '候选人发给所有投票者'],
  append: ['AppendEntries', '领导者发给所有服务器'],
  all: ['所有服务器', ''],
  followers: ['跟随者 (follower)', ''],
  candidates: ['候选人 (candidate)', ''],
  leaders: ['领导者 (leader)', ''],
  trouble: ['不顺利时的选举', ''],
  snapshots: ['InstallSnapshot', '日志已压缩时'],
  membership: ['成员变更', ''],
  clients: ['客户端', ''],
  reads: ['不经日志的读', ''],
  transfer: ['移交领导权', ''],
  pipeline: ['流水线', ''],
};

const clauses: { readonly [C in ClauseId]: string } = {
  currentTerm: 'currentTerm：见过的最新任期；只增不减。',
  votedFor: 'votedFor：本任期投给了谁。',
  log: 'log[]：从索引 1 起的条目，各含一条命令及其领导者的任期。',
  commitIndex: 'commitIndex：到此为止的内容不会消失。',
  lastApplied: 'lastApplied：状态机执行到此。',
  nextIndex: 'nextIndex[]：领导者接下来发给各跟随者的内容。',
  matchIndex: 'matchIndex[]：已知各跟随者的日志一致到哪里。',

  voteAsk: '给出任期，以及候选人最后一个条目的索引和任期。',
  voteOld: '任期较旧：拒绝。',
  voteGrant: '本任期的票未投出或已投给它，且它的日志不差（最后的任期更新，或任期相同而不更短），就投票。',
  voteAnswer: '任期和选票落盘后应答。',

  appendSend: '给出任期、新条目之前那个条目的索引和任期、新条目，以及 commitIndex。',
  appendOld: '任期较旧：拒绝。',
  appendCheck: '除非日志中正有新条目之前的那个条目，否则拒绝。',
  appendConflict: '新条目的位置上是另一任期的条目：移除它及其后的一切。',
  appendNew: '追加那里还没有的条目。',
  appendCommit: '随领导者提交，但不超过本请求的最后一个条目。',
  appendAnswer: '应答日志一致到哪里，或从哪里分开。',

  allApply: 'commitIndex 超过 lastApplied：应用下一个条目。',
  allTerm: '任何消息中有更新的任期：采用它，票未投，领导者未知，转为跟随。',
  allStale: '应答属于较旧的任期，或针对已不再担任的角色：忽略。',
  allDisk: '依赖写入的一切，等写入落盘。',

  followLeader: '本任期中谁发送条目，谁就是领导者。',
  followTimeout: '一个选举超时（每次重新抽取）内没有领导者的消息，也没有投出票：参选。',

  candidateStand: '参选：进入下一任期，投自己一票，重新抽取超时，向其他所有服务器拉票。',
  candidateWin: '得到多数派的选票：当选。',
  candidateLeader: '收到本任期领导者的条目：跟随。',
  candidateAgain: '时间到而无人胜出：再次参选。',

  leaderStart: '当选：nextIndex 设为自己日志之后，matchIndex 设为 0，立即通知所有服务器。',
  leaderIdle: '每个心跳间隔通知所有服务器一次。',
  leaderCommand: '收到命令：追加，应用后应答。',
  leaderElse: '不是领导者就拒绝，并告知领导者是谁。',
  leaderSend: '向每个跟随者发送 nextIndex 起所缺的内容，直到补齐。',
  leaderSuccess: '它有了：matchIndex 和 nextIndex 前进。',
  leaderBack: '它拒绝：减小 nextIndex，再试。',
  leaderCommit: '多数派存有 commitIndex 之后的某个索引，且条目属于本任期：提交到那里。旧条目只随之提交。',

  preVoteAsk: 'PreVote：参选之前留在原任期，询问谁愿意投票。',
  preVoteGrant: '若可以投票给这样的日志，且一个选举超时内没有听到领导者，就说愿意。这不改变任何状态。',
  preVoteWin: '多数派愿意：参选。',
  quorumLost: 'CheckQuorum：一个选举超时内没有多数派应答的领导者退位。',
  sticky: 'Stickiness：刚听到领导者的服务器不理会候选人及其任期。',

  snapshotTake: '日志长到限度：为已应用的内容拍摄快照。',
  snapshotSave: '连同最后的索引和任期存好，然后丢弃到那里为止的日志。',
  snapshotSend: '跟随者需要已丢弃的条目：把快照发给它。',
  snapshotOld: '快照覆盖的内容不超过已知提交的：不理会。',
  snapshotChunk: '每一块写在前一块结束之处。',
  snapshotInstall: '全部到齐：若日志中正有其最后一个条目，保留其后的内容，否则丢弃整份日志。状态机即快照所载。',

  memberOrder: '上一个变更已提交，且领导者在本任期提交过条目，才接受变更；除非是联合的，一次一个投票者。',
  memberCatchUp: '要投票的服务器先得到日志，分轮进行。',
  memberUse: '配置一进入日志就生效，从日志移除就失效。',
  memberJoint: '联合期间，由旧投票者的多数派和新投票者的多数派共同决定。',
  memberLeave: '不在新配置中的领导者，等其提交后退位。',

  sessionOpen: '命令在开启的会话中执行，否则不执行。',
  sessionOnce: '已执行过的命令得到保存的应答。',
  sessionExpire: '会话何时过期，只由日志决定。',
  clientRetry: '没有应答：客户端改向另一台服务器请求。第一次尝试仍可能生效。',

  readRound: 'ReadIndex：记住此刻的 commitIndex，等多数派应答其后才开始的一轮。',
  readIndex: '跟随者向领导者询问这样的索引。',
  readLease: '租约：在多数派不可能选出别人期间，不经询问直接应答。',
  readServe: '那个索引以及客户端见过的一切都已应用，就应答。',

  transferOrder: '受命移交：让目标追上，再让它参选。',
  transferStand: '奉命参选：指令不旧且有资格，就立即参选。',
  transferWait: '其间不接受命令；一个选举超时后放弃。',

  pipelineWindow: '找到跟随者日志的末尾之后：不等应答继续发送，一次一个窗口。',
  pipelineBack: '未确认的内容被拒绝：退回已确认之处，重新探测。',
};

/** Raft on one page. */
export const summary: Messages['summary'] = {
  title: '一页看懂 Raft',
  tab: '规则',
  about: '此事件所做的被照亮。每一条都注明在本次运行中起作用的次数。',
  close: '关闭',
  counting: (percent) => `统计中，已到运行的 ${percent} %`,
  boxes,
  clauses,
  now: '在此事件中起作用',
  chosen: '所问的',
  broken: (rule) => `这里违反了 ${rule}。`,
  never: '从未',
  times: (count) => `${count}×`,
  timesSpoken: (count) => (count === 0 ? '在本次运行中从未起作用' : `起作用 ${count} 次`),
  unknown: '…',
  places: (count, from, to) =>
    count === 0 ? '在本次运行中至今从未起作用。' : `起作用 ${count} 次，列出第 ${from} 至 ${to} 次`,
  where: '在哪里起作用',
  earlier: '更早',
  later: '更晚',
  place: (step, ms, title) => `事件 ${step}，${ms} ms：${title}`,
  toInspector: '原因，见检视',
  closePlaces: '关闭列表',
  ruleOnPage: (rule) => `${rule}：在全部规则的页面上显示`,
};
