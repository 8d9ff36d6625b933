import { assertNever } from '../../base/assert.ts';
import type { FactOf, Scene, Tellers } from '../types.ts';

export type TransferFact =
  | 'TransferStarted'
  | 'TargetCaughtUp'
  | 'TransferAborted'
  | 'TransferDone'
  | 'TimeoutNowIgnored';

function abortSentence({ to, reason }: FactOf<'TransferAborted'>, { who, name }: Scene): string {
  switch (reason) {
    case 'timeout':
      return `${name(to)} did not take over in time: ${who} gives up the transfer and takes commands again.`;
    case 'replaced':
      return `${who} is to hand over to somebody else: the transfer to ${name(to)} is over.`;
    case 'ordered':
      return `${who} is to keep its leadership: the transfer to ${name(to)} is over, and it takes commands again.`;
    case 'targetRemoved':
      return `${name(to)} has no vote any more and cannot be elected: ${who} gives up the transfer.`;
    default:
      return assertNever(reason);
  }
}

/** A leadership transfer, from the order to its end. */
export const transferEvents: Tellers<TransferFact> = {
  TransferStarted: ({ to }, { who, name }) => [
    `${who} begins to hand over to ${name(to)}`,
    `${who} takes no commands any more and brings ${name(to)} up to date, so that it can take over.`,
  ],
  TargetCaughtUp: ({ to }, { who, name }) => [
    `${who} tells ${name(to)} to stand`,
    `${name(to)} stores all that ${who} has: ${who} tells it to stand for election at once.`,
  ],
  TransferAborted: (fact, scene) => [
    `${scene.who} gives up the transfer to ${scene.name(fact.to)}`,
    abortSentence(fact, scene),
  ],
  TransferDone: ({ term }, { who }) => [
    `${who} has taken over`,
    `The transfer is done: ${who} leads term ${term}, and nobody had to wait for a timeout.`,
  ],
  TimeoutNowIgnored: ({ from }, { who, name }) => [
    `${who} ignores a TimeoutNow of ${name(from)}`,
    `${name(from)} told ${who} to stand for election, but ${who} does not.`,
  ],
};
