import type { Fact } from '../../cluster/types.ts';
import type { MutationName } from '../../raft/config.ts';
import type { Decision, RuleId, RuleValue } from '../../raft/rules.ts';
import { compare, num, type Words } from '../en/values.ts';
import type { Messages } from '../table.ts';
import type { ComparedRow, Ruling, Scene } from '../types.ts';
import { inContact, lostQuorum } from './contact-ruling.ts';
import { overtakenWrite, pipelineRolledBack, windowFull } from './disk-ruling.ts';
import { membershipWords } from './membership-ruling.ts';
import { mutations } from './mutations.ts';
import { enoughPreVotes, preVoteRuling } from './prevote-ruling.ts';
import { appliedRead, confirmedRead, leaseRead, monotonicRead } from './read-ruling.ts';
import { copyKnown, sessionKnown, sessionOver } from './session-ruling.ts';
import {
  chunkInOrder,
  logBehindSnapshot,
  snapshotDue,
  snapshotNeeded,
  snapshotNow,
  snapshotOld,
} from './snapshot-ruling.ts';
import { caughtUp, handingOver, staleOrder, toldToStand, transferOrder, transferTime } from './transfer-ruling.ts';
import { row } from './values.ts';
import { voteRuling } from './vote-ruling.ts';
import { spaced } from './words.ts';

type Values = Decision['values'];

/** The name of each rule and where it is written. */
export const ruleNames: Messages['ruleNames'] = {
  P9: '被取代的写入，etcd',
  P12: '更新任期规则，博士论文图 3.1',
  P13: '拒绝旧请求，博士论文 §3.3',
  P14: '忽略旧应答，TLA+ DropStaleResponse',
  P16: '候选人跟随本任期的领导者，博士论文 §3.4',
  P17: '选举超时，博士论文图 3.1',
  P21: '投票规则，博士论文 §3.6.1',
  P23: '选票的多数派，博士论文 §3.4',
  P31: '一致性检查，博士论文 §3.5',
  P33: '冲突规则，博士论文图 3.1',
  P35: '跟随者的提交规则，博士论文图 3.1',
  P42: 'matchIndex 只前进，TLA+ mmatchIndex',
  P43: '被拒绝后退回，博士论文 §3.5',
  P47: '流水线回退，博士论文 §10.2.2',
  P48: '流水线的窗口，etcd',
  P49: '领导者的提交规则，博士论文 §3.6.2',
  P61: '失去多数派的领导者退位，博士论文 §6.2',
  P65: '预投票的多数派，博士论文 §9.6',
  P66: '预投票规则，博士论文 §9.6',
  P76: '与领导者有联系，博士论文 §4.2.3',
  P130: 'ReadIndex，博士论文 §6.4',
  P131: '应用到 readIndex，博士论文 §6.4',
  P132: '租约，博士论文 §6.4.1',
  P133: '时间不倒流，博士论文 §6.4.1',
  P80: '移交目标已追上，博士论文 §3.10',
  P81: '移交最多一个选举超时，博士论文 §3.10',
  P82: '谁移交、移交给谁，博士论文 §3.10',
  P84: '奉命参选，博士论文 §3.10',
  P85: '旧的 TimeoutNow 无效，博士论文 §6.4.1',
  P86: '移交期间不接受命令，博士论文 §3.10',
  P88: '单服务器变更，博士论文 §4.1',
  P89: '一次一个变更，博士论文 §4.1',
  P90: '先在本任期提交，2015 年勘误',
  P95: '投票之前先追赶，博士论文 §4.2.1',
  P98: '不在新配置中的领导者退位，博士论文 §4.2.2',
  P99: '参选但不计自己的票，博士论文 §4.2.2',
  P108: '快照覆盖已应用的内容，博士论文 §5',
  P111: '何时拍摄快照，博士论文 §5.1.2',
  P112: '谁得到快照，博士论文图 5.3',
  P114: '块按顺序到来，博士论文图 5.3',
  P115: '一切都不后退，etcd',
  P116: '快照之后留下什么，博士论文图 5.3',
  P120: '只有领导者接受命令，博士论文 §6.2',
  P125: '客户端的会话，博士论文 §6.3',
  P126: '一条命令只执行一次，博士论文 §6.3',
  P128: '会话过期，博士论文 §6.3',
};

