import { assertNever } from '../../base/assert.ts';
import { formatOperation } from '../../cluster/command-text.ts';
import type { ClusterNote } from '../../cluster/types.ts';
import type { FactOf, Scene, Tellers } from '../types.ts';
import { common } from './common.ts';
import { commandOf, orderOf, reasonOf } from './event-words.ts';
import { lessonEvent } from './lessons.ts';
import { membershipEvents } from './membership-events.ts';
import { readEvents } from './read-events.ts';
import { sessionEvents } from './session-events.ts';
import { snapshotEvents } from './snapshot-events.ts';
import { transferEvents } from './transfer-events.ts';
import { indexes, resultOf } from './words.ts';

function roleSentence(fact: FactOf<'RoleChanged'>, scene: Scene): readonly [string, string] {
  const { from, to, term, edge } = fact;
  const { who } = scene;
  if (to === 'pre-candidate') return preVoteSentence(fact, scene);
  switch (edge) {
    case 'timesOut':
      return [`${who} 参选`, `${who} 没有及时听到领导者，于是在任期 ${term} 参选，成为候选人 (candidate)。`];
    case 'timesOutAgain':
      return [`${who} 再次参选`, `没有谁及时胜出。${who} 在任期 ${term} 再试一次。`];
    case 'winsPreVotes':
      return [`${who} 参选`, `多数派愿意投票给 ${who}：它在任期 ${term} 参选。预投票不计入其中。`];
    case 'toldToStand':
      return [`${who} 奉命参选`, `领导者让 ${who} 接任：它不再等待，立即在任期 ${term} 参选。`];
    case 'wins':
      return [`${who} 当选任期 ${term} 的领导者`, `${who} 得到多数派的选票，成为任期 ${term} 的领导者 (leader)。`];
    case 'discoversLeader':
      return [`${who} 承认领导者`, `任期 ${term} 已有领导者：${who} 停止参选，改为跟随。`];
    case 'discoversNewTerm':
      return [`${who} 退下`, `${who} 得知任期 ${term}，于是由${common.roles[from]}变为${common.roles[to]}。`];
    case 'stepsDown':
      return [`${who} 退位`, `${who} 在任期 ${term} 放弃领导权。`];
    default:
      return assertNever(edge);
  }
}

function preVoteSentence({ edge, term }: FactOf<'RoleChanged'>, { who }: Scene): readonly [string, string] {
  return edge === 'timesOut'
    ? [`${who} 发起预投票`, `${who} 没有及时听到领导者。它留在任期 ${term}，询问谁愿意在下一任期投票给它。`]
    : [`${who} 再次发起预投票`, `没有及时凑成多数派。${who} 再问一次，仍在任期 ${term}。`];
}

function commitSentence(fact: FactOf<'CommitDecided'>, { who }: Scene): readonly [string, string] {
  const { from, to, decision } = fact;
  const { index } = decision.values;
  if (from === to) {
    return [`${who} 不提交索引 ${index}`, `${who} 知道索引 ${index} 在多数派上，但还不能提交它。`];
  }
  if (to < from) return [`${who} 的 commitIndex 退回到 ${to}`, `${who} 把 commitIndex 从 ${from} 退回到 ${to}。`];
  const what = indexes(from + 1, to);
  return decision.rule === 'P49'
    ? [`${who} 提交${what}`, `${who} 提交${what}：多数派存有它。`]
    : [`${who} 得知${what}已提交`, `${who} 从领导者得知${what}已提交。`];
}

