import type { Json } from '../base/canonical.ts';
import { encodeEntry, encodeMessage } from '../cluster/encode-parts.ts';
import type { JsonRecord } from '../cluster/encode-words.ts';
import type { ClusterEnvelope, ClusterHost, World } from '../cluster/types.ts';
import type { Durable, Server } from '../raft/server.ts';
import { nameOf, nameOfMessage } from '../scenario/names.ts';
import { messagesInFlight } from '../sim/world.ts';

/** Every server with the names of the paper, as `--json` prints it: nothing is left out. */
export function serversJson(world: World): Json {
  const servers = world.hosts.flatMap((host) => (host.state.kind === 'server' ? [serverJson(host)] : []));
  return servers.filter((server) => server !== null);
}

function serverJson(host: ClusterHost): JsonRecord | null {
  if (host.state.kind !== 'server') return null;
  const { raft, machine } = host.state;
  return {
    id: nameOf(host.address),
    up: host.up,
    paused: host.paused,
    role: raft.role,
    ...durableJson(raft),
    commitIndex: raft.commitIndex,
    lastApplied: raft.lastApplied,
    leaderId: nameOrNull(raft.leaderId),
    ...roleJson(raft),
    kv: Object.fromEntries([...machine.contents].sort(([a], [b]) => (a < b ? -1 : 1))),
    disk: host.disk === null ? null : durableJson(host.disk),
    pendingWrites: host.writes.length,
  };
}

export function nameOrNull(address: number | null): string | null {
  return address === null ? null : nameOf(address);
}

function durableJson({ currentTerm, votedFor, log }: Durable): JsonRecord {
  return { currentTerm, votedFor: nameOrNull(votedFor), log: log.toArray().map(encodeEntry) };
}

function roleJson(server: Server): JsonRecord {
  switch (server.role) {
    case 'follower':
      return {};
    case 'pre-candidate':
      return { preVotesGranted: server.preVotesGranted.map(nameOf) };
    case 'candidate':
      return { votesGranted: server.votesGranted.map(nameOf) };
    case 'leader':
      return { nextIndex: byPeer(server, server.nextIndex), matchIndex: byPeer(server, server.matchIndex) };
  }
}

function byPeer(server: Server, values: readonly number[]): JsonRecord {
  const peers = server.configuration.voters.filter((id) => id !== server.id);
  return Object.fromEntries(peers.map((id) => [nameOf(id), values[id] ?? 0]));
}

/** Messages between sender and receiver. `arriveAtUs` is null while a message is held. */
export function messagesJson(world: World): Json {
  return messagesInFlight(world).map((envelope) => ({
    name: nameOfMessage(envelope),
    arriveAtUs: envelope.held ? null : envelope.arriveAtUs,
    held: envelope.held,
    lost: envelope.doomed,
    ...encodeMessage(envelope.message),
  }));
}

/** The fields of a message as they are printed: `term 1, prevLogIndex 0`. */
export function messageFields(envelope: ClusterEnvelope): string {
  const fields = Object.entries(encodeMessage(envelope.message)).filter(
    ([name, value]) => name !== 'type' && value !== undefined,
  );
  return fields
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
}
