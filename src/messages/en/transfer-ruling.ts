import { formatMs } from '../../base/time.ts';
import type { Decision } from '../../raft/rules.ts';
import type { Scene } from '../types.ts';
import { compare, num, row, type Words } from './values.ts';

type Values = Decision['values'];

/** P80: how much of the leader's log the target is known to store. */
export function caughtUp(values: Values, { who }: Scene): Words {
  const match = num(values, 'matchIndex');
  const last = num(values, 'lastLogIndex');
  return {
    why: `The target is known to store everything up to index ${match}, and ${who}’s log ends at ${last}. So no voter has a newer log, and it will be elected if it stands now.`,
    theirs: 'target',
    own: `${who} has`,
    rows: [row('last index', match, last, `${compare(match, last)}: ask it to stand`, 'decides')],
  };
}

/** P81: how long the transfer has lasted, and how long it may. */
export function transferTime(values: Values, { who }: Scene, outcome: boolean): Words {
  const since = `${formatMs(num(values, 'sinceStartUs'))} ms`;
  const limit = `${formatMs(num(values, 'electionTimeoutUs'))} ms`;
  return {
    why: outcome
      ? `The transfer began ${since} ago, and it may last an election timeout, ${limit}. As long as it lasts nobody’s command is taken: better to lead on than to wait longer.`
      : `The transfer to this very server began ${since} ago and may last ${limit}. Asking again does not give it more time.`,
    theirs: 'limit',
    own: `${who} has`,
    rows: [row('transfer under way', limit, since, outcome ? 'too long: give up' : 'goes on', 'decides')],
  };
}

/** P82: who can be told to hand over, and to whom. */
export function transferOrder(values: Values, { who }: Scene, outcome: boolean): Words {
  const needed = [
    ['transfers switched on', 'enabled', true],
    ['leader', 'isLeader', true],
    ['target has a vote', 'targetIsVoter', true],
    ['target is itself', 'targetIsSelf', false],
  ] as const;
  const broken = needed.find(([, name, wanted]) => values[name] !== wanted);
  const at = broken === undefined ? needed.length - 1 : needed.indexOf(broken);
  return {
    why: outcome
      ? `${who} leads, and the target is another server with a vote: it can be elected in ${who}’s place.`
      : whyNot(broken?.[1] ?? 'enabled', who),
    theirs: 'needed',
    own: 'there is',
    rows: needed.map(([label, name, wanted], place) => {
      const weight = place < at ? 'passed' : place === at ? 'decides' : 'notCompared';
      const verdict = weight === 'decides' ? (outcome ? 'hand over' : 'no transfer') : '';
      return row(label, wanted, values[name] ?? null, weight === 'notCompared' ? 'not compared' : verdict, weight);
    }),
  };
}

function whyNot(name: 'enabled' | 'isLeader' | 'targetIsVoter' | 'targetIsSelf', who: string): string {
  switch (name) {
    case 'enabled':
      return `Leadership transfer is switched off in this cluster, so ${who} goes on as if nothing had been said.`;
    case 'isLeader':
      return `Only who leads can hand its leadership over, and ${who} does not.`;
    case 'targetIsVoter':
      return `Only a server with a vote can become leader, and the target has none.`;
    case 'targetIsSelf':
      return `${who} leads already: there is nothing to hand over to itself.`;
  }
}

/** P84: who is told to stand, and can. */
export function toldToStand(values: Values, { who }: Scene, outcome: boolean): Words {
  const leads = values['isLeader'] === true;
  return {
    why: outcome
      ? `The leader has told ${who} to stand: it does not wait for its timer, and asks nobody whether an election makes sense.`
      : leads
        ? `${who} leads already.`
        : `${who} has no vote in its own configuration, so it stays out of elections.`,
    theirs: 'needed',
    own: `${who} is`,
    rows: [
      row('leader', false, values['isLeader'] ?? null, leads ? 'ignore' : '', leads ? 'decides' : 'passed'),
      row('voter', true, values['isVoter'] ?? null, outcome ? 'stands' : 'ignore', leads ? 'notCompared' : 'decides'),
    ],
  };
}

/** P85: what the TimeoutNow says against what is so by now. */
export function staleOrder(values: Values, { who }: Scene): Words {
  const theirs = num(values, 'requestTerm');
  const own = num(values, 'currentTerm');
  const sent = num(values, 'leaderLastLogIndex');
  const last = num(values, 'lastLogIndex');
  const old = theirs < own;
  return {
    why: old
      ? `The TimeoutNow is of term ${theirs}, and ${who} is in term ${own}: who sent it does not lead any more.`
      : `When the TimeoutNow was sent the leader’s log ended at index ${sent}, and ${who}’s ends at ${last}: it was meant for another moment. The leader may have given up the transfer and rely on leading.`,
    theirs: 'TimeoutNow',
    own: `${who} has`,
    rows: [
      row('term', theirs, own, `${compare(theirs, own)}${old ? ': ignore' : ''}`, old ? 'decides' : 'passed'),
      row(
        'last index',
        sent,
        last,
        old ? 'not compared' : `${compare(sent, last)}: ignore`,
        old ? 'notCompared' : 'decides',
      ),
    ],
  };
}

/** P86: why a leader refuses a command. */
export function handingOver(values: Values, { who, name }: Scene): Words {
  const target = name(num(values, 'transferTo'));
  return {
    why: `${who} leads, but hands over to ${target}. A new entry would make ${target} miss something again, so ${who} takes none until it knows how the transfer ends.`,
    theirs: 'needed',
    own: `${who} has`,
    rows: [row('transfer to', null, target, 'refuse', 'decides')],
  };
}
