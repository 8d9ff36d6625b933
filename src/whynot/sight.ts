import { at } from '../base/assert.ts';
import { raftConfigOf } from '../cluster/cluster.ts';
import type { ClientMember, ClusterEnvelope, ClusterHost, ClusterSpec, Wire, World } from '../cluster/types.ts';
import { ELECTION_TIMER, TIMER_NAMES } from '../cluster/types.ts';
import type { RaftConfig } from '../raft/config.ts';
import type { ServerId } from '../raft/messages.ts';
import type { Server } from '../raft/server.ts';
import { readingAt } from '../sim/clock.ts';
import { type Address, CLIENT_BASE } from '../sim/types.ts';
import { messagesInFlight } from '../sim/world.ts';

/** A moment of a run as questions are asked of it: the world, and what the run goes by. */
export class Sight {
  readonly spec: ClusterSpec;
  readonly world: World;
  readonly serverIds: readonly ServerId[];
  private readonly configs = new Map<ServerId, RaftConfig>();
  private flying: readonly ClusterEnvelope[] | null = null;

  constructor(spec: ClusterSpec, world: World) {
    this.spec = spec;
    this.world = world;
    this.serverIds = world.hosts.filter(({ state }) => state.kind === 'server').map(({ address }) => address);
  }

  private placeOf(address: Address): number {
    return address <= CLIENT_BASE ? address - 1 : this.serverIds.length + address - CLIENT_BASE - 1;
  }

  /** Null where there is nobody (yet). */
  host(address: Address): ClusterHost | null {
    return this.world.hosts[this.placeOf(address)] ?? null;
  }

  server(id: ServerId): Server | null {
    const state = this.host(id)?.state;
    return state?.kind === 'server' ? state.raft : null;
  }

  client(address: Address): ClientMember | null {
    const state = this.host(address)?.state;
    return state?.kind === 'client' ? state : null;
  }

  /** Whether it takes part: up, and not paused. */
  runs(id: Address): boolean {
    const host = this.host(id);
    return host?.up === true && !host.paused;
  }

  isCut(from: Address, to: Address): boolean {
    const { links, hosts } = this.world;
    return at(links, this.placeOf(from) * hosts.length + this.placeOf(to)).cut;
  }

  localUs(id: Address): number {
    return readingAt(this.host(id)?.clock ?? null, this.world.nowUs);
  }

  /** What a server goes by, with explanations: its decisions are read from them. */
  config(id: ServerId): RaftConfig {
    let config = this.configs.get(id);
    if (config === undefined) {
      config = raftConfigOf(this.spec, id, true);
      this.configs.set(id, config);
    }
    return config;
  }

  /** When the election timer of a server runs out; null when it does not run. */
  electionDueUs(id: ServerId): number | null {
    const due = this.world.timerDueUs[this.placeOf(id) * TIMER_NAMES.length + ELECTION_TIMER] ?? Infinity;
    return due === Infinity ? null : due;
  }

  /** The messages from one to the other that are on their way and of which `isMeant` is true, in the order of sending. */
  onTheWay(from: Address, to: Address, isMeant: (message: Wire) => boolean): readonly ClusterEnvelope[] {
    this.flying ??= messagesInFlight(this.world);
    return this.flying.filter((envelope) => envelope.from === from && envelope.to === to && isMeant(envelope.message));
  }
}
