import type { List } from '../base/list.ts';
import type { Pages } from '../base/pages.ts';
import type { Act, Did, ProcessMember, SmallProtocol, Telling } from '../lessons/process.ts';
import type { Command, Operation, RequestTag, Value } from '../raft/command.ts';
import type { RaftConfig } from '../raft/config.ts';
import type { Note } from '../raft/effects.ts';
import type { Entry } from '../raft/log.ts';
import type { Message, ServerId } from '../raft/messages.ts';
import type { Order } from '../raft/orders.ts';
import type { DirectRead, ReadMode } from '../raft/reads.ts';
import type { Durable, Role, Server } from '../raft/server.ts';
import type { Flags } from '../raft/switches.ts';
import type { StepRecord } from '../sim/record.ts';
import type { Simulation } from '../sim/simulation.ts';
import type {
  Action,
  Address,
  Envelope,
  Host,
  Link,
  PlacedAction,
  SimFact,
  SimSettings,
  TraceEvent as SimTraceEvent,
  WriteLatency,
} from '../sim/types.ts';
import type { World as SimWorld } from '../sim/world.ts';
import type { Edit, EditOrder, EditProblem } from './edit.ts';
import type { Machine, Result } from './machine.ts';
import type { SessionNote } from './session-note.ts';

/** A client asks a server to run an operation (P120). */
export interface ClientRequest {
  readonly type: 'ClientRequest';
  readonly request: number;
  readonly operation: Operation;
  /** A read that leaves no entry; absent for one by the log (P129). */
  readonly read?: DirectRead | undefined;
  /** P133: the highest index that the client has seen applied; absent when it does not say. */
  readonly minIndex?: number | undefined;
  /** P125, P127: the session in which it asks; absent without sessions. */
  readonly session?: number;
  readonly firstUnanswered?: number;
}

/** RegisterClient (T-Fig 6.1): a client asks for a session. */
interface RegisterClientRequest {
  readonly type: 'RegisterClientRequest';
  readonly request: number;
}

/** P128: an idle client keeps its session. */
interface KeepAliveRequest {
  readonly type: 'KeepAliveRequest';
  readonly request: number;
  readonly session: number;
}

export type ClientQuestion = ClientRequest | RegisterClientRequest | KeepAliveRequest;

/**
 * `redirect`, `refused` and `transferring` (P82): the operation was not appended. `unknown`: it was, and its fate is open
 * (P121).
 */
export type ClientResponse = { readonly type: 'ClientResponse'; readonly request: number } & (
  | {
      readonly status: 'ok';
      readonly result: Result;
      /** Where the entry was applied; of a direct read, what its server had applied, with term 0. */
      readonly index: number;
      readonly term: number;
      /** How a direct read was served in the end. */
      readonly read?: DirectRead | undefined;
    }
  | { readonly status: 'redirect'; readonly leaderHint: ServerId }
  | { readonly status: 'refused' }
  | { readonly status: 'transferring' }
  | { readonly status: 'unknown' }
);

export type Wire = Message | ClientQuestion | ClientResponse | Telling;

/** A request whose entry is in the leader's log and not applied yet, keyed by (index, term) (P123). */
export interface TrackedRequest {
  readonly index: number;
  readonly term: number;
  readonly tag: RequestTag;
}

export interface ServerMember {
  readonly kind: 'server';
  readonly raft: Server;
  readonly machine: Machine;
  /** Ascending by index. */
  readonly requests: readonly TrackedRequest[];
  /** Evidence for causes: by server id, the step whose receipt last advanced matchIndex, or brought the vote. */
  readonly ackSteps: readonly number[];
  readonly voteSteps: readonly number[];
}

/** A question that a client waits for an answer to: one attempt at a time (P122). */
export interface Call {
  readonly request: number;
  /** Whom it asked last. */
  readonly server: ServerId;
  /** When this attempt, or the pause after it, is over. */
  readonly deadlineUs: number;
  /** How often this attempt was sent on to another server. */
  readonly redirects: number;
  /** How many attempts came before this one. */
  readonly retries: number;
  /** The last attempt was refused: it waits before it asks again. */
  readonly resting: boolean;
  /** P121: an earlier attempt may have been appended, so that the question cannot fail for certain any more. */
  readonly uncertain: boolean;
}

export interface PendingOperation extends Call {
  readonly operation: Operation;
  readonly startedAtUs: number;
  /** P125: the session in which it asks; 0 without sessions. */
  readonly session: number;
  /** How it reads, unless by the log. */
  readonly read?: DirectRead | undefined;
}

