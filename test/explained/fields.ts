import type { ClusterHost, Fact, FactType } from '../../src/cluster/types.ts';
import type { Server } from '../../src/raft/server.ts';

/** Which events can have changed a field of a host, and to what: who says less than what is there does not explain it. */

type FactOf<T extends FactType> = Extract<Fact, { readonly type: T }>;

/** A change of one field, in a place of it where it has several. */
export interface Change {
  readonly field: string;
  /** The follower whose place in an array changed; null for a field without places. */
  readonly place: number | null;
  readonly before: ClusterHost;
  readonly after: ClusterHost;
}

export interface Explanation {
  readonly type: FactType;
  /** For facts that name no rule by themselves. */
  readonly rule?: string;
  readonly fits: (fact: Fact, change: Change) => boolean;
}

function by<T extends FactType>(
  type: T,
  fits: (fact: FactOf<T>, after: Server, change: Change) => boolean = () => true,
  rule?: string,
): Explanation {
  const check = (fact: Fact, change: Change): boolean => fits(fact as FactOf<T>, raftOf(change.after), change);
  return { type, fits: check, ...(rule !== undefined && { rule }) };
}

/** A client has none; nothing that asks for one is said of clients. */
function raftOf(host: ClusterHost): Server {
  return (host.state.kind === 'server' ? host.state.raft : null) as Server;
}

const any = (...types: FactType[]): Explanation[] => types.map((type) => by(type));
const ofFollower = (...types: ('MatchAdvanced' | 'MatchKept' | 'NextIndexLowered' | 'BatchSent' | 'FlowChanged')[]) =>
  types.map((type) => by(type, (fact, _, { place }) => place === null || fact.follower === place));

const newRole = by('RoleChanged', ({ to }, after) => to === after.role);
const standsAnew = by('RoleChanged', ({ to }, after) => to === after.role && after.role !== 'follower');
const newcomer = [by('ConfigurationAdopted'), by('CatchUpStarted')];
const heard = (rule: string, ...types: string[]): Explanation =>
  by('MessageReceived', ({ envelope }) => types.includes(envelope.message.type), rule);
const answered = (rule: string): Explanation =>
  by(
    'MessageReceived',
    ({ envelope }, _, { place }) => envelope.message.type.endsWith('Response') && envelope.from === place,
    rule,
  );

