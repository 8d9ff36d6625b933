import { at } from '../../src/base/assert.ts';
import { type Monitor, openMonitor, type Violation } from '../../src/check/monitor.ts';
import { openRun } from '../../src/cluster/cluster.ts';
import {
  type ClusterAction,
  type ClusterEnvelope,
  type ClusterPlacedAction,
  type ClusterSpec,
  ELECTION_TIMER,
  type Fact,
  type FactType,
  HEARTBEAT_TIMER,
  type InitialServer,
  type Run,
  type ServerMember,
  type TraceEvent,
  type Wire,
} from '../../src/cluster/types.ts';
import type { ConfigurationChange } from '../../src/raft/change.ts';
import type { Operation } from '../../src/raft/command.ts';
import type { Mutations, RaftConfig } from '../../src/raft/config.ts';
import type { Configuration } from '../../src/raft/configuration.ts';
import type { Entry } from '../../src/raft/log.ts';
import type { ServerId } from '../../src/raft/messages.ts';
import type { ReadMode } from '../../src/raft/reads.ts';
import type { Server } from '../../src/raft/server.ts';
import type { Flags } from '../../src/raft/switches.ts';
import { CLIENT_BASE, type Link } from '../../src/sim/types.ts';
import { messagesInFlight } from '../../src/sim/world.ts';
import { basics, deepFreeze, entries, set, termsOf } from './support.ts';

/** The words in which the tests of this folder speak of a whole cluster: a spec in milliseconds, and a stage to play it on. */

export const CLIENT = CLIENT_BASE + 1;

export interface Cast {
  readonly servers?: number;
  readonly clients?: number;
  /** Who votes at first; all of them unless said otherwise. */
  readonly configuration?: readonly ServerId[];
  readonly seed?: number;
  readonly raft?: Partial<Omit<RaftConfig, 'mutations' | 'electionTimeoutUs'>>;
  /** Flags that are otherwise for single servers, from S1. */
  readonly flags?: readonly Partial<Flags>[];
  readonly mutations?: Partial<Mutations>;
  /** All times in ms: [low, high]. */
  readonly latency?: readonly [number, number];
  readonly election?: readonly [number, number];
  readonly heartbeat?: number;
  readonly write?: readonly [number, number];
  /** Of each disk, from S1; the others are as `write` says. */
  readonly writes?: readonly (readonly [number, number])[];
  readonly clientTimeout?: number;
  readonly lossPpm?: number;
  readonly duplicatePpm?: number;
  /** The first election timeouts of each server, from S1. */
  readonly timeouts?: readonly (readonly number[])[];
  readonly byHand?: boolean;
  /** How fast clocks run, from S1, in parts per million. */
  readonly clocks?: readonly number[];
  readonly initial?: readonly Partial<Start>[];
  readonly actions?: readonly ClusterPlacedAction[];
}

/** A server that does not start empty. `log` is terms; a configuration stands with its term. */
interface Start extends Omit<InitialServer, 'log'> {
  readonly log: readonly (number | readonly [term: number, configuration: Configuration])[];
}

const BLANK: Omit<InitialServer, 'log'> = {
  currentTerm: 0,
  votedFor: null,
  snapshot: null,
  commitIndex: 0,
  role: 'follower',
  leaderId: null,
  votesGranted: [],
  nextIndex: null,
  matchIndex: null,
  up: true,
};

const us = (ms: number): number => Math.round(ms * 1000);

function range([low, high]: readonly [number, number]): { lowUs: number; highUs: number } {
  return { lowUs: us(low), highUs: us(high) };
}

/** Three servers and a client; every message takes 10 ms, disks none; timeouts of 150 to 300 ms, heartbeats every 50. */
export function specOf(cast: Cast = {}): ClusterSpec {
  const { servers = 3, clients = 1, write = [0, 0], writes = [], timeouts = [], byHand = false } = cast;
  const { explain: _, electionTimeoutUs: __, ...raft } = { ...basics, ...cast.raft };
  const hosts = servers + clients;
  return {
    seed: cast.seed ?? 1,
    servers,
    clients,
    configuration: cast.configuration ?? Array.from({ length: servers }, (_, index) => index + 1),
    raft: { ...raft, mutations: { ...basics.mutations, ...cast.mutations } },
    ...(cast.flags && { serverFlags: cast.flags }),
    electionTimeout: range(cast.election ?? [150, 300]),
    heartbeatUs: us(cast.heartbeat ?? 50),
    clientTimeoutUs: us(cast.clientTimeout ?? 1000),
    links: new Array<Link>(hosts * hosts).fill(linkOf(cast)),
    newcomer: { link: linkOf(cast), writeLatency: range(write) },
    writeLatency: Array.from({ length: servers }, (_value, place) => range(writes[place] ?? write)),
    scriptedTimeouts: Array.from({ length: servers }, (_value, place) => (timeouts[place] ?? []).map(us)),
    holdMessages: byHand,
    freezeTimers: byHand,
    ...(cast.clocks && { clockRates: cast.clocks }),
    initial: Array.from({ length: servers }, (_value, place) => startOf(cast.initial?.[place])),
    messages: [],
    actions: cast.actions ?? [],
  };
}