function single(name: string, theirs: RuleValue, own: RuleValue, verdict: string): readonly ComparedRow[] {
  return [row(name, theirs, own, verdict, 'decides')];
}

function newerTerm(values: Values, { who }: Scene): Words {
  const theirs = num(values, 'messageTerm');
  const own = num(values, 'currentTerm');
  return {
    why: `消息属于任期 ${theirs}，${who} 处于任期 ${own}。更新的任期要先于其他一切立即采用：其中的票尚未投出，领导者尚不知道。`,
    theirs: '消息',
    own: `${who} 有`,
    rows: single('任期', theirs, own, `${compare(theirs, own)}：采用`),
  };
}

function oldRequest(values: Values, { who }: Scene): Words {
  const theirs = num(values, 'requestTerm');
  const own = num(values, 'currentTerm');
  return {
    why: `请求属于任期 ${theirs}，但 ${who} 已见过任期 ${own}。较旧的一律拒绝，应答会给出更新的任期。`,
    theirs: '请求',
    own: `${who} 有`,
    rows: single('任期', theirs, own, `${compare(theirs, own)}：拒绝`),
  };
}

function oldResponse(values: Values, { who }: Scene): Words {
  const theirs = num(values, 'responseTerm');
  const own = num(values, 'currentTerm');
  const old = theirs < own;
  const expected = values['roleExpected'] === true;
  return {
    why: old
      ? `应答属于任期 ${theirs}，而 ${who} 现在处于任期 ${own}。当时所问的已经无关紧要。`
      : `${who} 已不是提问时的角色，所以这个应答不再决定什么。`,
    theirs: '应答',
    own: `${who} 有`,
    rows: [
      row(
        '任期',
        theirs,
        own,
        old ? `${compare(theirs, own)}：忽略` : compare(theirs, own),
        old ? 'decides' : 'passed',
      ),
      row('角色未变', null, expected, old ? '不比较' : '忽略', old ? 'notCompared' : 'decides'),
    ],
  };
}

function leaderOfTerm(values: Values, { who }: Scene): Words {
  const theirs = num(values, 'leaderTerm');
  const own = num(values, 'currentTerm');
  return {
    why: `任期 ${theirs} 已有领导者。一个任期至多一个领导者，${who} 不可能再胜出，于是跟随。`,
    theirs: '领导者',
    own: `${who} 有`,
    rows: [
      row('任期', theirs, own, compare(theirs, own), 'passed'),
      row('候选人', null, values['isCandidate'] ?? null, '跟随', 'decides'),
    ],
  };
}

function timeout(values: Values, { who }: Scene): Words {
  return {
    why: `定时器到期之前，${who} 没有听到领导者，也没有投出票。它有投票权又不是领导者，所以参选。`,
    theirs: '需要',
    own: `${who} 是`,
    rows: [
      row('领导者', false, values['isLeader'] ?? null, '', 'passed'),
      row('投票者', true, values['isVoter'] ?? null, '参选', 'decides'),
    ],
  };
}

function majority(values: Values, { who }: Scene, outcome: boolean): Words {
  const votes = num(values, 'votes');
  const voters = num(values, 'voters');
  const needed = Math.floor(voters / 2) + 1;
  const joint = jointWhy(values, outcome, who);
  if (joint !== null) return { ...joint, rows: jointRows(values, single('选票', needed, votes, '新的多数派')) };
  return {
    why: outcome
      ? `${voters} 个投票者中的 ${votes} 个构成多数派。任意两个多数派都共有一台服务器，而一台服务器在一个任期只投一票，所以别人不可能赢得它：${who} 当选。`
      : `${voters} 票中 ${who} 有 ${votes} 票，而多数派需要 ${needed} 票。它还要等待。`,
    theirs: '需要',
    own: `${who} 有`,
    rows: jointRows(values, single('选票', needed, votes, votes >= needed ? '足够' : `缺 ${needed - votes}`)),
  };
}

