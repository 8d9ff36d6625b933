import type { ChangeStatus } from './change.ts';
import type { Command, RequestTag } from './command.ts';
import type { Configuration } from './configuration.ts';
import type { FlowState } from './flow.ts';
import type { Entry } from './log.ts';
import type { Message, ServerId } from './messages.ts';
import type { Order } from './orders.ts';
import type { DirectRead } from './reads.ts';
import type { Decision } from './rules.ts';
import type { Role } from './server.ts';
import type { SnapshotData } from './snapshot.ts';

/** What happened around snapshots (P108 to P117). */
export type SnapshotNote =
  | { readonly type: 'SnapshotDecided'; readonly index: number; readonly decision: Decision }
  | { readonly type: 'SnapshotTaken'; readonly lastIndex: number; readonly lastTerm: number; readonly size: number }
  | { readonly type: 'LogDiscarded'; readonly toIndex: number; readonly count: number }
  | {
      readonly type: 'SnapshotSendingStarted';
      readonly follower: ServerId;
      readonly lastIndex: number;
      readonly decision: Decision;
    }
  | {
      readonly type: 'SnapshotChunkReceived';
      readonly leader: ServerId;
      readonly lastIndex: number;
      readonly received: number;
      readonly size: number;
      readonly decision: Decision;
    }
  /** The leader's side: the next chunk begins where the follower says that this one ended. */
  | {
      readonly type: 'SnapshotChunkAnswered';
      readonly follower: ServerId;
      readonly received: number;
      readonly size: number;
    }
  | { readonly type: 'PartialSnapshotDropped'; readonly lastIndex: number; readonly received: number }
  | {
      readonly type: 'SnapshotInstalled';
      readonly lastIndex: number;
      readonly lastTerm: number;
      /** How many entries of the log follow the snapshot, and stay. */
      readonly retained: number;
      readonly decision: Decision;
    }
  | {
      readonly type: 'SnapshotIgnored';
      readonly leader: ServerId;
      readonly lastIndex: number;
      readonly decision: Decision;
    };

