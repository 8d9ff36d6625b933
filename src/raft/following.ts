import { remembersAnswers } from './contact.ts';
import type { ServerId } from './messages.ts';
import { copyOf, type Leader } from './server.ts';
import type { Turn } from './turn.ts';

/** P4 for servers that a leader begins to replicate to: nothing is known of their logs, whatever was known before. */
export function follow(turn: Turn, leader: Leader, newcomers: readonly ServerId[], nextIndex: number): Leader {
  if (newcomers.length === 0) return leader;
  const heardUs = remembersAnswers(turn) ? turn.localUs : 0;
  const next = copyOf(leader);
  next.nextIndex = withAll(leader.nextIndex, newcomers, nextIndex);
  next.matchIndex = withAll(leader.matchIndex, newcomers, 0);
  next.awaiting = withAll(leader.awaiting, newcomers, 0);
  next.heardUs = withAll(leader.heardUs, newcomers, heardUs);
  next.obeysBelow = withAll(leader.obeysBelow, newcomers, 0);
  next.inFlight = leader.inFlight.map((underWay, id) => (newcomers.includes(id) ? null : underWay));
  next.installing = leader.installing.map((place, id) => (newcomers.includes(id) ? null : (place ?? null)));
  return next;
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
