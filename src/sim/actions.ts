import { withAt } from '../base/arrays.ts';
import { assertNever, at } from '../base/assert.ts';
import { isChoice, isSameMessage, takeChoice, timeOfChoice } from './choice.ts';
import { clockWithRate, rateOf, readingAt } from './clock.ts';
import { canJoin, isAboutNobody, join } from './join.ts';
import { StepKind } from './record.ts';
import type { Stage } from './stage.ts';
import { causeOfSending } from './trace.ts';
import { type Action, type Address, CLIENT_BASE, type Envelope, type Link, type MessageRef } from './types.ts';

/** When an action happens that is to come at `nowUs`: a step that was chosen may have to wait for its own time. */
export function timeOfAction<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, action: Action<O>, nowUs: number): number {
  return isChoice(action) ? (timeOfChoice(sim, action, nowUs) ?? nowUs) : nowUs;
}

/** One action as a step of its own, at its time. What cannot be done now is an event, never an error. */
export function carryOut<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, action: Action<O>, atUs: number): void {
  const isTaken = isChoice(action) && takeChoice(sim, action, atUs);
  if (!isTaken) sim.begin(StepKind.action, atUs, sim.step + 1);
  sim.record.action = action;
  if (!isTaken) takeAction(sim, action);
}

/** Within the step that has begun. */
function takeAction<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, action: Action<O>): void {
  if (isAboutNobody(sim.serverCount, action)) return ignore(sim, null, action.do, 'there is no such server yet');
  switch (action.do) {
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
    case 'wipe':
      return takeServerAction(sim, action.do, action.server);
    case 'join':
      if (canJoin(sim.serverCount, action.server)) return join(sim, action.server);
      return ignore(sim, null, 'join', 'it is not the next server');
    case 'cut':
    case 'heal':
      return setCut(sim, action.from, action.to, action.do === 'cut');
    case 'partition':
      return partition(sim, action.groups);
    case 'healAll':
      sim.emit(null, { type: 'NetworkHealed' }, []);
      sim.links = sim.links.map((link) => (link.cut ? { ...link, cut: false } : link));
      return;
    case 'setLink': {
      const link: Link = { ...linkOf(sim, action.from, action.to), ...action.change };
      sim.links = withAt(sim.links, sim.linkIndex(action.from, action.to), link);
      sim.emit(null, { type: 'LinkChanged', from: action.from, to: action.to, link }, []);
      return;
    }
    case 'drop':
    case 'hold':
    case 'release':
    case 'deliver':
    case 'duplicate':
    case 'delay':
      return takeMessageAction(sim, action);
    case 'fireTimer':
    case 'freezeTimer':
    case 'unfreezeTimer':
      return takeTimerAction(sim, action.do, action.server, action.timer);
    case 'setClock':
      return setClock(sim, action.server, action.ratePpm);
    case 'takeMessage':
      return ignore(sim, null, action.do, 'the message is not on its way');
    case 'takeTimer':
      return ignore(sim, action.server, action.do, 'this timer is not running');
    case 'takeWrite':
      return ignore(sim, action.server, action.do, 'this write is not the next one of its disk');
    case 'tell':
      return give(sim, action.address, action.order);
    default:
      return assertNever(action);
  }
}

function ignore<S, D, M, N, O>(
  sim: Stage<S, D, M, N, O>,
  server: Address | null,
  action: string,
  reason: string,
): void {
  sim.emit(server, { type: 'ActionIgnored', action, reason }, []);
}

function takeServerAction<S, D, M, N, O>(
  sim: Stage<S, D, M, N, O>,
  what: 'crash' | 'restart' | 'pause' | 'resume' | 'wipe',
  server: Address,
): void {
  const host = sim.host(server);
  sim.record.address = server;
  switch (what) {
    case 'crash':
      return host.up ? crash(sim, server) : ignore(sim, server, what, 'it is down already');
    case 'wipe':
      if (host.up) crash(sim, server);
      sim.emit(server, { type: 'DiskWiped' }, []);
      return wipe(sim, server);
    case 'restart':
      return host.up ? ignore(sim, server, what, 'it is running') : restart(sim, server);
    case 'pause':
      return host.up && !host.paused ? pause(sim, server) : ignore(sim, server, what, 'it is not running');
    case 'resume':
      return host.paused ? resume(sim, server) : ignore(sim, server, what, 'it is not paused');
    default:
      return assertNever(what);
  }
}

/** Nobody listens where nothing runs. */
function give<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, address: Address, order: O): void {
  const host = sim.host(address);
  sim.record.address = address;
  if (!host.up || host.paused) return ignore(sim, address, 'tell', host.up ? 'it is paused' : 'it is down');
  sim.emit(address, { type: 'OrderGiven', order }, []);
  sim.tell(address, { type: 'Told', order, localUs: readingAt(host.clock, sim.nowUs), step: sim.step });
}

