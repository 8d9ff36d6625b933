import { formatMs } from '../../base/time.ts';
import type { Decision } from '../../raft/rules.ts';
import type { Scene } from '../types.ts';
import { compare, num, row, type Words } from './values.ts';

type Values = Decision['values'];

function ms(values: Values, name: string): string {
  return `${formatMs(num(values, name))} ms`;
}

/** P61: how long no majority has answered, and how long it may take. */
export function lostQuorum(values: Values, { who }: Scene): Words {
  const since = ms(values, 'sinceContactUs');
  const limit = ms(values, 'electionTimeoutUs');
  return {
    why: `The last time that a majority had answered is ${since} ago, and an election timeout is ${limit}. ${who} can commit nothing without them, and they may have another leader: it steps down, so that its clients go elsewhere.`,
    theirs: 'limit',
    own: `${who} has`,
    rows: [row('without a majority', limit, since, 'too long: step down', 'decides')],
  };
}

/** P76: a fresh contact with the leader against somebody who wants to be the next one. */
export function inContact(values: Values, { who }: Scene): Words {
  const since = ms(values, 'sinceContactUs');
  const limit = ms(values, 'electionTimeoutUs');
  const theirs = num(values, 'requestTerm');
  const own = num(values, 'currentTerm');
  return {
    why: `The last contact is ${since} ago, less than an election timeout of ${limit}: there is a leader, and it works. ${who} lets nobody disturb it, and does not even take over the candidate’s term.`,
    theirs: 'request or limit',
    own: `${who} has`,
    rows: [
      row('term', theirs, own, compare(theirs, own), 'passed'),
      row('last contact', limit, since, 'recent: ignore', 'decides'),
    ],
  };
}
