import { formatMs } from '../../base/time.ts';
import { majorityOf } from '../../raft/quorum.ts';
import type { ClaimTellers } from '../en/why-not-words.ts';

type VoteClaims = Pick<
  ClaimTellers,
  | 'mayStand'
  | 'timerOut'
  | 'majority'
  | 'ballot'
  | 'ownVote'
  | 'noContact'
  | 'termNotOlder'
  | 'voteFree'
  | 'upToDate'
  | 'voteArrived'
>;

const placeOf = (index: number, term: number): string => (index === 0 ? '为空' : `止于索引 ${index}、任期 ${term}`);

/** What is between a server and an election that it wins. */
export const voteClaims: VoteClaims = {
  mayStand: ({ server, role }, holds, name) => {
    if (holds) return `${name(server)} 可以参选。`;
    return role === 'leader'
      ? `${name(server)} 已是领导者，领导者从不参选。`
      : `${name(server)} 没有投票权，所以从不参选。`;
  },
  timerOut: ({ server, dueAtUs, again }, holds, name) => {
    if (holds) return `${name(server)} 的选举定时器已到期。`;
    const until = dueAtUs === null ? '没有运行' : `要到 ${formatMs(dueAtUs)} ms 才到期`;
    return again
      ? `这一轮已经输了，下一轮始于 ${name(server)} 的选举定时器，而它${until}。`
      : `${name(server)} 的选举定时器${until}。`;
  },
  majority: ({ of, server, isUnderWay, given, voters, old }, _, name) => {
    const [unit, votes] = of === 'votes' ? ['票', '票'] : ['张', '张预投票'];
    const half = (all: readonly number[]): string => `${given.filter((id) => all.includes(id)).length} / ${all.length}`;
    const own = given.includes(server) ? `（含它自己的一${unit}）` : '';
    if (!isUnderWay) {
      return old === null
        ? `${name(server)} 需要 ${voters.length} ${votes}中的 ${majorityOf(voters.length)} ${unit}${own}。`
        : `${name(server)} 需要旧配置 ${old.length} ${votes}中的 ${majorityOf(old.length)} ${unit}和新配置 ${voters.length} ${votes}中的 ${majorityOf(voters.length)} ${unit}${own}。`;
    }
    return old === null
      ? `${name(server)} 有 ${half(voters)} ${votes}；需要 ${majorityOf(voters.length)} ${unit}。`
      : `${name(server)} 有旧配置 ${half(old)} ${votes}、新配置 ${half(voters)} ${votes}；分别需要 ${majorityOf(old.length)} ${unit}和 ${majorityOf(voters.length)} ${unit}。`;
  },
  ballot: ({ of, voter, candidate, isUnderWay, would, refused }, holds, name) => {
    const votes = of === 'votes' ? '投票' : '预投票';
    if (holds) return `${name(voter)} 已${votes}给 ${name(candidate)}。`;
    if (refused) return `${name(voter)} 在这一轮拒绝${votes}给 ${name(candidate)}。`;
    if (would) {
      return isUnderWay
        ? `${name(voter)} 愿意${votes}，但 ${name(candidate)} 还没有收到它的应答。`
        : `${name(voter)} 愿意${votes}。`;
    }
    return `${name(voter)} 不能${votes}。`;
  },
  ownVote: ({ server }, holds, name) => `${name(server)} 自己的选票${holds ? '已' : '尚未'}落盘。`,
  noContact: ({ voter, sinceContactUs, electionTimeoutUs }, holds, name) =>
    holds
      ? `${name(voter)} 已有一个选举超时没有听到领导者。`
      : `${name(voter)} 在 ${formatMs(sinceContactUs ?? 0)} ms 前还与领导者有联系，此后 ${formatMs(electionTimeoutUs)} ms 内不理会任何候选人。`,
  termNotOlder: ({ asksFor, asker, askedTerm, server, currentTerm }, holds, name) => {
    if (holds) return `${name(server)} 的任期不比 ${name(asker)} 的新。`;
    return asksFor === 'vote'
      ? `${name(server)} 处于任期 ${currentTerm}，而 ${name(asker)} 会在任期 ${askedTerm} 拉票：${name(asker)} 得先得知此事，再重新参选。`
      : `${name(server)} 处于任期 ${currentTerm}，比 ${name(asker)} 的任期 ${askedTerm} 新：它不接受对方的任何内容。`;
  },
  voteFree: ({ voter, votedFor, candidate, term }, holds, name) => {
    if (!holds) return `${name(voter)} 在任期 ${term} 的票已投给 ${votedFor === null ? '' : name(votedFor)}。`;
    return votedFor === candidate
      ? `${name(voter)} 此前已投给 ${name(candidate)}，会再说一次。`
      : `${name(voter)} 的票还可以投给 ${name(candidate)}。`;
  },
  upToDate: ({ voter, candidate, candidateLastTerm, candidateLastIndex, lastTerm, lastIndex }, holds, name) =>
    holds
      ? `${name(candidate)} 的日志至少与 ${name(voter)} 的一样新。`
      : `${name(candidate)} 的日志${placeOf(candidateLastIndex, candidateLastTerm)}，${name(voter)} 的日志${placeOf(lastIndex, lastTerm)}：${name(candidate)} 缺了内容。`,
  voteArrived: ({ voter, candidate }, _, name) => `${name(candidate)} 还没有收到 ${name(voter)} 的应答。`,
};
