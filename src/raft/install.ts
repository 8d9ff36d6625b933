import { followLeader } from './append.ts';
import { supersededFrom } from './durability.ts';
import { latestConfiguration } from './latest-configuration.ts';
import { Log } from './log.ts';
import type { InstallSnapshotRequest, ServerId } from './messages.ts';
import { dropPartial } from './partial.ts';
import { type Decision, rules } from './rules.ts';
import type { PartialSnapshot, Snapshot } from './snapshot.ts';
import { adoptNewerTerm, isStaleRequest } from './term.ts';
import { note, revised, send, type Turn } from './turn.ts';

/** P113 to P116: the follower's side of InstallSnapshot (T-Fig 5.3). */
export function installSnapshotReceived(turn: Turn, from: ServerId, request: InstallSnapshotRequest): void {
  adoptNewerTerm(turn, request);
  if (isStaleRequest(turn, from, request.term)) {
    answer(turn, from, request, 0, 0);
    return;
  }
  followLeader(turn, request);
  // Two leaders in one term: I1 has already fired. A leader's log only grows (P40).
  if (turn.server.role === 'leader') return;
  if (isOld(turn, request)) {
    answer(turn, from, request, 0, request.lastIndex);
    return;
  }
  const partial = writeChunk(turn, request);
  // What has arrived as a whole ends where this last chunk does; any other last chunk came too early.
  const isWhole = request.done && partial?.received === request.offset + request.data.count;
  if (partial === null || !isWhole) {
    answer(turn, from, request, partial?.received ?? 0, 0);
    return;
  }
  install(turn, partial.snapshot);
  answer(turn, from, request, partial.received, request.lastIndex);
}

/** P115: what is committed here already is here: nothing moves, and the leader is told that it is. */
function isOld(turn: Turn, request: InstallSnapshotRequest): boolean {
  const { lastIndex, leaderId } = request;
  const values = { lastIndex, commitIndex: turn.server.commitIndex };
  if (rules.P115(values) || turn.config.mutations.installOldSnapshot) return false;
  dropPartial(turn);
  const decision: Decision = { rule: 'P115', values, outcome: false };
  note(turn, () => ({ type: 'SnapshotIgnored', leader: leaderId, lastIndex, decision }));
  return true;
}

/**
 * P113 (rules 2 to 4), P114: chunks of one snapshot by one leader, in order; a repeated one changes nothing. Null when
 * nothing is there and this is not the first one.
 */
function writeChunk(turn: Turn, request: InstallSnapshotRequest): PartialSnapshot | null {
  const partial = partialFor(turn, request);
  if (partial === null) return null;
  const { offset, data, leaderId, lastIndex } = request;
  const values = { offset, received: partial.received };
  const decision: Decision = { rule: 'P114', values, outcome: rules.P114(values) };
  const grown = decision.outcome ? { ...partial, received: offset + data.count } : partial;
  if (turn.server.partial !== grown) revised(turn, turn.server).partial = grown;
  const { received } = grown;
  const { size } = data.data;
  note(turn, () => ({ type: 'SnapshotChunkReceived', leader: leaderId, lastIndex, received, size, decision }));
  return grown;
}

/** What there is of the snapshot that the chunk belongs to; the first chunk begins it. Another snapshot's is dropped. */
function partialFor(turn: Turn, request: InstallSnapshotRequest): PartialSnapshot | null {
  const { partial } = turn.server;
  const { leaderId, lastIndex, lastTerm, lastConfig, data } = request;
  if (partial !== null) {
    const { snapshot } = partial;
    const same = snapshot.lastIndex === lastIndex && snapshot.lastTerm === lastTerm;
    if (same && partial.leaderId === leaderId) return partial;
    dropPartial(turn);
  }
  if (lastConfig === null) return null;
  return { leaderId, snapshot: { lastIndex, lastTerm, configuration: lastConfig, data: data.data }, received: 0 };
}

/** P113 (rules 5 to 8), P116: the whole snapshot is here: it is saved together with the log that it leaves. */
function install(turn: Turn, snapshot: Snapshot): void {
  const { server, config } = turn;
  const { lastIndex, lastTerm, configuration, data } = snapshot;
  const values = { lastTerm, termAtLastIndex: server.log.termAt(lastIndex) ?? null };
  const retains = rules.P116(values);
  const kept = config.mutations.keepConflictingLog && values.termAtLastIndex !== null;
  const remains = retains ? server.log.discardTo(lastIndex) : Log.after(lastIndex, lastTerm, []);
  const log = kept && !retains ? server.log : remains;
  const standing = latestConfiguration(log, log.lastIndex, configuration);
  const next = revised(turn, server);
  next.snapshot = snapshot;
  next.log = log;
  next.configuration = standing.configuration;
  next.configurationIndex = standing.index;
  next.baseConfiguration = configuration;
  next.commitIndex = lastIndex;
  next.lastApplied = lastIndex;
  next.durableIndex = Math.min(server.durableIndex, log.lastIndex);
  next.superseded = retains ? server.superseded : supersededFrom(server, server.log.baseIndex + 1);
  next.partial = null;
  turn.effects.push({ type: 'RestoreMachine', data });
  note(turn, () => {
    const brokenBy = log === remains ? {} : { brokenBy: 'keepConflictingLog' };
    const decision: Decision = { rule: 'P116', values, outcome: retains || log !== remains, ...brokenBy };
    return { type: 'SnapshotInstalled', lastIndex, lastTerm, retained: log.lastIndex - lastIndex, decision };
  });
}

function answer(
  turn: Turn,
  to: ServerId,
  { lastIndex, offset }: InstallSnapshotRequest,
  received: number,
  matchIndex: number,
): void {
  const { currentTerm: term } = turn.server;
  send(turn, to, { type: 'InstallSnapshotResponse', term, lastIndex, offset, received, matchIndex });
}
