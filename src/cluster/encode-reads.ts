import type { Json } from '../base/canonical.ts';
import type { ReadIndexRequest, ReadIndexResponse } from '../raft/messages.ts';
import type { Rounds, WaitingRead } from '../raft/reads.ts';
import { nameOf } from './names.ts';

/** The canonical encoding of what direct reads add to a server: nothing while there are none. */
export function encodeReads(reads: readonly WaitingRead[]): readonly Json[] | undefined {
  return reads.length === 0 ? undefined : reads.map(encodeRead);
}

function encodeRead({ asker, tag, mode, leader, term, readIndex, round, confirmed }: WaitingRead): Json {
  const asked = asker.type === 'server' ? { from: nameOf(asker.id) } : { minIndex: asker.minIndex };
  const read = { mode, leader: nameOf(leader), term, readIndex, round, confirmed };
  return { client: nameOf(tag.client), request: tag.request, ...asked, ...read };
}

export function encodeRounds(rounds: Rounds): Json | undefined {
  if (rounds.started === 0) return undefined;
  const { started, startedUs, confirmed, answered, leaseUntilUs } = rounds;
  // Written by server id, so that there can be holes.
  const dense = Array.from(answered, (round: number | undefined) => round ?? 0);
  return { started, startedUs, confirmed, answered: dense, leaseUntilUs };
}

export function encodeReadMessage(message: ReadIndexRequest | ReadIndexResponse) {
  const { read, ...fields } = message;
  return { ...fields, read: { client: nameOf(read.client), request: read.request } };
}
