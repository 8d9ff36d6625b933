import { canonical, type Json } from '../base/canonical.ts';
import { hash64 } from '../base/hash.ts';
import type { Server } from '../raft/server.ts';
import { type Clock, readingAt, TRUE_RATE_PPM } from '../sim/clock.ts';
import type { Envelope, PendingWrite } from '../sim/types.ts';
import { messageName, messagesInFlight } from '../sim/world.ts';
import { encodeClient, encodeDurable, encodeMessage, encodeVolatile } from './encode-parts.ts';
import { encodeSessions } from './encode-sessions.ts';
import { filled, type JsonRecord, unless } from './encode-words.ts';
import { nameOf } from './names.ts';
import { itemsOf } from './snapshot-data.ts';
import { type ClusterEnvelope, type ClusterHost, type Disk, TIMER_NAMES, type Wire, type World } from './types.ts';

/** Part of what is hashed: hashes of different versions never match by accident. */
const STATE_HASH_VERSION = 1;

/**
 * The observable world as canonical data (docs/state-hash.md): virtual time, servers with disk and memory, messages in
 * flight, timers due, pending writes, clients, cut links. Neither step numbers nor how the world came about are in it.
 */
export function encodeWorld(world: World): Json {
  const servers = world.hosts.filter((host) => host.state.kind === 'server').length;
  const hosts = world.hosts.map(
    (host, index) => [nameOf(host.address), encodeHost(world, host, index, servers)] as const,
  );
  return {
    version: STATE_HASH_VERSION,
    nowUs: world.nowUs,
    hosts: Object.fromEntries(hosts),
    messages: filled(messagesInFlight(world).map(encodeEnvelope)),
    cut: filled(cutLinks(world)),
  };
}

/** 16 hexadecimal digits over `encodeWorld`. */
export function stateHash(world: World): string {
  return hash64(canonical(encodeWorld(world)));
}

/**
 * Covers everything that the future of a run depends on, and the evidence that its trace cites: for tests of
 * determinism only, not part of any format. What exists only while events are explained (`sentI` and the like) is not in
 * it: looking must not change anything.
 */
export function internalHash(world: World): string {
  return hash64(canonical(encodeInternal(world)));
}

function encodeInternal(world: World): Json {
  return {
    world: encodeWorld(world),
    step: world.step,
    links: world.links.map((link) => ({ ...link })),
    timerDraws: world.timerDraws,
    timerSetStep: world.timerSetStep,
    sentCounts: world.sentCounts,
    writeCounts: world.writeCounts,
    sentSteps: messagesInFlight(world).map((envelope) => envelope.sentStep),
    actionsDone: { ...world.actionsDone },
    hosts: world.hosts.map((host) => ({
      life: host.life,
      clock: host.clock === null ? undefined : [host.clock.sinceUs, host.clock.localUs],
      writes: host.writes.map((write) => [write.ordinal, write.startedStep]),
      superseded: host.state.kind === 'server' ? encodeSuperseded(host.state.raft.superseded) : null,
      evidence: host.state.kind === 'server' ? [dense(host.state.ackSteps), dense(host.state.voteSteps)] : null,
      requestCount: host.state.kind === 'client' ? host.state.requestCount : null,
      errandCount: host.state.kind === 'client' && host.state.errandCount > 0 ? host.state.errandCount : undefined,
    })),
  };
}

function encodeSuperseded(superseded: Server['superseded']): Json {
  return superseded === null ? null : [superseded.fromIndex, superseded.term];
}

/** Evidence is written by server id, so that its arrays can have holes. */
function dense(steps: readonly number[]): Json {
  return Array.from(steps, (step: number | undefined) => step ?? 0);
}

function cutLinks(world: World): string[] {
  const names = world.hosts.map((host) => nameOf(host.address));
  const cut: string[] = [];
  world.links.forEach((link, index) => {
    const from = Math.floor(index / names.length);
    const to = index % names.length;
    if (link.cut) cut.push(`${names[from] ?? ''}>${names[to] ?? ''}`);
  });
  return cut;
}

function encodeHost(world: World, host: ClusterHost, index: number, servers: number): JsonRecord {
  const running: JsonRecord = {
    up: host.up ? undefined : false,
    paused: host.paused || undefined,
    frozen: filled(TIMER_NAMES.filter((_, timer) => host.frozen[timer] === true)),
    timers: encodeTimers(world, index),
    clock: encodeClock(host.clock, world.nowUs),
    inbox: filled(host.inbox.map(nameOfItem)),
  };
  const { state } = host;
  if (state.kind === 'client') return { ...running, ...encodeClient(state) };
  if (state.kind === 'process') return { ...running, values: state.values };
  const { raft, machine, requests } = state;
  const disk = encodeDisk(host.disk, servers);
  const memory = encodeDurable(raft, servers);
  return {
    ...running,
    disk,
    // A server's memory usually equals its disk.
    memory: canonical(memory) === canonical(disk) ? undefined : memory,
    ...encodeVolatile(raft),
    contents: filled(itemsOf(machine)),
    ...encodeSessions(machine),
    requests: filled(requests.map(({ index: at, term, tag }) => [at, term, nameOf(tag.client), tag.request])),
    writes: filled(host.writes.map((write) => encodeWrite(write, servers))),
  };
}

/** P59: nothing of a clock that runs true and has always done so. */
function encodeClock(clock: Clock, nowUs: number): JsonRecord | undefined {
  if (clock === null) return undefined;
  return { ratePpm: unless(clock.ratePpm, TRUE_RATE_PPM), localUs: readingAt(clock, nowUs) };
}

function encodeDisk(disk: Disk, servers: number): JsonRecord {
  return disk === null ? {} : encodeDurable(disk, servers);
}

function encodeTimers(world: World, index: number): JsonRecord | undefined {
  const timers: { [name: string]: Json } = {};
  TIMER_NAMES.forEach((name, timer) => {
    const place = index * TIMER_NAMES.length + timer;
    const dueAtUs = world.timerDueUs[place] ?? Infinity;
    const parkedUs = world.timerParkedUs[place] ?? -1;
    if (dueAtUs !== Infinity) timers[name] = { dueAtUs };
    else if (parkedUs >= 0) timers[name] = { parkedUs };
  });
  return Object.keys(timers).length === 0 ? undefined : timers;
}

function encodeWrite(write: PendingWrite<Disk, Wire>, servers: number): Json {
  return {
    startedAtUs: write.startedAtUs,
    dueAtUs: write.dueAtUs,
    disk: encodeDisk(write.disk, servers),
    sends: filled(write.sends.map(({ to, message }) => ({ to: nameOf(to), ...encodeMessage(message) }))),
  };
}

function nameOfItem(item: Envelope<Wire> | PendingWrite<Disk, Wire>): string {
  return item.kind === 'write' ? `write at ${item.startedAtUs}` : messageName(item, nameOf);
}

function encodeEnvelope(envelope: ClusterEnvelope): Json {
  return {
    name: messageName(envelope, nameOf),
    sentAtUs: envelope.sentAtUs,
    dueAtUs: envelope.dueAtUs,
    arriveAtUs: unless(envelope.arriveAtUs, envelope.dueAtUs),
    roadUs: envelope.roadUs,
    doomed: envelope.doomed || undefined,
    held: envelope.held || undefined,
    ...encodeMessage(envelope.message),
  };
}
