import { withAt } from '../base/arrays.ts';
import { stepsDownWithoutQuorum } from './check-quorum.ts';
import type { Command, RequestTag } from './command.ts';
import { advanceLeaderCommit } from './commit.ts';
import { rememberAnswer, remembersAnswers } from './contact.ts';
import { keepsLease } from './lease.ts';
import type { AppendEntriesResponse, ServerId } from './messages.ts';
import { flowAfterSuccess, flowOf, rollBack, streamTo } from './pipeline.ts';
import { replaceLog } from './replace-log.ts';
import { beginRound, roundAnswered } from './rounds.ts';
import { type Decision, rules } from './rules.ts';
import { isInLog } from './scan-log.ts';
import { sendEntries } from './sending.ts';
import { followersOf, isFollowed, type Leader } from './server.ts';
import { endSending, sendSnapshot } from './snapshot-sending.ts';
import { adoptNewerTerm, isStaleResponse } from './term.ts';
import { inviteWhenReady, lookAfterTransfer, refusesWhileTransferring } from './transfer.ts';
import { note, revised, type Turn } from './turn.ts';

/** P39, P120, P121: a leader appends a command and replicates it; everybody else refuses and names the leader it knows. */
export function commandReceived(turn: Turn, command: Command, tag: RequestTag | null): void {
  const { server } = turn;
  if (server.role !== 'leader') {
    refuse(turn, tag);
    return;
  }
  if (refusesWhileTransferring(turn, server, tag)) return;
  if (turn.config.sessions === 'scanLog' && isInLog(turn, server, command)) return;
  const { mutations } = turn.config;
  const overwrite = mutations.leaderOverwrites && server.log.lastIndex > server.commitIndex;
  if (overwrite) replaceLog(turn, server.log.truncateFrom(server.log.lastIndex), server.log.lastIndex);
  const { log } = turn.server;
  const term = mutations.entryOfOldTerm ? Math.max(1, server.currentTerm - 1) : server.currentTerm;
  revised(turn, turn.server).log = log.append({ term, command });
  const index = turn.server.log.lastIndex;
  note(turn, () => ({ type: 'EntriesAppended', firstIndex: index, count: 1 }));
  if (tag !== null) turn.effects.push({ type: 'Track', index, term, tag });
  replicateToAll(turn, false);
}

function refuse(turn: Turn, tag: RequestTag | null): void {
  const { leaderId } = turn.server;
  note(turn, () => {
    const values = { isLeader: false };
    return {
      type: 'CommandRefused',
      tag,
      leaderHint: leaderId,
      decision: { rule: 'P120', values, outcome: rules.P120(values) },
    };
  });
  if (tag !== null) turn.effects.push({ type: 'Refuse', tag, leaderHint: leaderId, reason: 'notLeader' });
}

/** P46, P45, P61, P81: the heartbeat interval is over: everybody hears from the leader, and what got no answer is sent again. */
export function heartbeatTimerFired(turn: Turn): void {
  if (turn.config.checkQuorum && stepsDownWithoutQuorum(turn)) return;
  if (keepsLease(turn.config)) beginRound(turn);
  turn.effects.push({ type: 'ResetHeartbeatTimer' });
  replicateToAll(turn, true);
  lookAfterTransfer(turn);
}

/** Sends AppendEntries to all others; unless `always`, only to those who miss entries and have none under way (P41). */
export function replicateToAll(turn: Turn, always: boolean): void {
  for (const follower of followersOf(turn.server as Leader)) replicateTo(turn, follower, always);
}

/** P112: entries while the log has them, else the snapshot that they are in. */
export function replicateTo(turn: Turn, follower: ServerId, always: boolean): void {
  let leader = turn.server as Leader;
  const nextIndex = leader.nextIndex[follower] ?? 1;
  if (nextIndex <= leader.log.baseIndex) {
    sendSnapshot(turn, leader, follower, always);
    return;
  }
  if (leader.installing.length > 0) leader = endSending(turn, leader, follower);
  if (leader.inFlight.length > 0 && flowOf(leader, follower) === 'replicate') {
    streamTo(turn, follower, always);
    return;
  }
  const under = leader.awaiting[follower] ?? 0;
  const range = leader.log.range(nextIndex, turn.config.maxEntriesPerAppend);
  if (!always && (under !== 0 || range.count === 0)) return;
  const awaiting = range.count === 0 ? 0 : nextIndex + range.count - 1;
  if (awaiting !== under) revised(turn, leader).awaiting = withAt(leader.awaiting, follower, awaiting);
  sendEntries(turn, follower, range);
}

/** P14, P42 to P45: what a follower's answer teaches the leader. */
export function appendEntriesResponseReceived(turn: Turn, from: ServerId, response: AppendEntriesResponse): void {
  const { mutations } = turn.config;
  if (!mutations.ignoreTermInAnswers) adoptNewerTerm(turn, response);
  if (!mutations.countStaleAcks && isStaleResponse(turn, from, response.term, 'leader')) return;
  if (turn.server.role !== 'leader' || !isFollowed(turn.server, from)) return;
  if (remembersAnswers(turn)) rememberAnswer(turn, turn.server, from);
  roundAnswered(turn, turn.server, from, response);
  if (response.success) acknowledged(turn, turn.server, from, response);
  else rejected(turn, turn.server, from, response);
}

