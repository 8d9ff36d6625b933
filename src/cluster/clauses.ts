import type { RuleName } from './cited.ts';
import { type ClusterSpec, type FactType, HEARTBEAT_TIMER, type TraceEvent, type Wire } from './types.ts';

/**
 * The clauses of Raft on one page: which rules each stands for, and which events are its doing. Pure data; the words are
 * in messages. A clause may stand for several rules, and an event may be the doing of several clauses.
 */

export interface Clause {
  readonly rules: readonly RuleName[];
  /** Whether an event is its doing, given all events of its step. */
  readonly did: (event: TraceEvent, step: readonly TraceEvent[]) => boolean;
}

type FactOf<T extends FactType> = Extract<TraceEvent['fact'], { readonly type: T }>;
type Test<T extends FactType> = (fact: FactOf<T>, step: readonly TraceEvent[]) => boolean;

function on<T extends FactType>(type: T, test: Test<T> = () => true): Clause['did'] {
  return ({ fact }, step) => fact.type === type && test(fact as FactOf<T>, step);
}

function either(...tests: Clause['did'][]): Clause['did'] {
  return (event, step) => tests.some((test) => test(event, step));
}

const anyOf = (...types: FactType[]): Clause['did'] => either(...types.map((type) => on(type)));
const clause = (rules: readonly RuleName[], did: Clause['did']): Clause => ({ rules, did });

/** The step began with the receipt of such a message. */
function after(step: readonly TraceEvent[], ...types: Wire['type'][]): boolean {
  return step.some(({ fact }) => fact.type === 'MessageReceived' && types.includes(fact.envelope.message.type));
}

const sends = (...types: Wire['type'][]): Clause['did'] =>
  on('MessageSent', ({ envelope }) => types.includes(envelope.message.type));

const decidedBy =
  (...rules: RuleName[]) =>
  ({ fact }: TraceEvent): boolean =>
    'decision' in fact && rules.includes(fact.decision.rule);

const becomes = (to: FactOf<'RoleChanged'>['to']): Clause['did'] => on('RoleChanged', (fact) => fact.to === to);
const becomesLeader = (step: readonly TraceEvent[]): boolean => step.some((event) => becomes('leader')(event, step));

