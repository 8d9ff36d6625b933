import { majorityOf } from './quorum.ts';

/** P22: the vote is given to nobody else. */
const isVoteFree = (v: VoteValues): boolean => v.votedFor === null || v.votedFor === v.candidateId;

/** P21, P67: a log whose last entry is of a newer term is better, among equals the longer one. */
const isUpToDate = (v: VoteValues): boolean =>
  v.candidateLastLogTerm > v.lastLogTerm ||
  (v.candidateLastLogTerm === v.lastLogTerm && v.candidateLastLogIndex >= v.lastLogIndex);

/**
 * The rules that decide, each as a pure function of the values it compares. A trace event carries the rule's id with the
 * values, so that anybody can evaluate the decision again. The engine calls these functions or, where building the values
 * would cost a fast run, compares the same inline; test/raft/decisions.test.ts holds the two together.
 * Ids and sources: docs/rules.md.
 */
export const rules = {
  /** P9: a completed write counts for entries that the log still holds and that were not replaced since it began. etcd. */
  P9: (v: WriteValues): boolean =>
    v.termThere === v.lastTerm &&
    (v.replacedFrom === null || v.lastIndex < v.replacedFrom || v.writeTerm >= (v.replacedInTerm ?? 0)),

  /** P12: a message with a newer term makes its receiver adopt that term and follow. T-Fig 3.1. */
  P12: (v: { messageTerm: number; currentTerm: number }): boolean => v.messageTerm > v.currentTerm,

  /** P13: a request of an older term is refused. T§3.3. */
  P13: (v: { requestTerm: number; currentTerm: number }): boolean => v.requestTerm < v.currentTerm,

  /** P14: a response of an older term, or to a role no longer held, is ignored. TLA DropStaleResponse. */
  P14: (v: { responseTerm: number; currentTerm: number; roleExpected: boolean }): boolean =>
    v.responseTerm < v.currentTerm || !v.roleExpected,

  /** P16, P69: a candidate or pre-candidate that hears the leader of its own term follows it. T§3.4, T§9.6. */
  P16: (v: { leaderTerm: number; currentTerm: number; isCandidate: boolean }): boolean =>
    v.isCandidate && v.leaderTerm >= v.currentTerm,

  /** P17: a server that is not leader and whose election timer runs out stands for election. T-Fig 3.1. */
  P17: (v: { isLeader: boolean; isVoter: boolean }): boolean => !v.isLeader && v.isVoter,

  /** P21: grant if the vote is free or already this candidate's, and its log is at least as up to date. T§3.6.1. */
  P21: (v: VoteValues): boolean => v.requestTerm === v.currentTerm && isVoteFree(v) && isUpToDate(v),

  /** P23, P101: a majority of the voters elects; while the configuration is joint one of the old voters, too. T§3.4. */
  P23: (v: Count): boolean =>
    v.votes >= majorityOf(v.voters) && (v.oldVoters === undefined || (v.oldVotes ?? 0) >= majorityOf(v.oldVoters)),

  /** P31: entries fit if the log holds an entry of prevLogTerm at prevLogIndex; index 0 always fits. T§3.5. */
  P31: (v: { prevLogIndex: number; prevLogTerm: number; termAtPrevLogIndex: number | null }): boolean =>
    v.prevLogIndex === 0 || v.termAtPrevLogIndex === v.prevLogTerm,

  /** P33: only an entry of another term at the same index is a conflict. T-Fig 3.1. */
  P33: (v: { existingTerm: number; newTerm: number }): boolean => v.existingTerm !== v.newTerm,

  /** P35: a follower commits up to the last entry that this request vouches for, never back. T-Fig 3.1. */
  P35: (v: { leaderCommit: number; lastNewIndex: number; commitIndex: number }): boolean =>
    Math.min(v.leaderCommit, v.lastNewIndex) > v.commitIndex,

  /** P108: a snapshot covers what is applied, if that is more than the one before. T§5. */
  P108: (v: { lastApplied: number; snapshotIndex: number }): boolean => v.lastApplied > v.snapshotIndex,

  /** P111: a snapshot is due when the log has grown to the limit, and to so many times the one before. T§5.1.2. */
  P111: (v: { applied: number; snapshotEntries: number; snapshotFactor: number; previousSize: number }): boolean =>
    v.snapshotEntries > 0 && v.applied >= Math.max(v.snapshotEntries, v.snapshotFactor * v.previousSize),

  /** P112: a follower gets the snapshot only if the next entry it needs has been discarded. T-Fig 5.3. */
  P112: (v: { nextIndex: number; discardedTo: number }): boolean => v.nextIndex <= v.discardedTo,

  /** P114: a chunk is written where the one before it ended. T-Fig 5.3. */
  P114: (v: { offset: number; received: number }): boolean => v.offset === v.received,

  /** P115: a snapshot counts only if it covers more than what is known to be committed. etcd, T-Fig 5.3. */
  P115: (v: { lastIndex: number; commitIndex: number }): boolean => v.lastIndex > v.commitIndex,

  /** P116: what follows the snapshot's last entry stays if the log has that very entry, else nothing does. T-Fig 5.3. */
  P116: (v: { lastTerm: number; termAtLastIndex: number | null }): boolean => v.termAtLastIndex === v.lastTerm,

  /** P39, P120: only a leader takes commands. T§3.5. */
  P120: (v: { isLeader: boolean }): boolean => !v.isLeader,

  /** P42: a success moves matchIndex forward, never back. T-Fig 3.1, TLA mmatchIndex. */
  P42: (v: { acknowledgedIndex: number; matchIndex: number }): boolean => v.acknowledgedIndex > v.matchIndex,

  /** P43: a rejection counts only if it answers the request that nextIndex stands for. etcd, T§3.5. */
  P43: (v: { prevLogIndex: number; nextIndex: number; matchIndex: number }): boolean =>
    v.prevLogIndex === v.nextIndex - 1 && v.prevLogIndex > v.matchIndex,

  /** P47: a rejection of what is not acknowledged yet rolls the pipeline back. T§10.2.2, etcd. */
  P47: (v: { prevLogIndex: number; matchIndex: number }): boolean => v.prevLogIndex > v.matchIndex,

  /** P48: one more request may be under way while the window is not full. etcd. */
  P48: (v: { underWay: number; maxInFlight: number }): boolean => v.underWay < v.maxInFlight,

  /**
   * P49: an entry of the leader's own term is committed once a majority stores it, and all before it. T§3.6.2. P101: while
   * the configuration is joint, a majority of the old voters, too.
   */
  P49: (v: CommitValues): boolean =>
    v.index > v.commitIndex &&
    v.stored >= majorityOf(v.voters) &&
    (v.oldVoters === undefined || (v.oldStored ?? 0) >= majorityOf(v.oldVoters)) &&
    v.entryTerm === v.currentTerm,

  /** P61: a leader that no majority has answered for an election timeout steps down. T§6.2. */
  P61: (v: ContactValues): boolean => v.sinceContactUs >= v.electionTimeoutUs,

  /** P65: a majority of the voters, the asker included, sees sense in an election. T§9.6. */
  P65: (v: { preVotes: number; voters: number; oldPreVotes?: number; oldVoters?: number }): boolean =>
    v.preVotes >= Math.floor(v.voters / 2) + 1 &&
    (v.oldVoters === undefined || (v.oldPreVotes ?? 0) >= majorityOf(v.oldVoters)),

  /** P66, P67: grant if the vote could be given, to such a log, and no leader was heard for an election timeout. T§9.6. */
  P66: (v: PreVoteValues): boolean =>
    (v.requestTerm > v.currentTerm || (v.requestTerm === v.currentTerm && isVoteFree(v))) &&
    isUpToDate(v) &&
    (v.sinceContactUs ?? v.electionTimeoutUs) >= v.electionTimeoutUs,

  /** P76: a candidate is ignored, its term too, within an election timeout of contact with the leader. T§4.2.3. */
  P76: (v: ContactValues & { requestTerm: number; currentTerm: number }): boolean =>
    v.requestTerm >= v.currentTerm && v.sinceContactUs < v.electionTimeoutUs,

  /** P80: the target of a transfer is asked to stand once it stores the leader's whole log. T§3.10. */
  P80: (v: { matchIndex: number; lastLogIndex: number }): boolean => v.matchIndex >= v.lastLogIndex,

  /** P81: a transfer that is not over after an election timeout is given up. T§3.10. */
  P81: (v: { sinceStartUs: number; electionTimeoutUs: number }): boolean => v.sinceStartUs >= v.electionTimeoutUs,

  /** P82: a leader can hand over to another voter, where transfers are switched on. T§3.10, etcd. */
  P82: (v: { enabled: boolean; isLeader: boolean; targetIsVoter: boolean; targetIsSelf: boolean }): boolean =>
    v.enabled && v.isLeader && v.targetIsVoter && !v.targetIsSelf,

  /** P84: who is told to stand does so unless it is no voter, or leads already. etcd. */
  P84: (v: { isLeader: boolean; isVoter: boolean }): boolean => v.isVoter && !v.isLeader,

  /** P85: a TimeoutNow is stale when its term is over or a log has changed since it was sent. T§6.4.1. */
  P85: (v: { requestTerm: number; currentTerm: number; leaderLastLogIndex: number; lastLogIndex: number }): boolean =>
    v.requestTerm < v.currentTerm || v.leaderLastLogIndex !== v.lastLogIndex,

  /** P86: a leader that hands over takes no commands. T§3.10. */
  P86: (v: { transferTo: number | null }): boolean => v.transferTo !== null,

  /** P88, P101: what is asked for is a change, and of one voter at most unless there is a joint phase. T§4.1, T§4.3. */
  P88: (v: { changes: boolean; joint: boolean; single: boolean; differing: number }): boolean =>
    v.changes && (v.joint || (v.single && v.differing <= 1)),

  /** P89: no further change while the last one is not committed or not complete. T§4.1, T§4.3. */
  P89: (v: { configurationIndex: number; commitIndex: number; isJoint: boolean; catchingUp: boolean }): boolean =>
    v.configurationIndex > v.commitIndex || v.isJoint || v.catchingUp,

  /** P90: no change before the leader has committed an entry of its own term. T-err 2015. */
  P90: (v: { committedTerm: number; currentTerm: number }): boolean => v.committedTerm !== v.currentTerm,

  /** P95: newcomers are too slow that make no progress, or need an election timeout for the last round. T§4.2.1. */
  P95: (v: CatchUpValues): boolean =>
    v.sinceProgressUs >= v.electionTimeoutUs || (v.round >= v.rounds && v.tookUs >= v.electionTimeoutUs),

  /** P98: a leader that its configuration leaves out steps down when that is committed. T§4.2.2. */
  P98: (v: { isVoter: boolean; configurationIndex: number; commitIndex: number }): boolean =>
    !v.isVoter && v.configurationIndex <= v.commitIndex,

  /** P99: who does not vote stands anyway if there is a configuration at all and it is no learner for good. T§4.2.2. */
  P99: (v: { members: number; isLearner: boolean; wasVoter: boolean }): boolean =>
    v.members > 0 && (!v.isLearner || v.wasVoter),

  /** P130: a leader answers a read once its term has a committed entry, a later round is answered, and enough is applied. T§6.4. */
  P130: (v: ReadValues): boolean =>
    v.termAtCommitIndex === v.currentTerm && v.confirmedRound >= v.round && v.lastApplied >= v.readIndex,

  /** P131: whoever has its readIndex confirmed answers once that much is applied. T§6.4. */
  P131: (v: { readIndex: number; minIndex: number; lastApplied: number }): boolean =>
    v.lastApplied >= v.readIndex && v.lastApplied >= v.minIndex,

  /** P132: a leader answers at once while its lease runs, by its own clock. T§6.4.1. */
  P132: (v: LeaseValues): boolean =>
    v.termAtCommitIndex === v.currentTerm && v.localUs < v.leaseUntilUs && !v.mayBeReplaced,

  /** P133: nobody shows a client less than it has seen. T§6.4.1. */
  P133: (v: { lastApplied: number; minIndex: number }): boolean => v.lastApplied >= v.minIndex,

  /** P125: a command runs in a session that is open, and that has not forgotten the response to it. T§6.3. */
  P125: (v: { sessionOpen: boolean; sequence: number; firstKept: number }): boolean =>
    v.sessionOpen && v.sequence >= v.firstKept,

  /** P126: a command that is there already does not run again. T§6.3. */
  P126: (v: { copyAt: number | null }): boolean => v.copyAt !== null,

  /** P128: a session expires by what the log says alone: when there are too many, or by the clocks of leaders. T§6.3. */
  P128: (v: ExpiryValues): boolean =>
    (v.sessionLimit > 0 && v.sessions > v.sessionLimit) || (v.sessionTimeoutUs > 0 && v.idleUs > v.sessionTimeoutUs),
} as const;

