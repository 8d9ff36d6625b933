import type { Input } from '../raft/input.ts';
import type { DirectRead } from '../raft/reads.ts';
import type { Address } from '../sim/types.ts';
import {
  type ClientMember,
  type ClientOrder,
  type ClientRequest,
  ClientShape,
  type ClusterSpec,
  type PendingOperation,
} from './types.ts';

/** How a command reads past the log: as the command says, else as the scenario does; undefined for an entry (P129). */
export function directReadOf({ operation, read }: ClientOrder, spec: ClusterSpec): DirectRead | undefined {
  if (operation.kind !== 'get') return undefined;
  const mode = read ?? spec.raft.reads;
  return mode === 'log' ? undefined : mode;
}

/** P120, P133: what a client asks. A direct read says what the client has seen. */
export function requestOf({ seenIndex }: ClientMember, { request, operation, read }: PendingOperation): ClientRequest {
  if (read === undefined) return { type: 'ClientRequest', request, operation };
  return { type: 'ClientRequest', request, operation, read, minIndex: seenIndex === 0 ? undefined : seenIndex };
}

/** P133: the client has an answer that comes from `index`. */
export function sawIndex(client: ClientMember, index: number, { raft }: ClusterSpec): ClientMember {
  if (!raft.monotonicReads || index <= client.seenIndex) return client;
  const next = new ClientShape(client);
  next.seenIndex = index;
  return next;
}

/** What a server makes of a direct read. */
export function readInput(message: ClientRequest, mode: DirectRead, from: Address, localUs: number): Input {
  const { request, operation, minIndex = 0 } = message;
  const tag = { client: from, request };
  return { type: 'ReadReceived', mode, command: { kind: 'client', operation }, tag, minIndex, localUs };
}