/** What Raft keeps (src/raft/server.ts). */
const RAFT: { readonly [field: string]: readonly Explanation[] } = {
  currentTerm: [by('TermChanged', ({ to }, { currentTerm }) => to === currentTerm)],
  votedFor: [
    by('VoteDecided', ({ granted, candidate }, { votedFor }) => granted && candidate === votedFor),
    by('TermChanged', (_, { votedFor }) => votedFor === null),
    by('RoleChanged', ({ to }, { votedFor, id }) => to === 'candidate' && votedFor === id),
  ],
  role: [newRole],
  log: [
    by('EntriesAppended', ({ firstIndex, count }, { log }) => firstIndex + count - 1 <= log.lastIndex),
    by('LogTruncated', ({ fromIndex }, { log }) => fromIndex > log.baseIndex),
    by('LogDiscarded', ({ toIndex }, { log }) => toIndex === log.baseIndex),
    by('SnapshotInstalled', ({ lastIndex }, { log }) => lastIndex === log.baseIndex),
  ],
  commitIndex: [
    by('CommitDecided', ({ to }, { commitIndex }) => to === commitIndex),
    by('SnapshotInstalled', ({ lastIndex }, { commitIndex }) => lastIndex === commitIndex),
  ],
  lastApplied: [
    by('Applied', ({ index }, { lastApplied }) => index === lastApplied),
    by('SnapshotInstalled', ({ lastIndex }, { lastApplied }) => lastIndex === lastApplied),
  ],
  leaderId: [
    by('LeaderHeard', ({ leader }, { leaderId }) => leader === leaderId),
    by('TermChanged', (_, { leaderId }) => leaderId === null),
    by('RoleChanged', ({ to }, { leaderId, id }) => leaderId === (to === 'leader' ? id : null)),
  ],
  heardLeaderUs: [
    heard('P76', 'AppendEntriesRequest', 'InstallSnapshotRequest'),
    by('TermChanged', (_, { heardLeaderUs }) => heardLeaderUs === null),
    newRole,
  ],
  durableIndex: [
    by('EntriesDurable', ({ lastIndex }, { durableIndex }) => lastIndex === durableIndex),
    by('LogTruncated', ({ fromIndex }, { durableIndex }) => durableIndex < fromIndex),
    by('SnapshotInstalled', (_, { durableIndex, log }) => durableIndex <= log.lastIndex),
  ],
  superseded: any('LogTruncated', 'SnapshotInstalled', 'EntriesDurable', 'WriteSuperseded'),
  configuration: any('ConfigurationAdopted', 'ConfigurationRestored', 'SnapshotInstalled'),
  configurationIndex: [
    by('ConfigurationAdopted', ({ index }, { configurationIndex }) => index === configurationIndex),
    by('ConfigurationRestored', ({ index }, { configurationIndex }) => index === configurationIndex),
    by('SnapshotInstalled'),
  ],
  baseConfiguration: any('LogDiscarded', 'SnapshotInstalled'),
  snapshot: [
    by('SnapshotTaken', ({ lastIndex }, { snapshot }) => lastIndex === snapshot?.lastIndex),
    by('SnapshotInstalled', ({ lastIndex }, { snapshot }) => lastIndex === snapshot?.lastIndex),
  ],
  reads: [
    ...any('ReadStarted', 'ReadForwarded', 'LeaseChecked', 'ReadWaits', 'ReadIndexKnown'),
    ...any('ReadServed', 'ReadRefused', 'ReadIndexGiven'),
    by('RoundAnswered', ({ confirmed }) => confirmed),
  ],
  partial: [...any('SnapshotChunkReceived', 'PartialSnapshotDropped', 'SnapshotInstalled'), standsAnew],
  votesGranted: [
    by(
      'VoteCounted',
      ({ granted, voter }, after) => granted && 'votesGranted' in after && after.votesGranted.includes(voter),
    ),
    newRole,
  ],
  votesRefused: [by('VoteCounted', ({ granted }) => !granted), newRole],
  preVotesGranted: [by('PreVoteCounted', ({ granted }) => granted), newRole],
  preVotesRefused: [by('PreVoteCounted', ({ granted }) => !granted), newRole],
  byTransfer: [newRole],
  nextIndex: [
    by(
      'MatchAdvanced',
      ({ follower, to }, after, { place }) => follower === place && at(after, 'nextIndex', place) > to,
    ),
    by(
      'NextIndexLowered',
      ({ follower, to }, after, { place }) => follower === place && at(after, 'nextIndex', place) >= to,
    ),
    by('BatchSent', ({ follower, firstIndex, count }, after, { place }) => {
      return follower === place && at(after, 'nextIndex', place) === firstIndex + count;
    }),
    ...newcomer,
    newRole,
  ],
  matchIndex: [
    by(
      'MatchAdvanced',
      ({ follower, to }, after, { place }) => follower === place && at(after, 'matchIndex', place) === to,
    ),
    ...newcomer,
    newRole,
  ],
  awaiting: [...ofFollower('BatchSent', 'MatchAdvanced', 'MatchKept', 'NextIndexLowered'), ...newcomer, newRole],
  inFlight: [
    ...ofFollower('BatchSent', 'FlowChanged'),
    by('MatchAdvanced', ({ follower }, _, { place, before, after }) => {
      return follower === place && inPipeline(before, place) === inPipeline(after, place);
    }),
    ...newcomer,
    newRole,
  ],
  heardUs: [answered('P61'), ...newcomer, newRole],
  change: [
    ...any('CatchUpStarted', 'CatchUpRoundEnded', 'ChangeAnswered', 'ConfigurationAdopted'),
    by('MatchAdvanced', (_, after) => after.role === 'leader' && after.change !== null),
    by('NextIndexLowered', (_, after) => after.role === 'leader' && after.change !== null),
    // In a pipeline nextIndex moves when entries are sent, and that is progress, too.
    by('BatchSent', ({ follower }, after, change) => {
      return after.role === 'leader' && after.change !== null && inPipeline(change.after, follower);
    }),
    newRole,
  ],
  rounds: [
    by('RoundBegun', ({ round }, after) => round === started(after)),
    by('RoundAnswered', (_, after, { before }) => started(raftOf(before)) === started(after)),
    newRole,
  ],
  installing: [
    by('SnapshotSendingStarted', ({ follower }, _, { place }) => follower === place),
    by('SnapshotChunkAnswered', ({ follower }, _, { place }) => follower === place),
    ...ofFollower('FlowChanged', 'MatchAdvanced', 'MatchKept'),
    ...newcomer,
    newRole,
  ],
  transfer: [...any('TransferStarted', 'TransferAborted'), newRole],
  obeysBelow: [by('TargetCaughtUp', ({ to }, _, { place }) => to === place), ...newcomer, newRole],
};

function started(server: Server): number | null {
  return server.role === 'leader' ? server.rounds.started : null;
}

function inPipeline(host: ClusterHost, follower: number | null): boolean {
  const raft = raftOf(host);
  return raft.role === 'leader' && follower !== null && (raft.inFlight[follower] ?? null) !== null;
}

