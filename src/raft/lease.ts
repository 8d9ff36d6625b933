import type { RaftConfig } from './config.ts';
import type { Rounds } from './reads.ts';
import { type Decision, rules } from './rules.ts';
import { copyOf, type Leader, type Server } from './server.ts';
import { mayBeReplacedByOrder } from './transfer.ts';
import { note, type Turn } from './turn.ts';

/** Whether leaders keep a lease: then every heartbeat is a round. */
export function keepsLease(config: RaftConfig): boolean {
  return config.reads === 'lease';
}

/**
 * P132: how long after a round began nobody else can have been elected, by a clock that no other outruns by more than
 * the bound: who answered votes for nobody within an election timeout (P76).
 */
function leaseUs({ electionTimeoutUs, clockDriftPercent, mutations }: RaftConfig): number {
  if (mutations.ignoreClockDrift) return electionTimeoutUs;
  return Math.floor((electionTimeoutUs * 100) / (100 + clockDriftPercent));
}

/** P132: a majority has answered the last round, so the lease runs from its beginning. */
export function extendLease(turn: Turn, rounds: Rounds): Rounds {
  if (!keepsLease(turn.config)) return rounds;
  const leaseUntilUs = rounds.startedUs + leaseUs(turn.config);
  if (rounds.leaseUntilUs <= turn.localUs && leaseUntilUs > turn.localUs) {
    note(turn, () => ({ type: 'LeaseGained', round: rounds.started, untilUs: leaseUntilUs }));
  }
  return { ...rounds, leaseUntilUs };
}

/** P132, P85: whether the lease still runs and holds, and something of the own term is committed (P130 step 1). */
export function decideLease(turn: Turn, leader: Leader): Decision {
  const values = {
    termAtCommitIndex: leader.log.termAt(leader.commitIndex) ?? 0,
    currentTerm: leader.currentTerm,
    localUs: turn.localUs,
    leaseUntilUs: leader.rounds.leaseUntilUs,
    mayBeReplaced: mayBeReplacedByOrder(leader),
  };
  const lawful = rules.P132(values);
  if (lawful) return { rule: 'P132', values, outcome: true };
  const { skipReadBarrierCommit, keepLeaseOnTransfer } = turn.config.mutations;
  const early = values.termAtCommitIndex !== values.currentTerm;
  const broken = (!early || skipReadBarrierCommit) && (!values.mayBeReplaced || keepLeaseOnTransfer);
  if (!broken || turn.localUs >= values.leaseUntilUs) return { rule: 'P132', values, outcome: false };
  return { rule: 'P132', values, outcome: true, brokenBy: early ? 'skipReadBarrierCommit' : 'keepLeaseOnTransfer' };
}

/**
 * P132: a crash makes a server forget whom it heard from, but not what the leader built on it. Where leases are kept, a
 * server that comes back from a term that it was in waits as if it had just heard from the leader of that term.
 */
export function rememberStart(server: Server, localUs: number, config: RaftConfig): Server {
  if (!keepsLease(config) || server.role !== 'follower' || server.currentTerm === 0) return server;
  const next = copyOf(server);
  next.heardLeaderUs = localUs;
  return next;
}
