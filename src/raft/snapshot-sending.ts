import { withAt } from '../base/arrays.ts';
import type { ServerId } from './messages.ts';
import { flowOf } from './pipeline.ts';
import { rules } from './rules.ts';
import type { Leader } from './server.ts';
import type { Installing } from './snapshot.ts';
import { note, revised, send, type Turn } from './turn.ts';

/**
 * P112, P114: sends the next chunk of a snapshot to a follower whose next entry is gone. One chunk is under way at a
 * time, and what got no answer is sent again with the heartbeat (`always`).
 */
export function sendSnapshot(turn: Turn, leader: Leader, follower: ServerId, always: boolean): void {
  const current = leader.installing[follower] ?? null;
  if (current !== null && !always) return;
  const chosen = chooseSnapshot(leader, current);
  if (chosen === null) return;
  if (chosen !== current) {
    revised(turn, leader).installing = withAt(leader.installing, follower, chosen);
    note(turn, () => {
      const values = { nextIndex: leader.nextIndex[follower] ?? 1, discardedTo: leader.log.baseIndex };
      const decision = { rule: 'P112', values, outcome: rules.P112(values) } as const;
      return { type: 'SnapshotSendingStarted', follower, lastIndex: chosen.snapshot.lastIndex, decision };
    });
  }
  sendChunk(turn, leader, follower, chosen);
}

/** One of which something has arrived is finished: else a slow follower might never get one whole. Else the latest. */
function chooseSnapshot({ snapshot }: Leader, current: Installing | null): Installing | null {
  if (current !== null && (current.offset > 0 || current.snapshot === snapshot)) return current;
  return snapshot === null ? null : { snapshot, offset: 0 };
}

/** The follower turned out to have what the snapshot covers: entries follow instead. */
export function endSending(turn: Turn, leader: Leader, follower: ServerId): Leader {
  if ((leader.installing[follower] ?? null) === null) return leader;
  const ended = revised(turn, leader);
  ended.installing = withAt(leader.installing, follower, null);
  note(turn, () => ({ type: 'FlowChanged', follower, to: flowOf(ended, follower) }));
  return ended;
}

/** P113: what one message may carry of it, from `offset` on. */
export function sendChunk(turn: Turn, leader: Leader, follower: ServerId, { snapshot, offset }: Installing): void {
  const { snapshotChunk } = turn.config;
  const { data, lastIndex, lastTerm, configuration } = snapshot;
  const left = data.size - offset;
  const count = snapshotChunk === 0 ? left : Math.min(snapshotChunk, left);
  send(turn, follower, {
    type: 'InstallSnapshotRequest',
    term: leader.currentTerm,
    leaderId: leader.id,
    lastIndex,
    lastTerm,
    lastConfig: offset === 0 ? configuration : null,
    offset,
    data: { data, offset, count },
    done: count === left,
  });
}
