import { List } from '../../src/base/list.ts';
import { snapshotDataWith } from '../../src/cluster/snapshot-data.ts';
import type { Operation } from '../../src/raft/command.ts';
import { NO_MUTATIONS, type RaftConfig } from '../../src/raft/config.ts';
import { configurationOfVoters } from '../../src/raft/configuration.ts';
import type { Effect } from '../../src/raft/effects.ts';
import type { Input } from '../../src/raft/input.ts';
import { type Entry, Log } from '../../src/raft/log.ts';
import type {
  AppendEntriesRequest,
  AppendEntriesResponse,
  InstallSnapshotRequest,
  InstallSnapshotResponse,
  Message,
  PreVoteRequest,
  ReadIndexResponse,
  RequestVoteRequest,
  ServerId,
  TimeoutNowRequest,
} from '../../src/raft/messages.ts';
import { NO_ROUNDS } from '../../src/raft/reads.ts';
import {
  type Candidate,
  type Follower,
  freshDurable,
  fromDisk,
  type Leader,
  type PreCandidate,
  type Server,
  withLog,
} from '../../src/raft/server.ts';
import { NO_INSTALLING, type Snapshot } from '../../src/raft/snapshot.ts';
import { step } from '../../src/raft/step.ts';
import { ABSENT_SWITCHES } from '../../src/raft/switches.ts';

/** The words in which the tests of this folder speak of one server: a server from terms, a message, one step. */

export const basics: RaftConfig = {
  electionTimeoutUs: 150_000,
  ...ABSENT_SWITCHES,
  noOpOnElection: true,
  mutations: NO_MUTATIONS,
  explain: false,
};

export const withoutNoOp: RaftConfig = { ...basics, noOpOnElection: false };

/** Freezes a state all the way down, except the buffer that versions of a list share: growing it is no change. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  if (value instanceof List) value.toArray().forEach(deepFreeze);
  else if (value instanceof Map) for (const item of value.values()) deepFreeze(item);
  else for (const member of Object.values(value)) deepFreeze(member);
  return value;
}

export function set(key: string, value: number): Operation {
  return { kind: 'set', key, value };
}

/** Entries from their terms. What an entry says follows from where it stands, as Log Matching demands. */
export function entries(...terms: readonly number[]): Entry[] {
  return terms.map((term, place) => ({
    term,
    command: { kind: 'client', operation: { kind: 'set', key: `i${place + 1}`, value: term } },
  }));
}

function logOf(...terms: readonly number[]): Log {
  return Log.of(entries(...terms));
}

export function termsOf(log: Log): number[] {
  return log.toArray().map((entry) => entry.term);
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, place) => place + 1);
}

export interface Shape {
  readonly id?: ServerId;
  readonly term?: number;
  readonly vote?: ServerId | null;
  /** The terms of the log. */
  readonly log?: readonly number[];
  /** What comes before `log`. */
  readonly snapshot?: Snapshot | null;
  readonly commit?: number;
  readonly voters?: number | readonly ServerId[];
  readonly knows?: ServerId | null;
  readonly votes?: readonly ServerId[];
  readonly next?: readonly number[];
  readonly match?: readonly number[];
  /** The last index on the own disk; the whole log unless said otherwise. */
  readonly durable?: number;
}

function logAndSnapshot({ log = [], snapshot = null }: Shape) {
  if (snapshot === null) return { log: logOf(...log), snapshot };
  const { lastIndex, lastTerm } = snapshot;
  return { log: logOf(...new Array<number>(lastIndex).fill(lastTerm), ...log).discardTo(lastIndex), snapshot };
}

/** S1 of three in term 1, with an empty log, unless said otherwise. */
export function follower(shape: Shape = {}): Follower {
  const { id = 1, term = 1, vote = null, voters = 3, knows = null } = shape;
  const blank = freshDurable(configurationOfVoters(typeof voters === 'number' ? upTo(voters) : voters));
  const { log, snapshot } = logAndSnapshot(shape);
  const server = fromDisk(id, withLog({ ...blank, currentTerm: term, votedFor: vote, snapshot }, log));
  const commit = Math.max(server.commitIndex, shape.commit ?? 0);
  return deepFreeze({
    ...server,
    commitIndex: commit,
    lastApplied: commit,
    leaderId: knows,
    durableIndex: shape.durable ?? server.durableIndex,
  });
}

export function preCandidate(shape: Shape = {}): PreCandidate {
  const { id = 1, votes = [id] } = shape;
  return deepFreeze({ ...follower(shape), role: 'pre-candidate', preVotesGranted: votes, preVotesRefused: [] });
}