/** P23, P101: votes and voters, of both halves of a joint configuration. */
export interface Count {
  readonly votes: number;
  readonly voters: number;
  readonly oldVotes?: number;
  readonly oldVoters?: number;
}

export interface CatchUpValues {
  readonly round: number;
  readonly rounds: number;
  readonly tookUs: number;
  readonly sinceProgressUs: number;
  readonly electionTimeoutUs: number;
}

export interface LeaseValues {
  readonly termAtCommitIndex: number;
  readonly currentTerm: number;
  readonly localUs: number;
  readonly leaseUntilUs: number;
  /** P85: somebody may depose the leader at its own word. */
  readonly mayBeReplaced: boolean;
}

export interface ReadValues {
  readonly termAtCommitIndex: number;
  readonly currentTerm: number;
  /** The round that the read needs, and the last one that a majority has answered. */
  readonly round: number;
  readonly confirmedRound: number;
  readonly readIndex: number;
  readonly lastApplied: number;
}

export interface ContactValues {
  readonly sinceContactUs: number;
  readonly electionTimeoutUs: number;
}

/** A write ended in (lastIndex, lastTerm); its server was in `writeTerm` when it began. */
export interface WriteValues {
  readonly lastIndex: number;
  readonly lastTerm: number;
  readonly termThere: number | null;
  readonly writeTerm: number;
  readonly replacedFrom: number | null;
  readonly replacedInTerm: number | null;
}

