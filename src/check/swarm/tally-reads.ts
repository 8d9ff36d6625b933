import type { ClientResponse, FinishedOperation } from '../../cluster/types.ts';
import type { Server } from '../../raft/server.ts';

type Situation =
  | 'reads by the log'
  | 'reads by ReadIndex'
  | 'reads by lease'
  | 'local reads'
  | 'reads answered by followers'
  | 'reads that waited for a first commit'
  | 'reads refused'
  | 'leases gained'
  | 'leases regained';

type Add = (situation: Situation) => void;

const SERVED = { readIndex: 'reads by ReadIndex', lease: 'reads by lease', local: 'local reads' } as const;

/** P129 to P132: how a read of a client ended. */
export function tallyRead({ operation, outcome, read }: FinishedOperation, add: Add): void {
  if (operation.kind !== 'get') return;
  if (outcome === 'ok') add(read === undefined ? 'reads by the log' : SERVED[read]);
  else if (outcome === 'failed' && read !== undefined) add('reads refused');
}

/** P131: who answers need not lead. */
export function tallyAnswer(response: ClientResponse, sender: Server, add: Add): void {
  if (response.status !== 'ok' || response.read === undefined || response.read === 'local') return;
  if (sender.role === 'follower') add('reads answered by followers');
}

/** P130 step 1, P132: what a step did to the reads that wait at a leader, and to its lease. */
export function tallyLeases(was: Server, is: Server, atUs: number, add: Add): void {
  if (was.role !== 'leader' || is.role !== 'leader') return;
  const before = was.rounds.leaseUntilUs;
  const after = is.rounds.leaseUntilUs;
  if (before !== after && before <= atUs && after > atUs) add(before === 0 ? 'leases gained' : 'leases regained');
  if (is.reads.length > was.reads.length && is.reads.at(-1)?.readIndex === null) {
    add('reads that waited for a first commit');
  }
}
