import about from './about.json';
import averagingClocks from './averaging-clocks.json';
import backingUp from './backing-up.json';
import bestLeader from './best-leader.json';
import bully from './bully.json';
import clocksDrift from './clocks-drift.json';
import committingOldTerm from './committing-old-term.json';
import committingOwnTerm from './committing-own-term.json';
import connectedMajority from './connected-majority.json';
import consistencyCheck from './consistency-check.json';
import coordinator from './coordinator.json';
import deposedLeaderCommits from './deposed-leader-commits.json';
import directSwitch from './direct-switch.json';
import diskAndNetwork from './disk-and-network.json';
import electionTimeout from './election-timeout.json';
import fastClocks from './fast-clocks.json';
import figure33 from './figure-3-3.json';
import figure34 from './figure-3-4.json';
import figure35 from './figure-3-5.json';
import figure36 from './figure-3-6.json';
import figure38 from './figure-3-8.json';
import figure43 from './figure-4-3.json';
import figure44 from './figure-4-4.json';
import figure45 from './figure-4-5.json';
import figure46 from './figure-4-6.json';
import firstElection from './first-election.json';
import forgottenSession from './forgotten-session.json';
import forgottenTail from './forgotten-tail.json';
import frozenLeader from './frozen-leader.json';
import globalState from './global-state.json';
import goingBack from './going-back.json';
import growingLog from './growing-log.json';
import happensBefore from './happens-before.json';
import heartbeatChecked from './heartbeat-checked.json';
import howCouldFHappen from './how-could-f-happen.json';
import howFarToCommit from './how-far-to-commit.json';
import howManyMayDie from './how-many-may-die.json';
import jointConsensus from './joint-consensus.json';
import laggingCommit from './lagging-commit.json';
import lateAppend from './late-append.json';
import leaderChanges from './leader-changes.json';
import leaderLeaves from './leader-leaves.json';
import lease from './lease.json';
import legalLogs from './legal-logs.json';
import logConsistency from './log-consistency.json';
import newerTermFirst from './newer-term-first.json';
import oldAcknowledgement from './old-acknowledgement.json';
import oldTermTrap from './old-term-trap.json';
import oneAtATime from './one-at-a-time.json';
import oneVotePerTerm from './one-vote-per-term.json';
import pipelining from './pipelining.json';
import removedServer from './removed-server.json';
import repairingFollowerLogs from './repairing-follower-logs.json';
import repairingLogs from './repairing-logs.json';
import repairingLogsFast from './repairing-logs-fast.json';
import requestVoteSlide from './request-vote-slide.json';
import ring from './ring.json';
import runOnce from './run-once.json';
import safeToApply from './safe-to-apply.json';
import sameLog from './same-log.json';
import snapshot from './snapshot.json';
import splitBrain from './split-brain.json';
import splitVote from './split-vote.json';
import splitVoteOfFour from './split-vote-of-four.json';
import staleRead from './stale-read.json';
import stateTransfer from './state-transfer.json';
import temptingVoteRule from './tempting-vote-rule.json';
import termIsAClock from './term-is-a-clock.json';
import transfer from './transfer.json';
import twoLeaders from './two-leaders.json';
import vectorClocks from './vector-clocks.json';
import whatAnOkMeans from './what-an-ok-means.json';
import whichFollower from './which-follower.json';
import whoCouldWin from './who-could-win.json';
import whoResetsTheTimer from './who-resets-the-timer.json';

/** What scenes say, by their English words: a file per scene, with its variants (docs/translating.md). */
export const scenes: Readonly<Record<string, string>> = {
  ...about,
  ...averagingClocks,
  ...backingUp,
  ...bestLeader,
  ...bully,
  ...clocksDrift,
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
  ...removedServer,
  ...repairingFollowerLogs,
  ...repairingLogs,
  ...repairingLogsFast,
  ...requestVoteSlide,
  ...ring,
  ...runOnce,
  ...safeToApply,
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
  ...vectorClocks,
  ...whatAnOkMeans,
  ...whichFollower,
  ...whoCouldWin,
  ...whoResetsTheTimer,
};
