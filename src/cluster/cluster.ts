import { assert, at } from '../base/assert.ts';
import { NO_MUTATIONS, type RaftConfig } from '../raft/config.ts';
import { configurationOfVoters, NO_CONFIGURATION } from '../raft/configuration.ts';
import { leaderOf } from '../raft/leadership.ts';
import { Log } from '../raft/log.ts';
import {
  CandidateShape,
  copyOf,
  type Durable,
  durableOf,
  type Follower,
  freshDurable,
  fromDisk,
  PreCandidateShape,
  type Server,
  withLog,
} from '../raft/server.ts';
import { clockAtRate, TRUE_RATE_PPM } from '../sim/clock.ts';
import { type Plan, planOf } from '../sim/plan.ts';
import { Simulation } from '../sim/simulation.ts';
import { CLIENT_BASE, HostShape, type Link, type Protocol, type SimSettings } from '../sim/types.ts';
import { freshClient, stepClient } from './client.ts';
import { applyCommand } from './machine.ts';
import { memberFromDisk, memberOf, type ServerContext, serverContext, stepServer } from './member.ts';
import { snapshotDataWith } from './snapshot-data.ts';
import {
  type ClientMember,
  type ClusterEnvelope,
  type ClusterHost,
  type ClusterNote,
  type ClusterOrder,
  type ClusterSpec,
  type Disk,
  type InitialServer,
  type Member,
  type Run,
  type ServerMember,
  TIMER_NAMES,
  type TraceEvent,
  type Wire,
  type World,
} from './types.ts';

type ClusterProtocol = Protocol<Member, Disk, Wire, ClusterNote, ClusterOrder>;

/** P105: what a server has on its disk before it ever wrote: the initial configuration, or none if it is not in it. */
export function blankDurable(spec: ClusterSpec, id: number): Durable {
  const { configuration: voters } = spec;
  return freshDurable(voters.includes(id) ? configurationOfVoters(voters) : NO_CONFIGURATION);
}

/** Place 0 is what all share; servers that joined later have nothing of their own. */
function contextIn(contexts: readonly ServerContext[], id: number): ServerContext {
  return contexts[id] ?? at(contexts, 0);
}

/** P73: what a server goes by: the settings of the spec, as far as they are not otherwise for it. */
export function raftConfigOf(spec: ClusterSpec, id: number, explain: boolean): RaftConfig {
  const { lowUs: electionTimeoutUs } = spec.electionTimeout;
  return { ...spec.raft, ...(spec.serverFlags?.[id - 1] ?? {}), electionTimeoutUs, explain };
}

function protocolOf(spec: ClusterSpec): ClusterProtocol {
  return spec.lesson ?? raftProtocol(spec);
}

function raftProtocol(spec: ClusterSpec): ClusterProtocol {
  const contextOf = (id: number, explain: boolean) =>
    serverContext(raftConfigOf(spec, id, explain), spec.electionTimeout, spec.heartbeatUs);
  // By server id; P73: what is not otherwise for a server is shared.
  const contextsOf = (explain: boolean): readonly ServerContext[] => {
    const common = contextOf(0, explain);
    return Array.from({ length: spec.servers + 1 }, (_, id) =>
      spec.serverFlags?.[id - 1] ? contextOf(id, explain) : common,
    );
  };
  const quiet = contextsOf(false);
  const explaining = contextsOf(true);
  const { mutations } = spec.raft;
  return {
    timers: TIMER_NAMES,
    step: (member, input, explain) =>
      member.kind === 'server'
        ? stepServer(member, input, contextIn(explain ? explaining : quiet, member.raft.id))
        : stepClient(member as ClientMember, input, spec, explain),
    durableOf: (member) => (member.kind === 'server' ? durableOf(member.raft) : null),
    restart: (address, disk) => (disk === null ? freshClient(address) : memberFromDisk(address, disk, mutations)),
    blankDisk: (address) => (address > CLIENT_BASE ? null : blankDurable(spec, address)),
  };
}