export const raftEvents: Tellers<Exclude<ClusterNote['type'], ClientFact | 'EditedByHand' | 'EditRefused'>> = {
  ...readEvents,
  ...sessionEvents,
  ...snapshotEvents,
  TermChanged: ({ from, to }, { who }) => [`${who} 进入任期 ${to}`, `${who} 从任期 ${from} 进入任期 ${to}。`],
  RoleChanged: roleSentence,
  VoteDecided: ({ candidate, granted }, { who, name }) =>
    granted
      ? [`${who} 投票给 ${name(candidate)}`, `${who} 投票给 ${name(candidate)}。`]
      : [`${who} 拒绝投票给 ${name(candidate)}`, `${who} 不投票给 ${name(candidate)}。`],
  VoteCounted: ({ voter, granted, votes, needed }, { who, self, name }) => {
    if (!granted) {
      return [
        `${who} 被 ${name(voter)} 拒绝`,
        `${name(voter)} 拒绝投票给 ${who}；它需要 ${needed} 票，现有 ${votes} 票。`,
      ];
    }
    const whose = voter === self ? '自己的一票' : ` ${name(voter)} 的一票`;
    return [`${who} 计入${whose}`, `${who} 计入${whose}。它需要 ${needed} 票，现有 ${votes} 票。`];
  },
  PreVoteDecided: ({ candidate, granted }, { who, name }) =>
    granted
      ? [`${who} 预投票给 ${name(candidate)}`, `${who} 愿意投票给 ${name(candidate)}，并告诉了它。`]
      : [`${who} 拒绝预投票给 ${name(candidate)}`, `${who} 现在不会投票给 ${name(candidate)}。`],
  PreVoteCounted: ({ voter, granted, votes, needed }, { who, self, name }) => {
    const has = `它需要 ${needed} 张预投票，现有 ${votes} 张。`;
    if (!granted) return [`${who} 被 ${name(voter)} 拒绝`, `${name(voter)} 不愿投票给 ${who}。${has}`];
    const whose = voter === self ? '自己的预投票' : ` ${name(voter)} 的预投票`;
    return [`${who} 计入${whose}`, `${who} 计入${whose}。${has}`];
  },
  CandidateIgnored: ({ candidate }, { who, name }) => [
    `${who} 不理会 ${name(candidate)}`,
    `${name(candidate)} 拉票，但 ${who} 与领导者有联系：它既不应答，也不采用对方的任期。`,
  ],
  StaleRequestRefused: ({ from }, { who, name }) => [
    `${who} 拒绝 ${name(from)} 的旧请求`,
    `${name(from)} 的请求属于较旧的任期：${who} 拒绝它，并告知更新的任期。`,
  ],
  StaleResponseIgnored: ({ from }, { who, name }) => [
    `${who} 忽略 ${name(from)} 的旧应答`,
    `${name(from)} 的应答来得太迟，已无意义：${who} 忽略它。`,
  ],
  ConsistencyChecked: ({ leader, matched, decision }, { who, name }) => {
    const { prevLogIndex } = decision.values;
    return matched
      ? [
          `${who} 收到 ${name(leader)} 的消息`,
          prevLogIndex === 0
            ? `${who} 收到领导者 ${name(leader)} 的消息。`
            : `${who} 收到领导者 ${name(leader)} 的消息：两者的日志到索引 ${prevLogIndex} 为止一致。`,
        ]
      : [
          `${who} 拒绝 ${name(leader)} 发来的内容`,
          `${who} 的日志在索引 ${prevLogIndex} 处与 ${name(leader)} 的不一致，所以什么也不接受。`,
        ];
  },
  LeaderHeard: ({ leader, term }, { who, name }) => [
    `${who} 知道领导者是 ${name(leader)}`,
    `${name(leader)} 以任期 ${term} 的领导者身份发话：${who} 跟随它，并会把它告诉客户端。`,
  ],
  LogTruncated: ({ fromIndex, removed }, { who }) => [
    `${who} 移除${indexes(fromIndex, fromIndex + removed.length - 1)}`,
    `${who} 从索引 ${fromIndex} 起移除 ${removed.length} 个条目：领导者那里是别的内容。`,
  ],
  WriteSuperseded: ({ lastIndex }, { who }) => [
    `${who} 从旧写入中得不到任何结论`,
    `到索引 ${lastIndex} 的写入已完成，但 ${who} 那里的日志早已被替换：它说明不了现在的内容。`,
  ],
  EntriesAppended: ({ firstIndex, count }, { who }) => [
    `${who} 追加${indexes(firstIndex, firstIndex + count - 1)}`,
    `${who} 在日志的${indexes(firstIndex, firstIndex + count - 1)}追加 ${count} 个条目。`,
  ],
  CommitDecided: commitSentence,
  EntriesDurable: ({ lastIndex }, { who }) => [
    `${who} 的日志已落盘到索引 ${lastIndex}`,
    `到索引 ${lastIndex} 的写入已完成：那里的内容经得起 ${who} 崩溃。`,
  ],
  MatchKept: ({ follower, to }, { who, name }) => [
    `${who} 再次得知 ${name(follower)} 有索引 ${to}`,
    `${name(follower)} 的应答没有新内容：${who} 已知道它存有 ${who} 到索引 ${to} 为止的日志。`,
  ],
  BatchSent: ({ follower, firstIndex, count }, { who, name }) => {
    const what = indexes(firstIndex, firstIndex + count - 1);
    return [
      `${who} 要把${what}发给 ${name(follower)}`,
      `${who} 向 ${name(follower)} 发送${what}；消息所依赖的内容落盘后即发出。`,
    ];
  },
  MatchAdvanced: ({ follower, to }, { who, name }) => [
    `${who} 得知 ${name(follower)} 有索引 ${to}`,
    `${who} 现在知道 ${name(follower)} 存有 ${who} 到索引 ${to} 为止的日志。`,
  ],
  NextIndexLowered: ({ follower, from, to }, { who, name }) => [
    `${who} 对 ${name(follower)} 退到索引 ${to}`,
    `${name(follower)} 的日志在索引 ${from} 之前就不同：${who} 从索引 ${to} 再试。`,
  ],
  FlowChanged: ({ follower, to }, { who, name }) =>
    to === 'replicate'
      ? [`${who} 用流水线发给 ${name(follower)}`, `${who} 知道 ${name(follower)} 的日志止于何处，不等应答就继续发送。`]
      : [`${who} 探测 ${name(follower)}`, `${who} 一次只发给 ${name(follower)} 一个请求，直到知道哪些已到达。`],
  WindowFull: ({ follower }, { who, name }) => [
    `${who} 等待 ${name(follower)}`,
    `发往 ${name(follower)} 的在途请求已达上限：得到确认后 ${who} 再继续发送。`,
  ],
  StaleRejectionIgnored: ({ from }, { who, name }) => [
    `${who} 忽略 ${name(from)} 的旧拒绝`,
    `${name(from)} 的拒绝所回答的问题，${who} 已经不再问了。`,
  ],
  CommandRefused: ({ leaderHint, decision }, { who, name }) => [
    `${who} 拒绝一条命令`,
    decision.rule === 'P86'
      ? `${who} 正在移交领导权，其间不接受命令。`
      : leaderHint === null
        ? `${who} 不是领导者，也不知道谁是：命令被拒绝。`
        : `${who} 不是领导者：它让客户端去找 ${name(leaderHint)}。`,
  ],
  ...transferEvents,
  OrderRefused: ({ order }, scene) => [`${scene.who} 拒绝一道指令`, `${scene.who} 没有${orderOf(order, scene)}。`],
  ...membershipEvents,
  Did: lessonEvent,
  Applied: ({ index, command, result }, { who }) => [
    `${who} 应用索引 ${index}`,
    command.kind === 'noop'
      ? `${who} 应用索引 ${index}，即 no-op：没有任何变化。`
      : command.kind === 'configuration'
        ? `${who} 应用索引 ${index}，即${commandOf(command)}：它早已在用，现在已提交。`
        : `${who} 应用索引 ${index}，即${commandOf(command)}：${resultOf(result)}。`,
  ],
};

