import { type MutationName, NO_MUTATIONS } from '../raft/config.ts';
import { SWITCH_NAMES, SWITCHES, type Switches } from '../raft/switches.ts';
import { TRUE_RATE_PPM } from '../sim/clock.ts';
import { baseOf } from './base-of.ts';
import { nameOf, serverCount, votersOf } from './names.ts';
import { ownFlags } from './server-flags.ts';
import { STANDARD } from './standards.ts';
import {
  type BeatJson,
  type EntryJson,
  isSlowWrite,
  type MessageJson,
  type NetworkJson,
  type PlacedActionJson,
  type PlaceJson,
  type PredicateJson,
  type RaftJson,
  type RangeJson,
  type Scenario,
  type ServerJson,
  type ServerStateJson,
  type SnapshotJson,
  type WriteJson,
} from './types.ts';

/**
 * The normal form of a scenario: defaults left out, one way to say each thing. It means the same run. The order of
 * members is the business of `formatScenario`.
 */
export function normalScenario(scenario: Scenario): Scenario {
  const { servers, messages = [], raft = {}, broken = [], network = {}, disks = {}, timers = {}, view = {} } = scenario;
  const { actions = [], beats = [] } = scenario;
  const each = typeof servers === 'number' ? [] : servers.map((server) => normalServer(server, raft));
  const plainServers = each.every((server) => Object.keys(server).length === 1);
  return compact({
    ...scenario,
    title: unless(scenario.title, ''),
    about: unless(scenario.about, ''),
    seed: unless(scenario.seed, STANDARD.seed),
    servers:
      typeof servers === 'number'
        ? servers
        : plainServers
          ? servers.length
          : servers.map((server) => normalServer(server, raft)),
    configuration: normalConfiguration(scenario),
    clients: unless(scenario.clients, STANDARD.clients),
    messages: filled(messages.map(normalMessage)),
    raft: some(normalRaft(raft)),
    broken: filled((Object.keys(NO_MUTATIONS) as MutationName[]).filter((name) => broken.includes(name))),
    network: some(normalNetwork(network)),
    disks: some(
      compact({
        ...disks,
        writeMs: normalWrite(disks.writeMs, STANDARD.writeMs),
        servers: some(mapped(disks.servers, (write) => normalWrite(write))),
      }),
    ),
    timers: some(
      compact({ ...timers, frozen: timers.frozen || undefined, scriptMs: some(mapped(timers.scriptMs, filled)) }),
    ),
    clocks: some(mapped(scenario.clocks, (clock) => (clock.ratePpm === TRUE_RATE_PPM ? undefined : clock))),
    holdMessages: scenario.holdMessages || undefined,
    actions: filled(actions.map(normalAction)),
    beats: filled(beats.map(normalBeat)),
    view: some(view),
  });
}

function normalBeat(beat: BeatJson): BeatJson {
  const { reveal } = beat;
  const revealed = reveal === undefined ? undefined : compact({ ...reveal, when: normalWhen(reveal) });
  return compact({ ...beat, when: normalWhen(beat), reveal: revealed });
}

/** Left out where all servers vote. */
function normalConfiguration(scenario: Scenario): readonly string[] | undefined {
  const voters = votersOf(scenario);
  return voters.length === serverCount(scenario) ? undefined : voters.map(nameOf);
}

type Absentable<T> = { readonly [K in keyof T]: T[K] | undefined };

/** Without the members that are undefined. */
function compact<T extends object>(value: Absentable<T>): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

function unless<T>(value: T | undefined, standard: T): T | undefined {
  return value === standard ? undefined : value;
}

function filled<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function some<T extends object>(value: T): T | undefined {
  return Object.keys(value).length === 0 ? undefined : value;
}