/** The first world of a spec, before its protocol got its first word. */
function firstWorld(spec: ClusterSpec): World {
  const hosts: ClusterHost[] = [];
  const hostAt = spec.lesson === undefined ? serverHost : processHost;
  for (let id = 1; id <= spec.servers; id++)
    hosts.push({ ...hostAt(spec, id), clock: clockAtRate(spec.clockRates?.[id - 1] ?? TRUE_RATE_PPM) });
  for (let client = 1; client <= spec.clients; client++) {
    hosts.push(hostOf(CLIENT_BASE + client, freshClient(CLIENT_BASE + client), null, true, false));
  }
  const count = hosts.length;
  assert(spec.links.length === count * count, 'a spec has a link for every pair of hosts');
  const timers = count * TIMER_NAMES.length;
  const sentCounts = zeros(count * count);
  const envelopes = spec.messages.map((initial) => initialEnvelope(spec, initial, sentCounts, count));
  return {
    nowUs: 0,
    step: 0,
    hosts,
    links: spec.links,
    queue: envelopes.filter((envelope) => !envelope.held).sort((a, b) => a.dueAtUs - b.dueAtUs),
    held: envelopes.filter((envelope) => envelope.held),
    timerDueUs: new Array<number>(timers).fill(Infinity),
    timerParkedUs: new Array<number>(timers).fill(-1),
    timerDraws: zeros(timers),
    timerSetStep: zeros(timers),
    timerSetI: new Array<number>(timers).fill(-1),
    sentCounts,
    writeCounts: zeros(count),
    actionsDone: { byTime: 0, byStep: 0, matches: [], taken: [], ready: [] },
  };
}

function zeros(count: number): number[] {
  return new Array<number>(count).fill(0);
}

function hostOf(address: number, state: Member, disk: Disk, up: boolean, frozen: boolean): ClusterHost {
  return new HostShape({
    address,
    state,
    disk,
    writes: [],
    up,
    paused: false,
    inbox: [],
    frozen: TIMER_NAMES.map(() => frozen),
    life: up ? 1 : 0,
    clock: null,
  });
}

function processHost(spec: ClusterSpec, id: number): ClusterHost {
  const up = spec.initial[id - 1]?.up ?? true;
  return hostOf(id, protocolOf(spec).restart(id, null), null, up, spec.freezeTimers);
}

function serverHost(spec: ClusterSpec, id: number): ClusterHost {
  const initial = spec.initial[id - 1] ?? null;
  const fresh = blankDurable(spec, id);
  if (initial === null) return hostOf(id, memberOf(fromDisk(id, fresh)), fresh, true, spec.freezeTimers);
  const { currentTerm, votedFor } = initial;
  const { log, snapshot } = snapshotAndLog(spec, initial);
  const disk = withLog({ ...fresh, currentTerm, votedFor, snapshot }, log);
  return hostOf(id, initialMember(id, disk, initial), disk, initial.up, spec.freezeTimers);
}

function initialMember(id: number, disk: Durable, initial: InitialServer): ServerMember {
  const follower = copyOf(fromDisk(id, disk));
  if (!initial.up) return memberOf(follower);
  follower.leaderId = initial.leaderId;
  follower.commitIndex = Math.max(initial.commitIndex, follower.log.baseIndex);
  follower.lastApplied = follower.commitIndex;
  return applied(memberOf(inRole(follower, initial)));
}

function inRole(follower: Follower, initial: InitialServer): Server {
  const { votesGranted } = initial;
  switch (initial.role) {
    case 'follower':
      return follower;
    case 'pre-candidate':
      return new PreCandidateShape(follower, { preVotesGranted: votesGranted, preVotesRefused: [] });
    case 'candidate':
      return new CandidateShape(follower, { votesGranted, votesRefused: [], byTransfer: false });
    case 'leader':
      return initialLeader(follower, initial);
  }
}

function initialLeader(follower: Follower, { votesGranted, nextIndex, matchIndex }: InitialServer): Server {
  const leader = leaderOf(follower, votesGranted, 0);
  if (nextIndex !== null) leader.nextIndex = nextIndex;
  if (matchIndex !== null) leader.matchIndex = matchIndex;
  return leader;
}

