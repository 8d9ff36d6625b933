import type { Fact, FactType } from '../cluster/types.ts';

/** How the value of a fact's member is written in files: a predicate may name it, a trace shows it. */
export type FieldKind = 'address' | 'timer' | 'number' | 'text' | 'flag';

type FactOf<T extends FactType> = Extract<Fact, { readonly type: T }>;
/** Members that hold one plain value. */
type PlainField<F> = {
  [K in keyof F]-?: K extends 'type' ? never : F[K] extends number | string | boolean | null ? K : never;
}[keyof F];

type Table = { readonly [T in FactType]: { readonly [K in PlainField<FactOf<T>> & string]: FieldKind } };

/** Every kind of trace event, with the members that a predicate can compare. */
export const FACT_FIELDS: Table = {
  Started: {},
  Joined: {},
  MessageSent: {},
  MessageReceived: { byHand: 'flag' },
  MessageLost: { reason: 'text' },
  MessageWaits: {},
  MessageHeld: {},
  MessageReleased: {},
  MessageDelayed: { byUs: 'number' },
  MessageDuplicated: {},
  TimerSet: { timer: 'timer', dueAtUs: 'number', delayUs: 'number' },
  TimerFired: { timer: 'timer', byHand: 'flag' },
  TimerFrozen: { timer: 'timer' },
  TimerUnfrozen: { timer: 'timer' },
  ClockSet: { ratePpm: 'number' },
  WriteStarted: { ordinal: 'number', dueAtUs: 'number' },
  WriteCompleted: { ordinal: 'number' },
  Crashed: { lostWrites: 'number' },
  Restarted: {},
  Paused: {},
  Resumed: {},
  DiskWiped: {},
  LinkCut: { from: 'address', to: 'address' },
  LinkHealed: { from: 'address', to: 'address' },
  Partitioned: {},
  NetworkHealed: {},
  LinkChanged: { from: 'address', to: 'address' },
  OrderGiven: {},
  ActionIgnored: { action: 'text', reason: 'text' },
  TermChanged: { from: 'number', to: 'number' },
  RoleChanged: { from: 'text', to: 'text', term: 'number', edge: 'text' },
  VoteDecided: { candidate: 'address', granted: 'flag' },
  VoteCounted: { voter: 'address', granted: 'flag', votes: 'number', needed: 'number' },
  PreVoteDecided: { candidate: 'address', granted: 'flag' },
  PreVoteCounted: { voter: 'address', granted: 'flag', votes: 'number', needed: 'number' },
  CandidateIgnored: { candidate: 'address' },
  StaleRequestRefused: { from: 'address' },
  StaleResponseIgnored: { from: 'address' },
  ConsistencyChecked: { leader: 'address', matched: 'flag' },
  LogTruncated: { fromIndex: 'number' },
  WriteSuperseded: { lastIndex: 'number' },
  EntriesAppended: { firstIndex: 'number', count: 'number' },
  ConfigurationAdopted: { index: 'number' },
  ConfigurationRestored: { index: 'number' },
  CatchUpStarted: { endIndex: 'number' },
  CatchUpRoundEnded: { round: 'number', tookUs: 'number' },
  ChangeAnswered: { status: 'text', leaderHint: 'address' },
  CommitDecided: { from: 'number', to: 'number' },
  MatchAdvanced: { follower: 'address', from: 'number', to: 'number' },
  NextIndexLowered: { follower: 'address', from: 'number', to: 'number' },
  FlowChanged: { follower: 'address', to: 'text' },
  WindowFull: { follower: 'address' },
  StaleRejectionIgnored: { from: 'address' },
  SnapshotDecided: { index: 'number' },
  SnapshotTaken: { lastIndex: 'number', lastTerm: 'number', size: 'number' },
  LogDiscarded: { toIndex: 'number', count: 'number' },
  SnapshotSendingStarted: { follower: 'address', lastIndex: 'number' },
  SnapshotChunkReceived: { leader: 'address', lastIndex: 'number', received: 'number', size: 'number' },
  PartialSnapshotDropped: { lastIndex: 'number', received: 'number' },
  SnapshotInstalled: { lastIndex: 'number', lastTerm: 'number', retained: 'number' },
  SnapshotIgnored: { leader: 'address', lastIndex: 'number' },
  CommandRefused: { leaderHint: 'address' },
  ReadForwarded: { mode: 'text', leader: 'address' },
  ReadStarted: { round: 'number' },
  ReadIndexGiven: { to: 'address', readIndex: 'number' },
  ReadServed: { mode: 'text', index: 'number' },
  ReadRefused: { leaderHint: 'address', reason: 'text' },
  LeaseGained: { round: 'number', untilUs: 'number' },
  LeaseChecked: {},
  OrderRefused: {},
  CopyFound: { index: 'number' },
  TransferStarted: { to: 'address' },
  TargetCaughtUp: { to: 'address' },
  TransferAborted: { to: 'address', reason: 'text' },
  TransferDone: { term: 'number' },
  TimeoutNowIgnored: { from: 'address' },
  Applied: { index: 'number', term: 'number' },
  OperationStarted: { request: 'number', to: 'address' },
  OperationRedirected: { request: 'number', to: 'address' },
  OperationRetried: { request: 'number', to: 'address', retries: 'number' },
  OperationFinished: {},
  SessionAsked: { errand: 'text', to: 'address', retries: 'number' },
  SessionGranted: { session: 'number' },
  SessionMissed: { errand: 'text' },
  SessionOpened: { session: 'number' },
  SessionExpired: { session: 'number' },
  CopyFiltered: { index: 'number', session: 'number', sequence: 'number' },
  CommandExpired: { index: 'number', session: 'number', sequence: 'number' },
};

const KINDS: { readonly [type: string]: { readonly [field: string]: FieldKind } } = FACT_FIELDS;

/** The members of a kind of event, or null when there is no such kind. */
export function fieldsOf(type: string): { readonly [field: string]: FieldKind } | null {
  return Object.hasOwn(KINDS, type) ? (KINDS[type] ?? null) : null;
}
