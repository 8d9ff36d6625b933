import { assertNever } from '../../base/assert.ts';
import { labelOf } from '../../cluster/command-text.ts';
import type { ClientResponse, Wire } from '../../cluster/types.ts';
import type { EntryRange } from '../../raft/log.ts';
import type { DirectRead } from '../../raft/reads.ts';

type MessageKind = 'vote' | 'prevote' | 'append' | 'heartbeat' | 'snapshot' | 'timeoutNow' | 'client';

/** What a message looks like: the kind gives glyph and dash, the term its hue. */
export interface MessageLook {
  readonly kind: MessageKind;
  readonly reply: boolean;
  /** The answer that a response carries; null for requests, and for the plain acknowledgement of a heartbeat. */
  readonly answer: 'yes' | 'no' | 'elsewhere' | 'unknown' | null;
  /** 0 where a message has no term (clients). */
  readonly term: number;
  /** The terms of the entries it carries, at most `MAX_CELLS`. */
  readonly entries: readonly number[];
  /** How many entries it carries in all. */
  readonly entryCount: number;
  /** Of a chunk of a snapshot: how much of it has arrived with this one, from 0 to 1. */
  readonly progress: number;
  /** A client's command; of the answer to a direct read, how it was served. */
  readonly label: string;
}

const MAX_CELLS = 4;

const PLAIN: MessageLook = {
  kind: 'client',
  reply: false,
  answer: null,
  term: 0,
  entries: [],
  entryCount: 0,
  progress: 0,
  label: '',
};

export function lookOf(message: Wire): MessageLook {
  switch (message.type) {
    case 'RequestVoteRequest':
      return { ...PLAIN, kind: 'vote', term: message.term };
    case 'RequestVoteResponse':
      return { ...PLAIN, kind: 'vote', term: message.term, reply: true, answer: message.voteGranted ? 'yes' : 'no' };
    case 'PreVoteRequest':
      return { ...PLAIN, kind: 'prevote', term: message.term };
    case 'PreVoteResponse':
      return { ...PLAIN, kind: 'prevote', term: message.term, reply: true, answer: message.voteGranted ? 'yes' : 'no' };
    case 'AppendEntriesRequest': {
      const { entries, term } = message;
      if (entries.count === 0) return { ...PLAIN, kind: 'heartbeat', term };
      return { ...PLAIN, kind: 'append', term, entries: termsOf(entries), entryCount: entries.count };
    }
    case 'AppendEntriesResponse': {
      const { success, term } = message;
      if (success && message.matchIndex === message.prevLogIndex) {
        return { ...PLAIN, kind: 'heartbeat', term, reply: true };
      }
      return { ...PLAIN, kind: 'append', term, reply: true, answer: success ? 'yes' : 'no' };
    }
    // Asked on behalf of a client, and drawn as such.
    case 'ReadIndexRequest':
      return { ...PLAIN, label: 'read' };
    case 'ReadIndexResponse':
      return { ...PLAIN, reply: true, answer: message.readIndex === null ? 'no' : 'yes' };
    case 'InstallSnapshotRequest': {
      const { offset, data, term } = message;
      const { size } = data.data;
      return { ...PLAIN, kind: 'snapshot', term, progress: size === 0 ? 1 : (offset + data.count) / size };
    }
    case 'InstallSnapshotResponse': {
      const answer = message.matchIndex > 0 ? 'yes' : null;
      return { ...PLAIN, kind: 'snapshot', term: message.term, reply: true, answer };
    }
    case 'TimeoutNowRequest':
      return { ...PLAIN, kind: 'timeoutNow', term: message.term };
    case 'ClientRequest':
      return { ...PLAIN, label: labelOf({ kind: 'client', operation: message.operation }) };
    case 'RegisterClientRequest':
      return { ...PLAIN, label: labelOf({ kind: 'register' }) };
    case 'KeepAliveRequest':
      return { ...PLAIN, label: labelOf({ kind: 'keepAlive', session: message.session }) };
    case 'ClientResponse':
      return { ...PLAIN, reply: true, answer: clientAnswer(message.status), label: servedBy(message) };
    case 'Telling':
      return message.isQuiet ? { ...PLAIN, kind: 'heartbeat', reply: true } : { ...PLAIN, label: message.name };
    default:
      return assertNever(message);
  }
}

function clientAnswer(status: 'ok' | 'redirect' | 'refused' | 'transferring' | 'unknown'): MessageLook['answer'] {
  if (status === 'ok') return 'yes';
  if (status === 'redirect') return 'elsewhere';
  return status === 'refused' || status === 'transferring' ? 'no' : 'unknown';
}

/** The badge of a read that left no entry: who reads it has to know what it is worth. */
function servedBy(message: ClientResponse): string {
  return message.status === 'ok' && message.read !== undefined ? READ_BADGES[message.read] : '';
}

const READ_BADGES: { readonly [M in DirectRead]: string } = { readIndex: 'ReadIndex', lease: 'lease', local: 'local' };

function termsOf(range: EntryRange): number[] {
  const terms: number[] = [];
  const shown = Math.min(range.count, MAX_CELLS);
  for (let offset = 0; offset < shown; offset++) terms.push(range.log.termAt(range.first + offset) ?? 0);
  return terms;
}
