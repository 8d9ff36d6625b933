import type { ClusterEnvelope, ClusterHost } from '../../cluster/types.ts';
import type { AppendEntriesResponse, InstallSnapshotResponse, RequestVoteResponse } from '../../raft/messages.ts';
import type { Durable } from '../../raft/server.ts';
import type { Report } from '../change.ts';

/** I16 (P5): at the moment when a reply leaves, the disk of its sender already holds what the reply says. */
export function checkReplyDurable(
  { from, to }: ClusterEnvelope,
  message: AppendEntriesResponse | InstallSnapshotResponse | RequestVoteResponse,
  sender: ClusterHost,
  report: Report,
): void {
  const { disk } = sender;
  if (disk === null) return;
  const { term } = message;
  const fine =
    disk.currentTerm >= term &&
    (message.type === 'RequestVoteResponse'
      ? !message.voteGranted || disk.currentTerm > term || disk.votedFor === to
      : message.matchIndex === 0 || entriesDurable(message, disk, sender));
  if (fine) return;
  const values = {
    reply: message.type,
    currentTermOnDisk: disk.currentTerm,
    votedForOnDisk: disk.votedFor,
    lastLogIndexOnDisk: disk.log.lastIndex,
  };
  const index = message.type === 'RequestVoteResponse' ? 0 : message.matchIndex;
  report(
    { invariant: 'I16', servers: [from, to], values, index, term },
    `I16:${from}:${to}:${message.type}:${term}:${index}`,
  );
}

type Stored = Pick<AppendEntriesResponse, 'matchIndex' | 'term'>;

/**
 * Whether the disk holds the log up to matchIndex. While the sender is in the term that it replies in, its memory holds
 * what it acknowledged, so an older log of the same length on disk is told apart, too.
 */
function entriesDurable({ matchIndex, term }: Stored, disk: Durable, sender: ClusterHost): boolean {
  if (disk.log.lastIndex < matchIndex) return false;
  if (sender.state.kind !== 'server') return true;
  const { raft } = sender.state;
  if (raft.log === disk.log || raft.currentTerm !== term || matchIndex <= disk.log.baseIndex) return true;
  const termInMemory = raft.log.termAt(matchIndex);
  return termInMemory === undefined || termInMemory === disk.log.termAt(matchIndex);
}