/** A record by name, its keys in order, without what becomes undefined. */
function mapped<T>(
  record: { readonly [name: string]: T } | undefined,
  change: (value: T) => T | undefined,
): { readonly [name: string]: T } {
  const pairs = Object.entries(record ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return compact(Object.fromEntries(pairs.map(([name, value]) => [name, change(value)])));
}

function normalRange(range: RangeJson | undefined, standard?: RangeJson): RangeJson | undefined {
  if (range === undefined || (standard !== undefined && String(range) === String(standard))) return undefined;
  if (typeof range === 'number') return range;
  const [low, high] = range;
  if (low !== high) return range;
  return low === standard ? undefined : low;
}

function normalWrite(write: WriteJson | undefined, standard?: RangeJson): WriteJson | undefined {
  if (!isSlowWrite(write)) return normalRange(write, standard);
  const { range, slowPercent, slowMs } = write;
  if (slowPercent === 0) return normalRange(range, standard);
  return { range: normalRange(range) ?? range, slowPercent, slowMs: normalRange(slowMs) ?? slowMs };
}

function normalRaft(raft: RaftJson): RaftJson {
  return compact({
    ...raft,
    electionTimeoutMs: normalRange(raft.electionTimeoutMs, STANDARD.electionTimeoutMs),
    heartbeatMs: unless(raft.heartbeatMs, STANDARD.heartbeatMs),
    clientTimeoutMs: unless(raft.clientTimeoutMs, STANDARD.clientTimeoutMs),
    ...normalSwitches(raft),
  });
}

/** Every switch that is as when it is absent becomes undefined. */
function normalSwitches(raft: RaftJson): Absentable<Partial<Switches>> {
  const values = SWITCH_NAMES.map((name) => [name, unless<unknown>(raft[name], SWITCHES[name].absent)] as const);
  return Object.fromEntries(values);
}

function normalNetwork(network: NetworkJson): NetworkJson {
  const links = (network.links ?? []).map((link) =>
    compact({
      ...link,
      latencyMs: normalRange(link.latencyMs),
      scriptMs: filled(link.scriptMs ?? []),
      cut: link.cut || undefined,
    }),
  );
  return compact({
    ...network,
    latencyMs: normalRange(network.latencyMs, STANDARD.latencyMs),
    lossPercent: unless(network.lossPercent, 0),
    duplicatePercent: unless(network.duplicatePercent, 0),
    links: filled(links.filter((link) => Object.keys(link).length > 2)),
  });
}

function normalEntry(entry: EntryJson): EntryJson {
  return typeof entry !== 'number' && entry.command === 'no-op' ? entry.term : entry;
}

function normalServer(server: ServerJson, common: RaftJson): ServerJson {
  const { id, label, state } = server;
  return compact({
    id,
    label: unless(label, ''),
    raft: ownFlags(server, common),
    state: state && some(normalState(id, state)),
  });
}

function normalState(id: string, state: ServerStateJson): ServerStateJson {
  const { role = 'follower', votes } = state;
  const own = role === 'candidate' || role === 'leader' ? id : undefined;
  const base = baseOf(state);
  const onlyOwn = (role === 'candidate' || role === 'pre-candidate') && votes?.length === 1;
  return compact({
    ...state,
    currentTerm: unless(state.currentTerm, 0),
    votedFor: state.votedFor === own ? undefined : state.votedFor,
    log: filled((state.log ?? []).map(normalEntry)),
    snapshot: state.snapshot && normalSnapshot(state.snapshot),
    commitIndex: unless(state.commitIndex, base),
    role: unless(state.role, 'follower'),
    leaderId: role === 'leader' ? undefined : state.leaderId,
    votes: onlyOwn ? undefined : filled(votes ?? []),
    nextIndex: some(mapped(state.nextIndex, (index) => unless(index, base + (state.log?.length ?? 0) + 1))),
    matchIndex: some(mapped(state.matchIndex, (index) => unless(index, 0))),
    down: state.down || undefined,
  });
}

function normalSnapshot({ lastIndex, lastTerm, contents }: SnapshotJson): SnapshotJson {
  return compact({ lastIndex, lastTerm, contents: some(mapped(contents, (value) => value)) });
}

function normalMessage(message: MessageJson): MessageJson {
  switch (message.type) {
    case 'PreVoteRequest':
      return compact({
        ...message,
        candidateId: unless(message.candidateId, message.from),
        lastLogIndex: unless(message.lastLogIndex, 0),
        lastLogTerm: unless(message.lastLogTerm, 0),
      });
    case 'RequestVoteRequest':
      return compact({
        ...message,
        candidateId: unless(message.candidateId, message.from),
        lastLogIndex: unless(message.lastLogIndex, 0),
        lastLogTerm: unless(message.lastLogTerm, 0),
        byTransfer: message.byTransfer || undefined,
      });
    case 'TimeoutNowRequest':
      return compact({
        ...message,
        leaderId: unless(message.leaderId, message.from),
        lastLogIndex: unless(message.lastLogIndex, 0),
      });
    case 'RequestVoteResponse':
    case 'PreVoteResponse':
      return message;
    case 'AppendEntriesRequest':
      return compact({
        ...message,
        leaderId: unless(message.leaderId, message.from),
        prevLogIndex: unless(message.prevLogIndex, 0),
        prevLogTerm: unless(message.prevLogTerm, 0),
        entries: filled((message.entries ?? []).map(normalEntry)),
        leaderCommit: unless(message.leaderCommit, 0),
      });
    case 'AppendEntriesResponse':
      return compact({
        ...message,
        matchIndex: unless(message.matchIndex, 0),
        prevLogIndex: unless(message.prevLogIndex, 0),
      });
    case 'InstallSnapshotRequest':
      return compact({ ...message, leaderId: unless(message.leaderId, message.from), ...normalSnapshot(message) });
    case 'InstallSnapshotResponse':
      return compact({
        ...message,
        offset: unless(message.offset, 0),
        received: unless(message.received, 0),
        matchIndex: unless(message.matchIndex, 0),
      });
  }
}

function normalAction(action: PlacedActionJson): PlacedActionJson {
  const when = normalWhen(action);
  switch (action.do) {
    case 'cut':
    case 'heal':
      return compact({ ...action, when, both: action.both || undefined });
    case 'edit': {
      const { log, nextIndex, matchIndex, contents } = action;
      const entry = log?.entry ?? null;
      return compact({
        ...action,
        when,
        log: log && { ...log, entry: entry === null ? null : normalEntry(entry) },
        nextIndex: nextIndex && some(nextIndex),
        matchIndex: matchIndex && some(matchIndex),
        contents: contents && some(contents),
      });
    }
    case 'setLink':
      return compact({ ...action, when, both: action.both || undefined, latencyMs: normalRange(action.latencyMs) });
    default:
      return when === undefined ? action : { ...action, when };
  }
}

function normalWhen({ when }: PlaceJson): PredicateJson | undefined {
  if (when === undefined) return undefined;
  const { type, server, nth, ...fields } = when;
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  return compact<PredicateJson>({ type, server, nth: unless(nth, 1), ...Object.fromEntries(sorted) });
}