export const CLAUSES = {
  currentTerm: clause(['P1', 'P11'], on('TermChanged')),
  votedFor: clause(
    ['P1', 'P22'],
    either(
      on('VoteDecided', ({ granted }) => granted),
      becomes('candidate'),
    ),
  ),
  log: clause(['P1', 'P2'], anyOf('EntriesAppended', 'LogTruncated')),
  commitIndex: clause(
    ['P3'],
    on('CommitDecided', ({ from, to }) => from !== to),
  ),
  lastApplied: clause(['P3'], on('Applied')),
  nextIndex: clause(['P4', 'P41'], either(becomes('leader'), anyOf('NextIndexLowered', 'MatchAdvanced'))),
  matchIndex: clause(['P4', 'P42'], either(becomes('leader'), on('MatchAdvanced'))),

  voteAsk: clause(['P19', 'P20'], sends('RequestVoteRequest')),
  voteOld: clause(
    ['P13'],
    on('StaleRequestRefused', (_, step) => after(step, 'RequestVoteRequest')),
  ),
  voteGrant: clause(['P21', 'P22'], on('VoteDecided')),
  voteAnswer: clause(['P5', 'P11'], sends('RequestVoteResponse')),

  appendSend: clause(['P37', 'P41'], sends('AppendEntriesRequest')),
  appendOld: clause(
    ['P30'],
    on('StaleRequestRefused', (_, step) => after(step, 'AppendEntriesRequest', 'InstallSnapshotRequest')),
  ),
  appendCheck: clause(['P31', 'P32'], on('ConsistencyChecked')),
  appendConflict: clause(['P33', 'P34'], on('LogTruncated')),
  appendNew: clause(
    ['P38'],
    on('EntriesAppended', (_, step) => after(step, 'AppendEntriesRequest')),
  ),
  appendCommit: clause(['P35', 'P52'], (event) => event.fact.type === 'CommitDecided' && decidedBy('P35')(event)),
  appendAnswer: clause(['P29', 'P44'], sends('AppendEntriesResponse')),

  allApply: clause(['P53'], on('Applied')),
  allTerm: clause(['P11', 'P12'], (event) => event.fact.type === 'TermChanged' && decidedBy('P12')(event)),
  allStale: clause(['P14'], on('StaleResponseIgnored')),
  allDisk: clause(['P5', 'P9'], anyOf('MessagesHeldBack', 'WriteCompleted', 'WriteSuperseded')),

  followLeader: clause(['P28'], on('LeaderHeard')),
  followTimeout: clause(
    ['P17', 'P18'],
    on('RoleChanged', ({ edge }) => edge === 'timesOut'),
  ),

  candidateStand: clause(['P19'], becomes('candidate')),
  candidateWin: clause(['P8', 'P23'], on('VoteCounted')),
  candidateLeader: clause(
    ['P16'],
    on('RoleChanged', ({ edge }) => edge === 'discoversLeader'),
  ),
  candidateAgain: clause(
    ['P24', 'P25'],
    on('RoleChanged', ({ edge }) => edge === 'timesOutAgain'),
  ),

  leaderStart: clause(['P4', 'P26'], becomes('leader')),
  leaderIdle: clause(
    ['P46'],
    on('TimerFired', ({ timer }, step) => {
      const tells = step.some((event) => sends('AppendEntriesRequest', 'InstallSnapshotRequest')(event, step));
      return timer === HEARTBEAT_TIMER && tells;
    }),
  ),
  leaderCommand: clause(
    ['P39', 'P40'],
    on('EntriesAppended', (_, step) => !after(step, 'AppendEntriesRequest') && !becomesLeader(step)),
  ),
  leaderElse: clause(
    ['P120', 'P121'],
    on('CommandRefused', ({ decision }) => decision.rule === 'P120'),
  ),
  leaderSend: clause(['P41', 'P45'], on('BatchSent')),
  leaderSuccess: clause(['P42'], anyOf('MatchAdvanced', 'MatchKept')),
  leaderBack: clause(
    ['P43', 'P44'],
    (event) => decidedBy('P43')(event) && ['NextIndexLowered', 'StaleRejectionIgnored'].includes(event.fact.type),
  ),
  leaderCommit: clause(['P49', 'P50', 'P51'], (event) => decidedBy('P49')(event)),

  preVoteAsk: clause(['P65', 'P70'], becomes('pre-candidate')),
  preVoteGrant: clause(['P66', 'P67', 'P68'], on('PreVoteDecided')),
  preVoteWin: clause(['P65', 'P72'], on('PreVoteCounted')),
  quorumLost: clause(['P61', 'P62'], (event) => event.fact.type === 'RoleChanged' && decidedBy('P61')(event)),
  sticky: clause(['P76', 'P78'], on('CandidateIgnored')),

  snapshotTake: clause(['P108', 'P111'], on('SnapshotDecided')),
  snapshotSave: clause(['P109', 'P110'], anyOf('SnapshotTaken', 'LogDiscarded')),
  snapshotSend: clause(['P112'], on('SnapshotSendingStarted')),
  snapshotOld: clause(['P115'], on('SnapshotIgnored')),
  snapshotChunk: clause(['P113', 'P114'], anyOf('SnapshotChunkReceived', 'PartialSnapshotDropped')),
  snapshotInstall: clause(['P116'], on('SnapshotInstalled')),

  memberOrder: clause(['P88', 'P89', 'P90', 'P97'], on('ChangeAnswered')),
  memberCatchUp: clause(['P95'], anyOf('CatchUpStarted', 'CatchUpRoundEnded')),
  memberUse: clause(['P87', 'P92'], anyOf('ConfigurationAdopted', 'ConfigurationRestored')),
  memberJoint: clause(['P101'], ({ fact }) => 'decision' in fact && 'oldVoters' in fact.decision.values),
  memberLeave: clause(['P98'], (event) => event.fact.type === 'RoleChanged' && decidedBy('P98')(event)),

  sessionOpen: clause(['P125'], anyOf('SessionOpened', 'CommandExpired')),
  sessionOnce: clause(['P126', 'P127'], anyOf('CopyFiltered', 'CopyFound')),
  sessionExpire: clause(['P128'], on('SessionExpired')),
  clientRetry: clause(['P122'], anyOf('OperationRetried', 'OperationRests')),

  readRound: clause(['P130'], anyOf('ReadStarted', 'RoundAnswered')),
  readIndex: clause(['P131'], anyOf('ReadForwarded', 'ReadIndexKnown', 'ReadIndexGiven')),
  readLease: clause(['P132'], anyOf('LeaseGained', 'LeaseChecked')),
  readServe: clause(['P133', 'P134'], anyOf('ReadServed', 'ReadWaits')),

  transferOrder: clause(['P80', 'P82'], anyOf('TransferStarted', 'TargetCaughtUp')),
  transferStand: clause(
    ['P84', 'P85'],
    either(
      on('RoleChanged', ({ edge }) => edge === 'toldToStand'),
      on('TimeoutNowIgnored'),
    ),
  ),
  transferWait: clause(
    ['P81', 'P86'],
    either(
      on('TransferAborted'),
      on('CommandRefused', ({ decision }) => decision.rule === 'P86'),
    ),
  ),

  pipelineWindow: clause(['P48'], anyOf('FlowChanged', 'WindowFull')),
  pipelineBack: clause(['P47'], (event) => decidedBy('P47')(event)),
} as const satisfies { readonly [id: string]: Clause };

