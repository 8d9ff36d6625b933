import type { Decision } from '../../raft/rules.ts';
import { compare, num, type Words } from '../en/values.ts';
import type { Scene } from '../types.ts';
import { ms } from './event-words.ts';
import { row } from './values.ts';

type Values = Decision['values'];

/** P88: whether the order is a change that this cluster makes. */
function kindOfChange(values: Values, { who }: Scene): Words {
  const differing = num(values, 'differing');
  const joint = values['joint'] === true;
  const single = values['single'] === true;
  const why =
    values['changes'] !== true
      ? `这样配置会保持原样，或者没有投票者，所以 ${who} 什么也不改。`
      : !joint && !single
        ? '这个集群关闭了配置变更。'
        : `没有联合阶段时，一次只能变动一个投票者：这样旧配置的任一多数派都与新配置的任一多数派共有一台服务器。这里会变动 ${differing} 个。`;
  return {
    why,
    theirs: '需要',
    own: '请求',
    rows: [
      row('允许变更', true, joint || single, '', 'passed'),
      row('确是变更', true, values['changes'] ?? null, '', 'passed'),
      row('变动的投票者', joint ? '不限' : 1, differing, '', 'decides'),
    ],
  };
}

/** P89: the change before this one has to be over. */
function changePending(values: Values, { who }: Scene): Words {
  const index = num(values, 'configurationIndex');
  const commit = num(values, 'commitIndex');
  const open = index > commit;
  const joint = values['isJoint'] === true;
  return {
    why: open
      ? `${who} 已在用索引 ${index} 的配置，但只知道索引 ${commit} 已提交。在它之上再变更一次，可能出现两个没有共同服务器的多数派：必须等待。`
      : '另一个变更仍在进行，而变更要一个接一个。',
    theirs: '配置',
    own: `${who} 有`,
    rows: [
      row(
        'commitIndex',
        index,
        commit,
        open ? `${compare(index, commit)}：等待` : compare(index, commit),
        open ? 'decides' : 'passed',
      ),
      row('联合配置', false, joint, '', open ? 'notCompared' : joint ? 'decides' : 'passed'),
      row('正在追赶的服务器', false, values['catchingUp'] ?? null, '', open || joint ? 'notCompared' : 'decides'),
    ],
  };
}

/** P90: the correction of 2015. */
function nothingCommittedYet(values: Values, { who }: Scene): Words {
  const committed = num(values, 'committedTerm');
  const own = num(values, 'currentTerm');
  return {
    why: `${who} 在任期 ${own} 还没有提交过任何条目。某处可能还有它不知道的旧任期配置，两者可能各自作出决定。本任期的一个条目提交之后，就排除了这种可能。`,
    theirs: '需要',
    own: `${who} 有`,
    rows: [row('最后已提交条目的任期', own, committed, '较旧：还不行', 'decides')],
  };
}

/** P95: whether newcomers keep up. */
function roundOver(values: Values, { who }: Scene, outcome: boolean): Words {
  const [round, rounds] = [num(values, 'round'), num(values, 'rounds')];
  const [took, since, limit] = [
    num(values, 'tookUs'),
    num(values, 'sinceProgressUs'),
    num(values, 'electionTimeoutUs'),
  ];
  const last = round >= rounds;
  const stuck = since >= limit;
  return {
    why: outcome
      ? stuck
        ? `新服务器已有 ${ms(since)} 没有进展。它若成为投票者，可能拖住每次提交，所以 ${who} 放弃变更。`
        : `连最后一轮也用了 ${ms(took)}，超过一个选举超时。新服务器若成为投票者，可能把提交拖得更久，所以 ${who} 放弃变更。`
      : last
        ? `最后一轮用时不到一个选举超时：新服务器所缺的很快就能补上。它可以投票了。`
        : `每一轮补上前一轮期间新进日志的内容，所以一轮比一轮短。还剩 ${rounds - round} 轮。`,
    theirs: '限度',
    own: '实际',
    rows: [
      row('轮次', rounds, round, last ? '最后一轮' : '继续', last ? 'passed' : 'decides'),
      row('用时', ms(limit), ms(took), '', last && !stuck ? 'decides' : 'notCompared'),
      row('没有进展', ms(limit), ms(since), stuck ? '太久' : '', stuck ? 'decides' : 'passed'),
    ],
  };
}

/** P98: the leader that is no longer part of the cluster. */
function leftOut(values: Values, { who }: Scene): Words {
  const index = num(values, 'configurationIndex');
  const commit = num(values, 'commitIndex');
  return {
    why: `${who} 在索引 ${index} 的配置中没有投票权，它领导到现在只为使其提交。现在其他服务器没有它也能继续。`,
    theirs: '配置',
    own: `${who} 有`,
    rows: [
      row('投票者', true, values['isVoter'] ?? null, '不在其中', 'passed'),
      row('commitIndex', index, commit, compare(index, commit), 'decides'),
    ],
  };
}

/** P99: who stands although its own configuration gives it no vote. */
function standsOutside(values: Values, { who }: Scene): Words {
  const learner = values['isLearner'] === true;
  return {
    why: learner
      ? `${who} 在成为学习者之前有投票权，也不知道这一改变已提交。它的日志可能是唯一能胜出的，所以它参选。`
      : `${who} 不在自己的配置中，但这个配置可能没有提交，那样它的日志可能是唯一能胜出的。所以它参选，但不计自己的一票。`,
    theirs: '需要',
    own: `${who} 所知`,
    rows: [
      row('投票者', 1, num(values, 'members'), '', 'passed'),
      row('学习者', false, values['isLearner'] ?? null, '', learner ? 'passed' : 'decides'),
      row('曾有投票权', learner, values['wasVoter'] ?? null, '', learner ? 'decides' : 'notCompared'),
    ],
  };
}

type Teller = (values: Values, scene: Scene, outcome: boolean) => Words;

/** How the rules of membership decide, in words. */
export const membershipWords = {
  P88: kindOfChange,
  P89: changePending,
  P90: nothingCommittedYet,
  P95: roundOver,
  P98: leftOut,
  P99: standsOutside,
} satisfies Readonly<Record<string, Teller>>;
