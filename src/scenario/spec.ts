import { snapshotDataWith } from '../cluster/snapshot-data.ts';
import type { ClusterSpec, InitialMessage, InitialServer, InitialSnapshot } from '../cluster/types.ts';
import { type MutationName, NO_MUTATIONS } from '../raft/config.ts';
import { configurationOfVoters } from '../raft/configuration.ts';
import { Log } from '../raft/log.ts';
import type { InstallSnapshotRequest, Message, ServerId } from '../raft/messages.ts';
import { pickSwitches } from '../raft/switches.ts';
import { TRUE_RATE_PPM } from '../sim/clock.ts';
import { CLIENT_BASE, type Link, type WriteLatency } from '../sim/types.ts';
import { placedActionFromJson, ppmOf, rangeOf, usOf } from './action-json.ts';
import { baseOf } from './base-of.ts';
import { entryOf } from './entry-json.ts';
import { lessonOf } from './lessons.ts';
import { clientCount, knownAddress, serverCount, votersOf } from './names.ts';
import { ownFlags } from './server-flags.ts';
import { STANDARD } from './standards.ts';
import {
  isSlowWrite,
  type LinkJson,
  type MessageJson,
  type Scenario,
  type ServerStateJson,
  type SnapshotJson,
  type WriteJson,
} from './types.ts';

/** A scenario in the engine's own terms. The scenario has been accepted by `parseScenario`. */
export function toSpec(scenario: Scenario): ClusterSpec {
  const servers = serverCount(scenario);
  const clients = clientCount(scenario);
  const { raft = {}, disks, timers } = scenario;
  const ids = Array.from({ length: servers }, (_, index) => index + 1);
  return {
    seed: scenario.seed ?? STANDARD.seed,
    servers,
    clients,
    configuration: votersOf(scenario),
    raft: raftOf(scenario),
    ...serverFlagsOf(scenario),
    electionTimeout: rangeOf(raft.electionTimeoutMs ?? STANDARD.electionTimeoutMs),
    heartbeatUs: usOf(raft.heartbeatMs ?? STANDARD.heartbeatMs),
    clientTimeoutUs: usOf(raft.clientTimeoutMs ?? STANDARD.clientTimeoutMs),
    newcomer: { link: commonLink(scenario), writeLatency: writeOf(disks?.writeMs ?? STANDARD.writeMs) },
    links: linksOf(scenario, servers, clients),
    writeLatency: ids.map((id) => writeOf(disks?.servers?.[`S${id}`] ?? disks?.writeMs ?? STANDARD.writeMs)),
    scriptedTimeouts: ids.map((id) => (timers?.scriptMs?.[`S${id}`] ?? []).map(usOf)),
    holdMessages: scenario.holdMessages ?? false,
    freezeTimers: timers?.frozen ?? false,
    ...clockRatesOf(scenario, ids),
    initial: ids.map((id) => initialOf(scenario, id)),
    messages: (scenario.messages ?? []).map((message) => initialMessageOf(message, ids)),
    actions: (scenario.actions ?? []).flatMap(placedActionFromJson),
    ...lessonOf(scenario),
  };
}

function writeOf(json: WriteJson): WriteLatency {
  if (!isSlowWrite(json)) return rangeOf(json);
  if (json.slowPercent === 0) return rangeOf(json.range);
  return { ...rangeOf(json.range), slow: { ppm: ppmOf(json.slowPercent), ...rangeOf(json.slowMs) } };
}

function raftOf({ raft = {}, broken = [] }: Scenario): ClusterSpec['raft'] {
  return {
    ...pickSwitches(raft),
    mutations: { ...NO_MUTATIONS, ...Object.fromEntries(broken.map((name): [MutationName, true] => [name, true])) },
  };
}

/** P59: absent when all clocks run true. */
function clockRatesOf({ clocks = {} }: Scenario, ids: readonly ServerId[]): Pick<ClusterSpec, 'clockRates'> {
  const clockRates = ids.map((id) => clocks[`S${id}`]?.ratePpm ?? TRUE_RATE_PPM);
  return clockRates.every((rate) => rate === TRUE_RATE_PPM) ? {} : { clockRates };
}

/** P73: absent when all servers have the same flags. */
function serverFlagsOf({ servers, raft }: Scenario): Pick<ClusterSpec, 'serverFlags'> {
  if (typeof servers === 'number') return {};
  const serverFlags = servers.map((server) => ownFlags(server, raft) ?? null);
  return serverFlags.every((flags) => flags === null) ? {} : { serverFlags };
}

/** By `from * hosts + to`, host indexes: servers, then clients. */
function linksOf(scenario: Scenario, servers: number, clients: number): Link[] {
  const { network = {} } = scenario;
  const common = commonLink(scenario);
  const hosts = servers + clients;
  const links = new Array<Link>(hosts * hosts).fill(common);
  const indexOf = (name: string): number => {
    const address = knownAddress(name);
    return address > CLIENT_BASE ? servers + address - CLIENT_BASE - 1 : address - 1;
  };
  for (const link of network.links ?? []) links[indexOf(link.from) * hosts + indexOf(link.to)] = linkOf(common, link);
  return links;
}

/** A link that nothing particular is said of. */
function commonLink({ network = {} }: Scenario): Link {
  const silent: Link = { lowUs: 0, highUs: 0, lossPpm: 0, duplicatePpm: 0, cut: false, scriptedUs: [] };
  return linkOf(silent, { latencyMs: STANDARD.latencyMs, ...network });
}