/** P101: while a configuration is joint, both of its halves have to agree. */
function jointWhy(values: Values, outcome: boolean, who: string): Omit<Words, 'rows'> | null {
  if (values['oldVoters'] === undefined) return null;
  const why = outcome
    ? '配置是联合的：需要旧投票者的多数派和新投票者的多数派，两者都已具备。所以哪一半都不能撇开另一半作决定。'
    : '配置是联合的：需要旧投票者的多数派和新投票者的多数派。两者尚未齐备。';
  return { why, theirs: '需要', own: `${who} 有` };
}

function jointRows(values: Values, rows: readonly ComparedRow[]): readonly ComparedRow[] {
  if (values['oldVoters'] === undefined) return rows;
  const needed = Math.floor(num(values, 'oldVoters') / 2) + 1;
  return [row('旧投票者中', needed, values['oldVotes'] ?? values['oldStored'] ?? 0, '旧的多数派', 'passed'), ...rows];
}

function consistency(values: Values, { who }: Scene, outcome: boolean): Words {
  const index = num(values, 'prevLogIndex');
  const theirs = num(values, 'prevLogTerm');
  const own = values['termAtPrevLogIndex'] ?? null;
  const verdict = outcome ? '吻合' : own === null ? '空洞' : '不同';
  return {
    why: consistencyWhy(index, theirs, own, who),
    theirs: '领导者发来',
    own: `${who} 有`,
    rows: [
      row('prevLogIndex', index, index === 0 ? 0 : own === null ? null : index, index === 0 ? '开头' : '', 'passed'),
      row('prevLogTerm', theirs, index === 0 ? 0 : own, verdict, 'decides'),
    ],
  };
}

function consistencyWhy(index: number, theirs: number, own: RuleValue, who: string): string {
  if (index === 0) return '索引 1 之前什么也没有，从那里开始的内容总是吻合。';
  if (own === null) return `${who} 的日志不到索引 ${index} 就结束了。接受新条目会留下空洞。`;
  if (own === theirs) {
    return `在新条目之前，领导者的索引 ${index} 处是任期 ${theirs}，${who} 也一样。索引与任期都相同，意味着之前的一切也相同。`;
  }
  return `在索引 ${index} 处，领导者的条目属于任期 ${theirs}，${who} 的属于任期 ${own}。两份日志在此之前就已分开，这里不能追加。`;
}

function conflict(values: Values, { who }: Scene, outcome: boolean): Words {
  const own = num(values, 'existingTerm');
  const theirs = num(values, 'newTerm');
  return {
    why: `${who} 的条目属于任期 ${own}，而领导者在那里的条目属于任期 ${theirs}。同一索引、不同任期，就是不同的条目：跟随者的这个条目及其后的一切都要移除。`,
    theirs: '领导者发来',
    own: `${who} 有`,
    rows: single('任期', theirs, own, outcome ? '不同：移除' : '相同：保留'),
  };
}

function followerCommit(values: Values, { who }: Scene): Words {
  const leader = num(values, 'leaderCommit');
  const last = num(values, 'lastNewIndex');
  const own = num(values, 'commitIndex');
  const least = Math.min(leader, last);
  return {
    why: `领导者已提交到索引 ${leader}，而这个请求为 ${who} 到索引 ${last} 为止的日志担保。${who} 能确信的是两者中较小的 ${least}。`,
    theirs: '请求',
    own: `${who} 有`,
    rows: [
      row('leaderCommit', leader, null, leader <= last ? '较小者' : '', 'passed'),
      row('最后的新索引', last, null, last < leader ? '较小者' : '', 'passed'),
      row('commitIndex', least, own, compare(least, own), 'decides'),
    ],
  };
}

function matchForward(values: Values, { who }: Scene): Words {
  const theirs = num(values, 'acknowledgedIndex');
  const own = num(values, 'matchIndex');
  return {
    why: `应答本身说明日志相同到索引 ${theirs}。${who} 原先知道的是 ${own}，而已知存有的内容只增不减。`,
    theirs: '应答',
    own: `${who} 原知`,
    rows: single('matchIndex', theirs, own, compare(theirs, own)),
  };
}