export type ClauseId = keyof typeof CLAUSES;
export const CLAUSE_IDS = Object.keys(CLAUSES) as readonly ClauseId[];

/** A box of the page, in the order in which it is read. */
export interface ClauseBox {
  readonly id: BoxId;
  readonly clauses: readonly ClauseId[];
}

export type BoxId =
  | 'state'
  | 'vote'
  | 'append'
  | 'all'
  | 'followers'
  | 'candidates'
  | 'leaders'
  | 'trouble'
  | 'snapshots'
  | 'membership'
  | 'clients'
  | 'reads'
  | 'transfer'
  | 'pipeline';

type Raft = ClusterSpec['raft'];

const BOXES: readonly (ClauseBox & { readonly isOn?: (raft: Raft) => boolean })[] = [
  {
    id: 'state',
    clauses: ['currentTerm', 'votedFor', 'log', 'commitIndex', 'lastApplied', 'nextIndex', 'matchIndex'],
  },
  { id: 'vote', clauses: ['voteAsk', 'voteOld', 'voteGrant', 'voteAnswer'] },
  {
    id: 'append',
    clauses: ['appendSend', 'appendOld', 'appendCheck', 'appendConflict', 'appendNew', 'appendCommit', 'appendAnswer'],
  },
  { id: 'all', clauses: ['allApply', 'allTerm', 'allStale', 'allDisk'] },
  { id: 'followers', clauses: ['followLeader', 'followTimeout'] },
  { id: 'candidates', clauses: ['candidateStand', 'candidateWin', 'candidateLeader', 'candidateAgain'] },
  {
    id: 'leaders',
    clauses: [
      'leaderStart',
      'leaderIdle',
      'leaderCommand',
      'leaderElse',
      'leaderSend',
      'leaderSuccess',
      'leaderBack',
      'leaderCommit',
    ],
  },
  {
    id: 'trouble',
    clauses: ['preVoteAsk', 'preVoteGrant', 'preVoteWin', 'quorumLost', 'sticky'],
    isOn: ({ preVote, checkQuorum, stickiness }) => preVote || checkQuorum || stickiness,
  },
  {
    id: 'snapshots',
    clauses: ['snapshotTake', 'snapshotSave', 'snapshotSend', 'snapshotOld', 'snapshotChunk', 'snapshotInstall'],
    isOn: ({ snapshotEntries }) => snapshotEntries > 0,
  },
  {
    id: 'membership',
    clauses: ['memberOrder', 'memberCatchUp', 'memberUse', 'memberJoint', 'memberLeave'],
    isOn: ({ membership }) => membership !== 'off',
  },
  {
    id: 'clients',
    clauses: ['sessionOpen', 'sessionOnce', 'sessionExpire', 'clientRetry'],
    isOn: ({ sessions, clientRetries }) => sessions !== 'off' || clientRetries > 0,
  },
  {
    id: 'reads',
    clauses: ['readRound', 'readIndex', 'readLease', 'readServe'],
    isOn: ({ reads }) => reads !== 'log',
  },
  {
    id: 'transfer',
    clauses: ['transferOrder', 'transferStand', 'transferWait'],
    isOn: ({ leadershipTransfer }) => leadershipTransfer,
  },
  { id: 'pipeline', clauses: ['pipelineWindow', 'pipelineBack'], isOn: ({ pipelining }) => pipelining },
];

/** The boxes of a cluster: the basics, and the mechanisms that are on in it or have been at work all the same. */
export function boxesOf(raft: Raft, wasAtWork: (clause: ClauseId) => boolean): readonly ClauseBox[] {
  return BOXES.filter(({ isOn, clauses }) => isOn === undefined || isOn(raft) || clauses.some(wasAtWork));
}

/** Every clause that an event is the doing of. */
export function clausesOf(event: TraceEvent, step: readonly TraceEvent[]): readonly ClauseId[] {
  return CLAUSE_IDS.filter((id) => CLAUSES[id].did(event, step));
}

/** The first clause that stands for a rule, among those of these boxes; null when none does. */
export function clauseFor(rule: string, boxes: readonly ClauseBox[]): ClauseId | null {
  const shown = boxes.flatMap(({ clauses }) => clauses);
  const stands = (id: ClauseId): number => (CLAUSES[id].rules as readonly string[]).indexOf(rule);
  // Where it comes first it is what the clause is about. State only says what the rules are about.
  const ranked = shown.filter((id) => stands(id) >= 0).sort((a, b) => rank(a) - rank(b) || stands(a) - stands(b));
  return ranked[0] ?? null;
}

function rank(id: ClauseId): number {
  return (BOXES[0]?.clauses ?? []).includes(id) ? 1 : 0;
}