function linkOf(common: Link, json: Omit<LinkJson, 'from' | 'to'>): Link {
  return {
    ...common,
    ...(json.latencyMs !== undefined && rangeOf(json.latencyMs)),
    ...(json.lossPercent !== undefined && { lossPpm: ppmOf(json.lossPercent) }),
    ...(json.duplicatePercent !== undefined && { duplicatePpm: ppmOf(json.duplicatePercent) }),
    ...(json.scriptMs !== undefined && { scriptedUs: json.scriptMs.map(usOf) }),
    ...(json.cut !== undefined && { cut: json.cut }),
  };
}

function initialOf(scenario: Scenario, id: ServerId): InitialServer | null {
  const { servers } = scenario;
  const state = typeof servers === 'number' ? undefined : servers[id - 1]?.state;
  if (state === undefined) return null;
  const { role = 'follower' } = state;
  const own = role === 'candidate' || role === 'leader' ? id : null;
  const log = (state.log ?? []).map(entryOf);
  const size = serverCount(scenario) + 1;
  const base = baseOf(state);
  return {
    currentTerm: state.currentTerm ?? 0,
    votedFor: state.votedFor === undefined ? own : knownAddress(state.votedFor),
    log,
    snapshot: snapshotOf(state.snapshot),
    commitIndex: Math.max(base, state.commitIndex ?? 0),
    role,
    leaderId: leaderOf(state, role === 'leader' ? id : null),
    votesGranted: state.votes?.map(knownAddress) ?? (role === 'follower' ? [] : [id]),
    nextIndex: byServer(state.nextIndex, size, base + log.length + 1),
    matchIndex: byServer(state.matchIndex, size, 0),
    up: state.down !== true,
  };
}

function snapshotOf(json: SnapshotJson | undefined): InitialSnapshot | null {
  return json === undefined ? null : { lastIndex: json.lastIndex, lastTerm: json.lastTerm, contents: itemsIn(json) };
}

function itemsIn({ contents = {} }: SnapshotJson): InitialSnapshot['contents'] {
  return Object.entries(contents).sort(([a], [b]) => (a < b ? -1 : 1));
}

function leaderOf(state: ServerStateJson, own: ServerId | null): ServerId | null {
  return state.leaderId === undefined ? own : knownAddress(state.leaderId);
}

function byServer(json: ServerStateJson['nextIndex'], size: number, absent: number): readonly number[] | null {
  if (json === undefined || Object.values(json).every((index) => index === absent)) return null;
  return Array.from({ length: size }, (_, id) => json[`S${id}`] ?? absent);
}

function initialMessageOf(json: MessageJson, voters: readonly ServerId[]): InitialMessage {
  return { from: knownAddress(json.from), to: knownAddress(json.to), message: messageOf(json, voters) };
}

function messageOf(json: MessageJson, voters: readonly ServerId[]): Message {
  const { term } = json;
  switch (json.type) {
    case 'RequestVoteRequest':
      return { type: json.type, term, ...candidacyOf(json), byTransfer: json.byTransfer ?? false };
    case 'TimeoutNowRequest': {
      const { leaderId = json.from, lastLogIndex = 0 } = json;
      return { type: json.type, term, leaderId: knownAddress(leaderId), lastLogIndex };
    }
    case 'PreVoteRequest':
      return { type: json.type, term, ...candidacyOf(json) };
    case 'RequestVoteResponse':
    case 'PreVoteResponse':
      return { type: json.type, term, voteGranted: json.voteGranted };
    case 'AppendEntriesRequest':
      return appendEntriesOf(json);
    case 'AppendEntriesResponse': {
      const { success, matchIndex = 0, prevLogIndex = 0, conflict } = json;
      const hint = conflict === undefined ? null : { term: conflict.term ?? null, index: conflict.index };
      return { type: json.type, term, success, matchIndex, prevLogIndex, conflict: hint };
    }
    case 'InstallSnapshotRequest':
      return installOf(json, voters);
    case 'InstallSnapshotResponse': {
      const { lastIndex, offset = 0, received = 0, matchIndex = 0 } = json;
      return { type: json.type, term, lastIndex, offset, received, matchIndex };
    }
  }
}

function candidacyOf(json: Extract<MessageJson, { readonly type: 'RequestVoteRequest' | 'PreVoteRequest' }>) {
  const { candidateId = json.from, lastLogIndex = 0, lastLogTerm = 0 } = json;
  return { candidateId: knownAddress(candidateId), lastLogIndex, lastLogTerm };
}

function appendEntriesOf(json: Extract<MessageJson, { readonly type: 'AppendEntriesRequest' }>): Message {
  const { type, term, leaderId = json.from, prevLogIndex = 0, prevLogTerm = 0, leaderCommit = 0 } = json;
  const log = Log.of((json.entries ?? []).map(entryOf));
  const entries = log.range(1, log.lastIndex);
  return { type, term, leaderId: knownAddress(leaderId), prevLogIndex, prevLogTerm, entries, leaderCommit };
}

type InstallJson = Extract<MessageJson, { readonly type: 'InstallSnapshotRequest' }>;

function installOf(json: InstallJson, voters: readonly ServerId[]): InstallSnapshotRequest {
  const { type, term, lastIndex, lastTerm } = json;
  const data = snapshotDataWith(new Map(itemsIn(json)));
  return {
    type,
    term,
    leaderId: knownAddress(json.leaderId ?? json.from),
    lastIndex,
    lastTerm,
    lastConfig: configurationOfVoters(voters),
    offset: 0,
    data: { data, offset: 0, count: data.size },
    done: true,
  };
}
