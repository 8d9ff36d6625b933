import type { ClusterHost, Step, Wire } from '../cluster/types.ts';
import type { Server } from '../raft/server.ts';
import { StepKind } from '../sim/record.ts';
import { Mark, type StepIndex } from './step-index.ts';

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
  const marks = before.up !== after.up || before.paused !== after.paused ? Mark.upOrDown : 0;
  const old = before.state;
  const now = after.state;
  if (old === now) return marks;
  if (old.kind === 'client' && now.kind === 'client') {
    return old.finished !== now.finished ? marks | Mark.clientAnswered : marks;
  }
  if (old.kind === 'process' && now.kind === 'process') {
    return old.leads !== now.leads ? marks | Mark.roleChanged : marks;
  }
  return old.kind === 'server' && now.kind === 'server' ? marks | marksOfServer(old.raft, now.raft) : marks;
}

function marksOfServer(old: Server, now: Server): number {
  let marks = old.role !== now.role ? Mark.roleChanged : 0;
  if (old.currentTerm !== now.currentTerm) marks |= Mark.termChanged;
  if (old.log !== now.log) marks |= Mark.logChanged;
  if (now.role === 'leader' && now.commitIndex > old.commitIndex) marks |= Mark.committed;
  return marks;
}

/**
 * Whether a step is no more than the regular beat: heartbeats leave, one arrives, or the answer to one arrives, and
 * nothing that Raft decides by is different afterwards.
 */
export function isHeartbeat(record: Step, index: StepIndex): boolean {
  const { kind, envelope, sent, before, after } = record;
  if (kind === StepKind.timer)
    return sent.length > 0 && sent.every(({ message }) => isBeat(message)) && isSame(before, after);
  if (kind !== StepKind.delivery || envelope === null) return false;
  const { message, sentStep } = envelope;
  const isAnswer = message.type === 'AppendEntriesResponse' && (index.marks(sentStep) & Mark.heartbeat) !== 0;
  return (isAnswer || isBeat(message)) && isSame(before, after);
}

function isBeat(message: Wire): boolean {
  return message.type === 'AppendEntriesRequest' && message.entries.count === 0;
}

/** Whether a server knows, has and promises the same before and after a step. */
function isSame(before: ClusterHost | null, after: ClusterHost | null): boolean {
  if (before?.state.kind !== 'server' || after?.state.kind !== 'server') return false;
  const [old, now] = [before.state.raft, after.state.raft];
  if (old === now) return true;
  if (old.currentTerm !== now.currentTerm || old.log !== now.log || old.commitIndex !== now.commitIndex) return false;
  if (old.role !== now.role || old.leaderId !== now.leaderId) return false;
  if (old.role !== 'leader' || now.role !== 'leader') return true;
  const knew = old.matchIndex;
  return now.matchIndex.every((match, id) => match === knew[id]);
}

/** For the index of a run: the step that sent what arrived in this one; null when nothing did. */
export function arrivedFrom({ kind, envelope, address }: Step): number | null {
  // Also one that the user delivers by hand, which is an action.
  return kind !== StepKind.loss && address !== null && envelope !== null ? envelope.sentStep : null;
}