function goBack(values: Values, { who }: Scene, outcome: boolean): Words {
  const asked = num(values, 'prevLogIndex');
  const next = num(values, 'nextIndex');
  const match = num(values, 'matchIndex');
  const fresh = asked === next - 1;
  return {
    why: outcome
      ? `${who} 刚才问的是索引 ${asked}，跟随者在那里没有吻合的内容。所以两份日志一致之处在更小的索引处。`
      : fresh
        ? `${who} 知道两份日志到索引 ${match} 为止一致，所以这是旧的拒绝。`
        : `这个拒绝针对索引 ${asked}，但 ${who} 的 nextIndex 现在是 ${next}：它回答的是更早的请求。`,
    theirs: '被拒绝',
    own: `${who} 有`,
    rows: [
      row('prevLogIndex', asked, next - 1, fresh ? '最新的提问' : '更早的提问', fresh ? 'passed' : 'decides'),
      row('matchIndex', asked, match, fresh ? compare(asked, match) : '不比较', fresh ? 'decides' : 'notCompared'),
    ],
  };
}

function leaderCommit(values: Values, { who }: Scene): Words {
  const index = num(values, 'index');
  const stored = num(values, 'stored');
  const voters = num(values, 'voters');
  const needed = Math.floor(voters / 2) + 1;
  const entryTerm = num(values, 'entryTerm');
  const currentTerm = num(values, 'currentTerm');
  const own = entryTerm === currentTerm;
  const joint = own ? jointWhy(values, true, who) : null;
  return {
    why:
      joint !== null
        ? joint.why
        : own
          ? `${voters} 台服务器中 ${stored} 台存有索引 ${index}，且这个条目属于领导者的本任期 ${currentTerm}。所以它不会再消失，它之前的一切也不会。`
          : `${voters} 台服务器中 ${stored} 台存有索引 ${index}，但这个条目属于任期 ${entryTerm}，而 ${who} 领导任期 ${currentTerm}。之后的领导者仍可能替换它：旧条目的副本不计数。`,
    theirs: '需要',
    own: '现有',
    rows: jointRows(values, [
      row('存有它的服务器', needed, stored, '多数派', 'passed'),
      row('条目的任期', currentTerm, entryTerm, own ? '本任期：提交' : '较旧：等待', 'decides'),
    ]),
  };
}

function notLeader(_: Values, { who }: Scene): Words {
  return {
    why: `条目只能经由领导者进入日志，而 ${who} 不是领导者。`,
    theirs: '需要',
    own: `${who} 是`,
    rows: single('领导者', true, false, '拒绝'),
  };
}

const tellers: { readonly [R in RuleId]: (values: Values, scene: Scene, outcome: boolean) => Words } = {
  P9: overtakenWrite,
  P12: newerTerm,
  P13: oldRequest,
  P14: oldResponse,
  P16: leaderOfTerm,
  P17: timeout,
  P21: voteRuling,
  P23: majority,
  P31: consistency,
  P33: conflict,
  P35: followerCommit,
  P42: matchForward,
  P43: goBack,
  P47: pipelineRolledBack,
  P48: windowFull,
  P49: leaderCommit,
  P61: lostQuorum,
  P65: enoughPreVotes,
  P66: preVoteRuling,
  P76: inContact,
  P80: caughtUp,
  P81: transferTime,
  P82: transferOrder,
  P84: toldToStand,
  P85: staleOrder,
  P86: handingOver,
  ...membershipWords,
  P108: snapshotNow,
  P111: snapshotDue,
  P112: snapshotNeeded,
  P114: chunkInOrder,
  P115: snapshotOld,
  P116: logBehindSnapshot,
  P120: notLeader,
  P125: sessionKnown,
  P126: copyKnown,
  P128: sessionOver,
  P130: confirmedRead,
  P131: appliedRead,
  P132: leaseRead,
  P133: monotonicRead,
};

/** What a decision compared, and why that led to its outcome. Null for a fact that no rule decided. */
export function rulingOf(fact: Fact, scene: Scene): Ruling | null {
  const decision = 'decision' in fact ? fact.decision : undefined;
  if (decision === undefined) return null;
  const words = tellers[decision.rule](decision.values, scene, decision.outcome);
  const broken = decision.brokenBy === undefined ? null : `不是 Raft：${brokenText(decision.brokenBy)}。`;
  return { rule: decision.rule, ruleName: ruleNames[decision.rule], ...words, why: spaced(words.why), broken };
}

function brokenText(name: string): string {
  return Object.hasOwn(mutations, name) ? mutations[name as MutationName].label : name;
}
