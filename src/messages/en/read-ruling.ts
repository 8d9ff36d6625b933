import { formatMs } from '../../base/time.ts';
import type { Decision } from '../../raft/rules.ts';
import type { Scene } from '../types.ts';
import { compare, num, row, type Words } from './values.ts';

type Values = Decision['values'];

/** P130: an own committed entry, a round that began later, and enough applied. */
export function confirmedRead(values: Values, { who }: Scene): Words {
  const term = num(values, 'currentTerm');
  const there = num(values, 'termAtCommitIndex');
  const round = num(values, 'round');
  const confirmed = num(values, 'confirmedRound');
  const index = num(values, 'readIndex');
  const applied = num(values, 'lastApplied');
  const late = confirmed < round;
  return {
    why:
      there !== term
        ? `${who} leads term ${term} and has committed nothing in it: it may not know yet of everything that was committed before. It answers all the same.`
        : late
          ? `Nobody has told ${who} since the question came that it still leads: somebody else may lead by now and have changed the value. It answers all the same.`
          : `A majority has answered a round of AppendEntries that began after the question came, so ${who} still led then, and everything that was committed before lies at index ${index} or lower. It has applied that, so what it holds is no older than the question.`,
    theirs: 'needed',
    own: `${who} has`,
    rows: [
      row(
        'term at commitIndex',
        term,
        there,
        there === term ? 'its own' : 'an older one',
        there === term ? 'passed' : 'decides',
      ),
      row(
        'round answered',
        round,
        confirmed,
        late ? 'not yet' : 'began later',
        there === term ? 'decides' : 'notCompared',
      ),
      row('applied', index, applied, compare(applied, index), 'passed'),
    ],
  };
}

/** P131: the leader has vouched for an index, and the server has applied that much. */
export function appliedRead(values: Values, { who }: Scene, outcome: boolean): Words {
  const index = num(values, 'readIndex');
  const seen = num(values, 'minIndex');
  const applied = num(values, 'lastApplied');
  const enough = Math.max(index, seen);
  return {
    why:
      outcome && applied >= enough
        ? `Everything that was committed when the question came lies at index ${index} or lower, and ${who} has applied up to ${applied}. So its answer is no older than the question.`
        : `The read has to see everything up to index ${enough}, and ${who} has applied up to ${applied} only.`,
    theirs: 'needed',
    own: `${who} has`,
    rows: [
      row('readIndex', index, applied, compare(applied, index), seen > index ? 'passed' : 'decides'),
      row('seen by the client', seen, applied, compare(applied, seen), seen > index ? 'decides' : 'passed'),
    ],
  };
}

/** P132: how long the lease still runs, and whether it can be relied on. */
export function leaseRead(values: Values, { who }: Scene): Words {
  const now = num(values, 'localUs');
  const until = num(values, 'leaseUntilUs');
  const term = num(values, 'currentTerm');
  const there = num(values, 'termAtCommitIndex');
  const own = there === term;
  const runs = now < until;
  return {
    why: leaseWhy(values, who),
    theirs: 'needed',
    own: `${who} has`,
    rows: [
      row('term at commitIndex', term, there, own ? 'its own' : 'an older one', own ? 'passed' : 'decides'),
      row(
        'clock',
        until === 0 ? 'before the end of a lease' : `before ${formatMs(until)} ms`,
        `${formatMs(now)} ms`,
        runs ? 'the lease runs' : 'no lease',
        !own ? 'notCompared' : runs ? 'passed' : 'decides',
      ),
      row(
        'hands over',
        false,
        values['mayBeReplaced'] ?? null,
        values['mayBeReplaced'] === true ? 'the lease is void' : 'the lease holds',
        own && runs ? 'decides' : 'notCompared',
      ),
    ],
  };
}

function leaseWhy(values: Values, who: string): string {
  const now = num(values, 'localUs');
  const until = num(values, 'leaseUntilUs');
  const term = num(values, 'currentTerm');
  if (num(values, 'termAtCommitIndex') !== term) {
    return `${who} has committed nothing in its term ${term} yet, so it may not know of everything that was committed before.`;
  }
  if (until === 0)
    return `${who} has no lease: no majority has answered a round of it yet. It asks for one, as for a ReadIndex.`;
  if (now >= until) {
    return `The lease ran out ${formatMs(now - until)} ms ago by ${who}’s clock: somebody else may lead by now. It asks for a round, as for a ReadIndex.`;
  }
  if (values['mayBeReplaced'] === true) {
    return `${who} has asked somebody to take over, and voters are told to help with that whatever they have promised. Its lease is void.`;
  }
  return `A majority votes for nobody else for a while, and by ${who}’s clock that holds for another ${formatMs(until - now)} ms. So nobody else can have changed anything: it answers at once, without asking.`;
}

/** P133: the client has seen an index, and the server has applied that much. */
export function monotonicRead(values: Values, { who }: Scene): Words {
  const seen = num(values, 'minIndex');
  const applied = num(values, 'lastApplied');
  return {
    why: `The client has had answers up to index ${seen}, and ${who} has applied up to ${applied}: time does not go backwards for this client. Others may have moved on meanwhile.`,
    theirs: 'client',
    own: `${who} has`,
    rows: [row('applied', seen, applied, compare(applied, seen), 'decides')],
  };
}
