import { remembersAnswers } from './contact.ts';
import type { ServerId } from './messages.ts';
import type { Leader } from './server.ts';
import type { Turn } from './turn.ts';

/** P4 for servers that a leader begins to replicate to: nothing is known of their logs, whatever was known before. */
export function follow(turn: Turn, leader: Leader, newcomers: readonly ServerId[], nextIndex: number): Leader {
  if (newcomers.length === 0) return leader;
  const heardUs = remembersAnswers(turn) ? turn.localUs : 0;
  return {
    ...leader,
    nextIndex: withAll(leader.nextIndex, newcomers, nextIndex),
    matchIndex: withAll(leader.matchIndex, newcomers, 0),
    awaiting: withAll(leader.awaiting, newcomers, 0),
    heardUs: withAll(leader.heardUs, newcomers, heardUs),
    obeysBelow: withAll(leader.obeysBelow, newcomers, 0),
    inFlight: leader.inFlight.map((underWay, id) => (newcomers.includes(id) ? null : underWay)),
    installing: leader.installing.map((place, id) => (newcomers.includes(id) ? null : (place ?? null))),
  };
}

/** Places that the array did not reach and nobody follows are 0. */
function withAll(array: readonly number[], ids: readonly ServerId[], value: number): number[] {
  const copy = array.slice();
  for (const id of ids) {
    while (copy.length <= id) copy.push(0);
    copy[id] = value;
  }
  return copy;
}
