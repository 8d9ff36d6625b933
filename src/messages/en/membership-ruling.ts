import type { Decision } from '../../raft/rules.ts';
import type { Scene } from '../types.ts';
import { ms } from './event-words.ts';
import { compare, num, row, type Words } from './values.ts';

type Values = Decision['values'];

/** P88: whether the order is a change that this cluster makes. */
function kindOfChange(values: Values, { who }: Scene): Words {
  const differing = num(values, 'differing');
  const joint = values['joint'] === true;
  const single = values['single'] === true;
  const why =
    values['changes'] !== true
      ? `This would leave the configuration as it is, or without a voter, so ${who} changes nothing.`
      : !joint && !single
        ? 'Changes of the configuration are switched off in this cluster.'
        : `Without a joint phase only one voter may change at a time: then every majority of the old configuration shares a server with every majority of the new one. Here ${differing} would change.`;
  return {
    why,
    theirs: 'needed',
    own: 'asked for',
    rows: [
      row('changes switched on', true, joint || single, '', 'passed'),
      row('is a change', true, values['changes'] ?? null, '', 'passed'),
      row('voters that change', joint ? 'any' : 1, differing, '', 'decides'),
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
      ? `${who} uses the configuration of index ${index} already, but knows only index ${commit} to be committed. A second change on top of it could give two majorities that share no server: it has to wait.`
      : 'Another change is still on its way, and changes come one after the other.',
    theirs: 'configuration',
    own: `${who} has`,
    rows: [
      row(
        'commitIndex',
        index,
        commit,
        open ? `${compare(index, commit)}: wait` : compare(index, commit),
        open ? 'decides' : 'passed',
      ),
      row('joint configuration', false, joint, '', open ? 'notCompared' : joint ? 'decides' : 'passed'),
      row('servers catching up', false, values['catchingUp'] ?? null, '', open || joint ? 'notCompared' : 'decides'),
    ],
  };
}

/** P90: the correction of 2015. */
function nothingCommittedYet(values: Values, { who }: Scene): Words {
  const committed = num(values, 'committedTerm');
  const own = num(values, 'currentTerm');
  return {
    why: `${who} has committed nothing in its term ${own} yet. Somewhere there may still be a configuration of an older term that it does not know, and the two could decide apart from each other. An entry of the own term, once committed, rules that out.`,
    theirs: 'needed',
    own: `${who} has`,
    rows: [row('term of the last committed entry', own, committed, 'older: not yet', 'decides')],
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
        ? `For ${ms(since)} the newcomer has made no progress. As a voter it could hold up every commit, so ${who} gives the change up.`
        : `Even the last round took ${ms(took)}, longer than an election timeout. As a voter the newcomer could hold up commits for longer than that, so ${who} gives the change up.`
      : last
        ? `The last round took less than an election timeout: what the newcomer still lacks it gets quickly enough. It may vote.`
        : `Each round brings what came into the log during the one before, so the rounds get shorter. ${rounds - round} to go.`,
    theirs: 'limit',
    own: 'there is',
    rows: [
      row('round', rounds, round, last ? 'the last' : 'go on', last ? 'passed' : 'decides'),
      row('it took', ms(limit), ms(took), '', last && !stuck ? 'decides' : 'notCompared'),
      row('without progress', ms(limit), ms(since), stuck ? 'too long' : '', stuck ? 'decides' : 'passed'),
    ],
  };
}

/** P98: the leader that is no longer part of the cluster. */
function leftOut(values: Values, { who }: Scene): Words {
  const index = num(values, 'configurationIndex');
  const commit = num(values, 'commitIndex');
  return {
    why: `${who} does not vote in the configuration of index ${index}, and led only to get it committed. Now the others can go on without it.`,
    theirs: 'configuration',
    own: `${who} has`,
    rows: [
      row('voter', true, values['isVoter'] ?? null, 'left out', 'passed'),
      row('commitIndex', index, commit, compare(index, commit), 'decides'),
    ],
  };
}

/** P99: who stands although its own configuration gives it no vote. */
function standsOutside(values: Values, { who }: Scene): Words {
  const learner = values['isLearner'] === true;
  return {
    why: learner
      ? `${who} voted before it became a learner, and does not know that this is committed. Its log may be the only one that can win, so it stands.`
      : `${who} is not in its own configuration, but that may not be committed, and then its log may be the only one that can win. So it stands, and does not count its own vote.`,
    theirs: 'needed',
    own: `${who} knows`,
    rows: [
      row('voters', 1, num(values, 'members'), '', 'passed'),
      row('learner', false, values['isLearner'] ?? null, '', learner ? 'passed' : 'decides'),
      row('voted before', learner, values['wasVoter'] ?? null, '', learner ? 'decides' : 'notCompared'),
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