/** What happened, in the past tense, with the rule that decided where one did. */
export type Note =
  | { readonly type: 'TermChanged'; readonly from: number; readonly to: number; readonly decision?: Decision }
  | {
      readonly type: 'RoleChanged';
      readonly from: Role;
      readonly to: Role;
      readonly term: number;
      readonly edge: Edge;
      readonly decision?: Decision;
    }
  | {
      readonly type: 'VoteDecided';
      readonly candidate: ServerId;
      readonly granted: boolean;
      readonly decision: Decision;
    }
  | {
      readonly type: 'VoteCounted';
      readonly voter: ServerId;
      readonly granted: boolean;
      readonly votes: number;
      readonly needed: number;
      readonly decision: Decision;
    }
  | {
      readonly type: 'PreVoteDecided';
      readonly candidate: ServerId;
      readonly granted: boolean;
      readonly decision: Decision;
    }
  | {
      readonly type: 'PreVoteCounted';
      readonly voter: ServerId;
      readonly granted: boolean;
      readonly votes: number;
      readonly needed: number;
      readonly decision: Decision;
    }
  | { readonly type: 'CandidateIgnored'; readonly candidate: ServerId; readonly decision: Decision }
  | { readonly type: 'StaleRequestRefused'; readonly from: ServerId; readonly decision: Decision }
  | { readonly type: 'StaleResponseIgnored'; readonly from: ServerId; readonly decision: Decision }
  | {
      readonly type: 'ConsistencyChecked';
      readonly leader: ServerId;
      readonly matched: boolean;
      readonly decision: Decision;
    }
  | {
      readonly type: 'LogTruncated';
      readonly fromIndex: number;
      readonly removed: readonly Entry[];
      readonly decision: Decision;
    }
  /** P87, P92: the server uses another configuration: of a new entry, or the one before an entry that was truncated. */
  | { readonly type: 'ConfigurationAdopted'; readonly index: number; readonly configuration: Configuration }
  | { readonly type: 'ConfigurationRestored'; readonly index: number; readonly configuration: Configuration }
  /** P94: servers get the leader's entries up to `endIndex` before they become voters. */
  | { readonly type: 'CatchUpStarted'; readonly servers: readonly ServerId[]; readonly endIndex: number }
  | {
      readonly type: 'CatchUpRoundEnded';
      readonly round: number;
      readonly tookUs: number;
      readonly decision: Decision;
    }
  /** P97: how an order to change the configuration ended. */
  | {
      readonly type: 'ChangeAnswered';
      readonly status: ChangeStatus;
      readonly leaderHint: ServerId | null;
      readonly decision?: Decision;
    }
  /** P28: whoever sends entries or a snapshot in the current term leads it. */
  | { readonly type: 'LeaderHeard'; readonly leader: ServerId; readonly term: number }
  | { readonly type: 'WriteSuperseded'; readonly lastIndex: number; readonly decision: Decision }
  /** P5, P7: the own log is on the own disk up to there. */
  | { readonly type: 'EntriesDurable'; readonly lastIndex: number; readonly decision: Decision }
  | { readonly type: 'EntriesAppended'; readonly firstIndex: number; readonly count: number }
  | { readonly type: 'CommitDecided'; readonly from: number; readonly to: number; readonly decision: Decision }
  | {
      readonly type: 'MatchAdvanced';
      readonly follower: ServerId;
      readonly from: number;
      readonly to: number;
      readonly decision: Decision;
    }
  /** An acknowledgement that moves nothing forward: what was under way is answered all the same. */
  | {
      readonly type: 'MatchKept';
      readonly follower: ServerId;
      readonly from: number;
      readonly to: number;
      readonly decision: Decision;
    }
  /** P41: entries are on their way, or will be when what they depend on is durable. */
  | { readonly type: 'BatchSent'; readonly follower: ServerId; readonly firstIndex: number; readonly count: number }
  | {
      readonly type: 'NextIndexLowered';
      readonly follower: ServerId;
      readonly from: number;
      readonly to: number;
      readonly decision: Decision;
    }
  | { readonly type: 'FlowChanged'; readonly follower: ServerId; readonly to: FlowState }
  | { readonly type: 'WindowFull'; readonly follower: ServerId; readonly decision: Decision }
  | { readonly type: 'StaleRejectionIgnored'; readonly from: ServerId; readonly decision: Decision }
  | SnapshotNote
  | {
      readonly type: 'CommandRefused';
      readonly tag: RequestTag | null;
      readonly leaderHint: ServerId | null;
      readonly decision: Decision;
    }
  /** P131: the follower asks its leader for a readIndex. */
  | {
      readonly type: 'ReadForwarded';
      readonly tag: RequestTag;
      readonly mode: DirectRead;
      readonly leader: ServerId;
    }
  /** P130: the leader takes the read; `round` is the first that can confirm it. */
  | { readonly type: 'ReadStarted'; readonly tag: RequestTag; readonly round: number }
  /** P130: a round of AppendEntries begins, or one more answer to it is there: `confirmed` once a majority has answered. */
  | { readonly type: 'RoundBegun'; readonly round: number }
  | {
      readonly type: 'RoundAnswered';
      readonly round: number;
      readonly answers: number;
      readonly needed: number;
      readonly confirmed: boolean;
    }
  /** P130 step 2, P131: the index that the waiting reads have to see, taken by the leader or learned from it. */
  | { readonly type: 'ReadIndexKnown'; readonly readIndex: number }
  /** P133: a local read waits, as its client has seen more than the server has applied. */
  | { readonly type: 'ReadWaits'; readonly tag: RequestTag; readonly decision: Decision }
  | {
      readonly type: 'ReadIndexGiven';
      readonly to: ServerId;
      readonly tag: RequestTag;
      readonly readIndex: number;
      readonly decision?: Decision;
    }
  | {
      readonly type: 'ReadServed';
      readonly tag: RequestTag;
      readonly mode: DirectRead;
      /** What the server had applied. */
      readonly index: number;
      readonly decision?: Decision;
    }
  | {
      readonly type: 'ReadRefused';
      readonly tag: RequestTag;
      readonly leaderHint: ServerId | null;
      readonly reason: 'noLeader' | 'leadershipLost';
    }
  /** P132: a lease begins where there was none. */
  | { readonly type: 'LeaseGained'; readonly round: number; readonly untilUs: number }
  | { readonly type: 'LeaseChecked'; readonly tag: RequestTag; readonly decision: Decision }
  /** A leader that scans its log has the command there already, and does not append it again (P126). */
  | {
      readonly type: 'CopyFound';
      readonly tag: RequestTag;
      readonly index: number;
      readonly decision: Decision;
    }
  | { readonly type: 'TransferStarted'; readonly to: ServerId; readonly decision: Decision }
  | { readonly type: 'TargetCaughtUp'; readonly to: ServerId; readonly decision: Decision }
  | {
      readonly type: 'TransferAborted';
      readonly to: ServerId;
      readonly reason: 'timeout' | 'replaced' | 'ordered' | 'targetRemoved';
      readonly decision: Decision;
    }
  /** The target of a transfer leads. */
  | { readonly type: 'TransferDone'; readonly term: number }
  | { readonly type: 'TimeoutNowIgnored'; readonly from: ServerId; readonly decision: Decision }
  /** An administrator's order was not carried out; the decision says why. */
  | { readonly type: 'OrderRefused'; readonly order: Order; readonly decision: Decision };