/** A command that waits until its client has a session. */
export interface QueuedOperation {
  readonly request: number;
  readonly order: ClientOrder;
  readonly startedAtUs: number;
}

/** What a client asks for on its own account. Requests count from 0 backwards, apart from its user's. */
export interface Errand extends Call {
  readonly kind: 'register' | 'keepAlive';
}

export interface FinishedOperation {
  readonly request: number;
  readonly operation: Operation;
  readonly server: ServerId;
  readonly startedAtUs: number;
  readonly finishedAtUs: number;
  /** P121: `failed` only if it was certainly not appended. */
  readonly outcome: 'ok' | 'failed' | 'unknown';
  readonly reason:
    | 'applied'
    | 'noLeaderKnown'
    | 'transferInProgress'
    | 'tooManyRedirects'
    | 'leadershipLost'
    | 'timeout'
    | 'sessionExpired'
    | 'noSession';
  readonly result: Result | null;
  /** Where the entry was applied; 0, 0 unless `ok`. Of a direct read: what its server had applied, and 0. */
  readonly index: number;
  readonly term: number;
  /** How it was read, unless by the log. */
  readonly read?: DirectRead | undefined;
  readonly retries: number;
  /** P125: the session in which it asked; 0 without sessions. */
  readonly session: number;
}

/** A client while it is written to: of one shape always, as servers are (decision 0031). */
export class ClientShape {
  readonly kind = 'client';
  readonly address: Address;
  /** By request, which is the order of their start. */
  pending: Pages<PendingOperation>;
  /** Whose time is over first, of `pending` and `errand`: kept, as it would take long to find each time. */
  urgent: Call | null;
  finished: List<FinishedOperation>;
  /** How many requests it has made; requests count from 1. */
  requestCount: number;
  /** P133: the highest index that an answer came from; 0 while nothing asks for it. */
  seenIndex: number;
  /** P125: the last session that it was given, 0 for none; whether that has expired since. */
  session: number;
  sessionExpired: boolean;
  errand: Errand | null;
  errandCount: number;
  queued: readonly QueuedOperation[];

  constructor(from: Omit<ClientMember, 'kind'>) {
    this.address = from.address;
    this.pending = from.pending;
    this.urgent = from.urgent;
    this.finished = from.finished;
    this.requestCount = from.requestCount;
    this.seenIndex = from.seenIndex;
    this.session = from.session;
    this.sessionExpired = from.sessionExpired;
    this.errand = from.errand;
    this.errandCount = from.errandCount;
    this.queued = from.queued;
  }
}

export type ClientMember = Readonly<ClientShape>;

/** What a host runs: Raft, a client of it, or a small protocol of a lesson (decision 0036). */
export type Member = ServerMember | ClientMember | ProcessMember;

/** What a user tells a client. */
export interface ClientOrder {
  readonly operation: Operation;
  /** Which server to ask first; null lets a keyed draw choose (P120). */
  readonly server: ServerId | null;
  /** How a `get` is served; absent: as the scenario says (P129). */
  readonly read?: ReadMode | undefined;
}

/** What a user tells a client, a server or a process of a lesson. */
export type ClusterOrder = ClientOrder | Order | Act | EditOrder;

/** Whether a person sets a value of a server: from there on it is not Raft. */
export function isEditOrder(order: ClusterOrder): order is EditOrder {
  return !isClientOrder(order) && order.type === 'Edit';
}

export function isClientOrder(order: ClusterOrder): order is ClientOrder {
  return 'operation' in order;
}

/** What a cluster adds to Raft's own notes. */
export type ClusterNote =
  | Note
  | {
      readonly type: 'Applied';
      readonly index: number;
      readonly term: number;
      readonly command: Command;
      readonly result: Result;
    }
  | {
      readonly type: 'OperationStarted';
      readonly request: number;
      readonly operation: Operation;
      readonly to: ServerId;
    }
  | { readonly type: 'OperationRedirected'; readonly request: number; readonly to: ServerId }
  /** P122: the attempt ended without an answer, so another server is asked. */
  | {
      readonly type: 'OperationRetried';
      readonly request: number;
      readonly to: ServerId;
      readonly retries: number;
    }
  /** P121: the attempt came to nothing: the client waits before it asks again. Its own errands count from 0 backwards. */
  | { readonly type: 'OperationRests'; readonly request: number; readonly reason: FinishedOperation['reason'] }
  | { readonly type: 'OperationFinished'; readonly operation: FinishedOperation }
  /** P125: a client asks for a session, or to keep the one it has; it has got one, or could not get one. */
  | { readonly type: 'SessionAsked'; readonly errand: Errand['kind']; readonly to: ServerId; readonly retries: number }
  | { readonly type: 'SessionGranted'; readonly session: number }
  | { readonly type: 'SessionKept'; readonly session: number }
  | { readonly type: 'SessionLost'; readonly session: number }
  | { readonly type: 'SessionMissed'; readonly errand: Errand['kind'] }
  /** A value of a server was set by hand, or could not be. */
  | { readonly type: 'EditedByHand'; readonly edit: Edit }
  | { readonly type: 'EditRefused'; readonly edit: Edit; readonly problem: EditProblem }
  | SessionNote
  | Did;

