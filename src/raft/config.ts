import type { Switches } from './switches.ts';

/**
 * Rules broken on purpose. Each lives at the edge of the mechanism that it breaks, is off unless a scenario names it,
 * and makes the run "not Raft". The comment says which rule it breaks and which promise falls.
 */
export interface Mutations {
  /** Breaks P22: a server grants its vote to every candidate that asks. Falls: I1. */
  readonly voteTwice: boolean;
  /** Breaks P1: votedFor is not on disk, so a restarted server has forgotten whom it voted for. Falls: I7, then I1. */
  readonly forgetVoteOnRestart: boolean;
  /** Breaks P1: the last entry of the log is gone when a server restarts, though it was acknowledged. Falls: I6, then I4 and I5. */
  readonly forgetTailOnRestart: boolean;
  /** Breaks P12: a candidate is judged before its newer term is adopted, by the vote of the term before. Costs an election more. */
  readonly keepVoteInNewTerm: boolean;
  /** Breaks P21 and P22: a vote is given only to a request that brings a newer term, not to one that comes again. Costs elections. */
  readonly voteInNewerTermOnly: boolean;
  /** Breaks P21: the longer log wins, whatever its last term. Falls: I4. */
  readonly longerLogWins: boolean;
  /** Breaks P14: a vote is counted whatever term it was given in. Falls: I11. */
  readonly countStaleVotes: boolean;
  /** Breaks P14: an acknowledgement of an older term counts in the current one. Falls: I10, then I5. */
  readonly countStaleAcks: boolean;
  /** Breaks P12: a leader takes an answer of a newer term for a refusal of its entries. Costs liveness with stickiness (TemporalStore 116). */
  readonly ignoreTermInAnswers: boolean;
  /** Breaks P31: AppendEntries is accepted without the consistency check. Falls: I3. */
  readonly skipConsistencyCheck: boolean;
  /** Breaks P37: a heartbeat is answered with success without the consistency check. Falls: I10, then I6. */
  readonly trustHeartbeats: boolean;
  /** Breaks P29: a follower acknowledges all of its log, not what the request vouches for. Falls: I10. */
  readonly answerOwnLength: boolean;
  /** Breaks P33: a follower always truncates after prevLogIndex. Falls: I4 (an acknowledged entry vanishes). */
  readonly alwaysTruncate: boolean;
  /** Breaks P35: a follower commits up to its own last entry, even when it refuses the request. Falls: I5. */
  readonly commitToLastLogIndex: boolean;
  /** Breaks P35: a follower takes over leaderCommit even when it is smaller. Falls: I8. */
  readonly commitGoesBack: boolean;
  /** Breaks P40: a leader replaces its last uncommitted entry instead of appending. Falls: I2. */
  readonly leaderOverwrites: boolean;
  /** Breaks P39: a leader writes new entries with the term before its own. Falls: I9 or I12. */
  readonly entryOfOldTerm: boolean;
  /** Breaks P42: a success is taken to mean that the follower holds the leader's whole log. Falls: I10. */
  readonly matchWholeLog: boolean;
  /** Breaks P49 and P50: an entry of an older term counts as committed once a majority stores it. Falls: I12, then I4 and I5. */
  readonly commitOldTerm: boolean;
  /** Breaks P39: the client is told "ok" when the entry is appended, not when it is applied. Falls: I17. */
  readonly answerOnAppend: boolean;
  /** Breaks P5: replies leave before the write they depend on is durable. Falls: I16. */
  readonly replyBeforeDurable: boolean;
  /** Breaks P7 and P51: a leader counts its own entries from the moment it appends them. Falls: I6. */
  readonly countUnwritten: boolean;
  /** Breaks P8: a candidate counts its own vote before it is on disk. Falls: I11. */
  readonly countUnwrittenVote: boolean;
  /** Breaks P9: a completed write counts for whatever stands at its indexes by now. Falls: I6. */
  readonly trustSupersededWrite: boolean;
  /** Breaks P66: a pre-vote is granted although there is a leader. Costs calm: the leader is deposed. */
  readonly preVoteIgnoresLeader: boolean;
  /** Breaks P67: a pre-vote is granted whatever the log. Costs calm: who cannot win stands again and again (NuRaft 134). */
  readonly preVoteIgnoresLog: boolean;
  /** Breaks P68: granting a pre-vote resets the election timer. Costs liveness. */
  readonly preVoteResetsTimer: boolean;
  /** Breaks P68: whoever hears a pre-vote request takes over its term. Costs calm: terms grow as without PreVote. */
  readonly preVoteSpreadsTerm: boolean;
  /** Breaks P71: a newer term in a refused pre-vote is not taken over. Costs liveness (etcd 8501). */
  readonly preVoteRefusalKeepsTerm: boolean;
  /** Breaks P71: a granted pre-vote carries its voter's own term. Costs liveness (canonical raft 279). */
  readonly preVoteGrantsOwnTerm: boolean;
  /** Breaks P72: pre-votes count as votes in the election that follows. Falls: I11, then I1. */
  readonly preVotesCount: boolean;
  /** Breaks P42: a success is taken for an answer to all that was sent. Falls, with pipelining: I10. */
  readonly matchFromNextIndex: boolean;
  /** Breaks P42: every success sets nextIndex, so that a late one rewinds the pipeline. Costs the network. */
  readonly rewindOnSuccess: boolean;
  /** Breaks P47: a rejection does not roll a pipeline back. Costs liveness: the follower never gets what was lost. */
  readonly neverRollBack: boolean;
  /** Breaks P48: a leader sends however much is under way. Costs the network, not safety. */
  readonly ignoreWindow: boolean;
  /** Breaks P17: every RequestVote resets the election timer. Costs liveness, not safety (bug gallery 1). */
  readonly resetTimerOnAnyVoteRequest: boolean;
  /** Breaks P18: every server waits its first election timeout again and again. Costs liveness: votes split for ever. */
  readonly sameTimeoutAgain: boolean;
  /** Breaks P25: a candidate does not stand anew when its timer runs out. Costs liveness: a split vote is never mended. */
  readonly candidateWaits: boolean;
  /** Breaks P13 and P79: AppendEntries of an older term is dropped without a word. Costs liveness with stickiness. */
  readonly dropStaleAppends: boolean;
  /** Breaks P87: votes and commits go by the latest committed configuration. Falls: I11, then I4. */
  readonly useCommittedConfiguration: boolean;
  /** Breaks P94: the acknowledgement of a learner counts toward a majority. Falls: I18, then I4. */
  readonly countLearners: boolean;
  /** Breaks P51 and P99: a leader or candidate counts itself although its configuration leaves it out. Falls: I18. */
  readonly leaderCountsItself: boolean;
  /** Breaks P101: while a configuration is joint its new half decides alone. Falls: I11 or I18, then I4. */
  readonly jointDecidesAlone: boolean;
  /** Breaks P88 and P101: several voters change at once, without a joint configuration. Falls: I14, then I1. */
  readonly directSwitch: boolean;
  /** Breaks P89: a configuration is changed before the last one is committed. Falls: I13. */
  readonly stackChanges: boolean;
  /** Breaks P102: a new leader follows a joint configuration up at once, committed or not. Falls: I13. */
  readonly leaveJointEarly: boolean;
  /** Breaks P92: a configuration stays in force after its entry was truncated. Falls: I18. */
  readonly forgetFallback: boolean;
  /** Breaks P93: a vote is given only to a candidate in the own configuration. Costs liveness (hashicorp does it). */
  readonly refuseOutsiders: boolean;
  /** Breaks P98: a leader steps down as soon as it has appended the configuration that leaves it out. Costs liveness, not safety. */
  readonly stepDownOnAppend: boolean;
  /** Breaks P98: a leader that is left out goes without telling that C_new is committed. Costs liveness (openraft 598). */
  readonly leaveWithoutAWord: boolean;
  /** Breaks P130, step 1: a leader reads before an entry of its term is committed. Falls: linearizability (I15). */
  readonly skipReadBarrierCommit: boolean;
  /** Breaks P130, step 3: a read is answered before its round is. Falls: linearizability (I15). */
  readonly answerBeforeRound: boolean;
  /** Breaks P130, step 3: an answer counts for the round that is open, whichever it was sent in. Falls: linearizability (I15). */
  readonly reuseReadContext: boolean;
  /** Breaks P130, step 4: a read is answered before what it has to see is applied. Falls: linearizability (I15). */
  readonly readBeforeApplied: boolean;
  /** Breaks P132: a lease is as long as an election timeout, however clocks drift. Falls: linearizability (I15). */
  readonly ignoreClockDrift: boolean;
  /** Breaks P85: a leader keeps its lease while it hands its leadership over. Falls: linearizability (I15). */
  readonly keepLeaseOnTransfer: boolean;
  /** Breaks P118: a restarted server applies its whole log again, on top of its snapshot. Falls: I8, then I5. */
  readonly replayCoveredEntries: boolean;
  /** Breaks P115: every snapshot that arrives is installed, however old. Falls: I8. */
  readonly installOldSnapshot: boolean;
  /** Breaks P107: a snapshot takes the latest configuration, committed or not. Falls: I18 (canonical raft 250). */
  readonly snapshotOpenConfiguration: boolean;
  /** Breaks P116: an entry that conflicts with the snapshot stays, and all around it. Falls: I10, and liveness. */
  readonly keepConflictingLog: boolean;
  /** Breaks P32: entries that follow one inside the snapshot are refused. Costs liveness. */
  readonly refuseCoveredPrefix: boolean;
  /** Breaks P32: entries that follow one inside the snapshot empty the log. Falls: I10. */
  readonly emptyLogOnCoveredPrefix: boolean;
  /** Breaks P86: a leader takes commands while it hands over, so that the target is never up to date. Costs the transfer. */
  readonly acceptsWhileTransferring: boolean;
  /** Breaks P83: the target of a transfer does not say that it was told to stand. With stickiness no transfer succeeds. */
  readonly transferForgetsFlag: boolean;
  /** Breaks P85: a TimeoutNow is obeyed however old it is. Deposes leaders, and makes leases worthless. */
  readonly staleTimeoutNow: boolean;
  /** Breaks P84: who is no voter stands when it is told to. Costs calm: a working leader is deposed. */
  readonly outsiderStands: boolean;
  /** Breaks P123: a client is told "ok" when anything is applied at the index of its command. Falls: I17, then I15. */
  readonly answerByIndex: boolean;
  /** Breaks P121: a deposed leader says that what it had appended has failed. Misleads clients, not Raft (RedisRaft 23). */
  readonly failWhenDeposed: boolean;
  /** Breaks P126: copies are filtered when they are proposed, not when they are applied. Falls: I15. */
  readonly filterWhenProposed: boolean;
  /** Breaks P127: a machine forgets a response as soon as it has a newer one of the session. Falls: I15. */
  readonly keepLastResponseOnly: boolean;
  /** Breaks P128: a session expires by the clock of the server that applies, replaying or not. Falls: I15. */
  readonly expireByLocalClock: boolean;
}