/** P42: matchIndex comes from the answer itself, never from what the leader has sent or holds by now. */
function acknowledged(turn: Turn, leader: Leader, from: ServerId, response: AppendEntriesResponse): void {
  const matchIndex = leader.matchIndex[from] ?? 0;
  const nextIndex = leader.nextIndex[from] ?? 1;
  const acknowledgedIndex = acknowledgedBy(turn, leader, nextIndex, response);
  const answered = isAnswered(leader, from, response.matchIndex);
  const values = { acknowledgedIndex, matchIndex };
  const advances = rules.P42(values);
  const found = isFound(turn, leader, from, acknowledgedIndex);
  const { rewindOnSuccess } = turn.config.mutations;
  if (!advances && !answered && !found && !rewindOnSuccess) return;
  const after = acknowledgedIndex + 1;
  const next = revised(turn, leader);
  next.inFlight = flowAfterSuccess(turn, leader, from, acknowledgedIndex);
  next.awaiting = answered ? withAt(leader.awaiting, from, 0) : leader.awaiting;
  next.matchIndex = advances ? withAt(leader.matchIndex, from, acknowledgedIndex) : leader.matchIndex;
  next.nextIndex = withAt(leader.nextIndex, from, rewindOnSuccess ? after : Math.max(nextIndex, after));
  noteMatch(turn, from, values);
  if (advances) advanceLeaderCommit(turn);
  replicateTo(turn, from, false);
  if (leader.transfer?.to === from) inviteWhenReady(turn);
}

/** P42: what an acknowledgement says about the follower's log, also when that was known before. */
export function noteMatch(
  turn: Turn,
  follower: ServerId,
  values: { acknowledgedIndex: number; matchIndex: number },
): void {
  note(turn, () => {
    const outcome = rules.P42(values);
    const { acknowledgedIndex, matchIndex: from } = values;
    const decision: Decision = { rule: 'P42', values, outcome };
    return {
      type: outcome ? 'MatchAdvanced' : 'MatchKept',
      follower,
      from,
      to: outcome ? acknowledgedIndex : from,
      decision,
    };
  });
}

/** Whether the requests of which the leader waits for one have been answered, up to this index. */
function isAnswered(leader: Leader, from: ServerId, matchIndex: number): boolean {
  const awaiting = leader.awaiting[from] ?? 0;
  return awaiting !== 0 && matchIndex >= awaiting;
}

/** P47: the end of a log that was probed for is known now. */
function isFound(turn: Turn, leader: Leader, from: ServerId, acknowledgedIndex: number): boolean {
  if (!turn.config.pipelining) return false;
  return acknowledgedIndex >= (leader.matchIndex[from] ?? 0) && flowOf(leader, from) === 'probe';
}

/** What an answer says, or what the mutations that do not listen to it say. */
function acknowledgedBy(turn: Turn, leader: Leader, nextIndex: number, response: AppendEntriesResponse): number {
  const { mutations } = turn.config;
  if (mutations.matchWholeLog) return leader.log.lastIndex;
  return mutations.matchFromNextIndex ? nextIndex - 1 : response.matchIndex;
}

/** P43, P44: the follower's log differs at prevLogIndex, so the leader goes back and tries again at once. */
function rejected(turn: Turn, leader: Leader, from: ServerId, response: AppendEntriesResponse): void {
  const nextIndex = leader.nextIndex[from] ?? 1;
  if (flowOf(leader, from) === 'replicate') {
    if (rollBack(turn, leader, from, response)) replicateTo(turn, from, true);
    return;
  }
  const matchIndex = leader.matchIndex[from] ?? 0;
  const values = { prevLogIndex: response.prevLogIndex, nextIndex, matchIndex };
  const decision: Decision = { rule: 'P43', values, outcome: rules.P43(values) };
  if (!decision.outcome) {
    note(turn, () => ({ type: 'StaleRejectionIgnored', from, decision }));
    return;
  }
  const lowered = Math.max(matchIndex + 1, Math.min(nextIndex - 1, backUp(leader, nextIndex, response)));
  const next = revised(turn, leader);
  next.nextIndex = withAt(leader.nextIndex, from, lowered);
  next.awaiting = withAt(leader.awaiting, from, 0);
  note(turn, () => ({ type: 'NextIndexLowered', follower: from, from: nextIndex, to: lowered, decision }));
  replicateTo(turn, from, true);
}

/** P44: with a hint the leader skips the whole conflicting term; without one it goes back a single entry. */
function backUp(leader: Leader, nextIndex: number, response: AppendEntriesResponse): number {
  const { conflict } = response;
  if (conflict === null) return nextIndex - 1;
  if (conflict.term === null) return conflict.index;
  let last = nextIndex - 1;
  while (last >= conflict.index && (leader.log.termAt(last) ?? 0) > conflict.term) last--;
  return leader.log.termAt(last) === conflict.term ? last + 1 : conflict.index;
}