/** P55: memory and the writes under way are lost; messages on the road survive. */
function crash<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, server: Address): void {
  const host = sim.host(server);
  sim.emit(server, { type: 'Crashed', lostWrites: host.writes.length }, []);
  // What waited for it while it was paused is lost with its memory.
  for (const item of host.inbox) {
    if (item.kind === 'write') continue;
    sim.emit(server, { type: 'MessageLost', envelope: item, reason: 'down' }, [causeOfSending(item)]);
  }
  sim.queue.removeWhere((item) => item.kind === 'write' && item.owner === server);
  for (let timer = 0; timer < sim.timers.perHost; timer++) sim.timers.stop(sim.timerIndex(server, timer));
  const state = sim.protocol.restart(server, host.disk);
  sim.replace({ ...host, state, writes: [], up: false, paused: false, inbox: [] });
}

/** P10: the disk is as if it had never been written. Not something that Raft survives. */
function wipe<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, server: Address): void {
  const disk = sim.protocol.blankDisk(server);
  sim.replace({ ...sim.host(server), disk, state: sim.protocol.restart(server, disk) });
}

function restart<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, server: Address): void {
  const host = sim.host(server);
  sim.emit(server, { type: 'Restarted' }, []);
  sim.replace({ ...host, state: sim.protocol.restart(server, host.disk), up: true, life: host.life + 1 });
  sim.tell(server, { type: 'Started', localUs: readingAt(host.clock, sim.nowUs), step: sim.step });
}

/** P60: the process stands still; its timers run on and are overdue when it comes back. */
function pause<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, server: Address): void {
  const host = sim.host(server);
  sim.emit(server, { type: 'Paused' }, []);
  sim.timers.pause(sim.timerIndex(server, 0), host);
  sim.replace({ ...host, paused: true });
}

function resume<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, server: Address): void {
  const host = sim.host(server);
  sim.emit(server, { type: 'Resumed' }, []);
  sim.timers.resume(sim.timerIndex(server, 0), host);
  // A write under way is known by identity, to the queue and to its host: both get the same new object.
  let { writes } = host;
  for (const item of host.inbox) {
    const due = { ...item, dueAtUs: sim.nowUs };
    sim.queue.push(due);
    if (due.kind === 'write') writes = writes.map((other) => (other === item ? due : other));
  }
  sim.replace({ ...host, paused: false, writes, inbox: [] });
}

function linkOf<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, from: Address, to: Address): Link {
  return at(sim.links, sim.linkIndex(from, to));
}

/** What is on the road of a link dies with it. */
function setCut<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, from: Address, to: Address, cut: boolean): void {
  const link = linkOf(sim, from, to);
  if (link.cut === cut) return ignore(sim, null, cut ? 'cut' : 'heal', cut ? 'it is cut already' : 'it is not cut');
  sim.emit(null, { type: cut ? 'LinkCut' : 'LinkHealed', from, to }, []);
  sim.links = withAt(sim.links, sim.linkIndex(from, to), { ...link, cut });
  if (cut) loseOnRoad(sim, (envelope) => envelope.from === from && envelope.to === to);
}

function loseOnRoad<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, matches: (envelope: Envelope<M>) => boolean): void {
  const dead = sim.queue.removeWhere((item) => item.kind === 'envelope' && matches(item));
  for (const item of dead) if (item.kind === 'envelope') sim.lose(item, 'cut');
}

function partition<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, groups: readonly (readonly Address[])[]): void {
  sim.emit(null, { type: 'Partitioned', groups }, []);
  const groupOf = (address: Address): number => groups.findIndex((group) => group.includes(address));
  const links = sim.links.slice();
  const apart = (from: Address, to: Address): boolean =>
    from <= CLIENT_BASE && to <= CLIENT_BASE && groupOf(from) !== groupOf(to);
  for (const from of sim.hosts) {
    for (const to of sim.hosts) {
      const index = sim.linkIndex(from.address, to.address);
      const link = at(links, index);
      const cut = apart(from.address, to.address);
      if (link.cut !== cut) links[index] = { ...link, cut };
    }
  }
  sim.links = links;
  loseOnRoad(sim, (envelope) => apart(envelope.from, envelope.to));
}

/** Takes the message off its road. Null when it is not on its road (any more). */
function takeOff<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, ref: MessageRef): Envelope<M> | null {
  const held = sim.held.find((envelope) => isSameMessage(envelope, ref));
  if (held !== undefined) {
    sim.held = sim.held.filter((envelope) => envelope !== held);
    return held;
  }
  const [item] = sim.queue.removeWhere((other) => other.kind === 'envelope' && isSameMessage(other, ref));
  return item?.kind === 'envelope' ? item : null;
}