/** The arrows of T-Fig 3.3; PreVote and a transfer add reasons to stand. */
export type Edge =
  | 'timesOut'
  | 'timesOutAgain'
  | 'winsPreVotes'
  | 'toldToStand'
  | 'wins'
  | 'discoversLeader'
  | 'discoversNewTerm'
  | 'stepsDown';

/** What a message need not wait for: any write at all (P7), or the one that this very step ordered (P8). */
export type Leaves = 'atOnce' | 'afterEarlierWrites';

/** Orders to whoever runs the server, to be honoured in this order (design, section 4). */
export type Effect =
  /** Leaves when everything is durable that was ordered to be written before, unless `leaves` says otherwise (P5). */
  | { readonly type: 'Send'; readonly to: ServerId; readonly message: Message; readonly leaves?: Leaves }
  /** Write the durable part as it is now; what is sent later waits until that is on disk (P5). */
  | { readonly type: 'Persist' }
  | { readonly type: 'ResetElectionTimer' }
  | { readonly type: 'StopElectionTimer' }
  | { readonly type: 'ResetHeartbeatTimer' }
  | { readonly type: 'StopHeartbeatTimer' }
  /** Hand the entry to the state machine (P53). */
  | { readonly type: 'Apply'; readonly index: number; readonly entry: Entry }
  /** Hand out the state machine as it is after the entry at `index`: a SnapshotTaken brings it back (P108). */
  | { readonly type: 'TakeSnapshot'; readonly index: number }
  /** The state machine is what this snapshot says from now on (P113, rule 8). */
  | { readonly type: 'RestoreMachine'; readonly data: SnapshotData }
  /** The tagged command is now the entry at (index, term); its outcome follows when something is applied there (P123). */
  | { readonly type: 'Track'; readonly index: number; readonly term: number; readonly tag: RequestTag }
  /** A direct read is to be answered from the machine as it is now, with everything up to `index` applied (P130). */
  | {
      readonly type: 'ServeRead';
      readonly tag: RequestTag;
      readonly command: Command;
      readonly mode: DirectRead;
      readonly index: number;
    }
  /** The command is the applied entry at `index` already: its answer is to be given again (P126). */
  | { readonly type: 'Repeat'; readonly index: number; readonly term: number; readonly tag: RequestTag }
  /**
   * The command was not appended; `leaderHint` is where to try (P120), null when no leader is known (P121) or the leader
   * takes none now (P82).
   */
  | {
      readonly type: 'Refuse';
      readonly tag: RequestTag;
      readonly leaderHint: ServerId | null;
      readonly reason: 'notLeader' | 'transferInProgress';
    }
  /** Leadership is lost: tracked requests can no longer be answered by this server (P121). */
  | { readonly type: 'Abandon' }
  | { readonly type: 'Note'; readonly note: Note };