function linkOf({ latency = [10, 10], lossPpm = 0, duplicatePpm = 0 }: Cast): Link {
  return { ...range(latency), lossPpm, duplicatePpm, cut: false, scriptedUs: [] };
}

function startOf(start: Partial<Start> | undefined): InitialServer | null {
  if (start === undefined) return null;
  const { log = [] } = start;
  const plain = entries(...log.map((entry) => (typeof entry === 'number' ? entry : entry[0])));
  const full = plain.map((entry, place): Entry => {
    const configuration = Array.isArray(log[place]) ? (log[place][1] as Configuration) : null;
    return configuration === null ? entry : { term: entry.term, command: { kind: 'configuration', configuration } };
  });
  return { ...BLANK, ...start, log: full };
}

export type FactOf<T extends FactType> = Extract<Fact, { readonly type: T }>;

/**
 * A run that can be told what to do next. Every order becomes an action of the spec, placed at the time reached or after
 * the step just taken, so what was played is a scenario at any time.
 */
export class Stage {
  spec: ClusterSpec;
  run: Run;
  /** All events so far. */
  readonly events: TraceEvent[] = [];
  /** Until when the stage has been played: what follows comes no earlier. */
  private clockUs = 0;
  /** All broken promises so far. */
  readonly violations: Violation[] = [];
  private readonly monitor: Monitor;

  constructor(cast: Cast = {}) {
    this.spec = specOf(cast);
    this.run = openRun(this.spec, null, true);
    this.monitor = openMonitor(this.spec, this.run.world());
    this.events.push(...this.run.events);
  }

  private note(): void {
    this.events.push(...this.run.events);
    this.violations.push(...this.monitor.observe(this.run));
    deepFreeze(this.run.record.after?.state);
  }

  /** The invariants that were broken, in the order in which this was first seen. */
  get broken(): Violation['invariant'][] {
    return [...new Set(this.violations.map(({ invariant }) => invariant))];
  }

  /** Takes every step up to and including virtual time `ms`. */
  until(ms: number): this {
    this.clockUs = us(ms);
    while (this.run.advance(us(ms))) this.note();
    return this;
  }

  /** Plays until something holds. */
  untilIt(holds: () => boolean, limitMs = 60_000): this {
    while (!holds()) {
      if (!this.run.advance(us(limitMs))) throw new Error(`it does not come true within ${limitMs} ms`);
      this.note();
    }
    return this;
  }

  act(...actions: readonly ClusterAction[]): this {
    for (const action of actions) {
      const { nowUs, step } = this.run;
      const place = this.clockUs > nowUs ? { atUs: this.clockUs } : { afterStep: step };
      const placed: ClusterPlacedAction = { place, action };
      this.spec = { ...this.spec, actions: [...this.spec.actions, placed] };
      this.run = openRun(this.spec, this.run.world(), true);
      this.run.advance();
      this.note();
    }
    return this;
  }

  crash(server: ServerId): this {
    return this.act({ do: 'crash', server });
  }

  restart(server: ServerId): this {
    return this.act({ do: 'restart', server });
  }

  reboot(server: ServerId): this {
    return this.crash(server).restart(server);
  }

  wipe(server: ServerId): this {
    return this.act({ do: 'wipe', server }, { do: 'restart', server });
  }

  partition(...groups: readonly (readonly ServerId[])[]): this {
    return this.act({ do: 'partition', groups });
  }

  heal(): this {
    return this.act({ do: 'healAll' });
  }

  /** The election timer of a server runs out. */
  timeOut(server: ServerId): this {
    return this.act({ do: 'fireTimer', server, timer: ELECTION_TIMER });
  }

  heartbeat(server: ServerId): this {
    return this.act({ do: 'fireTimer', server, timer: HEARTBEAT_TIMER });
  }

