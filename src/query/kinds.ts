import { formatCommand } from '../cluster/command-text.ts';
import { nameOf } from '../cluster/names.ts';
import type { ClusterEnvelope, ClusterHost, Fact, ServerMember, TraceEvent } from '../cluster/types.ts';
import type { Entry, Log } from '../raft/log.ts';
import { fieldsOf } from '../scenario/facts.ts';

/** What kind of thing a part of a question stands for. `any` is known only when it is answered. */
export type Kind =
  | 'number'
  | 'text'
  | 'flag'
  | 'address'
  | 'server'
  | 'log'
  | 'entry'
  | 'byServer'
  | 'disk'
  | 'machine'
  | 'event'
  | 'any';

export type Plain = number | string | boolean | null;
/** A value while a question is answered; null is nothing: a field of nothing is nothing. */
export type Value = Plain | object;

/** A field of a thing: of what kind it is, and how it is read. */
interface Field {
  readonly kind: Kind;
  readonly read: (of: never) => Value;
}

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

/** Named as in Raft; what only a leader or candidate has is nothing (`none`) on the others. */
const SERVER: Fields = {
  name: { kind: 'address', read: (host: ServerHost) => nameOf(host.address) },
  up: { kind: 'flag', read: (host: ServerHost) => host.up },
  paused: { kind: 'flag', read: (host: ServerHost) => host.paused },
  role: raft('text', (server) => server.role),
  currentTerm: raft('number', (server) => server.currentTerm),
  votedFor: raft('address', (server) => addressName(server.votedFor)),
  leaderId: raft('address', (server) => addressName(server.leaderId)),
  commitIndex: raft('number', (server) => server.commitIndex),
  lastApplied: raft('number', (server) => server.lastApplied),
  lastLogIndex: raft('number', (server) => server.log.lastIndex),
  lastLogTerm: raft('number', (server) => server.log.lastTerm),
  log: raft('log', (server) => server.log),
  votes: raft('number', (server) => ('votesGranted' in server ? server.votesGranted.length : null)),
  nextIndex: raft('byServer', (server) => (server.role === 'leader' ? server.nextIndex : null)),
  matchIndex: raft('byServer', (server) => (server.role === 'leader' ? server.matchIndex : null)),
  disk: { kind: 'disk', read: (host: ServerHost) => host.disk },
  writes: { kind: 'number', read: (host: ServerHost) => host.writes.length },
  machine: { kind: 'machine', read: (host: ServerHost) => host.state.machine.contents },
};

const LOG: Fields = {
  length: { kind: 'number', read: (log: Log) => log.lastIndex - log.baseIndex },
  firstIndex: { kind: 'number', read: (log: Log) => log.baseIndex + 1 },
  lastIndex: { kind: 'number', read: (log: Log) => log.lastIndex },
  lastTerm: { kind: 'number', read: (log: Log) => log.lastTerm },
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
  if (kind === 'event') return EVENT_FIELDS.includes(name) ? eventField(name) : null;
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
  machine: {
    key: 'text',
    kind: 'any',
    read: (contents: ReadonlyMap<string, Plain>, key) => contents.get(String(key)) ?? null,
  },
};

const EVENT_FIELDS: readonly string[] = [
  'type',
  'server',
  'from',
  'to',
  'term',
  'index',
  'candidate',
  'voter',
  'granted',
  'leader',
  'matched',
  'follower',
  'reason',
  'edge',
  'message',
  'timer',
  'byHand',
  'fromIndex',
  'count',
  'firstIndex',
];

function eventField(name: string): Field {
  const kind = name === 'type' || name === 'message' ? 'text' : name === 'server' ? 'address' : 'any';
  return { kind, read: (event: TraceEvent) => eventValue(event, name) };
}

function eventValue({ fact, server }: TraceEvent, name: string): Plain {
  if (name === 'type') return fact.type;
  if (name === 'server') return addressName(server);
  const own = 'envelope' in fact ? envelopeValue(fact.envelope, name) : undefined;
  return own === undefined ? factValue(fact, name) : own;
}

/** What an event about a message tells of it; undefined for what is no member of a message. */
function envelopeValue(envelope: ClusterEnvelope, name: string): Plain | undefined {
  if (name === 'message') return envelope.message.type;
  if (name === 'from' || name === 'to') return nameOf(envelope[name]);
  if (name === 'term') return 'term' in envelope.message ? envelope.message.term : null;
  return undefined;
}

function factValue(fact: Fact, name: string): Plain {
  const kind = fieldsOf(fact.type)?.[name];
  const value = (fact as Fact & { readonly [field: string]: unknown })[name];
  if (kind === undefined) return null;
  if (kind === 'address') return addressName(typeof value === 'number' ? value : null);
  return typeof value === 'object' || value === undefined ? null : (value as Plain);
}
