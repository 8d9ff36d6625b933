import { NO_READS, type WaitingRead } from './reads.ts';
import { replicateToAll } from './replication.ts';
import { beginRound } from './rounds.ts';
import { type Decision, rules } from './rules.ts';
import type { Leader } from './server.ts';
import { note, revised, send, type Turn } from './turn.ts';

/** P130, P131: every waiting read goes on as far as it can by now. Called at the end of each step with such reads. */
export function advanceReads(turn: Turn): void {
  if (turn.server.role === 'leader') confirmReads(turn, turn.server);
  const { reads } = turn.server;
  const waiting = reads.filter((read) => !isSettled(turn, read));
  if (waiting.length === reads.length) return;
  revised(turn, turn.server).reads = waiting.length === 0 ? NO_READS : waiting;
}

/** P130, steps 1 to 3: one round serves all reads that came before it began. */
function confirmReads(turn: Turn, leader: Leader): void {
  if (hasCommittedInTerm(turn, leader)) takeReadIndexes(turn, leader);
  const current = turn.server as Leader;
  const needed = current.reads.some(({ round }) => round > current.rounds.started);
  if (needed && beginRound(turn)) replicateToAll(turn, true);
  const confirming = turn.server as Leader;
  const { reads, rounds } = confirming;
  const { answerBeforeRound } = turn.config.mutations;
  const due = ({ round, confirmed }: WaitingRead): boolean =>
    !confirmed && round > 0 && (round <= rounds.confirmed || answerBeforeRound);
  if (!reads.some(due)) return;
  turn.server = { ...confirming, reads: reads.map((read) => (due(read) ? { ...read, confirmed: true } : read)) };
}

/** P130 step 1: until then entries that an earlier leader committed may be missing from its commitIndex. */
function hasCommittedInTerm(turn: Turn, leader: Leader): boolean {
  return leader.log.termAt(leader.commitIndex) === leader.currentTerm || turn.config.mutations.skipReadBarrierCommit;
}

/** P130 step 2: the read sees everything committed by now; the round that confirms it begins later. */
function takeReadIndexes(turn: Turn, leader: Leader): void {
  const isNew = ({ readIndex, leader: by }: WaitingRead): boolean => readIndex === null && by === leader.id;
  if (!leader.reads.some(isNew)) return;
  const taken = { readIndex: leader.commitIndex, round: leader.rounds.started + 1 };
  revised(turn, leader).reads = leader.reads.map((read) => (isNew(read) ? { ...read, ...taken } : read));
  note(turn, () => ({ type: 'ReadIndexKnown', readIndex: taken.readIndex }));
}

/** Answers the read, or refuses it, or leaves it waiting (false). */
function isSettled(turn: Turn, read: WaitingRead): boolean {
  const { server } = turn;
  const { asker, readIndex } = read;
  if (!read.confirmed || readIndex === null) {
    const stillAsked = read.term === server.currentTerm && (read.leader !== server.id || server.role === 'leader');
    if (!stillAsked) refuseRead(turn, read);
    return !stillAsked;
  }
  if (asker.type === 'server') {
    const { tag } = read;
    note(turn, () => ({ type: 'ReadIndexGiven', to: asker.id, tag, readIndex, ...decisionOf(turn, read) }));
    send(turn, asker.id, { type: 'ReadIndexResponse', term: server.currentTerm, read: tag, readIndex });
    return true;
  }
  const { command, minIndex } = asker;
  const needed = turn.config.mutations.readBeforeApplied ? 0 : Math.max(readIndex, minIndex);
  if (server.lastApplied < needed) return false;
  const { tag, mode } = read;
  note(turn, () => ({ type: 'ReadServed', tag, mode, index: server.lastApplied, ...decisionOf(turn, read) }));
  turn.effects.push({ type: 'ServeRead', tag, command, mode, index: server.lastApplied });
  return true;
}

/** Why the read may be answered now. A local read asks nobody, unless its client has seen more already (P133). */
function decisionOf(turn: Turn, read: WaitingRead): { decision?: Decision } {
  const { server } = turn;
  const { lastApplied } = server;
  const readIndex = read.readIndex ?? 0;
  const minIndex = read.asker.type === 'client' ? read.asker.minIndex : 0;
  if (read.mode === 'local') {
    const values = { lastApplied, minIndex };
    return minIndex === 0 ? {} : { decision: { rule: 'P133', values, outcome: rules.P133(values) } };
  }
  if (server.role !== 'leader' || read.mode === 'lease') {
    const values = { readIndex, minIndex, lastApplied };
    const outcome = rules.P131(values);
    return { decision: { rule: 'P131', values, outcome: true, ...(!outcome && { brokenBy: 'readBeforeApplied' }) } };
  }
  const values = {
    termAtCommitIndex: server.log.termAt(server.commitIndex) ?? 0,
    currentTerm: server.currentTerm,
    round: read.round,
    confirmedRound: server.rounds.confirmed,
    readIndex,
    lastApplied,
  };
  if (rules.P130(values)) return { decision: { rule: 'P130', values, outcome: true } };
  const early = values.confirmedRound < values.round;
  const brokenBy = early ? 'answerBeforeRound' : 'skipReadBarrierCommit';
  return { decision: { rule: 'P130', values, outcome: true, brokenBy } };
}

/** P121: a read leaves nothing behind, so that it has failed for certain, and can be asked again elsewhere. */
export function refuseRead(turn: Turn, read: WaitingRead): void {
  const { server } = turn;
  const { asker, tag } = read;
  const leaderHint = server.leaderId === server.id ? null : server.leaderId;
  note(turn, () => ({
    type: 'ReadRefused',
    tag,
    leaderHint,
    reason: read.leader === 0 ? 'noLeader' : 'leadershipLost',
  }));
  if (asker.type === 'server') {
    send(turn, asker.id, { type: 'ReadIndexResponse', term: server.currentTerm, read: tag, readIndex: null });
    return;
  }
  turn.effects.push({ type: 'Refuse', tag, leaderHint, reason: 'notLeader' });
}