/** Whether messages were put behind a write: the write itself does not explain that. */
function holdsBackMore({ before, after }: Change): boolean {
  const was = (ordinal: number): number => before.writes.find((write) => write.ordinal === ordinal)?.sends.length ?? 0;
  return after.writes.some(({ ordinal, sends }) => sends.length > was(ordinal));
}

function at(after: Server, field: 'nextIndex' | 'matchIndex', place: number | null): number {
  return after.role === 'leader' && place !== null ? (after[field][place] ?? 0) : -1;
}

/** What stands beside Raft in a server: its machine, and the requests that wait for an answer. */
const SERVER: { readonly [field: string]: readonly Explanation[] } = {
  requests: [...any('EntriesAppended', 'CopyFound', 'Applied'), by('RoleChanged', ({ from }) => from === 'leader')],
  contents: any('Applied', 'SnapshotInstalled'),
  sessions: any('Applied', 'SnapshotInstalled'),
  leaderUs: any('Applied', 'SnapshotInstalled'),
};

const WRITES_DISK = any(
  'WriteCompleted',
  'TermChanged',
  'VoteDecided',
  'EntriesAppended',
  'LogTruncated',
  'LogDiscarded',
  'SnapshotTaken',
  'SnapshotInstalled',
);

/** What a host is made of, whatever runs on it. */
const HOST: { readonly [field: string]: readonly Explanation[] } = {
  disk: WRITES_DISK,
  writes: [
    by('MessagesHeldBack'),
    ...(['WriteStarted', 'WriteCompleted', 'Resumed'] as const).map((type) =>
      by(type, (_, __, change) => !holdsBackMore(change)),
    ),
  ],
  up: [],
  life: [],
  paused: any('Paused', 'Resumed'),
  inbox: any('MessageWaits', 'WriteWaits', 'Resumed'),
  frozen: any('TimerFrozen', 'TimerUnfrozen'),
  clock: any('ClockSet'),
};

const asks = any('OperationStarted', 'OperationRedirected', 'OperationRetried', 'OperationRests', 'OperationFinished');
const errands = any('SessionAsked', 'SessionGranted', 'SessionKept', 'SessionLost', 'SessionMissed', 'OperationRests');
const told = by('OrderGiven', () => true, 'P120');

const CLIENT: { readonly [field: string]: readonly Explanation[] } = {
  pending: asks,
  finished: any('OperationFinished'),
  requestCount: [told],
  seenIndex: any('OperationFinished'),
  session: any('SessionGranted'),
  sessionExpired: any('SessionGranted', 'SessionLost', 'OperationFinished'),
  errand: errands,
  errandCount: any('SessionAsked'),
  queued: [told, ...any('OperationStarted', 'OperationFinished')],
};

/** A small protocol has no rules of Raft: what a process did has a name of its own (src/lessons). */
const OWN_PROTOCOL = 'the protocol of the lesson';
const PROCESS: { readonly [field: string]: readonly Explanation[] } = {
  values: [
    by('Did', () => true, OWN_PROTOCOL),
    heard(OWN_PROTOCOL, 'Telling'),
    by('OrderGiven', () => true, OWN_PROTOCOL),
  ],
  leads: [by('Did', () => true, OWN_PROTOCOL)],
};

/** By name as `fieldsOf` gives them; a field without an entry is one that nobody has thought about. */
export const EXPLAINED: ReadonlyMap<string, readonly Explanation[]> = new Map(
  [
    ['raft', RAFT],
    ['server', SERVER],
    ['host', HOST],
    ['client', CLIENT],
    ['process', PROCESS],
  ].flatMap(([part, table]) =>
    Object.entries(table as typeof RAFT).map(([field, list]) => [`${part as string}.${field}`, list] as const),
  ),
);

/** What somebody did to a host explains all that is otherwise on it afterwards: memory is gone, or the disk (P55, P10). */
export const FAULTS: ReadonlySet<FactType> = new Set(['Crashed', 'Restarted', 'DiskWiped', 'Joined']);

/** Kept for the engine's own sake, and no part of what anybody decides by. */
export const EVIDENCE: ReadonlySet<string> = new Set(['server.ackSteps', 'server.voteSteps', 'client.urgent']);

/** By timer: what sets or stops it, besides its own ringing. */
export const STOPS_TIMER: ReadonlySet<FactType> = new Set([
  'TimerSet',
  'Did',
  'TimerFired',
  'TimerFrozen',
  'TimerUnfrozen',
  'ClockSet',
  'Paused',
  'Resumed',
  'RoleChanged',
  'OperationFinished',
  'OperationRests',
  'SessionGranted',
  'SessionKept',
  'SessionLost',
  'SessionMissed',
]);