function takeMessageAction<S, D, M, N, O>(
  sim: Stage<S, D, M, N, O>,
  action: Exclude<Extract<Action<O>, { readonly message: MessageRef }>, { readonly do: 'takeMessage' }>,
): void {
  const envelope = takeOff(sim, action.message);
  if (envelope === null) return ignore(sim, null, action.do, 'the message is not on its way');
  switch (action.do) {
    case 'drop':
      return sim.lose(envelope, 'dropped');
    case 'deliver':
      return sim.deliver({ ...envelope, doomed: false, held: false, dueAtUs: sim.nowUs }, true);
    case 'hold':
      return hold(sim, envelope);
    case 'release':
      return release(sim, envelope);
    case 'delay':
      sim.emit(null, { type: 'MessageDelayed', envelope, byUs: action.byUs }, []);
      return putBack(sim, delayed(envelope, action.byUs, sim.nowUs));
    case 'duplicate':
      return duplicate(sim, envelope);
    default:
      return assertNever(action);
  }
}

function putBack<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, envelope: Envelope<M>): void {
  if (envelope.held) sim.held.push(envelope);
  else sim.queue.push(envelope);
}

/** The message stays where it is on its road, and what is left of the road takes `byUs` longer. */
function delayed<M>(envelope: Envelope<M>, byUs: number, nowUs: number): Envelope<M> {
  const left = envelope.arriveAtUs - (envelope.held ? 0 : nowUs);
  const roadUs = left > 0 ? Math.round((envelope.roadUs * (left + byUs)) / left) : envelope.roadUs + byUs;
  return { ...envelope, roadUs, dueAtUs: envelope.dueAtUs + byUs, arriveAtUs: envelope.arriveAtUs + byUs };
}

/** While a message is held, its times are what is left of them. */
function hold<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, envelope: Envelope<M>): void {
  if (envelope.held) {
    putBack(sim, envelope);
    return ignore(sim, null, 'hold', 'it is held already');
  }
  sim.emit(null, { type: 'MessageHeld', envelope }, []);
  const { dueAtUs, arriveAtUs } = envelope;
  sim.held.push({ ...envelope, held: true, dueAtUs: dueAtUs - sim.nowUs, arriveAtUs: arriveAtUs - sim.nowUs });
}

function release<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, envelope: Envelope<M>): void {
  if (!envelope.held) {
    putBack(sim, envelope);
    return ignore(sim, null, 'release', 'it is not held');
  }
  sim.emit(null, { type: 'MessageReleased', envelope }, []);
  const { dueAtUs, arriveAtUs } = envelope;
  sim.queue.push({ ...envelope, held: false, dueAtUs: dueAtUs + sim.nowUs, arriveAtUs: arriveAtUs + sim.nowUs });
}

function duplicate<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, envelope: Envelope<M>): void {
  putBack(sim, envelope);
  let copy = envelope.copy + 1;
  const { from, to, ordinal } = envelope;
  const there = (ref: MessageRef): boolean =>
    sim.held.some((other) => isSameMessage(other, ref)) ||
    sim.queue.sorted().some((other) => other.kind === 'envelope' && isSameMessage(other, ref));
  while (there({ from, to, ordinal, copy })) copy++;
  const twin: Envelope<M> = { ...envelope, copy };
  sim.emit(null, { type: 'MessageDuplicated', envelope: twin }, []);
  putBack(sim, twin);
}

function takeTimerAction<S, D, M, N, O>(
  sim: Stage<S, D, M, N, O>,
  what: 'fireTimer' | 'freezeTimer' | 'unfreezeTimer',
  server: Address,
  timer: number,
): void {
  const host = sim.host(server);
  sim.record.address = server;
  if (!host.up || host.paused) return ignore(sim, server, what, host.up ? 'it is paused' : 'it is down');
  const index = sim.timerIndex(server, timer);
  if (what === 'fireTimer') return sim.fireTimer(index, sim.nowUs, true);
  const freeze = what === 'freezeTimer';
  if ((host.frozen[timer] === true) === freeze) return ignore(sim, server, what, 'nothing would change');
  sim.emit(server, { type: freeze ? 'TimerFrozen' : 'TimerUnfrozen', timer }, []);
  if (freeze) sim.timers.freeze(index, sim.nowUs, host.clock);
  else sim.timers.unfreeze(index, sim.nowUs, host.clock);
  sim.replace({
    ...host,
    frozen: sim.protocol.timers.map((_, other) => (other === timer ? freeze : host.frozen[other] === true)),
  });
}

/** P59: a clock runs on from what it reads, whether its server runs or not; what is left of timers goes by the new rate. */
function setClock<S, D, M, N, O>(sim: Stage<S, D, M, N, O>, server: Address, ratePpm: number): void {
  const host = sim.host(server);
  sim.record.address = server;
  if (rateOf(host.clock) === ratePpm) return ignore(sim, server, 'setClock', 'it runs at this rate already');
  sim.emit(server, { type: 'ClockSet', ratePpm }, []);
  const clock = clockWithRate(host.clock, sim.nowUs, ratePpm);
  sim.timers.changeClock(sim.timerIndex(server, 0), host, host.clock, clock);
  sim.replace({ ...host, clock });
}
