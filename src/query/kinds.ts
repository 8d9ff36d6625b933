import { formatCommand } from '../cluster/command-text.ts';
import { nameOf } from '../cluster/names.ts';
import type { ClientMember, ClusterHost, FinishedOperation, ServerMember } from '../cluster/types.ts';
import { votersOf } from '../raft/configuration.ts';
import type { Entry, Log } from '../raft/log.ts';
import type { Role } from '../raft/server.ts';
import { EVENT_FIELDS, eventField } from './event-fields.ts';
import type { Field, Kind, Plain, Value } from './field.ts';

export type { Kind, Plain, Value } from './field.ts';

type Fields = { readonly [name: string]: Field };

function addressName(address: number | null): string | null {
  return address === null ? null : nameOf(address);
}

type ServerHost = ClusterHost & { readonly state: ServerMember };
const raft = <V extends Value>(kind: Kind, read: (server: ServerMember['raft']) => V): Field => ({
  kind,
  read: (host: ServerHost) => read(host.state.raft),
});

const DISK: Fields = {
  currentTerm: { kind: 'number', read: (disk: { readonly currentTerm: number }) => disk.currentTerm },
  votedFor: { kind: 'address', read: (disk: { readonly votedFor: number | null }) => addressName(disk.votedFor) },
  log: { kind: 'log', read: (disk: { readonly log: Log }) => disk.log },
};

/** By the leader's own clock, as `time` is in milliseconds; who has no lease has none to run out. */
function leaseMs(leaseUntilUs: number): number | null {
  return leaseUntilUs > 0 ? leaseUntilUs / 1000 : null;
}

const ROLES: { readonly [role in Role]: true } = {
  follower: true,
  'pre-candidate': true,
  candidate: true,
  leader: true,
};

/** Named as in Raft; what only a leader or candidate has is nothing (`none`) on the others. */
const SERVER: Fields = {
  name: { kind: 'address', read: (host: ServerHost) => nameOf(host.address) },
  up: { kind: 'flag', read: (host: ServerHost) => host.up },
  paused: { kind: 'flag', read: (host: ServerHost) => host.paused },
  role: { ...raft('text', (server) => server.role), words: Object.keys(ROLES) },
  currentTerm: raft('number', (server) => server.currentTerm),
  votedFor: raft('address', (server) => addressName(server.votedFor)),
  leaderId: raft('address', (server) => addressName(server.leaderId)),
  commitIndex: raft('number', (server) => server.commitIndex),
  lastApplied: raft('number', (server) => server.lastApplied),
  lastLogIndex: raft('number', (server) => server.log.lastIndex),
  lastLogTerm: raft('number', (server) => server.log.lastTerm),
  log: raft('log', (server) => server.log),
  voters: raft('number', (server) => votersOf(server.configuration).length),
  votes: raft('number', (server) => ('votesGranted' in server ? server.votesGranted.length : null)),
  nextIndex: raft('byServer', (server) => (server.role === 'leader' ? server.nextIndex : null)),
  matchIndex: raft('byServer', (server) => (server.role === 'leader' ? server.matchIndex : null)),
  leaseUntil: raft('number', (server) => (server.role === 'leader' ? leaseMs(server.rounds.leaseUntilUs) : null)),
  disk: { kind: 'disk', read: (host: ServerHost) => host.disk },
  writes: { kind: 'number', read: (host: ServerHost) => host.writes.length },
  machine: { kind: 'machine', read: (host: ServerHost) => host.state.machine.contents },
};

type ClientHost = ClusterHost & { readonly state: ClientMember };

function finishedAt({ state: { finished } }: ClientHost, place: number): FinishedOperation | null {
  return finished.get(place) ?? null;
}

const CLIENT: Fields = {
  waiting: { kind: 'number', read: ({ state }: ClientHost) => state.pending.size },
  finished: { kind: 'number', read: ({ state }: ClientHost) => state.finished.length },
  last: { kind: 'operation', read: (host: ClientHost) => finishedAt(host, host.state.finished.length - 1) },
};

/** An operation that is over, as its client sees it. */
const OPERATION: Fields = {
  outcome: { kind: 'text', words: ['ok', 'failed', 'unknown'], read: ({ outcome }: FinishedOperation) => outcome },
  server: { kind: 'address', read: ({ server }: FinishedOperation) => addressName(server) },
  retries: { kind: 'number', read: ({ retries }: FinishedOperation) => retries },
  value: { kind: 'any', read: ({ result }: FinishedOperation) => (result?.ok === true ? result.value : null) },
  error: { kind: 'any', read: ({ result }: FinishedOperation) => (result?.ok === false ? result.error : null) },
};

const LOG: Fields = {
  length: { kind: 'number', read: (log: Log) => log.lastIndex - log.baseIndex },
  firstIndex: { kind: 'number', read: (log: Log) => log.baseIndex + 1 },
  lastIndex: { kind: 'number', read: (log: Log) => log.lastIndex },
  lastTerm: { kind: 'number', read: (log: Log) => log.lastTerm },
  baseIndex: { kind: 'number', read: (log: Log) => log.baseIndex },
  baseTerm: { kind: 'number', read: (log: Log) => log.baseTerm },
};

const ENTRY: Fields = {
  term: { kind: 'number', read: (entry: Entry) => entry.term },
  command: { kind: 'text', read: (entry: Entry) => formatCommand(entry.command) },
};

const NO_FIELDS: Fields = {};
const FIELDS: { readonly [kind in Kind]: Fields } = {
  server: SERVER,
  log: LOG,
  entry: ENTRY,
  disk: DISK,
  client: CLIENT,
  operation: OPERATION,
  number: NO_FIELDS,
  text: NO_FIELDS,
  flag: NO_FIELDS,
  address: NO_FIELDS,
  byServer: NO_FIELDS,
  machine: NO_FIELDS,
  event: NO_FIELDS,
  any: NO_FIELDS,
};

/** The names of a thing's fields. An event's depend on its type: those that some event has. */
export function fieldNames(kind: Kind): readonly string[] {
  return kind === 'event' ? EVENT_FIELDS : Object.keys(FIELDS[kind]);
}

export function fieldOf(kind: Kind, name: string): Field | null {
  if (kind === 'event') return eventField(name);
  const fields = FIELDS[kind];
  return Object.hasOwn(fields, name) ? (fields[name] ?? null) : null;
}

/** What stands in brackets after a thing, and what comes of it. */
export const PLACES: {
  readonly [kind in Kind]?: {
    readonly key: Kind;
    readonly kind: Kind;
    readonly read: (of: never, key: Plain) => Value;
  };
} = {
  log: { key: 'number', kind: 'entry', read: (log: Log, index) => log.entryAt(Number(index)) ?? null },
  byServer: {
    key: 'address',
    kind: 'number',
    read: (values: readonly number[], name) => values[Number(String(name).slice(1))] ?? null,
  },
  /** By request, from 1; an operation that is not over is nothing. */
  client: {
    key: 'number',
    kind: 'operation',
    read: ({ state }: ClientHost, request) =>
      state.finished.toArray().find((operation) => operation.request === Number(request)) ?? null,
  },
  machine: {
    key: 'text',
    kind: 'any',
    read: (contents: ReadonlyMap<string, Plain>, key) => contents.get(String(key)) ?? null,
  },
};