export interface ExpiryValues {
  readonly sessions: number;
  readonly sessionLimit: number;
  readonly idleUs: number;
  readonly sessionTimeoutUs: number;
}

export interface VoteValues {
  readonly requestTerm: number;
  readonly currentTerm: number;
  readonly votedFor: number | null;
  readonly candidateId: number;
  readonly candidateLastLogTerm: number;
  readonly lastLogTerm: number;
  readonly candidateLastLogIndex: number;
  readonly lastLogIndex: number;
}

export interface PreVoteValues extends VoteValues {
  /** How long ago it was in contact with a leader, or as the leader with a majority; null when it knows of none. */
  readonly sinceContactUs: number | null;
  readonly electionTimeoutUs: number;
}

export interface CommitValues {
  readonly index: number;
  readonly commitIndex: number;
  readonly entryTerm: number;
  readonly currentTerm: number;
  readonly stored: number;
  readonly voters: number;
  /** Only while the configuration is joint. */
  readonly oldStored?: number;
  readonly oldVoters?: number;
}

export type RuleId = keyof typeof rules;
export type RuleValue = number | string | boolean | null;

/** A decision as it stands in the trace: which rule, on which values, with which outcome. */
export interface Decision {
  readonly rule: RuleId;
  readonly values: { readonly [name: string]: RuleValue };
  readonly outcome: boolean;
  /** The mutation that overruled the rule: the outcome is then not what the rule says, and the run is not Raft. */
  readonly brokenBy?: string;
}

/** Evaluates a rule by its id, for whoever holds a decision from a trace. */
export function evaluate(rule: RuleId, values: Decision['values']): boolean {
  return (rules[rule] as (values: Decision['values']) => boolean)(values);
}
