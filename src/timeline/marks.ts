import type { ClusterHost, Step } from '../cluster/types.ts';
import { StepKind } from '../sim/record.ts';
import { Mark } from './step-index.ts';

/** What a step is worth jumping to, from the hosts before and after it. */
export function marksOf(record: Step): number {
  const { before, after, kind } = record;
  let marks = kind === StepKind.delivery ? Mark.delivered : kind === StepKind.loss ? Mark.lost : 0;
  // What a person chose to come next is an action, too.
  if (kind === StepKind.action || record.action !== null) marks |= Mark.action;
  if (before === after || before === null || after === null) return marks;
  return marks | marksOfChange(before, after);
}

function marksOfChange(before: ClusterHost, after: ClusterHost): number {
  let marks = before.up !== after.up || before.paused !== after.paused ? Mark.upOrDown : 0;
  const old = before.state;
  const now = after.state;
  if (old === now) return marks;
  if (old.kind === 'client' || now.kind === 'client') {
    const answered = old.kind === 'client' && now.kind === 'client' && old.finished !== now.finished;
    return answered ? marks | Mark.clientAnswered : marks;
  }
  if (old.raft.role !== now.raft.role) marks |= Mark.roleChanged;
  if (old.raft.currentTerm !== now.raft.currentTerm) marks |= Mark.termChanged;
  if (old.raft.log !== now.raft.log) marks |= Mark.logChanged;
  if (now.raft.role === 'leader' && now.raft.commitIndex > old.raft.commitIndex) marks |= Mark.committed;
  return marks;
}

/** For the index of a run: the step that sent what arrived in this one; null when nothing did. */
export function arrivedFrom({ kind, envelope, address }: Step): number | null {
  // Also one that the user delivers by hand, which is an action.
  return kind !== StepKind.loss && address !== null && envelope !== null ? envelope.sentStep : null;
}
