import type { Decision } from '../../raft/rules.ts';
import type { Scene } from '../types.ts';
import { compare, num, row, type Words } from './values.ts';

type Values = Decision['values'];

/** P108: what is applied against what the last snapshot covers. */
export function snapshotNow(values: Values, { who }: Scene, outcome: boolean): Words {
  const applied = num(values, 'lastApplied');
  const covered = num(values, 'snapshotIndex');
  const why = outcome
    ? `${who} has applied everything up to index ${applied}: its state machine stands for all of it, and what is applied is committed, so nobody will ever take it back.`
    : applied === 0
      ? `${who} has applied nothing yet, so there is nothing that a snapshot could stand for.`
      : `Its last snapshot covers index ${covered} already, and ${who} has applied nothing since.`;
  const verdict = `${compare(applied, covered)}: ${outcome ? 'take it' : 'refuse'}`;
  return {
    why,
    theirs: 'applied',
    own: 'covered',
    rows: [row('index', applied, covered, verdict, 'decides')],
  };
}

/** P111: how long the log of applied entries is, and how long it may get. */
export function snapshotDue(values: Values, { who }: Scene): Words {
  const applied = num(values, 'applied');
  const entries = num(values, 'snapshotEntries');
  const factor = num(values, 'snapshotFactor');
  const size = num(values, 'previousSize');
  const bySize = factor * size > entries;
  const limit = Math.max(entries, factor * size);
  const because = bySize
    ? `${factor} times the ${size} items of its last snapshot`
    : `the ${entries} after which a snapshot is taken`;
  return {
    why: `${who} keeps ${applied} applied entries in its log, as many as ${because}. Their effect is in the state machine, so a snapshot of that can stand for them.`,
    theirs: 'limit',
    own: `${who} has`,
    rows: [row('applied entries', limit, applied, 'enough: take a snapshot', 'decides')],
  };
}

/** P112: the entry that a follower needs against the last one that is gone. */
export function snapshotNeeded(values: Values, { who }: Scene): Words {
  const next = num(values, 'nextIndex');
  const gone = num(values, 'discardedTo');
  return {
    why: `The follower needs index ${next} next, and ${who} has discarded its log up to index ${gone}. Only the snapshot still says what was there.`,
    theirs: 'needed',
    own: 'discarded up to',
    rows: [row('index', next, gone, `${compare(next, gone)}: send the snapshot`, 'decides')],
  };
}

/** P114: where a chunk begins against where the last one ended. */
export function chunkInOrder(values: Values, { who }: Scene, outcome: boolean): Words {
  const offset = num(values, 'offset');
  const received = num(values, 'received');
  const why = outcome
    ? `The chunk begins at ${offset}, just where ${who} needs it.`
    : offset < received
      ? `${who} has the snapshot up to ${received}: it knows this chunk, which begins at ${offset}, already.`
      : `The chunk begins at ${offset}, but ${who} has the snapshot only up to ${received}: it does not leave a hole.`;
  return {
    why,
    theirs: 'chunk',
    own: `${who} needs`,
    rows: [row('offset', offset, received, outcome ? 'fits: write' : 'does not fit', 'decides')],
  };
}

/** P115: what a snapshot covers against what is known to be committed. */
export function snapshotOld(values: Values, { who }: Scene): Words {
  const last = num(values, 'lastIndex');
  const commit = num(values, 'commitIndex');
  return {
    why: `The snapshot ends at index ${last}, and ${who} knows index ${commit} to be committed. It has all that the snapshot could tell it, and going back would undo what it has applied.`,
    theirs: 'snapshot',
    own: `${who} has`,
    rows: [row('index', last, commit, `${compare(last, commit)}: leave it`, 'decides')],
  };
}

/** P116: the entry at the snapshot's end against the one in the log. */
export function logBehindSnapshot(values: Values, { who }: Scene, outcome: boolean): Words {
  const theirs = num(values, 'lastTerm');
  const own = values['termAtLastIndex'] ?? null;
  const why = outcome
    ? `${who} has the snapshot’s very last entry in its log, of term ${theirs}. By Log Matching all before it is the same too, so what follows may stay.`
    : own === null
      ? `${who}’s log does not reach to the end of the snapshot: all of it is in there, and nothing is left.`
      : `At the snapshot’s last index ${who} has an entry of term ${own}, not of term ${theirs}: nothing of this log can be trusted to follow it.`;
  return {
    why,
    theirs: 'snapshot',
    own: `${who} has`,
    rows: [row('term there', theirs, own, outcome ? 'the same: keep the rest' : 'drop the log', 'decides')],
  };
}