export function candidate(shape: Shape = {}): Candidate {
  const { id = 1, votes = [id] } = shape;
  return deepFreeze({
    ...follower({ vote: id, ...shape }),
    role: 'candidate',
    votesGranted: votes,
    votesRefused: [],
    byTransfer: false,
  });
}

/** `next` and `match` count from S1. */
export function leader(shape: Shape = {}): Leader {
  const { id = 1, votes = [1, 2], next, match } = shape;
  const server = follower({ vote: id, knows: id, ...shape });
  const size = Math.max(id, ...server.configuration.voters) + 1;
  const filled = (value: number): number[] => new Array<number>(size).fill(value);
  return deepFreeze({
    ...server,
    role: 'leader',
    votesGranted: votes,
    nextIndex: next ? [0, ...next] : filled(server.log.lastIndex + 1),
    matchIndex: match ? [0, ...match] : filled(0),
    awaiting: filled(0),
    inFlight: [],
    heardUs: filled(0),
    change: null,
    rounds: NO_ROUNDS,
    installing: NO_INSTALLING,
    transfer: null,
    obeysBelow: filled(0),
  });
}

export function roles(shape: Shape = {}): readonly Server[] {
  return [follower(shape), candidate(shape), leader(shape)];
}

/** What one step did. */
export interface Turnout {
  readonly server: Server;
  readonly effects: readonly Effect[];
  readonly sent: readonly { readonly to: ServerId; readonly message: Message }[];
  readonly applied: readonly number[];
  /** Whether the election timer was started anew. */
  readonly resetsTimer: boolean;
}

/** One step on frozen state. */
export function tell(server: Server, input: Input, config: RaftConfig = basics): Turnout {
  const { server: next, effects } = step(deepFreeze(server), deepFreeze(input), config);
  return {
    server: deepFreeze(next),
    effects,
    sent: effects.flatMap((effect) => (effect.type === 'Send' ? [{ to: effect.to, message: effect.message }] : [])),
    applied: effects.flatMap((effect) => (effect.type === 'Apply' ? [effect.index] : [])),
    resetsTimer: effects.some((effect) => effect.type === 'ResetElectionTimer'),
  };
}

export function receive(server: Server, from: ServerId, message: Message, config: RaftConfig = basics): Turnout {
  return tell(server, { type: 'MessageReceived', from, message, localUs: 0 }, config);
}

export function timeOut(server: Server, config: RaftConfig = basics): Turnout {
  return tell(server, { type: 'ElectionTimerFired', localUs: 0 }, config);
}

export function heartbeat(server: Server, config: RaftConfig = basics): Turnout {
  return tell(server, { type: 'HeartbeatTimerFired', localUs: 0 }, config);
}

export function command(server: Server, operation: Operation = set('x', 3), config: RaftConfig = basics): Turnout {
  const tag = { client: 101, request: 1 };
  return tell(server, { type: 'CommandReceived', command: { kind: 'client', operation }, tag, localUs: 0 }, config);
}

/** The write of everything that the server holds by now is on its disk. */
export function written(server: Server, config: RaftConfig = basics): Turnout {
  const { currentTerm: term, votedFor, log } = server;
  const { lastIndex, lastTerm } = log;
  const snapshotIndex = server.snapshot?.lastIndex ?? 0;
  return tell(
    server,
    { type: 'WriteCompleted', term, votedFor, lastIndex, lastTerm, snapshotIndex, localUs: 0 },
    config,
  );
}

export function requestVote(fields: Partial<RequestVoteRequest> = {}): RequestVoteRequest {
  const standard = { term: 1, candidateId: 2, lastLogIndex: 0, lastLogTerm: 0, byTransfer: false };
  return { type: 'RequestVoteRequest', ...standard, ...fields };
}

export function timeoutNow(fields: Partial<TimeoutNowRequest> = {}): TimeoutNowRequest {
  return { type: 'TimeoutNowRequest', term: 1, leaderId: 2, lastLogIndex: 0, ...fields };
}

export function vote(term: number, voteGranted = true): Message {
  return { type: 'RequestVoteResponse', term, voteGranted };
}

export function preVoteRequest(fields: Partial<PreVoteRequest> = {}): PreVoteRequest {
  return { type: 'PreVoteRequest', term: 2, candidateId: 2, lastLogIndex: 0, lastLogTerm: 0, ...fields };
}

