import { assertNever } from '../../base/assert.ts';
import { formatOperation } from '../../cluster/command-text.ts';
import type { Result } from '../../cluster/machine.ts';
import type { Wire } from '../../cluster/types.ts';

/** Words that the first picture needs: it says what is on its way. */

/** `1 entry`, `3 entries`. */
export function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** `index 4`, `indexes 4 to 6`. */
export function indexes(first: number, last: number): string {
  return first === last ? `index ${first}` : `indexes ${first} to ${last}`;
}

/** A message as a noun with article and what matters in it. */
export function thingOf(message: Wire): string {
  switch (message.type) {
    case 'RequestVoteRequest':
      return `a RequestVote for term ${message.term}${message.byTransfer ? ', told to by the leader' : ''}`;
    case 'RequestVoteResponse':
      return message.voteGranted ? `its vote for term ${message.term}` : `a refusal to vote, term ${message.term}`;
    case 'PreVoteRequest':
      return `a PreVote for term ${message.term}`;
    case 'PreVoteResponse':
      return message.voteGranted
        ? `its pre-vote for term ${message.term}`
        : `a refusal to pre-vote, term ${message.term}`;
    case 'AppendEntriesRequest': {
      const { first, count: number } = message.entries;
      if (number === 0) return `a heartbeat of term ${message.term}`;
      return `an AppendEntries of term ${message.term} with ${indexes(first, first + number - 1)}`;
    }
    case 'AppendEntriesResponse':
      if (message.success && message.matchIndex === 0) return 'an acknowledgement';
      return message.success
        ? `an acknowledgement up to index ${message.matchIndex}`
        : `a rejection of what follows index ${message.prevLogIndex}`;
    case 'ReadIndexRequest':
      return 'a question for a readIndex';
    case 'ReadIndexResponse':
      return message.readIndex === null ? 'a refusal to vouch for a read' : `the readIndex ${message.readIndex}`;
    case 'InstallSnapshotRequest': {
      const { lastIndex, offset, data, done } = message;
      const snapshot = `snapshot up to index ${lastIndex}`;
      if (offset === 0 && done) return `an InstallSnapshot with the whole ${snapshot}`;
      return data.count === 1
        ? `an InstallSnapshot with item ${offset + 1} of the ${snapshot}`
        : `an InstallSnapshot with items ${offset + 1} to ${offset + data.count} of the ${snapshot}`;
    }
    case 'InstallSnapshotResponse':
      return message.matchIndex > 0
        ? `word that it has everything up to index ${message.matchIndex}`
        : `word that it has ${count(message.received, 'item', 'items')} of the snapshot up to index ${message.lastIndex}`;
    case 'TimeoutNowRequest':
      return `a TimeoutNow of term ${message.term}`;
    case 'ClientRequest':
      return `the request “${formatOperation(message.operation)}”`;
    case 'RegisterClientRequest':
      return 'a RegisterClient';
    case 'KeepAliveRequest':
      return `a keep-alive of session ${message.session}`;
    case 'ClientResponse':
      return `the answer “${answerOf(message)}”`;
    case 'Telling':
      return `the message ${message.name}`;
    default:
      return assertNever(message);
  }
}

function answerOf(message: Extract<Wire, { readonly type: 'ClientResponse' }>): string {
  switch (message.status) {
    case 'ok':
      return resultOf(message.result);
    case 'redirect':
      return 'ask the leader';
    case 'refused':
      return 'no leader known';
    case 'transferring':
      return 'leadership is being handed over';
    case 'unknown':
      return 'outcome unknown';
    default:
      return assertNever(message);
  }
}

const ERRORS = {
  notANumber: 'not a number',
  compareFailed: 'the value differs',
  sessionExpired: 'the session has expired',
} as const;

export function resultOf(result: Result): string {
  if (!result.ok) return ERRORS[result.error];
  return result.value === null ? 'done' : String(result.value);
}
