import { followLeaderCommit } from './commit.ts';
import { remembersLeader } from './contact.ts';
import { supersededFrom } from './durability.ts';
import { type EntryRange, entriesOf, type Log } from './log.ts';
import type { AppendEntriesRequest, ConflictHint, InstallSnapshotRequest, ServerId } from './messages.ts';
import { replaceLog } from './replace-log.ts';
import { type Decision, rules } from './rules.ts';
import { adoptNewerTerm, becomeFollower, isStaleRequest } from './term.ts';
import { note, revised, send, type Turn } from './turn.ts';

/** P29 to P37: the follower's side of AppendEntries. */
export function appendEntriesReceived(turn: Turn, from: ServerId, request: AppendEntriesRequest): void {
  adoptNewerTerm(turn, request);
  if (isStaleRequest(turn, from, request.term)) {
    if (!turn.config.mutations.dropStaleAppends) answer(turn, from, request, false, null);
    return;
  }
  followLeader(turn, request);
  const matched = isConsistent(turn, request);
  if (!matched) {
    if (turn.config.mutations.commitToLastLogIndex) followLeaderCommit(turn, request.leaderCommit, 0);
    answer(turn, from, request, false, turn.config.conflictHint ? hintFor(turn.server.log, request) : null);
    return;
  }
  storeEntries(turn, request);
  followLeaderCommit(turn, request.leaderCommit, request.prevLogIndex + request.entries.count);
  answer(turn, from, request, true, null);
}

/** P16, P17, P28, P69: whoever sends entries or a snapshot in the current term leads it; hearing from it resets the election timer. */
export function followLeader(turn: Turn, request: AppendEntriesRequest | InstallSnapshotRequest): void {
  const { server } = turn;
  if (server.role === 'leader') return; // Two leaders in one term: I1 has already fired; stay as total as possible.
  if (server.role !== 'follower') {
    const values = { leaderTerm: request.term, currentTerm: server.currentTerm, isCandidate: true };
    becomeFollower(turn, 'discoversLeader', { rule: 'P16', values, outcome: rules.P16(values) });
  }
  const { leaderId } = request;
  const heardLeaderUs = remembersLeader(turn) ? turn.localUs : null;
  if (turn.server.leaderId !== leaderId)
    note(turn, () => ({ type: 'LeaderHeard', leader: leaderId, term: request.term }));
  if (turn.server.leaderId !== leaderId || turn.server.heardLeaderUs !== heardLeaderUs) {
    const next = revised(turn, turn.server);
    next.leaderId = leaderId;
    next.heardLeaderUs = heardLeaderUs;
  }
  turn.effects.push({ type: 'ResetElectionTimer' });
}

/** P31, P32: does the log hold what comes right before the new entries? A compacted prefix is committed, so it does. */
function isConsistent(turn: Turn, request: AppendEntriesRequest): boolean {
  const { log } = turn.server;
  const { prevLogIndex, prevLogTerm } = request;
  const covered = prevLogIndex < log.baseIndex && !turn.config.mutations.refuseCoveredPrefix;
  const termThere = covered ? prevLogTerm : (log.termAt(prevLogIndex) ?? null);
  const consistent = prevLogIndex === 0 || termThere === prevLogTerm;
  const { skipConsistencyCheck, trustHeartbeats } = turn.config.mutations;
  const accepted = consistent || skipConsistencyCheck || (trustHeartbeats && request.entries.count === 0);
  // Index 0 holds no entry: the decision shows none there, so that it depends on what it shows.
  if (turn.config.explain) noteCheck(turn, request, prevLogIndex === 0 ? null : termThere, accepted);
  return accepted;
}

function noteCheck(turn: Turn, request: AppendEntriesRequest, termThere: number | null, accepted: boolean): void {
  const { prevLogIndex, prevLogTerm, leaderId } = request;
  const values = { prevLogIndex, prevLogTerm, termAtPrevLogIndex: termThere };
  const lawful = rules.P31(values);
  const culprit = turn.config.mutations.skipConsistencyCheck ? 'skipConsistencyCheck' : 'trustHeartbeats';
  const brokenBy = accepted === lawful ? undefined : culprit;
  const decision: Decision = { rule: 'P31', values, outcome: accepted, ...(brokenBy !== undefined && { brokenBy }) };
  note(turn, () => ({ type: 'ConsistencyChecked', leader: leaderId, matched: accepted, decision }));
}

