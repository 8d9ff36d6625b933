import { withAt } from '../base/arrays.ts';
import { assert, at } from '../base/assert.ts';
import { carryOut, timeOfAction } from './actions.ts';
import { readingAt, whenItReads } from './clock.ts';
import { duplicateLatencyUs, envelopeOf, isLost, latencyUs, writeTimeUs } from './fate.ts';
import type { Plan } from './plan.ts';
import { type Item, Queue } from './queue.ts';
import { blankRecord, StepKind, type StepRecord } from './record.ts';
import { Schedule } from './schedule.ts';
import type { Stage } from './stage.ts';
import { Timers } from './timers.ts';
import { causeOfSending, firstEvents, nextEvent } from './trace.ts';
import {
  type Address,
  type Cause,
  CLIENT_BASE,
  type Envelope,
  type Host,
  HostShape,
  type Link,
  type PendingWrite,
  type PlacedAction,
  type Protocol,
  type SimEffect,
  type SimFact,
  type SimInput,
  type SimSettings,
  type TraceEvent,
} from './types.ts';
import type { World } from './world.ts';
import { lastBefore, writeOf } from './writes.ts';

/**
 * A run in progress. It owns mutable structures (queue, counters) for speed, while everything that it hands out is
 * immutable; `world()` copies the structures, so a world costs some hundred bytes and can be kept and resumed.
 */
export class Simulation<S, D, M, N, O> implements Stage<S, D, M, N, O> {
  readonly record: StepRecord<S, D, M, O> = blankRecord();
  /** The events of the last step; filled only while `explaining`. */
  readonly events: TraceEvent<SimFact<M> | N>[] = [];
  explaining = false;

  nowUs: number;
  step: number;
  hosts: Host<S, D, M>[];
  links: readonly Link[];
  held: Envelope<M>[];
  readonly queue: Queue<D, M>;
  readonly timers: Timers;
  sentCounts: number[];
  readonly writeCounts: number[];
  private readonly schedule: Schedule<O>;
  /** Servers are 1 .. this. */
  serverCount: number;

  readonly protocol: Protocol<S, D, M, N, O>;
  readonly settings: SimSettings;

  constructor(protocol: Protocol<S, D, M, N, O>, settings: SimSettings, plan: Plan<O>, world: World<S, D, M>) {
    this.protocol = protocol;
    this.settings = settings;
    this.nowUs = world.nowUs;
    this.step = world.step;
    this.hosts = world.hosts.slice();
    this.links = world.links;
    this.held = world.held.slice();
    this.queue = new Queue(world.queue);
    this.timers = new Timers(protocol.timers.length, world);
    this.sentCounts = world.sentCounts.slice();
    this.writeCounts = world.writeCounts.slice();
    this.schedule = new Schedule(plan, world.actionsDone);
    this.serverCount = world.hosts.filter((host) => host.address <= CLIENT_BASE).length;
  }

  /** The state between two steps. */
  world(): World<S, D, M> {
    return {
      nowUs: this.nowUs,
      step: this.step,
      hosts: this.hosts.slice(),
      links: this.links,
      queue: this.queue.items(),
      held: this.held.slice(),
      ...this.timers.kept(),
      sentCounts: this.sentCounts.slice(),
      writeCounts: this.writeCounts.slice(),
      actionsDone: this.schedule.done(),
    };
  }

  indexOf(address: Address): number {
    return address <= CLIENT_BASE ? address - 1 : this.serverCount + address - CLIENT_BASE - 1;
  }

  host(address: Address): Host<S, D, M> {
    return at(this.hosts, this.indexOf(address));
  }

  linkIndex(from: Address, to: Address): number {
    return this.indexOf(from) * this.hosts.length + this.indexOf(to);
  }

  timerIndex(address: Address, timer: number): number {
    return this.indexOf(address) * this.protocol.timers.length + timer;
  }

  /** The protocol gets its first word: step 0, before anything happens. Only at the start of a run. */
  start(): void {
    this.begin(StepKind.start, this.nowUs, 0);
    for (const host of this.hosts) {
      if (!host.up) continue;
      this.record.address = host.address;
      this.emit(host.address, { type: 'Started' }, []);
      this.tell(host.address, { type: 'Started', localUs: readingAt(host.clock, this.nowUs), step: 0 });
    }
    this.record.address = null;
  }

