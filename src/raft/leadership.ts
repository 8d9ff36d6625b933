import { NO_OP } from './command.ts';
import { membersOf } from './configuration.ts';
import { remembersAnswers } from './contact.ts';
import { NO_PIPELINE } from './flow.ts';
import { keepsLease } from './lease.ts';
import { appendConfiguration } from './membership.ts';
import { NO_ROUNDS } from './reads.ts';
import { replicateToAll } from './replication.ts';
import { beginRound } from './rounds.ts';
import type { Decision } from './rules.ts';
import type { Candidate, Leader } from './server.ts';
import { NO_INSTALLING } from './snapshot.ts';
import { note, type Turn } from './turn.ts';

/**
 * P4, P26: the winner sets nextIndex just after its last entry (before the no-op, so that the no-op is the first entry
 * it sends), matchIndex to 0, and speaks up at once.
 */
export function becomeLeader(turn: Turn, candidate: Candidate, decision: Decision): void {
  const size = Math.max(candidate.id, ...membersOf(candidate.configuration)) + 1;
  const leader: Leader = {
    role: 'leader',
    id: candidate.id,
    currentTerm: candidate.currentTerm,
    votedFor: candidate.votedFor,
    log: candidate.log,
    configuration: candidate.configuration,
    configurationIndex: candidate.configurationIndex,
    baseConfiguration: candidate.baseConfiguration,
    snapshot: candidate.snapshot,
    commitIndex: candidate.commitIndex,
    lastApplied: candidate.lastApplied,
    leaderId: candidate.id,
    heardLeaderUs: null,
    durableIndex: candidate.durableIndex,
    superseded: candidate.superseded,
    reads: candidate.reads,
    partial: null,
    votesGranted: candidate.votesGranted,
    nextIndex: filled(size, candidate.log.lastIndex + 1),
    matchIndex: filled(size, 0),
    awaiting: filled(size, 0),
    inFlight: NO_PIPELINE,
    heardUs: filled(size, remembersAnswers(turn) ? turn.localUs : 0),
    change: null,
    rounds: NO_ROUNDS,
    installing: NO_INSTALLING,
    transfer: null,
    obeysBelow: filled(size, 0),
  };
  turn.server = leader;
  turn.effects.push({ type: 'StopElectionTimer' }, { type: 'ResetHeartbeatTimer' });
  note(turn, () => ({
    type: 'RoleChanged',
    from: 'candidate',
    to: 'leader',
    term: leader.currentTerm,
    edge: 'wins',
    decision,
  }));
  if (candidate.byTransfer) note(turn, () => ({ type: 'TransferDone', term: leader.currentTerm }));
  if (turn.config.mutations.leaveJointEarly && leader.configuration.old !== null) {
    appendConfiguration(turn, { ...leader.configuration, old: null });
  } else if (turn.config.noOpOnElection) {
    turn.server = { ...leader, log: leader.log.append({ term: leader.currentTerm, command: NO_OP }) };
    note(turn, () => ({ type: 'EntriesAppended', firstIndex: turn.server.log.lastIndex, count: 1 }));
  }
  if (keepsLease(turn.config)) beginRound(turn);
  replicateToAll(turn, true);
}

function filled(size: number, value: number): number[] {
  return new Array<number>(size).fill(value);
}