function snapshotAndLog(spec: ClusterSpec, { snapshot, log }: InitialServer): Pick<Durable, 'snapshot' | 'log'> {
  if (snapshot === null) return { snapshot: null, log: Log.of(log) };
  const { lastIndex, lastTerm, contents } = snapshot;
  const data = snapshotDataWith(new Map(contents));
  const configuration = configurationOfVoters(spec.configuration);
  return { snapshot: { lastIndex, lastTerm, configuration, data }, log: Log.after(lastIndex, lastTerm, log) };
}

/** The machine of an explicit state holds what its snapshot and its committed entries say. */
function applied(member: ServerMember): ServerMember {
  let { machine } = member;
  const { log, commitIndex } = member.raft;
  log.toArray().forEach((entry, place) => {
    const index = log.baseIndex + place + 1;
    if (index <= commitIndex) machine = applyCommand(machine, index, entry.command).machine;
  });
  return { ...member, machine };
}

function initialEnvelope(
  spec: ClusterSpec,
  { from, to, message }: ClusterSpec['messages'][number],
  sentCounts: number[],
  hosts: number,
): ClusterEnvelope {
  const index = (from - 1) * hosts + to - 1;
  const ordinal = (sentCounts[index] ?? 0) + 1;
  sentCounts[index] = ordinal;
  const link = at(spec.links, index);
  const latencyUs = link.scriptedUs[ordinal - 1] ?? link.highUs;
  return {
    kind: 'envelope',
    from,
    to,
    ordinal,
    copy: 0,
    message,
    sentAtUs: 0,
    dueAtUs: latencyUs,
    arriveAtUs: latencyUs,
    roadUs: latencyUs,
    doomed: link.cut,
    held: spec.holdMessages,
    sentStep: 0,
    sentI: -1,
  };
}

function settingsOf(spec: ClusterSpec): SimSettings {
  return {
    seed: spec.seed,
    newcomer: spec.newcomer,
    writeLatency: spec.writeLatency,
    scriptedTimers: spec.scriptedTimeouts.map((delays) => [delays, []]),
    holdMessages: spec.holdMessages,
    sendsWaitForDisk: !spec.raft.mutations.replyBeforeDurable,
    drawsOnce: spec.raft.mutations.sameTimeoutAgain,
  };
}

/** A spec made ready to run: protocol, settings and plan are built once, so that opening a run costs next to nothing. */
export interface Engine {
  readonly spec: ClusterSpec;
  readonly plan: Plan<ClusterOrder>;
  /** A run that continues from `world`, or starts when there is none. `explain`: with events. */
  open(world: World | null, explain: boolean): Run;
}

export function engineOf(spec: ClusterSpec): Engine {
  const protocol = protocolOf(spec);
  const settings = settingsOf(spec);
  const plan = planOf(spec.actions);
  const open = (world: World | null, explain: boolean): Run => {
    const run: Run = new Simulation(protocol, settings, plan, world ?? firstWorld(spec));
    run.explaining = explain || plan.byEvent.length > 0;
    if (world === null) run.start();
    return run;
  };
  return { spec, plan, open };
}

/** A run of a spec that is used once. */
export function openRun(spec: ClusterSpec, world: World | null = null, explain = false): Run {
  return engineOf(spec).open(world, explain);
}

/** One step as a pure function: the next world and what happened. Null when nothing is left to happen. */
export function advance(engine: Engine, world: World): { world: World; events: readonly TraceEvent[] } | null {
  const run = engine.open(world, true);
  if (!run.advance()) return null;
  const events = [...run.events];
  return { world: run.world(), events };
}

/** Whether the run follows Raft: no rule is switched off, no disk was wiped so far. */
export function brokenRules(spec: ClusterSpec): readonly string[] {
  const names = Object.keys(NO_MUTATIONS) as (keyof typeof NO_MUTATIONS)[];
  return names.filter((name) => spec.raft.mutations[name]);
}

/** How a link is by the spec; one of a server that joined later as the spec says of newcomers. */
export function linkOf(spec: ClusterSpec, from: number, to: number): Link {
  const place = (address: number): number | null => {
    if (address > CLIENT_BASE) return spec.servers + address - CLIENT_BASE - 1;
    return address <= spec.servers ? address - 1 : null;
  };
  const [a, b] = [place(from), place(to)];
  return a === null || b === null ? spec.newcomer.link : at(spec.links, a * (spec.servers + spec.clients) + b);
}