  /** When the next step comes; Infinity when nothing will ever happen again. */
  nextAtUs(): number {
    const action = this.nextAction();
    return action === null ? this.nextItemAtUs() : this.timeOf(action);
  }

  /** What comes next by the plan; null when it is something else. */
  nextAction(): PlacedAction<O> | null {
    return this.schedule.next(this.step, this.nextItemAtUs());
  }

  private nextItemAtUs(): number {
    const top = this.queue.peek()?.dueAtUs ?? Infinity;
    const timer = this.timers.firstBefore(top);
    return Math.max(this.nowUs, timer < 0 ? top : at(this.timers.dueUs, timer));
  }

  private timeOf({ place, action }: PlacedAction<O>): number {
    return timeOfAction(this, action, 'atUs' in place ? Math.max(place.atUs, this.nowUs) : this.nowUs);
  }

  /** Takes one step. False when nothing is left to happen at or before `limitUs`. */
  advance(limitUs: number = Infinity): boolean {
    if (!this.schedule.isEmpty) {
      const action = this.nextAction();
      if (action !== null) return this.advanceAction(action, limitUs);
    }
    const top = this.queue.peek();
    const topAtUs = top === undefined ? Infinity : top.dueAtUs;
    const timer = this.timers.firstBefore(topAtUs);
    const dueUs = timer < 0 ? topAtUs : at(this.timers.dueUs, timer);
    if (dueUs > limitUs || dueUs === Infinity) return false;
    const atUs = dueUs < this.nowUs ? this.nowUs : dueUs;
    if (timer >= 0) this.fireTimer(timer, atUs, false);
    else this.takeItem(this.queue.pop() as Item<D, M>, atUs);
    this.watch();
    return true;
  }

  private advanceAction(placed: PlacedAction<O>, limitUs: number): boolean {
    const atUs = this.timeOf(placed);
    if (atUs > limitUs) return false;
    this.schedule.take(placed);
    carryOut(this, placed.action, atUs);
    this.watch();
    return true;
  }

  private watch(): void {
    if (!this.schedule.watches) return;
    assert(this.explaining, 'a plan with actions placed by event needs a simulation that explains');
    this.schedule.watch(this.events);
  }

  begin(kind: StepKind, atUs: number, step: number): void {
    const { record } = this;
    this.nowUs = atUs;
    this.step = step;
    if (this.explaining) this.events.length = 0;
    record.step = step;
    record.atUs = atUs;
    record.kind = kind;
    record.address = null;
    record.before = null;
    record.after = null;
    record.envelope = null;
    if (record.sent.length > 0) record.sent.length = 0;
    record.action = null;
  }

  takeItem(item: Item<D, M>, atUs: number): void {
    if (item.kind === 'write') {
      this.begin(StepKind.write, atUs, this.step + 1);
      this.completeWrite(item);
    } else if (item.doomed) {
      this.begin(StepKind.loss, atUs, this.step + 1);
      this.lose(item, this.links[this.linkIndex(item.from, item.to)]?.cut === true ? 'cut' : 'loss');
    } else {
      this.begin(StepKind.delivery, atUs, this.step + 1);
      this.deliver(item, false);
    }
  }

  /** The message reaches its receiver: P55 for one that is down, P60 for one that is paused. */
  deliver(envelope: Envelope<M>, byHand: boolean): void {
    const host = this.host(envelope.to);
    this.record.envelope = envelope;
    if (!host.up) {
      this.record.kind = StepKind.loss;
      return this.lose(envelope, 'down');
    }
    this.record.address = host.address;
    if (host.paused) {
      this.replace(host).inbox = [...host.inbox, envelope];
      if (this.explaining) this.emit(host.address, { type: 'MessageWaits', envelope }, [causeOfSending(envelope)]);
      return;
    }
    if (this.explaining) {
      this.emit(host.address, { type: 'MessageReceived', envelope, byHand }, [causeOfSending(envelope)]);
    }
    const { from, message } = envelope;
    const localUs = readingAt(host.clock, this.nowUs);
    this.tell(host.address, { type: 'Received', from, message, localUs, step: this.step });
  }