/** P33, P34: entries that are there already are left alone; the first that differs removes itself and all after it. */
function storeEntries(turn: Turn, request: AppendEntriesRequest): void {
  const { entries, prevLogIndex } = request;
  const { baseIndex } = turn.server.log;
  if (turn.config.mutations.emptyLogOnCoveredPrefix && prevLogIndex < baseIndex) {
    removeFrom(turn, baseIndex + 1, 0, 'emptyLogOnCoveredPrefix');
  }
  if (turn.config.mutations.alwaysTruncate) removeFrom(turn, prevLogIndex + 1, 0, 'alwaysTruncate');
  const place = turn.config.mutations.skipConsistencyCheck
    ? Math.min(prevLogIndex, turn.server.log.lastIndex)
    : prevLogIndex;
  let { log } = turn.server;
  let offset = 0;
  while (offset < entries.count) {
    const existing = log.termAt(place + 1 + offset);
    const term = entries.log.termAt(entries.first + offset);
    if (place + 1 + offset > log.baseIndex && existing !== term) break;
    offset++;
  }
  if (offset === entries.count) return;
  const existing = log.termAt(place + 1 + offset);
  if (existing !== undefined) {
    removeFrom(turn, place + 1 + offset, entries.log.termAt(entries.first + offset) ?? 0);
    log = turn.server.log;
  }
  note(turn, () => ({ type: 'EntriesAppended', firstIndex: log.lastIndex + 1, count: entries.count - offset }));
  replaceLog(turn, appendAll(log, entries, offset), log.lastIndex + 1);
}

function appendAll(log: Log, entries: EntryRange, offset: number): Log {
  let longer = log;
  for (let place = offset; place < entries.count; place++) {
    const entry = entries.log.entryAt(entries.first + place);
    if (entry !== undefined) longer = longer.append(entry);
  }
  return longer;
}

function removeFrom(turn: Turn, index: number, newTerm: number, brokenBy?: string): void {
  const { log } = turn.server;
  const existingTerm = log.termAt(index);
  if (existingTerm === undefined || index <= log.baseIndex) return;
  note(turn, () => {
    const values = { existingTerm, newTerm };
    return {
      type: 'LogTruncated',
      fromIndex: index,
      removed: entriesOf(log.range(index, log.lastIndex)),
      decision: { rule: 'P33', values, outcome: true, ...(brokenBy !== undefined && { brokenBy }) },
    };
  });
  const superseded = supersededFrom(turn.server, index);
  const durableIndex = Math.min(turn.server.durableIndex, index - 1);
  replaceLog(turn, log.truncateFrom(index), index);
  const next = revised(turn, turn.server);
  next.durableIndex = durableIndex;
  next.superseded = superseded;
}

/** P44: the conflicting term with its first index, or where the log ends. */
function hintFor(log: Log, request: AppendEntriesRequest): ConflictHint {
  const term = log.termAt(request.prevLogIndex);
  if (term === undefined) return { term: null, index: log.lastIndex + 1 };
  return { term, index: log.firstIndexOfTermAt(request.prevLogIndex) };
}

/** P29: how far the log is known to agree by this request. */
function vouchedFor({ server, config }: Turn, { prevLogIndex, entries }: AppendEntriesRequest): number {
  return config.mutations.answerOwnLength ? server.log.lastIndex : prevLogIndex + entries.count;
}

function answer(
  turn: Turn,
  to: ServerId,
  request: AppendEntriesRequest,
  success: boolean,
  conflict: ConflictHint | null,
): void {
  send(turn, to, {
    type: 'AppendEntriesResponse',
    term: turn.server.currentTerm,
    success,
    matchIndex: success ? vouchedFor(turn, request) : 0,
    prevLogIndex: request.prevLogIndex,
    conflict,
    round: request.round,
  });
}
