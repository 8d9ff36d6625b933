import { act } from '../../src/check/act.ts';
import { openRun } from '../../src/cluster/cluster.ts';
import {
  type ClusterAction,
  type ClusterEnvelope,
  type ClusterSpec,
  ELECTION_TIMER,
  HEARTBEAT_TIMER,
  type Run,
  TIMER_NAMES,
  type Wire,
  type World,
} from '../../src/cluster/types.ts';
import type { Server } from '../../src/raft/server.ts';
import { whenItReads } from '../../src/sim/clock.ts';
import { type Address, CLIENT_BASE } from '../../src/sim/types.ts';

type Meant = (message: Wire) => boolean;
const ANY: Meant = () => true;

/**
 * A world in which nothing happens but what is done to it: all messages are held, all timers frozen. What is done are
 * actions that anybody can take, so whatever comes about here can come about in the run.
 */
export class Lab {
  run: Run;
  private readonly spec: ClusterSpec;

  constructor(spec: ClusterSpec, world: World) {
    this.spec = { ...spec, actions: [], holdMessages: true };
    this.run = openRun(this.spec, world);
    this.quieten();
  }

  server(id: number): Server {
    const { state } = this.run.host(id);
    if (state.kind !== 'server') throw new Error(`${id} is no server`);
    return state.raft;
  }

  get servers(): readonly Server[] {
    return this.run.hosts.flatMap(({ state }) => (state.kind === 'server' ? [state.raft] : []));
  }

  act(action: ClusterAction): void {
    act(this.run, action);
  }

  isCut(from: Address, to: Address): boolean {
    return this.run.links[this.run.linkIndex(from, to)]?.cut === true;
  }

  /** Everything that moves by itself stands still: writes alone go on. */
  private quieten(): void {
    for (const item of this.run.queue.sorted()) {
      if (item.kind === 'envelope') this.act({ do: 'hold', message: item });
    }
    for (const { address, up, paused, frozen } of this.run.hosts) {
      if (!up || paused) continue;
      for (let timer = 0; timer < TIMER_NAMES.length; timer++) {
        if (frozen[timer] !== true) this.act({ do: 'freezeTimer', server: address, timer });
      }
    }
  }

  /** All writes come to their end. */
  settle(): void {
    while (this.run.advance());
  }

  wake(server: number): void {
    const { up, paused } = this.run.host(server);
    if (!up) this.act({ do: 'restart', server });
    else if (paused) this.act({ do: 'resume', server });
    this.quieten();
    this.settle();
  }

  fire(server: number, timer: number = ELECTION_TIMER): void {
    this.act({ do: 'fireTimer', server, timer });
    this.settle();
  }

  /** So much time goes by that a server has heard from no leader for an election timeout. */
  waitForSilence(id: number, electionTimeoutUs: number): void {
    const { clock } = this.run.host(id);
    const { heardLeaderUs } = this.server(id);
    if (heardLeaderUs !== null) this.waitUntil(whenItReads(clock, heardLeaderUs + electionTimeoutUs));
  }

  /** Time goes by, and nothing else. */
  waitUntil(atUs: number): void {
    if (atUs <= this.run.nowUs) return;
    // An action that is ignored, as its server is there already: a step at that time, and no more.
    const nothing = { place: { atUs }, action: { do: 'join', server: 1 } as const };
    const actionsDone = { byTime: 0, byStep: 0, matches: [], taken: [], ready: [] };
    this.run = openRun({ ...this.spec, actions: [nothing] }, { ...this.run.world(), actionsDone });
    this.settle();
    this.run = openRun(this.spec, { ...this.run.world(), actionsDone });
  }

  /** What is on its way there arrives, in the order of sending, unless the link is cut. Tells how much that was. */
  deliver(from: Address, to: Address, isMeant: Meant = ANY, butNot: readonly ClusterEnvelope[] = []): number {
    if (this.isCut(from, to)) return 0;
    const meant = this.run.held.filter((envelope: ClusterEnvelope) => {
      return envelope.from === from && envelope.to === to && isMeant(envelope.message) && !butNot.includes(envelope);
    });
    for (const envelope of meant.sort((a, b) => a.ordinal - b.ordinal)) this.act({ do: 'deliver', message: envelope });
    this.settle();
    return meant.length;
  }

  /** A leader and a follower talk, until `done` or for so long. */
  replicate(leader: number, follower: number, done: () => boolean): void {
    const { currentTerm } = this.server(leader);
    const request: Meant = ({ type, ...message }) =>
      (type === 'AppendEntriesRequest' || type === 'InstallSnapshotRequest') &&
      'term' in message &&
      message.term === currentTerm;
    const answer: Meant = ({ type }) => type === 'AppendEntriesResponse' || type === 'InstallSnapshotResponse';
    for (let round = 0; round < 200 && !done(); round++) {
      const moved = this.deliver(leader, follower, request) + this.deliver(follower, leader, answer);
      if (done() || moved > 0) continue;
      if (this.server(leader).role !== 'leader' || this.server(leader).currentTerm !== currentTerm) return;
      this.fire(leader, HEARTBEAT_TIMER);
    }
  }

  /** A candidate, or pre-candidate, asks a voter and hears from it. */
  askForVote(candidate: number, voter: number): void {
    const { role, currentTerm } = this.server(candidate);
    if (role !== 'candidate' && role !== 'pre-candidate') return;
    const asks: Meant = (message) =>
      (message.type === 'RequestVoteRequest' && message.term === currentTerm && role === 'candidate') ||
      (message.type === 'PreVoteRequest' && message.term === currentTerm + 1 && role === 'pre-candidate');
    const says: Meant = ({ type }) => type === 'RequestVoteResponse' || type === 'PreVoteResponse';
    this.deliver(voter, candidate, (message) => says(message) && 'voteGranted' in message && message.voteGranted);
    const is = this.server(candidate);
    if (is.role !== role || is.currentTerm !== currentTerm) return;
    // What the voter said when it was asked before is not what it says now.
    const old = this.run.held.slice();
    if (this.deliver(candidate, voter, asks) === 0) {
      this.fire(candidate, HEARTBEAT_TIMER);
      this.deliver(candidate, voter, asks);
    }
    this.deliver(voter, candidate, says, old);
  }

  /** A client's question gets where it goes, and so do the answers that send it on. */
  talk(client: Address, request: number): void {
    const asks: Meant = (message) => message.type === 'ClientRequest' && message.request === request;
    const sendsOn: Meant = (message) =>
      message.type === 'ClientResponse' && message.request === request && message.status !== 'ok';
    for (let round = 0; round < 8; round++) {
      let moved = 0;
      for (const { id } of this.servers) {
        moved += this.deliver(client, id, asks);
        moved += this.deliver(id, client, sendsOn);
      }
      if (moved === 0) return;
    }
  }

  /** A command for a leader, from the first client that reaches it. */
  command(leader: number): void {
    for (const { address } of this.run.hosts) {
      if (address <= CLIENT_BASE || this.isCut(address, leader)) continue;
      const operation = { kind: 'set', key: 'more', value: 1 } as const;
      this.act({ do: 'tell', address, order: { operation, server: leader } });
      this.settle();
      this.deliver(address, leader);
      return;
    }
  }
}