export const NO_MUTATIONS: Mutations = {
  voteTwice: false,
  forgetVoteOnRestart: false,
  forgetTailOnRestart: false,
  keepVoteInNewTerm: false,
  voteInNewerTermOnly: false,
  longerLogWins: false,
  countStaleVotes: false,
  countStaleAcks: false,
  ignoreTermInAnswers: false,
  skipConsistencyCheck: false,
  trustHeartbeats: false,
  answerOwnLength: false,
  alwaysTruncate: false,
  commitToLastLogIndex: false,
  commitGoesBack: false,
  leaderOverwrites: false,
  entryOfOldTerm: false,
  matchWholeLog: false,
  commitOldTerm: false,
  answerOnAppend: false,
  replyBeforeDurable: false,
  countUnwritten: false,
  countUnwrittenVote: false,
  trustSupersededWrite: false,
  preVoteIgnoresLeader: false,
  preVoteIgnoresLog: false,
  preVoteResetsTimer: false,
  preVoteSpreadsTerm: false,
  preVoteRefusalKeepsTerm: false,
  preVoteGrantsOwnTerm: false,
  preVotesCount: false,
  matchFromNextIndex: false,
  rewindOnSuccess: false,
  neverRollBack: false,
  ignoreWindow: false,
  resetTimerOnAnyVoteRequest: false,
  sameTimeoutAgain: false,
  candidateWaits: false,
  dropStaleAppends: false,
  useCommittedConfiguration: false,
  countLearners: false,
  leaderCountsItself: false,
  jointDecidesAlone: false,
  directSwitch: false,
  stackChanges: false,
  leaveJointEarly: false,
  forgetFallback: false,
  refuseOutsiders: false,
  stepDownOnAppend: false,
  leaveWithoutAWord: false,
  skipReadBarrierCommit: false,
  answerBeforeRound: false,
  reuseReadContext: false,
  readBeforeApplied: false,
  ignoreClockDrift: false,
  keepLeaseOnTransfer: false,
  replayCoveredEntries: false,
  installOldSnapshot: false,
  snapshotOpenConfiguration: false,
  keepConflictingLog: false,
  refuseCoveredPrefix: false,
  emptyLogOnCoveredPrefix: false,
  acceptsWhileTransferring: false,
  transferForgetsFlag: false,
  staleTimeoutNow: false,
  outsiderStands: false,
  answerByIndex: false,
  failWhenDeposed: false,
  filterWhenProposed: false,
  keepLastResponseOnly: false,
  expireByLocalClock: false,
};

export type MutationName = keyof Mutations;

/**
 * What the protocol core goes by: its switches and limits, and the rules that are broken. Delays are not here, as the
 * core sets none (the simulator does): the one time is what the age of a contact is compared with.
 */
export interface RaftConfig extends Switches {
  /** The shortest election timeout, by the server's own clock (P61, P66, P76). */
  readonly electionTimeoutUs: number;
  readonly mutations: Mutations;
  /** Whether effects contain Note orders. Has no influence on anything else. */
  readonly explain: boolean;
}
