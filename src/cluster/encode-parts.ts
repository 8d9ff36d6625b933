import type { Json } from '../base/canonical.ts';
import { type Configuration, sameConfiguration } from '../raft/configuration.ts';
import { type Entry, type EntryRange, entriesOf, type Log } from '../raft/log.ts';
import { type Change, type Durable, followersOf, type Leader, type Server } from '../raft/server.ts';
import type { Installing, PartialSnapshot, Snapshot } from '../raft/snapshot.ts';
import { formatCommand, formatOperation } from './command-text.ts';
import { formatConfiguration } from './configuration-text.ts';
import { encodeReadMessage, encodeReads, encodeRounds } from './encode-reads.ts';
import { encodeResult, encodeSessions } from './encode-sessions.ts';
import { filled, type JsonRecord, unless } from './encode-words.ts';
import { nameOf } from './names.ts';
import { itemsOf, itemsOfPart, machineOf } from './snapshot-data.ts';
import type { Call, ClientMember, FinishedOperation, PendingOperation, QueuedOperation, Wire } from './types.ts';

/**
 * The parts of the canonical encoding (docs/state-hash.md): plain JSON, addresses as names, commands as text, defaults
 * left out. Part of the format of `stateHash`, version 1: a change here changes hashes that have been published.
 */

function nameOrNull(address: number | null): string | undefined {
  return address === null ? undefined : nameOf(address);
}

/** A bare term for a no-op, else the term and the command. */
export function encodeEntry(entry: Entry): Json {
  return entry.command.kind === 'noop' ? entry.term : [entry.term, formatCommand(entry.command)];
}

function encodeEntries(range: EntryRange): readonly Json[] | undefined {
  return filled(entriesOf(range).map(encodeEntry));
}

function encodeLog(log: Log): JsonRecord {
  return {
    base: log.baseIndex === 0 ? undefined : [log.baseIndex, log.baseTerm],
    log: filled(log.toArray().map(encodeEntry)),
  };
}

/** The state machine's items are in the order of their keys. */
function encodeSnapshot(snapshot: Snapshot | null, servers: number): JsonRecord | undefined {
  if (snapshot === null) return undefined;
  const { lastIndex, lastTerm, configuration, data } = snapshot;
  const machine = machineOf(data);
  const contents = filled(itemsOf(machine));
  return { lastIndex, lastTerm, ...encodeVoters(configuration, servers), contents, ...encodeSessions(machine) };
}

/** `servers` is how many there are: the configuration of all of them is the default. */
export function encodeDurable(durable: Durable, servers: number): JsonRecord {
  const { configuration, baseConfiguration } = durable;
  return {
    currentTerm: unless(durable.currentTerm, 0),
    votedFor: nameOrNull(durable.votedFor),
    ...encodeLog(durable.log),
    ...encodeVoters(configuration, servers),
    standsOn: sameConfiguration(configuration, baseConfiguration)
      ? undefined
      : encodeVoters(baseConfiguration, servers),
    snapshot: encodeSnapshot(durable.snapshot, servers),
  };
}

/** Left out where all servers vote and nobody else is there. */
function encodeVoters({ voters, learners, old }: Configuration, servers: number): JsonRecord {
  const isDefault = voters.length === servers && voters.every((id, index) => id === index + 1);
  return {
    voters: isDefault ? undefined : voters.map(nameOf),
    learners: filled(learners.map(nameOf)),
    old: old?.map(nameOf),
  };
}

/** What a server has in memory besides its durable part. */
export function encodeVolatile(server: Server): JsonRecord {
  const common: JsonRecord = {
    role: unless(server.role, 'follower'),
    commitIndex: unless(server.commitIndex, 0),
    lastApplied: unless(server.lastApplied, server.commitIndex),
    durableIndex: unless(server.durableIndex, server.log.lastIndex),
    leaderId: nameOrNull(server.leaderId),
    heardLeaderUs: server.heardLeaderUs ?? undefined,
    reads: encodeReads(server.reads),
    partial: encodePartial(server.partial),
  };
  switch (server.role) {
    case 'follower':
      return common;
    case 'pre-candidate': {
      const preVotesRefused = filled(server.preVotesRefused.map(nameOf));
      return { ...common, preVotesGranted: filled(server.preVotesGranted.map(nameOf)), preVotesRefused };
    }
    case 'candidate': {
      const votesRefused = filled(server.votesRefused.map(nameOf));
      return {
        ...common,
        votesGranted: filled(server.votesGranted.map(nameOf)),
        votesRefused,
        byTransfer: server.byTransfer || undefined,
      };
    }
    case 'leader':
      return {
        ...common,
        votesGranted: filled(server.votesGranted.map(nameOf)),
        nextIndex: byPeer(server, server.nextIndex, null),
        matchIndex: byPeer(server, server.matchIndex, 0),
        awaiting: byPeer(server, server.awaiting, 0),
        inFlight: pipelinesOf(server),
        heardUs: byPeer(server, server.heardUs, 0),
        change: server.change === null ? undefined : encodeChange(server.change),
        rounds: encodeRounds(server.rounds),
        installing: encodeInstalling(server.installing),
        transfer: server.transfer === null ? undefined : { ...server.transfer, to: nameOf(server.transfer.to) },
        obeysBelow: byPeer(server, server.obeysBelow, 0),
      };
  }
}

function encodePartial(partial: PartialSnapshot | null): JsonRecord | undefined {
  if (partial === null) return undefined;
  const { leaderId, snapshot, received } = partial;
  return { leaderId: nameOf(leaderId), lastIndex: snapshot.lastIndex, lastTerm: snapshot.lastTerm, received };
}

