import type { ServerId } from '../../raft/messages.ts';
import type { Server } from '../../raft/server.ts';

/** What a server has been answered that asks all others: for their votes, or whether they would vote for it (P65). */
export interface Poll {
  readonly isPre: boolean;
  readonly granted: readonly ServerId[];
  readonly refused: readonly ServerId[];
}

/** The poll of a candidate or pre-candidate; null for who asks nobody. */
export function pollOf(server: Server): Poll | null {
  if (server.role === 'candidate') {
    return { isPre: false, granted: server.votesGranted, refused: server.votesRefused };
  }
  if (server.role !== 'pre-candidate') return null;
  return { isPre: true, granted: server.preVotesGranted, refused: server.preVotesRefused };
}
