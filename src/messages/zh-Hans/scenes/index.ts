import about from './about.json' with { type: 'json' };
import averagingClocks from './averaging-clocks.json' with { type: 'json' };
import backingUp from './backing-up.json' with { type: 'json' };
import bestLeader from './best-leader.json' with { type: 'json' };
import bully from './bully.json' with { type: 'json' };
import clocksDrift from './clocks-drift.json' with { type: 'json' };
import commitIndexIsForgotten from './commit-index-is-forgotten.json' with { type: 'json' };
import committingOldTerm from './committing-old-term.json' with { type: 'json' };
import committingOwnTerm from './committing-own-term.json' with { type: 'json' };
import connectedMajority from './connected-majority.json' with { type: 'json' };
import consistencyCheck from './consistency-check.json' with { type: 'json' };
import coordinator from './coordinator.json' with { type: 'json' };
import deposedLeaderCommits from './deposed-leader-commits.json' with { type: 'json' };
import directSwitch from './direct-switch.json' with { type: 'json' };
import diskAndNetwork from './disk-and-network.json' with { type: 'json' };
import electionTimeout from './election-timeout.json' with { type: 'json' };
import fastClocks from './fast-clocks.json' with { type: 'json' };
import figure33 from './figure-3-3.json' with { type: 'json' };
import figure34 from './figure-3-4.json' with { type: 'json' };
import figure35 from './figure-3-5.json' with { type: 'json' };
import figure36 from './figure-3-6.json' with { type: 'json' };
import figure38 from './figure-3-8.json' with { type: 'json' };
import figure43 from './figure-4-3.json' with { type: 'json' };
import figure44 from './figure-4-4.json' with { type: 'json' };
import figure45 from './figure-4-5.json' with { type: 'json' };
import figure46 from './figure-4-6.json' with { type: 'json' };
import firstElection from './first-election.json' with { type: 'json' };
import forgottenSession from './forgotten-session.json' with { type: 'json' };
import forgottenTail from './forgotten-tail.json' with { type: 'json' };
import frozenLeader from './frozen-leader.json' with { type: 'json' };
import globalState from './global-state.json' with { type: 'json' };
import goingBack from './going-back.json' with { type: 'json' };
import growingLog from './growing-log.json' with { type: 'json' };
import happensBefore from './happens-before.json' with { type: 'json' };
import heartbeatChecked from './heartbeat-checked.json' with { type: 'json' };
import howCouldFHappen from './how-could-f-happen.json' with { type: 'json' };
import howFarToCommit from './how-far-to-commit.json' with { type: 'json' };
import howManyMayDie from './how-many-may-die.json' with { type: 'json' };
import jointConsensus from './joint-consensus.json' with { type: 'json' };
import laggingCommit from './lagging-commit.json' with { type: 'json' };
import lateAppend from './late-append.json' with { type: 'json' };
import leaderChanges from './leader-changes.json' with { type: 'json' };
import leaderLeaves from './leader-leaves.json' with { type: 'json' };
import lease from './lease.json' with { type: 'json' };
import legalLogs from './legal-logs.json' with { type: 'json' };
import logConsistency from './log-consistency.json' with { type: 'json' };
import newerTermFirst from './newer-term-first.json' with { type: 'json' };
import oldAcknowledgement from './old-acknowledgement.json' with { type: 'json' };
import oldTermTrap from './old-term-trap.json' with { type: 'json' };
import oneAtATime from './one-at-a-time.json' with { type: 'json' };
import oneVotePerTerm from './one-vote-per-term.json' with { type: 'json' };
import pipelining from './pipelining.json' with { type: 'json' };
import refusedByTerm from './refused-by-term.json' with { type: 'json' };
import removedServer from './removed-server.json' with { type: 'json' };
import repairingFollowerLogs from './repairing-follower-logs.json' with { type: 'json' };
import repairingLogs from './repairing-logs.json' with { type: 'json' };
import repairingLogsFast from './repairing-logs-fast.json' with { type: 'json' };
import requestVoteSlide from './request-vote-slide.json' with { type: 'json' };
import ring from './ring.json' with { type: 'json' };
import runOnce from './run-once.json' with { type: 'json' };
import safeToApply from './safe-to-apply.json' with { type: 'json' };
import sameIndex from './same-index.json' with { type: 'json' };
import sameLog from './same-log.json' with { type: 'json' };
import snapshot from './snapshot.json' with { type: 'json' };
import splitBrain from './split-brain.json' with { type: 'json' };
import splitVote from './split-vote.json' with { type: 'json' };
import splitVoteOfFour from './split-vote-of-four.json' with { type: 'json' };
import staleRead from './stale-read.json' with { type: 'json' };
import stateTransfer from './state-transfer.json' with { type: 'json' };
import temptingVoteRule from './tempting-vote-rule.json' with { type: 'json' };
import termIsAClock from './term-is-a-clock.json' with { type: 'json' };
import transfer from './transfer.json' with { type: 'json' };
import twoLeaders from './two-leaders.json' with { type: 'json' };
import twoRequests from './two-requests.json' with { type: 'json' };
import vectorClocks from './vector-clocks.json' with { type: 'json' };
import whatAnOkMeans from './what-an-ok-means.json' with { type: 'json' };
import whichFollower from './which-follower.json' with { type: 'json' };
import whoCouldWin from './who-could-win.json' with { type: 'json' };
import whoResetsTheTimer from './who-resets-the-timer.json' with { type: 'json' };

/** What scenes say, by their English words: a file per scene, with its variants (docs/translating.md). */
export const scenes: Readonly<Record<string, string>> = {
  ...about,
  ...averagingClocks,
  ...backingUp,
  ...bestLeader,
  ...bully,
  ...clocksDrift,
  ...commitIndexIsForgotten,
  ...committingOldTerm,
  ...committingOwnTerm,
  ...connectedMajority,
  ...consistencyCheck,
  ...coordinator,
  ...deposedLeaderCommits,
  ...directSwitch,
  ...diskAndNetwork,
  ...electionTimeout,
  ...fastClocks,
  ...figure33,
  ...figure34,
  ...figure35,
  ...figure36,
  ...figure38,
  ...figure43,
  ...figure44,
  ...figure45,
  ...figure46,
  ...firstElection,
  ...forgottenSession,
  ...forgottenTail,
  ...frozenLeader,
  ...globalState,
  ...goingBack,
  ...growingLog,
  ...happensBefore,
  ...heartbeatChecked,
  ...howCouldFHappen,
  ...howFarToCommit,
  ...howManyMayDie,
  ...jointConsensus,
  ...laggingCommit,
  ...lateAppend,
  ...leaderChanges,
  ...leaderLeaves,
  ...lease,
  ...legalLogs,
  ...logConsistency,
  ...newerTermFirst,
  ...oldAcknowledgement,
  ...oldTermTrap,
  ...oneAtATime,
  ...oneVotePerTerm,
  ...pipelining,
  ...refusedByTerm,
  ...removedServer,
  ...repairingFollowerLogs,
  ...repairingLogs,
  ...repairingLogsFast,
  ...requestVoteSlide,
  ...ring,
  ...runOnce,
  ...safeToApply,
  ...sameIndex,
  ...sameLog,
  ...snapshot,
  ...splitBrain,
  ...splitVote,
  ...splitVoteOfFour,
  ...staleRead,
  ...stateTransfer,
  ...temptingVoteRule,
  ...termIsAClock,
  ...transfer,
  ...twoLeaders,
  ...twoRequests,
  ...vectorClocks,
  ...whatAnOkMeans,
  ...whichFollower,
  ...whoCouldWin,
  ...whoResetsTheTimer,
};