  lose(envelope: Envelope<M>, reason: 'loss' | 'cut' | 'down' | 'dropped'): void {
    this.record.envelope = envelope;
    if (this.explaining) {
      this.emit(envelope.to, { type: 'MessageLost', envelope, reason }, [causeOfSending(envelope)]);
    }
  }

  fireTimer(index: number, atUs: number, byHand: boolean): void {
    const { perHost } = this.timers;
    const host = at(this.hosts, Math.floor(index / perHost));
    const timer = index % perHost;
    if (!byHand) this.begin(StepKind.timer, atUs, this.step + 1);
    this.record.address = host.address;
    if (this.explaining) {
      const cause: Cause = { ...this.timers.armedBy(index), find: `timer:${host.address}.${timer}` };
      const causes = byHand ? [] : [cause];
      this.emit(host.address, { type: 'TimerFired', timer, byHand }, causes);
    }
    this.timers.stop(index);
    const localUs = readingAt(host.clock, this.nowUs);
    this.tell(host.address, { type: 'TimerFired', timer, localUs, step: this.step });
  }

  private completeWrite(write: PendingWrite<D, M>): void {
    const host = this.host(write.owner);
    this.record.address = host.address;
    if (host.paused) {
      this.replace(host).inbox = [...host.inbox, write];
      return this.emit(host.address, { type: 'WriteWaits', ordinal: write.ordinal }, []);
    }
    const next = this.replace(host);
    next.disk = write.disk;
    next.writes = host.writes.filter((other) => other !== write);
    if (this.explaining) {
      const { ordinal, startedStep: step, startedI: i } = write;
      const cause: Cause = { step, i, find: `write:${write.owner}.${ordinal}` };
      this.emit(host.address, { type: 'WriteCompleted', ordinal }, [cause]);
    }
    for (const order of write.sends) this.launch(write.owner, order.to, order.message);
    const localUs = readingAt(host.clock, this.nowUs);
    this.tell(host.address, { type: 'Written', disk: write.disk, localUs, step: this.step });
  }

  /** Hands a fact to the protocol and honours its orders. */
  tell(address: Address, input: SimInput<D, M, O>): void {
    const index = this.indexOf(address);
    const host = this.hosts[index] as Host<S, D, M>;
    if (this.record.before === null) this.record.before = host;
    const outcome = this.protocol.step(host.state, input, this.explaining);
    if (outcome.state !== host.state) this.replace(host).state = outcome.state;
    else this.record.after = host;
    if (outcome.effects.length > 0) this.honour(address, outcome.effects);
  }

  /** A copy of the host takes its place and is noted as changed by this step; the caller may change it at once. */
  replace(host: Host<S, D, M>): HostShape<S, D, M> {
    const index = this.indexOf(host.address);
    const draft = new HostShape(host);
    if (this.record.before === null) this.record.before = this.hosts[index] as Host<S, D, M>;
    this.hosts[index] = draft;
    this.record.after = draft;
    return draft;
  }

  private honour(address: Address, effects: readonly SimEffect<M, N>[]): void {
    let persisted: D | null = null;
    let waiting: { to: Address; message: M }[] | null = null;
    for (const effect of effects) {
      switch (effect.type) {
        case 'Send':
          if (waiting === null && this.hasToWait(address)) waiting = [];
          if (effect.leaves !== undefined) this.sendEarly(address, effect);
          else if (waiting !== null) waiting.push(effect);
          else this.launch(address, effect.to, effect.message);
          break;
        case 'Persist':
          persisted = this.persist(address);
          break;
        case 'SetTimer':
          this.setTimer(address, effect.timer, effect.lowUs, effect.highUs);
          break;
        case 'StopTimer':
          this.timers.stop(this.timerIndex(address, effect.timer));
          break;
        case 'Note':
          if (this.explaining) this.emit(address, effect.note, firstEvents(effect.causes));
          break;
      }
    }
    if (waiting !== null && waiting.length > 0) this.holdBack(address, this.host(address).writes.length - 1, waiting);
    if (persisted === null) return;
    const localUs = readingAt(this.host(address).clock, this.nowUs);
    this.tell(address, { type: 'Written', disk: persisted, localUs, step: this.step });
  }

  private hasToWait(address: Address): boolean {
    return this.host(address).writes.length > 0 && this.settings.sendsWaitForDisk;
  }

