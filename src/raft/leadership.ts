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
import { type Candidate, type Follower, LeaderShape } from './server.ts';
import type { ServerId } from './server-id.ts';
import { NO_INSTALLING } from './snapshot.ts';
import { note, revised, type Turn } from './turn.ts';

/**
 * P4: a leader that knows nothing of the others' logs. `heardUs`: when it takes them to have answered, by its own clock.
 */
export function leaderOf(from: Candidate | Follower, votesGranted: readonly ServerId[], heardUs: number): LeaderShape {
  const size = Math.max(from.id, ...membersOf(from.configuration)) + 1;
  const filled = (value: number): number[] => new Array<number>(size).fill(value);
  const leader = new LeaderShape(from, {
    votesGranted,
    nextIndex: filled(from.log.lastIndex + 1),
    matchIndex: filled(0),
    awaiting: filled(0),
    inFlight: NO_PIPELINE,
    heardUs: filled(heardUs),
    change: null,
    rounds: NO_ROUNDS,
    installing: NO_INSTALLING,
    transfer: null,
    obeysBelow: filled(0),
  });
  leader.leaderId = from.id;
  leader.heardLeaderUs = null;
  leader.partial = null;
  return leader;
}

/**
 * P4, P26: the winner sets nextIndex just after its last entry (before the no-op, so that the no-op is the first entry
 * it sends), matchIndex to 0, and speaks up at once.
 */
export function becomeLeader(turn: Turn, candidate: Candidate, decision: Decision): void {
  const leader = leaderOf(candidate, candidate.votesGranted, remembersAnswers(turn) ? turn.localUs : 0);
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
    revised(turn, leader).log = leader.log.append({ term: leader.currentTerm, command: NO_OP });
    note(turn, () => ({ type: 'EntriesAppended', firstIndex: turn.server.log.lastIndex, count: 1 }));
  }
  if (keepsLease(turn.config)) beginRound(turn);
  replicateToAll(turn, true);
}
