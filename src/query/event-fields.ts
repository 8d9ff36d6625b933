import { nameOf } from '../cluster/names.ts';
import { type ClusterEnvelope, type Fact, TIMER_NAMES, type TraceEvent, type Wire } from '../cluster/types.ts';
import { FACT_FIELDS, type FieldKind, fieldsOf } from '../scenario/facts.ts';
import type { Field, Kind, Plain } from './field.ts';

/** Every type of trace event, in the order of the table of facts. */
const TYPES: readonly string[] = Object.keys(FACT_FIELDS);

/** Every message: one that is missing here is a type error. */
const MESSAGES: { readonly [type in Wire['type']]: true } = {
  RequestVoteRequest: true,
  RequestVoteResponse: true,
  PreVoteRequest: true,
  PreVoteResponse: true,
  AppendEntriesRequest: true,
  AppendEntriesResponse: true,
  ReadIndexRequest: true,
  ReadIndexResponse: true,
  InstallSnapshotRequest: true,
  InstallSnapshotResponse: true,
  TimeoutNowRequest: true,
  ClientRequest: true,
  RegisterClientRequest: true,
  KeepAliveRequest: true,
  ClientResponse: true,
  Telling: true,
};

/** Of what kind a field of a fact is in a question, by its kind in files. */
const KIND_OF: { readonly [kind in FieldKind]: Kind } = {
  address: 'address',
  timer: 'text',
  number: 'number',
  text: 'text',
  flag: 'flag',
};

/** The fields that some event has: what all have, what messages have, then those of the facts. `any`: it depends on the type. */
const FIELDS: ReadonlyMap<string, Field> = fieldsOfEvents();

function fieldsOfEvents(): Map<string, Field> {
  const kinds = new Map<string, Kind>([
    ['type', 'text'],
    ['server', 'address'],
    ['message', 'text'],
    ['from', 'any'],
    ['to', 'any'],
    ['term', 'number'],
    ['entries', 'number'],
    ['prevLogIndex', 'number'],
    ['prevLogTerm', 'number'],
    ['lastLogIndex', 'number'],
    ['lastLogTerm', 'number'],
    ['rule', 'text'],
  ]);
  for (const fields of Object.values(FACT_FIELDS)) {
    for (const [name, kind] of Object.entries<FieldKind>(fields)) {
      const known = kinds.get(name);
      kinds.set(name, known === undefined || known === KIND_OF[kind] ? KIND_OF[kind] : 'any');
    }
  }
  const words: { readonly [name: string]: readonly string[] } = {
    type: TYPES,
    message: Object.keys(MESSAGES),
    timer: TIMER_NAMES,
  };
  const field = (name: string, kind: Kind): Field => ({
    kind,
    ...(Object.hasOwn(words, name) && { words: words[name] }),
    read: (event: TraceEvent) => eventValue(event, name),
  });
  return new Map([...kinds].map(([name, kind]) => [name, field(name, kind)]));
}

export const EVENT_FIELDS: readonly string[] = [...FIELDS.keys()];

export function eventField(name: string): Field | null {
  return FIELDS.get(name) ?? null;
}

function eventValue({ fact, server }: TraceEvent, name: string): Plain {
  if (name === 'type') return fact.type;
  if (name === 'server') return addressName(server);
  if (name === 'rule') return 'decision' in fact ? fact.decision.rule : null;
  const own = 'envelope' in fact ? envelopeValue(fact.envelope, name) : undefined;
  return own === undefined ? factValue(fact, name) : own;
}

/** What an event about a message tells of it; undefined for what is no member of a message. */
function envelopeValue(envelope: ClusterEnvelope, name: string): Plain | undefined {
  const { message } = envelope;
  if (name === 'message') return message.type;
  if (name === 'from' || name === 'to') return nameOf(envelope[name]);
  if (name === 'term') return 'term' in message ? message.term : null;
  if (name === 'prevLogIndex' || name === 'prevLogTerm') {
    return message.type === 'AppendEntriesRequest' ? message[name] : null;
  }
  if (name === 'lastLogIndex') return 'lastLogIndex' in message ? message.lastLogIndex : null;
  if (name === 'lastLogTerm') return 'lastLogTerm' in message ? message.lastLogTerm : null;
  if (name === 'entries') return message.type === 'AppendEntriesRequest' ? message.entries.count : null;
  return undefined;
}

function factValue(fact: Fact, name: string): Plain {
  const kind = fieldsOf(fact.type)?.[name];
  const value = (fact as Fact & { readonly [field: string]: unknown })[name];
  if (kind === undefined) return null;
  if (kind === 'address') return addressName(typeof value === 'number' ? value : null);
  if (kind === 'timer') return TIMER_NAMES[Number(value)] ?? null;
  return typeof value === 'object' || value === undefined ? null : (value as Plain);
}

function addressName(address: number | null): string | null {
  return address === null ? null : nameOf(address);
}
