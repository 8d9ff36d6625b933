import { formatMs } from '../../base/time.ts';
import type { Decision } from '../../raft/rules.ts';
import { compare, num, type Words } from '../en/values.ts';
import type { ComparedRow, Scene } from '../types.ts';
import { row } from './values.ts';
import { voteRuling } from './vote-ruling.ts';

type Values = Decision['values'];

/** P65: whether an election makes sense. */
export function enoughPreVotes(values: Values, { who }: Scene, outcome: boolean): Words {
  const votes = num(values, 'preVotes');
  const voters = num(values, 'voters');
  const needed = Math.floor(voters / 2) + 1;
  return {
    why: outcome
      ? `${voters} 个投票者中有 ${votes} 个愿意投票给 ${who}，这是多数派：选举有意义。它进入下一任期正式拉票；预投票不算选票。`
      : `${voters} 个投票者中有 ${votes} 个愿意投票给 ${who}，而多数派需要 ${needed} 个。凑足之前它留在原任期，不打扰任何人。`,
    theirs: '需要',
    own: `${who} 有`,
    rows: [row('预投票', needed, votes, outcome ? '足够' : `缺 ${needed - votes}`, 'decides')],
  };
}

/** P66, P67: a newer term or a free vote, a log that is as good, and no leader: what decides is the first that fails. */
export function preVoteRuling(values: Values, scene: Scene): Words {
  const { who, name } = scene;
  const theirs = num(values, 'requestTerm');
  const own = num(values, 'currentTerm');
  const since = values['sinceContactUs'] ?? null;
  const isRecent = since !== null && Number(since) < num(values, 'electionTimeoutUs');
  const candidate = name(num(values, 'candidateId'));
  if (theirs < own) {
    return {
      why: `${candidate} 问的是任期 ${theirs}，但 ${who} 已处于任期 ${own}，拒绝时会说明这一点：${candidate} 将采用那个任期。`,
      theirs: `${candidate} 请求`,
      own: `${who} 有`,
      rows: [row('任期', theirs, own, `${compare(theirs, own)}：拒绝`, 'decides')],
    };
  }
  // In a newer term every vote is free.
  const vote = theirs > own ? null : (values['votedFor'] ?? null);
  const asVote = voteRuling({ ...values, votedFor: vote, currentTerm: theirs }, scene);
  const wouldVote = vote === null || vote === values['candidateId'] ? isAsGood(values) : false;
  const others = asVote.rows.slice(1);
  const term = row('任期', theirs, own, compare(theirs, own), 'passed');
  if (!wouldVote) return { ...asVote, rows: [term, ...others, contactRow(values, 'notCompared')] };
  const rows = others.map(
    (other): ComparedRow => ({ ...other, weight: other.weight === 'decides' ? 'passed' : other.weight }),
  );
  return {
    ...asVote,
    why: isRecent
      ? `${who} 本愿投票给 ${candidate}，但它在 ${ms(values, 'sinceContactUs')} 前还与领导者有联系，不到一个选举超时 ${ms(values, 'electionTimeoutUs')}：选举只会打扰那个领导者。`
      : `${who} 不知道有活着的领导者，而 ${candidate} 的日志至少与自己的一样新。它愿意投票给 ${candidate}；这样说并不改变它自己的任何状态。`,
    rows: [term, ...rows, contactRow(values, 'decides')],
  };
}

function isAsGood(values: Values): boolean {
  const [theirs, own] = [num(values, 'candidateLastLogTerm'), num(values, 'lastLogTerm')];
  return theirs === own ? num(values, 'candidateLastLogIndex') >= num(values, 'lastLogIndex') : theirs > own;
}

function contactRow(values: Values, weight: ComparedRow['weight']): ComparedRow {
  const since = values['sinceContactUs'] ?? null;
  const isRecent = since !== null && Number(since) < num(values, 'electionTimeoutUs');
  const verdict = weight === 'notCompared' ? '不比较' : isRecent ? '刚联系过：拒绝' : '没有领导者';
  return row(
    '上次联系',
    ms(values, 'electionTimeoutUs'),
    since === null ? null : ms(values, 'sinceContactUs'),
    verdict,
    weight,
  );
}

function ms(values: Values, name: string): string {
  return `${formatMs(num(values, name))} ms`;
}