function encodeInstalling(installing: readonly (Installing | null | undefined)[]): JsonRecord | undefined {
  const record: { [name: string]: Json } = {};
  installing.forEach((place, id) => {
    if (place) record[nameOf(id)] = { lastIndex: place.snapshot.lastIndex, offset: place.offset };
  });
  return Object.keys(record).length === 0 ? undefined : record;
}

function pipelinesOf({ inFlight }: Leader): JsonRecord | undefined {
  const record: { [name: string]: Json } = {};
  inFlight.forEach((underWay, id) => {
    if (underWay !== null) record[nameOf(id)] = underWay;
  });
  return Object.keys(record).length === 0 ? undefined : record;
}

function encodeChange({ target, catchUp }: Change): JsonRecord {
  const wanted = { voters: target.voters.map(nameOf), learners: filled(target.learners.map(nameOf)) };
  if (catchUp === null) return wanted;
  const { servers, round, endIndex, startedUs, progressUs } = catchUp;
  return { ...wanted, catchUp: { servers: servers.map(nameOf), round, endIndex, startedUs, progressUs } };
}

/** The places of those whom the leader sends entries; its own place is unused. */
function byPeer(server: Leader, values: readonly number[], standard: number | null): JsonRecord | undefined {
  const record: { [name: string]: Json } = {};
  for (const id of followersOf(server)) {
    const value = values[id] ?? 0;
    if (value !== standard) record[nameOf(id)] = value;
  }
  return Object.keys(record).length === 0 ? undefined : record;
}

/** The names of the voters; a configuration that is more than that as it stands in a log. */
function encodeLastConfig(configuration: Configuration): Json {
  const { voters, learners, old } = configuration;
  return learners.length === 0 && old === null ? voters.map(nameOf) : formatConfiguration(configuration);
}

export function encodeMessage(message: Wire): JsonRecord {
  switch (message.type) {
    case 'RequestVoteRequest':
      return { ...message, candidateId: nameOf(message.candidateId), byTransfer: message.byTransfer || undefined };
    case 'TimeoutNowRequest':
      return { ...message, leaderId: nameOf(message.leaderId) };
    case 'PreVoteRequest':
      return { ...message, candidateId: nameOf(message.candidateId) };
    case 'RequestVoteResponse':
    case 'PreVoteResponse':
      return { ...message };
    case 'AppendEntriesRequest': {
      const { entries, leaderId, ...fields } = message;
      return { ...fields, leaderId: nameOf(leaderId), entries: encodeEntries(entries) };
    }
    case 'AppendEntriesResponse': {
      const { conflict, ...fields } = message;
      return { ...fields, conflict: conflict === null ? undefined : { term: conflict.term, index: conflict.index } };
    }
    case 'ReadIndexRequest':
    case 'ReadIndexResponse':
      return encodeReadMessage(message);
    case 'InstallSnapshotRequest': {
      const { leaderId, lastConfig, data, ...fields } = message;
      const configuration = lastConfig === null ? undefined : encodeLastConfig(lastConfig);
      return { ...fields, leaderId: nameOf(leaderId), lastConfig: configuration, data: filled(itemsOfPart(data)) };
    }
    case 'InstallSnapshotResponse':
      return { ...message };
    case 'ClientRequest':
      return { ...message, operation: formatOperation(message.operation) };
    case 'RegisterClientRequest':
    case 'KeepAliveRequest':
      return { ...message };
    case 'Telling':
      return { type: message.name, values: message.values };
    case 'ClientResponse':
      return encodeResponse(message);
  }
}

function encodeResponse(message: Extract<Wire, { readonly type: 'ClientResponse' }>): JsonRecord {
  switch (message.status) {
    case 'ok':
      return { ...message, result: encodeResult(message.result) };
    case 'redirect':
      return { ...message, leaderHint: nameOf(message.leaderHint) };
    case 'refused':
    case 'transferring':
    case 'unknown':
      return { ...message };
  }
}

export function encodeClient(client: ClientMember): JsonRecord {
  const { pending, finished, session, sessionExpired, errand, queued } = client;
  return {
    pending: filled([...pending].map(encodePending)),
    finished: filled(finished.toArray().map(encodeFinished)),
    session: unless(session, 0),
    sessionExpired: sessionExpired || undefined,
    errand: errand === null ? undefined : { kind: errand.kind, ...encodeCall(errand) },
    queued: filled(queued.map(encodeQueued)),
    seenIndex: unless(client.seenIndex, 0),
  };
}

function encodeCall({ request, server, deadlineUs, redirects, retries, resting, uncertain }: Call): JsonRecord {
  return {
    request,
    server: nameOf(server),
    deadlineUs,
    redirects: unless(redirects, 0),
    retries: unless(retries, 0),
    resting: resting || undefined,
    uncertain: uncertain || undefined,
  };
}

function encodePending(pending: PendingOperation): JsonRecord {
  const { operation, startedAtUs, session, read } = pending;
  return {
    ...encodeCall(pending),
    operation: formatOperation(operation),
    startedAtUs,
    session: unless(session, 0),
    read,
  };
}

function encodeQueued({ request, order, startedAtUs }: QueuedOperation): Json {
  const { operation, server, read } = order;
  return { request, operation: formatOperation(operation), server: nameOrNull(server), read, startedAtUs };
}

export function encodeFinished(finished: FinishedOperation): JsonRecord {
  const { operation, server, result, index, term, retries, session, ...fields } = finished;
  return {
    ...fields,
    operation: formatOperation(operation),
    server: nameOf(server),
    result: result === null ? undefined : encodeResult(result),
    index: unless(index, 0),
    term: unless(term, 0),
    retries: unless(retries, 0),
    session: unless(session, 0),
  };
}
