import type { FactType, TraceEvent } from '../cluster/types.ts';

/** What a step is told by, the most telling first; what is not named here comes last, in the order of the trace. */
const TELLING: readonly FactType[] = [
  'Did',
  'EditedByHand',
  'EditRefused',
  'SnapshotInstalled',
  'LogTruncated',
  'VoteDecided',
  'PreVoteDecided',
  'CommitDecided',
  'OperationFinished',
  'OperationRetried',
  'OperationRests',
  'OperationRedirected',
  'OperationStarted',
  'ChangeAnswered',
  'ConfigurationRestored',
  'ConfigurationAdopted',
  'CatchUpStarted',
  'CatchUpRoundEnded',
  'SessionGranted',
  'SessionLost',
  'SessionKept',
  'SessionMissed',
  'SessionAsked',
  'CopyFound',
  'CommandExpired',
  'CopyFiltered',
  'SessionExpired',
  'SessionOpened',
  'CommandRefused',
  'ReadServed',
  'ReadRefused',
  'ReadIndexGiven',
  'ReadForwarded',
  'ReadStarted',
  'ReadWaits',
  'OrderRefused',
  'TransferStarted',
  'TransferAborted',
  'TimeoutNowIgnored',
  'TargetCaughtUp',
  'RoleChanged',
  'SnapshotTaken',
  'SnapshotSendingStarted',
  'SnapshotIgnored',
  'SnapshotChunkReceived',
  'LogDiscarded',
  'VoteCounted',
  'PreVoteCounted',
  'NextIndexLowered',
  'MatchAdvanced',
  'CandidateIgnored',
  'StaleRequestRefused',
  'StaleResponseIgnored',
  'StaleRejectionIgnored',
  'EntriesAppended',
  'ConsistencyChecked',
  'TermChanged',
];

function weightOf({ fact }: TraceEvent): number {
  // Leading is more than the vote that brought it; a commit by counting more than a match.
  if (fact.type === 'RoleChanged' && fact.to === 'leader') return -1;
  const place = TELLING.indexOf(fact.type);
  return place < 0 ? TELLING.length : place;
}

/** The event that a step is told by; null for a step without events. */
export function principalOf(events: readonly TraceEvent[]): TraceEvent | null {
  let best: TraceEvent | null = null;
  for (const event of events) if (best === null || weightOf(event) < weightOf(best)) best = event;
  return best;
}
