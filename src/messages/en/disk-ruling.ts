import type { Decision } from '../../raft/rules.ts';
import type { Scene } from '../types.ts';
import { compare, num, row, type Words } from './values.ts';

type Values = Decision['values'];

/** P9: what a write says that ended, against what has become of the log since it began. */
export function overtakenWrite(values: Values, { who }: Scene, outcome: boolean): Words {
  const lastIndex = num(values, 'lastIndex');
  const replaced = values['replacedFrom'] ?? null;
  const there = values['termThere'] ?? null;
  const again = there === values['lastTerm'];
  return {
    why: outcome
      ? `What was written up to index ${lastIndex} is what ${who} has there now, and nothing replaced it in between. So it counts as stored.`
      : again
        ? `What was written stands at index ${lastIndex} again, but in between ${who} had something else there, and that is still on its way to the disk. Only the write that comes after it says that the entry is safe.`
        : `The write held index ${lastIndex} of another term than ${who} has there now. It says nothing about the entries that replaced it.`,
    theirs: 'write',
    own: `${who} has`,
    rows: [
      row(
        'term at its end',
        values['lastTerm'] ?? null,
        there,
        again ? 'same' : 'different',
        again ? 'passed' : 'decides',
      ),
      row(
        'replaced from',
        lastIndex,
        replaced,
        again ? (outcome ? 'not since the write began: it counts' : 'since the write began: no') : '',
        again ? 'decides' : 'notCompared',
      ),
    ],
  };
}

/** P47: what was rejected, against what is known to be stored. */
export function pipelineRolledBack(values: Values, { who }: Scene, outcome: boolean): Words {
  const rejected = num(values, 'prevLogIndex');
  const stored = num(values, 'matchIndex');
  return {
    why: outcome
      ? `The follower misses something before what it was sent: index ${rejected} is not in its log, or not the same. All that ${who} knows to be there is index ${stored}, so it goes back to it and sends the rest again.`
      : `The rejection is about index ${rejected}, but by now ${who} knows that the follower stores index ${stored}: it is an old answer.`,
    theirs: 'rejected',
    own: `${who} knows`,
    rows: [
      row('index', rejected, stored, `${compare(rejected, stored)}: ${outcome ? 'go back' : 'ignore'}`, 'decides'),
    ],
  };
}

/** P48: how much is under way, against how much may be. */
export function windowFull(values: Values, { who }: Scene): Words {
  const underWay = num(values, 'underWay');
  const limit = num(values, 'maxInFlight');
  return {
    why: `${underWay} requests with entries are under way to the follower, and no more than ${limit} may be. ${who} sends on as soon as one of them is acknowledged.`,
    theirs: 'limit',
    own: `${who} has`,
    rows: [row('requests under way', limit, underWay, 'wait', 'decides')],
  };
}
