import { withAt } from '../base/arrays.ts';
import { advanceLeaderCommit } from './commit.ts';
import { rememberAnswer, remembersAnswers } from './contact.ts';
import type { InstallSnapshotResponse, ServerId } from './messages.ts';
import { flowAfterSuccess } from './pipeline.ts';
import { noteMatch, replicateTo } from './replication.ts';
import { rules } from './rules.ts';
import { isFollowed, type Leader } from './server.ts';
import { sendChunk } from './snapshot-sending.ts';
import { adoptNewerTerm, isStaleResponse } from './term.ts';
import { inviteWhenReady } from './transfer.ts';
import { note, revised, type Turn } from './turn.ts';

/** P14, P114, P117: what the answer to a chunk teaches the leader. */
export function installSnapshotResponseReceived(turn: Turn, from: ServerId, response: InstallSnapshotResponse): void {
  adoptNewerTerm(turn, response);
  if (isStaleResponse(turn, from, response.term, 'leader')) return;
  if (turn.server.role !== 'leader' || !isFollowed(turn.server, from)) return;
  if (remembersAnswers(turn)) rememberAnswer(turn, turn.server, from);
  if (response.matchIndex > 0) installed(turn, turn.server, from, response.matchIndex);
  else goOn(turn, turn.server, from, response);
}

/** P117: the follower holds all that the snapshot covers; entries follow at once, without waiting for a command. */
function installed(turn: Turn, leader: Leader, from: ServerId, acknowledgedIndex: number): void {
  const matchIndex = leader.matchIndex[from] ?? 0;
  const installing = leader.installing[from] ?? null;
  const finished = installing !== null && installing.snapshot.lastIndex <= acknowledgedIndex;
  const values = { acknowledgedIndex, matchIndex };
  const advances = rules.P42(values);
  if (!advances && !finished) return;
  const next = revised(turn, leader);
  next.awaiting = withAt(leader.awaiting, from, 0);
  next.installing = finished ? withAt(leader.installing, from, null) : leader.installing;
  next.matchIndex = advances ? withAt(leader.matchIndex, from, acknowledgedIndex) : leader.matchIndex;
  next.nextIndex = withAt(leader.nextIndex, from, Math.max(leader.nextIndex[from] ?? 1, acknowledgedIndex + 1));
  // What was under way before the snapshot is answered for by it: left there it would fill the window for ever.
  next.inFlight = flowAfterSuccess(turn, leader, from, acknowledgedIndex);
  noteMatch(turn, from, values);
  if (advances) advanceLeaderCommit(turn);
  replicateTo(turn, from, false);
  if (leader.transfer?.to === from) inviteWhenReady(turn);
}

/** P114: only the answer to the chunk that is under way counts; the receiver says what it needs next. */
function goOn(
  turn: Turn,
  leader: Leader,
  from: ServerId,
  { lastIndex, offset, received }: InstallSnapshotResponse,
): void {
  const installing = leader.installing[from] ?? null;
  if (installing === null || installing.snapshot.lastIndex !== lastIndex || installing.offset !== offset) return;
  if (received === offset) return;
  const { size } = installing.snapshot.data;
  note(turn, () => ({ type: 'SnapshotChunkAnswered', follower: from, received, size }));
  const next = { ...installing, offset: received };
  revised(turn, leader).installing = withAt(leader.installing, from, next);
  sendChunk(turn, leader, from, next);
}