export function preVote(term: number, voteGranted = true): Message {
  return { type: 'PreVoteResponse', term, voteGranted };
}

export interface AppendShape {
  readonly term?: number;
  readonly leader?: ServerId;
  /** Where the new entries begin, after this (index, term). */
  readonly prev?: readonly [index: number, term: number];
  /** The terms of the new entries. */
  readonly terms?: readonly number[];
  readonly commit?: number;
}

/** An AppendEntries whose entries stand right after `prev`. */
export function append(shape: AppendShape = {}): AppendEntriesRequest {
  const { term = 1, leader: leaderId = 2, prev = [0, 0], terms = [], commit = 0 } = shape;
  const before = new Array<number>(prev[0]).fill(prev[1]);
  const log = logOf(...before, ...terms);
  return {
    type: 'AppendEntriesRequest',
    term,
    leaderId,
    prevLogIndex: prev[0],
    prevLogTerm: prev[1],
    entries: { log, first: prev[0] + 1, count: terms.length },
    leaderCommit: commit,
  };
}

export function stored(term: number, matchIndex: number, prevLogIndex = 0): AppendEntriesResponse {
  return { type: 'AppendEntriesResponse', term, success: true, matchIndex, prevLogIndex, conflict: null };
}

export function refused(
  term: number,
  prevLogIndex: number,
  conflict: AppendEntriesResponse['conflict'] = null,
): AppendEntriesResponse {
  return { type: 'AppendEntriesResponse', term, success: false, matchIndex: 0, prevLogIndex, conflict };
}

/** A snapshot up to (lastIndex, lastTerm) with as many items as its index, unless said otherwise. */
export function snapshot(lastIndex: number, lastTerm: number, size = lastIndex, voters = 3): Snapshot {
  const contents = new Map(Array.from({ length: size }, (_, place) => [`i${place + 1}`, lastTerm]));
  return { lastIndex, lastTerm, configuration: configurationOfVoters(upTo(voters)), data: snapshotDataWith(contents) };
}

/** A chunk of a snapshot, the whole of it unless said otherwise, from S2. */
export function install(
  of: Snapshot,
  term: number,
  part: { readonly offset?: number; readonly count?: number; readonly leader?: ServerId } = {},
): InstallSnapshotRequest {
  const { offset = 0, leader: leaderId = 2 } = part;
  const count = part.count ?? of.data.size - offset;
  const { lastIndex, lastTerm, configuration, data } = of;
  return {
    type: 'InstallSnapshotRequest',
    term,
    leaderId,
    lastIndex,
    lastTerm,
    lastConfig: offset === 0 ? configuration : null,
    offset,
    data: { data, offset, count },
    done: offset + count === data.size,
  };
}

export function installed(term: number, lastIndex: number, fields: Partial<InstallSnapshotResponse> = {}): Message {
  return { type: 'InstallSnapshotResponse', term, lastIndex, offset: 0, received: 0, matchIndex: lastIndex, ...fields };
}

function chunks(term: number): Message[] {
  return [install(snapshot(2, 1), term), installed(term, 2), installed(term, 2, { received: 1, matchIndex: 0 })];
}

/** One message of every kind that there is, all of the same term, from S2. Nobody's log ends where TimeoutNow says. */
export function everyMessage(term: number): Message[] {
  const votes = [requestVote({ term }), vote(term), vote(term, false)];
  return [
    ...votes,
    append({ term }),
    stored(term, 0),
    refused(term, 0),
    timeoutNow({ term, lastLogIndex: 99 }),
    ...chunks(term),
  ];
}

/** What a server says at once; a readIndex takes a round. */
type Response = Exclude<Extract<Message, { readonly type: `${string}Response` }>, ReadIndexResponse>;

function isResponse(message: Message): message is Response {
  return message.type.endsWith('Response') && message.type !== 'ReadIndexResponse';
}

/** The answer that a step sent to a request. */
export function answerOf(turnout: Turnout): Response {
  const [first] = turnout.sent;
  if (first === undefined) throw new Error('nothing was answered');
  const { message } = first;
  if (!isResponse(message)) {
    throw new Error(`${message.type} is no answer`);
  }
  return message;
}

/** The AppendEntries that a step sent to `to`. */
export function appendTo(turnout: Turnout, to: ServerId): AppendEntriesRequest {
  const found = turnout.sent.find((order) => order.to === to && order.message.type === 'AppendEntriesRequest');
  if (found?.message.type !== 'AppendEntriesRequest') throw new Error(`no AppendEntries was sent to S${to}`);
  return found.message;
}