  /** Starts a write. Without write latency it is durable at once, and what was written comes back. */
  private persist(address: Address): D | null {
    const index = this.indexOf(address);
    const host = this.host(address);
    const disk = this.protocol.durableOf(host.state);
    const latency = this.settings.writeLatency[index] ?? this.settings.newcomer.writeLatency;
    if (latency.highUs === 0 && latency.slow === undefined) {
      this.replace(host).disk = disk;
      return disk;
    }
    const ordinal = (this.writeCounts[index] ?? 0) + 1;
    this.writeCounts[index] = ordinal;
    const takesUs = writeTimeUs(this.settings.seed, latency, address, ordinal);
    const write = writeOf(host, disk, ordinal, takesUs, this, this.explaining ? this.events.length : -1);
    this.replace(host).writes = [...host.writes, write];
    this.queue.push(write);
    if (this.explaining) this.emit(address, { type: 'WriteStarted', ordinal, dueAtUs: write.dueAtUs }, []);
    return null;
  }

  /** The message leaves now, or with the last of the writes that began before this step. */
  private sendEarly(address: Address, order: Extract<SimEffect<M, N>, { type: 'Send' }>): void {
    const { writes } = this.host(address);
    const atOnce = order.leaves === 'atOnce' || !this.settings.sendsWaitForDisk;
    const place = atOnce ? -1 : lastBefore(writes, this.step);
    if (place < 0) this.launch(address, order.to, order.message);
    else this.holdBack(address, place, [order]);
  }

  /** The orders leave with the write at `place` among those under way. */
  private holdBack(address: Address, place: number, sends: readonly { to: Address; message: M }[]): void {
    const host = this.host(address);
    const write = at(host.writes, place);
    const patient = { ...write, sends: [...write.sends, ...sends] };
    this.replace(host).writes = withAt(host.writes, place, patient);
    this.queue.removeWhere((item) => item === write);
    this.queue.push(patient);
    this.emit(address, { type: 'MessagesHeldBack', ordinal: write.ordinal, count: sends.length }, []);
  }

  private setTimer(address: Address, timer: number, lowUs: number, highUs: number): void {
    const host = this.indexOf(address);
    const delayUs = this.timers.draw(this.settings, address, host, timer, lowUs, highUs);
    const { clock, frozen } = at(this.hosts, host);
    const dueAtUs = whenItReads(clock, readingAt(clock, this.nowUs) + delayUs);
    const i = this.explaining ? this.events.length : -1;
    this.timers.arm(this.timerIndex(address, timer), dueAtUs, delayUs, frozen[timer] === true, this.step, i);
    if (this.explaining) this.emit(address, { type: 'TimerSet', timer, dueAtUs, delayUs }, []);
  }

  /** A message leaves its sender: its fate (latency, loss, duplication) is drawn here and now. */
  private launch(from: Address, to: Address, message: M): void {
    if (to > this.serverCount && to <= CLIENT_BASE) return; // Nobody is there yet.
    const index = this.linkIndex(from, to);
    const link = at(this.links, index);
    const ordinal = (this.sentCounts[index] ?? 0) + 1;
    this.sentCounts[index] = ordinal;
    const { seed } = this.settings;
    const roadUs = latencyUs(seed, link, from, to, ordinal);
    const lost = isLost(seed, link, from, to, ordinal);
    this.dispatch(envelopeOf(this, from, to, ordinal, 0, message, roadUs, lost));
    const againUs = duplicateLatencyUs(seed, link, from, to, ordinal);
    if (againUs !== null) this.dispatch(envelopeOf(this, from, to, ordinal, 1, message, againUs, link.cut));
  }

  private dispatch(envelope: Envelope<M>): void {
    if (envelope.held) this.held.push(envelope);
    else this.queue.push(envelope);
    this.record.sent.push(envelope);
    if (this.explaining) this.emit(envelope.from, { type: 'MessageSent', envelope }, []);
  }

  /** Records an event of this step. */
  emit(server: Address | null, fact: SimFact<M> | N, causes: readonly Cause[]): void {
    if (!this.explaining) return;
    this.events.push(nextEvent(this.events, { step: this.step, atUs: this.nowUs, server, causes, fact }));
  }
}
