import type { MutationName } from '../../raft/config.ts';

/** Each rule that can be broken on purpose: what is done instead, the rule it breaks, the promise that falls. */
export const mutations: {
  readonly [M in MutationName]: { readonly label: string; readonly rule: string; readonly falls: string };
} = {
  voteTwice: { label: 'A server votes for every candidate that asks', rule: 'P22', falls: 'Election Safety' },
  forgetVoteOnRestart: { label: 'A restarted server has forgotten its vote', rule: 'P1', falls: 'Election Safety' },
  forgetTailOnRestart: {
    label: 'A restarted server has forgotten the last entry of its log',
    rule: 'P1',
    falls: 'committed entries are on a majority of disks',
  },
  keepVoteInNewTerm: {
    label: 'A newer term does not free the vote until the request has been answered',
    rule: 'P12',
    falls: 'no promise, but elections that could be won are lost',
  },
  voteInNewerTermOnly: {
    label: 'Only who brings a newer term gets a vote',
    rule: 'P22',
    falls: 'no promise, but elections that could be won are lost',
  },
  longerLogWins: {
    label: 'The longer log wins a vote, whatever its last term',
    rule: 'P21',
    falls: 'Leader Completeness',
  },
  countStaleVotes: { label: 'Votes of older terms are counted', rule: 'P14', falls: 'votes of a majority' },
  countStaleAcks: {
    label: 'Acknowledgements of older terms are counted',
    rule: 'P14',
    falls: 'a leader knows its followers',
  },
  ignoreTermInAnswers: {
    label: 'A leader takes a newer term in an answer for a conflict in the log',
    rule: 'P12',
    falls: 'no promise, but a server in a newer term may never come back',
  },
  skipConsistencyCheck: {
    label: 'Entries are accepted without looking at what comes before them',
    rule: 'P31',
    falls: 'Log Matching',
  },
  trustHeartbeats: {
    label: 'Heartbeats are answered with success, unchecked',
    rule: 'P37',
    falls: 'a leader knows its followers',
  },
  answerOwnLength: {
    label: 'A follower acknowledges all of its log',
    rule: 'P29',
    falls: 'a leader knows its followers',
  },
  alwaysTruncate: {
    label: 'A follower always cuts its log before it appends',
    rule: 'P33',
    falls: 'Leader Completeness',
  },
  commitToLastLogIndex: {
    label: 'A follower commits up to its own last entry',
    rule: 'P35',
    falls: 'State Machine Safety',
  },
  commitGoesBack: { label: 'A follower takes commitIndex back', rule: 'P35', falls: 'commitIndex never goes back' },
  leaderOverwrites: {
    label: 'A leader replaces its last entry instead of appending',
    rule: 'P40',
    falls: 'Leader Append-Only',
  },
  entryOfOldTerm: {
    label: 'A leader writes entries of an older term',
    rule: 'P39',
    falls: 'terms in a log never decrease',
  },
  matchWholeLog: {
    label: 'One acknowledgement counts for the whole log',
    rule: 'P42',
    falls: 'a leader knows its followers',
  },
  commitOldTerm: {
    label: 'An old entry is committed by counting its copies',
    rule: 'P49',
    falls: 'State Machine Safety',
  },
  answerOnAppend: { label: 'The client hears “ok” before the commit', rule: 'P39', falls: 'an answered write stays' },
  replyBeforeDurable: {
    label: 'Answers leave before the disk has the write',
    rule: 'P5',
    falls: 'durable before answered',
  },
  countUnwritten: {
    label: 'A leader counts its own entries before they are on its disk',
    rule: 'P7',
    falls: 'committed entries are on a majority of disks',
  },
  countUnwrittenVote: {
    label: 'A candidate counts its own vote before it is on its disk',
    rule: 'P8',
    falls: 'votes of a majority',
  },
  trustSupersededWrite: {
    label: 'A finished write counts for entries that replaced what was written',
    rule: 'P9',
    falls: 'committed entries are on a majority of disks',
  },
  preVoteIgnoresLeader: {
    label: 'A pre-vote is granted although there is a leader',
    rule: 'P66',
    falls: 'no promise, but leaders are deposed for nothing',
  },
  preVoteIgnoresLog: {
    label: 'A pre-vote is granted whatever the log',
    rule: 'P67',
    falls: 'no promise, but who cannot win stands again and again',
  },
  preVoteResetsTimer: {
    label: 'Granting a pre-vote resets the election timer',
    rule: 'P68',
    falls: 'no promise, but elections may never end',
  },
  preVoteSpreadsTerm: {
    label: 'A pre-vote request makes its receiver take over the term',
    rule: 'P68',
    falls: 'no promise, but leaders are deposed for nothing',
  },
  preVoteRefusalKeepsTerm: {
    label: 'The newer term of a refused pre-vote is not taken over',
    rule: 'P71',
    falls: 'no promise, but nobody may ever be elected',
  },
  preVoteGrantsOwnTerm: {
    label: 'A granted pre-vote carries the term of its voter',
    rule: 'P71',
    falls: 'no promise, but nobody may ever be elected',
  },
  preVotesCount: { label: 'Pre-votes count as votes', rule: 'P72', falls: 'a leader has a majority of votes' },
  matchFromNextIndex: {
    label: 'A success is taken for an answer to all that was sent',
    rule: 'P42',
    falls: 'what a leader knows',
  },
  rewindOnSuccess: {
    label: 'A late success takes nextIndex back',
    rule: 'P42',
    falls: 'nothing, but entries are sent again and again',
  },
  neverRollBack: {
    label: 'A rejection does not roll a pipeline back',
    rule: 'P47',
    falls: 'nothing, but a follower waits for ever',
  },
  ignoreWindow: {
    label: 'A leader sends however much is under way',
    rule: 'P48',
    falls: 'nothing, but the network is flooded',
  },
  resetTimerOnAnyVoteRequest: {
    label: 'Every RequestVote resets the election timer',
    rule: 'P17',
    falls: 'no promise, but elections may never end',
  },
  sameTimeoutAgain: {
    label: 'A server always waits as long as the first time',
    rule: 'P18',
    falls: 'no promise, but votes may split for ever',
  },
  candidateWaits: {
    label: 'A candidate that has not won waits for ever',
    rule: 'P25',
    falls: 'no promise, but nobody may ever be elected',
  },
  dropStaleAppends: {
    label: 'A request of an older leader is not answered',
    rule: 'P79',
    falls: 'no promise, but a server in a newer term may never come back',
  },
  useCommittedConfiguration: {
    label: 'A server uses a configuration only when it is committed',
    rule: 'P87',
    falls: 'votes of a majority',
  },
  countLearners: { label: 'A learner counts toward a majority', rule: 'P94', falls: 'who counts' },
  leaderCountsItself: {
    label: 'A server counts itself although it is not in the configuration',
    rule: 'P99',
    falls: 'who counts',
  },
  jointDecidesAlone: {
    label: 'A joint configuration needs a majority of its new half only',
    rule: 'P101',
    falls: 'who counts',
  },
  directSwitch: {
    label: 'Several voters change at once, without a joint configuration',
    rule: 'P101',
    falls: 'configurations that overlap',
  },
  stackChanges: { label: 'A change does not wait for the one before', rule: 'P89', falls: 'one open configuration' },
  leaveJointEarly: {
    label: 'A new leader leaves the joint configuration before it is committed',
    rule: 'P102',
    falls: 'one open configuration',
  },
  forgetFallback: {
    label: 'A configuration stays in use although its entry was removed',
    rule: 'P92',
    falls: 'configurations that overlap',
  },
  refuseOutsiders: {
    label: 'Only members of the own configuration get a vote',
    rule: 'P93',
    falls: 'no promise, but who could win may not be elected',
  },
  stepDownOnAppend: {
    label: 'A leader that is left out steps down at once',
    rule: 'P98',
    falls: 'no promise, but a leader is missing',
  },
  leaveWithoutAWord: {
    label: 'A leader that is left out goes without a last word',
    rule: 'P98',
    falls: 'no promise, but nobody may learn of the commit',
  },
  skipReadBarrierCommit: {
    label: 'A new leader answers reads before it has committed anything',
    rule: 'P130',
    falls: 'linearizable reads',
  },
  answerBeforeRound: {
    label: 'A read is answered before a majority has confirmed the leader',
    rule: 'P130',
    falls: 'linearizable reads',
  },
  reuseReadContext: {
    label: 'Old acknowledgements confirm a new read',
    rule: 'P130',
    falls: 'linearizable reads',
  },
  readBeforeApplied: {
    label: 'A read is answered before what it has to see is applied',
    rule: 'P131',
    falls: 'linearizable reads',
  },
  ignoreClockDrift: {
    label: 'A lease is as long as an election timeout, however clocks drift',
    rule: 'P132',
    falls: 'linearizable reads',
  },
  keepLeaseOnTransfer: {
    label: 'A leader keeps its lease while it hands its leadership over',
    rule: 'P85',
    falls: 'linearizable reads',
  },
  answerByIndex: {
    label: 'Whatever is applied at its index counts as a client’s command',
    rule: 'P123',
    falls: 'an answered write stays',
  },
  failWhenDeposed: {
    label: 'A deposed leader says that what it had appended has failed',
    rule: 'P121',
    falls: 'no promise of Raft, but clients are told what is not so',
  },
  filterWhenProposed: {
    label: 'Copies of a command are filtered when it is proposed only',
    rule: 'P126',
    falls: 'each command runs once',
  },
  keepLastResponseOnly: {
    label: 'A session remembers its last response only',
    rule: 'P127',
    falls: 'each command runs once',
  },
  expireByLocalClock: {
    label: 'A session expires by the clock of the server that applies',
    rule: 'P128',
    falls: 'each command runs once',
  },
  replayCoveredEntries: {
    label: 'A restarted server applies again what its snapshot covers',
    rule: 'P118',
    falls: 'every entry is applied once',
  },
  installOldSnapshot: {
    label: 'Every snapshot is installed, however old',
    rule: 'P115',
    falls: 'commitIndex never goes back',
  },
  snapshotOpenConfiguration: {
    label: 'A snapshot holds a configuration that is not committed',
    rule: 'P107',
    falls: 'who counts',
  },
  keepConflictingLog: {
    label: 'A log that conflicts with the snapshot stays',
    rule: 'P116',
    falls: 'a leader knows its followers, and the follower never catches up',
  },
  refuseCoveredPrefix: {
    label: 'Entries that follow one inside the snapshot are refused',
    rule: 'P32',
    falls: 'no promise, but a follower may never catch up',
  },
  emptyLogOnCoveredPrefix: {
    label: 'Entries that follow one inside the snapshot empty the log',
    rule: 'P32',
    falls: 'a leader knows its followers',
  },
  acceptsWhileTransferring: {
    label: 'A leader takes commands while it hands over',
    rule: 'P86',
    falls: 'no promise, but a transfer may never succeed',
  },
  transferForgetsFlag: {
    label: 'The target of a transfer does not say that it was told to stand',
    rule: 'P83',
    falls: 'no promise, but who is loyal to the leader ignores the target',
  },
  staleTimeoutNow: {
    label: 'An old TimeoutNow is obeyed',
    rule: 'P85',
    falls: 'a working leader is deposed; leases are void',
  },
  outsiderStands: {
    label: 'A server without a vote stands when it is told to',
    rule: 'P84',
    falls: 'no promise, but a working leader is deposed',
  },
};