export type Disk = Durable | null;
export type ClusterHost = Host<Member, Disk, Wire>;
export type World = SimWorld<Member, Disk, Wire>;
export type Run = Simulation<Member, Disk, Wire, ClusterNote, ClusterOrder>;
export type Fact = SimFact<Wire> | ClusterNote;
export type FactType = Fact['type'];
export type TraceEvent = SimTraceEvent<Fact>;
export type Step = StepRecord<Member, Disk, Wire, ClusterOrder>;
export type ClusterEnvelope = Envelope<Wire>;
export type ClusterAction = Action<ClusterOrder>;
export type ClusterPlacedAction = PlacedAction<ClusterOrder>;

/** Timers by number, as the cluster's protocol uses them. A client has its timeout in slot 0. */
export const ELECTION_TIMER = 0;
export const HEARTBEAT_TIMER = 1;
/** P128: of a client with a session that expires with time. */
export const KEEP_ALIVE_TIMER = 1;
export const TIMER_NAMES = ['election', 'heartbeat'] as const;

export interface Range {
  readonly lowUs: number;
  readonly highUs: number;
}

/** A snapshot that a server starts with; its configuration is the initial one. */
export interface InitialSnapshot {
  readonly lastIndex: number;
  readonly lastTerm: number;
  readonly contents: readonly (readonly [key: string, value: Value])[];
}

/** A server that does not start empty. Absent members are as in a fresh server (P2). */
export interface InitialServer {
  readonly currentTerm: number;
  readonly votedFor: ServerId | null;
  /** What follows the snapshot, where there is one. */
  readonly log: readonly Entry[];
  readonly snapshot: InitialSnapshot | null;
  readonly commitIndex: number;
  readonly role: Role;
  readonly leaderId: ServerId | null;
  readonly votesGranted: readonly ServerId[];
  /** By server id (place 0 unused). Only for a leader; null: lastLogIndex + 1 and 0, as after an election (P4). */
  readonly nextIndex: readonly number[] | null;
  readonly matchIndex: readonly number[] | null;
  readonly up: boolean;
}

export interface InitialMessage {
  readonly from: ServerId;
  readonly to: ServerId;
  readonly message: Message;
}

/** Everything that a run depends on, in the engine's own terms: what a scenario file is translated to. */
export interface ClusterSpec {
  readonly seed: number;
  readonly servers: number;
  readonly clients: number;
  /** Who votes at first, ascending. The other servers have no configuration until somebody adds them (P105). */
  readonly configuration: readonly ServerId[];
  readonly raft: Omit<RaftConfig, 'explain' | 'electionTimeoutUs'>;
  /** Per server: flags that are otherwise for it than for the others (P73). Absent: none. */
  readonly serverFlags?: readonly (Partial<Flags> | null)[];
  readonly electionTimeout: Range;
  readonly heartbeatUs: number;
  readonly clientTimeoutUs: number;
  /** By `from * hosts + to` (host indexes: servers, then clients). */
  readonly links: readonly Link[];
  /** What a server gets that joins later. */
  readonly newcomer: SimSettings['newcomer'];
  /** Per server. */
  readonly writeLatency: readonly WriteLatency[];
  /** Per server: the first delays of its election timer. */
  readonly scriptedTimeouts: readonly (readonly number[])[];
  readonly holdMessages: boolean;
  readonly freezeTimers: boolean;
  /** P59, per server: how fast its clock runs, in parts per million. Absent: all run true. */
  readonly clockRates?: readonly number[];
  readonly initial: readonly (InitialServer | null)[];
  readonly messages: readonly InitialMessage[];
  readonly actions: readonly ClusterPlacedAction[];
  /** What the servers run instead of Raft. Absent: Raft. */
  readonly lesson?: SmallProtocol;
}
