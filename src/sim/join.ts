import type { Stage } from './stage.ts';
import { type Action, type Address, HostShape, isClient, type Link } from './types.ts';

/**
 * A server comes to the network that was not there before: the next after the last one, with a blank disk. It stands
 * between servers and clients, so all that is counted by host index is counted anew; draws are by address and stay.
 */
export function join<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, server: Address): void {
  const place = sim.serverCount;
  const disk = sim.protocol.blankDisk(server);
  const host = new HostShape<S, D, M>({
    address: server,
    state: sim.protocol.restart(server, disk),
    disk,
    writes: [],
    up: true,
    paused: false,
    inbox: [],
    frozen: sim.protocol.timers.map(() => false),
    life: 1,
    clock: null,
  });
  const before = sim.hosts.length;
  sim.links = grown<Link>(sim.links, before, place, sim.settings.newcomer.link);
  sim.sentCounts = grown(sim.sentCounts, before, place, 0);
  sim.writeCounts.splice(place, 0, 0);
  sim.timers.insert(place);
  sim.hosts.splice(place, 0, host);
  sim.serverCount = place + 1;
  sim.record.address = server;
  sim.emit(server, { type: 'Joined' }, []);
  sim.tell(server, { type: 'Started', localUs: sim.nowUs, step: sim.step });
}

/** A square table by `from * hosts + to` with one more host at `place`, whose members are `value`. */
function grown<T>(table: readonly T[], hosts: number, place: number, value: T): T[] {
  const old = (index: number): number | null => (index === place ? null : index < place ? index : index - 1);
  const wider: T[] = [];
  for (let from = 0; from <= hosts; from++) {
    for (let to = 0; to <= hosts; to++) {
      const [a, b] = [old(from), old(to)];
      wider.push(a === null || b === null ? value : (table[a * hosts + b] as T));
    }
  }
  return wider;
}

/** Whether an action names a server that has not joined yet. */
export function isAboutNobody(servers: number, action: Action<unknown>): boolean {
  if (action.do === 'join') return false;
  const named: (Address | undefined)[] = [];
  if ('server' in action) named.push(action.server);
  if ('address' in action) named.push(action.address);
  if ('message' in action) named.push(action.message.from, action.message.to);
  if ('from' in action) named.push(action.from, action.to);
  return named.some((address) => address !== undefined && !isClient(address) && address > servers);
}

/** Whether `server` is the next that can join: servers are numbered without gaps. */
export function canJoin(servers: number, server: Address): boolean {
  return !isClient(server) && server === servers + 1;
}
