import type { Decision } from '../../raft/rules.ts';
import type { Scene } from '../types.ts';
import { num, row, type Words } from './values.ts';

type Values = Decision['values'];

/** P9: what a write says that ended, against what has become of the log since it began. */
export function overtakenWrite(values: Values, { who }: Scene): Words {
  const lastIndex = num(values, 'lastIndex');
  const replaced = values['replacedFrom'] ?? null;
  const there = values['termThere'] ?? null;
  const again = there === values['lastTerm'];
  return {
    why: again
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
        again ? 'since the write began: no' : '',
        again ? 'decides' : 'notCompared',
      ),
    ],
  };
}
