import type { Server } from '../../raft/server.ts';
import type { Change, Report } from '../change.ts';

/** I8: commitIndex never goes back while a server runs, and snapshot.lastIndex <= lastApplied <= commitIndex <= lastLogIndex. */
export function checkCommitIndex({ ran, was, is }: Change, report: Report): void {
  const back = ran && is.commitIndex < was.commitIndex;
  if (!back && (inOrder(is) || !inOrder(was))) return;
  const values = {
    commitIndexBefore: was.commitIndex,
    commitIndex: is.commitIndex,
    lastApplied: is.lastApplied,
    lastLogIndex: is.log.lastIndex,
    ...(is.snapshot !== null && { snapshotIndex: is.snapshot.lastIndex }),
  };
  const finding = { invariant: 'I8', servers: [is.id], values, index: is.commitIndex, term: is.currentTerm } as const;
  report(finding, `I8:${is.id}:${is.currentTerm}:${was.commitIndex}:${is.commitIndex}`);
}

function inOrder({ log, snapshot, lastApplied, commitIndex }: Server): boolean {
  const covered = Math.max(log.baseIndex, snapshot?.lastIndex ?? 0);
  return covered <= lastApplied && lastApplied <= commitIndex && commitIndex <= log.lastIndex;
}
