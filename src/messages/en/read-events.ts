import { assertNever } from '../../base/assert.ts';
import type { DirectRead, ReadMode } from '../../raft/reads.ts';
import type { Tellers } from '../types.ts';

/** How a read is served, as a short name. */
export const readModes: { readonly [M in ReadMode]: string } = {
  log: 'log',
  readIndex: 'ReadIndex',
  lease: 'lease',
  local: 'local',
};

function howServed(mode: DirectRead, who: string, index: number): string {
  switch (mode) {
    case 'readIndex':
      return `${who} answers the read from its state machine, as of index ${index}: the leader of that moment is confirmed.`;
    case 'lease':
      return `${who} answers the read from its state machine, as of index ${index}, without asking anybody: the lease holds.`;
    case 'local':
      return `${who} answers the read with what it has, as of index ${index}. Nobody vouches that it is not stale.`;
    default:
      return assertNever(mode);
  }
}

type ReadFact =
  | 'ReadForwarded'
  | 'ReadStarted'
  | 'RoundBegun'
  | 'RoundAnswered'
  | 'ReadIndexKnown'
  | 'ReadWaits'
  | 'ReadIndexGiven'
  | 'ReadServed'
  | 'ReadRefused'
  | 'LeaseGained'
  | 'LeaseChecked';

export const readEvents: Tellers<ReadFact> = {
  ReadForwarded: ({ leader }, { who, name }) => [
    `${who} asks ${name(leader)} for a readIndex`,
    `${who} may be behind, so it asks its leader ${name(leader)} up to which index it has to have applied before it answers.`,
  ],
  ReadStarted: ({ round }, { who }) => [
    `${who} takes the read`,
    `${who} remembers its commitIndex, and answers when a majority has answered round ${round} of AppendEntries, which begins after the question.`,
  ],
  RoundBegun: ({ round }, { who }) => [
    `${who} begins round ${round}`,
    `What ${who} sends from now on belongs to round ${round}: whoever answers it tells that ${who} still led when it began.`,
  ],
  RoundAnswered: ({ round, answers, needed, confirmed }, { who }) => [
    confirmed
      ? `round ${round} of ${who} is confirmed`
      : `${who} has ${answers} of ${needed} answers to round ${round}`,
    confirmed
      ? `${answers} voters have answered round ${round}, ${needed} are needed: ${who} still led when it began.`
      : `${answers} voters have answered round ${round} so far, and ${who} needs ${needed}, itself included.`,
  ],
  ReadIndexKnown: ({ readIndex }, { who }) => [
    `${who} knows the readIndex ${readIndex}`,
    `Whoever answers the reads that wait at ${who} has to have applied index ${readIndex}: all that was committed when they came.`,
  ],
  ReadWaits: (_, { who }) => [
    `${who} lets a read wait`,
    `The client has seen more than ${who} has applied: ${who} answers when it has caught up.`,
  ],
  ReadIndexGiven: ({ to, readIndex }, { who, name }) => [
    `${who} vouches for index ${readIndex}`,
    `${who} tells ${name(to)}: whoever has applied index ${readIndex} sees everything that was committed when the question came.`,
  ],
  ReadServed: ({ mode, index }, { who }) => [`${who} answers a read (${readModes[mode]})`, howServed(mode, who, index)],
  ReadRefused: ({ leaderHint, reason }, { who, name }) => [
    `${who} refuses a read`,
    leaderHint !== null
      ? `${who} cannot confirm the read any more: it sends the client on to ${name(leaderHint)}.`
      : reason === 'noLeader'
        ? `${who} knows no leader that could vouch for a read: it is refused.`
        : `The leadership that the read was waiting for is over: it is refused.`,
  ],
  LeaseGained: ({ round }, { who }) => [
    `${who} has a lease`,
    `A majority has answered round ${round}: for a while none of them votes for anybody else, and ${who} may answer reads alone.`,
  ],
  LeaseChecked: ({ decision }, { who }) =>
    decision.outcome
      ? [`${who} reads by its lease`, `${who}’s lease still runs: it need not ask anybody.`]
      : [`${who} has no lease to read by`, `${who} has no lease at the moment, so it has to ask a majority first.`],
};