type ClientFact =
  | 'OperationStarted'
  | 'OperationRedirected'
  | 'OperationRetried'
  | 'OperationRests'
  | 'OperationFinished';

export const clientEvents: Tellers<ClientFact> = {
  OperationStarted: ({ operation, to }, { who, name }) => [
    `${who} 请求“${formatOperation(operation)}”`,
    `${who} 向 ${name(to)} 请求“${formatOperation(operation)}”。`,
  ],
  OperationRedirected: ({ to }, { who, name }) => [
    `${who} 转向 ${name(to)}`,
    `${who} 被告知领导者是 ${name(to)}，转而向它请求。`,
  ],
  OperationRetried: ({ to, retries }, { who, name }) => [
    `${who} 改试 ${name(to)}`,
    `${who} 没有得到应答，这次改向 ${name(to)} 请求：第 ${retries} 次重试。第一次尝试仍可能被执行。`,
  ],
  OperationRests: ({ reason }, { who }) => [
    `${who} 稍候再请求`,
    `这次尝试落空了：${reasonOf(reason)}。${who} 稍候再请求。`,
  ],
  OperationFinished: ({ operation }, { who }) => {
    const text = `“${formatOperation(operation.operation)}”`;
    if (operation.outcome === 'ok' && operation.result !== null) {
      return [`${who} 得到应答`, `${who} 得到${text}的应答：${resultOf(operation.result)}。`];
    }
    return operation.outcome === 'failed'
      ? [`${who} 的请求失败`, `${text}确定失败：${reasonOf(operation.reason)}。`]
      : [`${who} 的请求以未知告终`, `${text}的结果未知：${reasonOf(operation.reason)}。`];
  },
};