  /** The client asks `server` to set x. */
  ask(server: ServerId, operation: Operation = set('x', 3)): this {
    return this.act({ do: 'tell', address: CLIENT, order: { operation, server } });
  }

  /** The client reads x at `server`, in the way that it names. */
  read(server: ServerId, read?: ReadMode): this {
    return this.act({ do: 'tell', address: CLIENT, order: { operation: { kind: 'get', key: 'x' }, server, read } });
  }

  /** A server is told to hand its leadership over. */
  transfer(server: ServerId, to: ServerId): this {
    return this.act({ do: 'tell', address: server, order: { type: 'TransferLeadership', to } });
  }

  /** `server` is told to change the configuration. */
  change(server: ServerId, change: ConfigurationChange): this {
    return this.act({ do: 'tell', address: server, order: { type: 'ChangeConfiguration', change } });
  }

  /** A server is told to take a snapshot. */
  snapshot(server: ServerId): this {
    return this.act({ do: 'tell', address: server, order: { type: 'TakeSnapshot' } });
  }

  /** The client asks and the question arrives at once (for stages played by hand). */
  command(server: ServerId, operation: Operation = set('x', 3)): this {
    return this.ask(server, operation).deliver(CLIENT, server);
  }

  /** Messages between two hosts, oldest first. */
  between(from: number, to: number, type?: Wire['type']): ClusterEnvelope[] {
    return messagesInFlight(this.run.world()).filter(
      (envelope) =>
        envelope.from === from && envelope.to === to && (type === undefined || envelope.message.type === type),
    );
  }

  /** Delivers the oldest message between two hosts. */
  deliver(from: number, to: number, type?: Wire['type']): this {
    return this.act({ do: 'deliver', message: at(this.between(from, to, type), 0) });
  }

  /** A question and its answer: from `a` to `b` and back. */
  exchange(a: ServerId, b: ServerId): this {
    return this.deliver(a, b).deliver(b, a);
  }

  drop(from: number, to: number, type?: Wire['type']): this {
    return this.act({ do: 'drop', message: at(this.between(from, to, type), 0) });
  }

  dropAll(): this {
    return this.act(...messagesInFlight(this.run.world()).map((message): ClusterAction => ({ do: 'drop', message })));
  }

  /** Delivers everything between the given hosts, in order of age, until nothing is left. */
  settle(...hosts: readonly number[]): this {
    for (let count = 0; count < 10_000; count++) {
      const next = messagesInFlight(this.run.world())
        .filter((envelope) => hosts.includes(envelope.from) && hosts.includes(envelope.to))
        .sort((a, b) => a.sentStep - b.sentStep || a.to - b.to || a.ordinal - b.ordinal)[0];
      if (next === undefined) return this;
      this.act({ do: 'deliver', message: next });
    }
    throw new Error('the messages do not come to rest');
  }

  /** By hand: `server` stands for election and hears everything that `voters` have to say. */
  elect(server: ServerId, ...voters: readonly ServerId[]): this {
    this.timeOut(server);
    for (const voter of voters) this.exchange(server, voter);
    return this;
  }

  member(server: ServerId): ServerMember {
    const { state } = this.run.host(server);
    if (state.kind !== 'server') throw new Error(`${server} is no server`);
    return state;
  }

  raft(server: ServerId): Server {
    return this.member(server).raft;
  }

  terms(server: ServerId): number[] {
    return termsOf(this.raft(server).log);
  }

  get servers(): Server[] {
    return Array.from({ length: this.spec.servers }, (_, place) => this.raft(place + 1));
  }

  get leaders(): ServerId[] {
    return this.servers.filter((server) => server.role === 'leader').map((server) => server.id);
  }

  get finished() {
    const { state } = this.run.host(CLIENT);
    if (state.kind !== 'client') throw new Error('there is no client');
    return state.finished.toArray();
  }

  /** The events of a kind, with their facts narrowed. */
  of<T extends FactType>(type: T): (Omit<TraceEvent, 'fact'> & { readonly fact: FactOf<T> })[] {
    return this.events.filter((event) => event.fact.type === type) as (Omit<TraceEvent, 'fact'> & {
      readonly fact: FactOf<T>;
    })[];
  }
}

/** A stage where nothing happens unless it is told: all timers frozen, all messages held. */
export function byHand(cast: Cast = {}): Stage {
  return new Stage({ byHand: true, ...cast });
}
