import { assert, at } from '../base/assert.ts';
import { bitsToChance, bitsToRange, drawBits, Purpose } from '../base/draw.ts';
import { takeAction } from './actions.ts';
import { matchesPredicate, type Plan } from './plan.ts';
import { type Item, Queue } from './queue.ts';
import { blankRecord, StepKind, type StepRecord } from './record.ts';
import {
  type Address,
  type Cause,
  CLIENT_BASE,
  type Envelope,
  type Host,
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

/**
 * A run in progress. It owns mutable structures (queue, counters) for speed, while everything that it hands out is
 * immutable; `world()` copies the structures, so a world costs some hundred bytes and can be kept and resumed.
 */
export class Simulation<S, D, M, N, O> {
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
  readonly timerDueUs: number[];
  readonly timerParkedUs: number[];
  private readonly timerDraws: number[];
  private readonly timerSetStep: number[];
  private readonly timerSetI: number[];
  private readonly sentCounts: number[];
  private readonly writeCounts: number[];
  private timesDone: number;
  private stepsDone: number;
  private readonly matches: number[];
  private readonly taken: boolean[];
  /** Actions placed by an event that has happened, by their place in the plan; they come before everything else. */
  private readonly ready: number[];
  private readonly serverCount: number;

  readonly protocol: Protocol<S, D, M, N, O>;
  readonly settings: SimSettings;
  private readonly plan: Plan<O>;

  constructor(
    protocol: Protocol<S, D, M, N, O>,
    settings: SimSettings,
    plan: Plan<O>,
    world: World<S, D, M>,
  ) {
    this.protocol = protocol;
    this.settings = settings;
    this.plan = plan;
    this.nowUs = world.nowUs;
    this.step = world.step;
    this.hosts = world.hosts.slice();
    this.links = world.links;
    this.held = world.held.slice();
    this.queue = new Queue(world.queue);
    this.timerDueUs = world.timerDueUs.slice();
    this.timerParkedUs = world.timerParkedUs.slice();
    this.timerDraws = world.timerDraws.slice();
    this.timerSetStep = world.timerSetStep.slice();
    this.timerSetI = world.timerSetI.slice();
    this.sentCounts = world.sentCounts.slice();
    this.writeCounts = world.writeCounts.slice();
    this.timesDone = world.actionsDone.byTime;
    this.stepsDone = world.actionsDone.byStep;
    this.matches = plan.byEvent.map((_, index) => world.actionsDone.matches[index] ?? 0);
    this.taken = plan.byEvent.map((_, index) => world.actionsDone.taken[index] ?? false);
    this.ready = world.actionsDone.ready.slice();
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
      timerDueUs: this.timerDueUs.slice(),
      timerParkedUs: this.timerParkedUs.slice(),
      timerDraws: this.timerDraws.slice(),
      timerSetStep: this.timerSetStep.slice(),
      timerSetI: this.timerSetI.slice(),
      sentCounts: this.sentCounts.slice(),
      writeCounts: this.writeCounts.slice(),
      actionsDone: {
        byTime: this.timesDone,
        byStep: this.stepsDone,
        matches: this.matches.slice(),
        taken: this.taken.slice(),
        ready: this.ready.slice(),
      },
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
      this.tell(host.address, { type: 'Started', localUs: this.nowUs, step: 0 });
    }
    this.record.address = null;
  }

  /** When the next step comes; Infinity when nothing will ever happen again. */
  nextAtUs(): number {
    const action = this.nextAction();
    if (action !== null) return Math.max(this.nowUs, 'atUs' in action.place ? action.place.atUs : this.nowUs);
    return this.nextItemAtUs();
  }

  private nextItemAtUs(): number {
    let least = this.queue.peek()?.dueAtUs ?? Infinity;
    for (const due of this.timerDueUs) if (due < least) least = due;
    return least === Infinity ? Infinity : Math.max(least, this.nowUs);
  }

  /** Takes one step. False when nothing is left to happen at or before `limitUs`. */
  advance(limitUs: number = Infinity): boolean {
    const { plan } = this;
    if (plan.byTime.length + plan.byStep.length + plan.byEvent.length > 0) {
      const action = this.nextAction();
      if (action !== null) return this.advanceAction(action, limitUs);
    }
    const top = this.queue.peek();
    let least = top === undefined ? Infinity : top.dueAtUs;
    let timer = -1;
    const { timerDueUs } = this;
    for (let index = 0; index < timerDueUs.length; index++) {
      const due = timerDueUs[index] as number;
      if (due < least) {
        least = due;
        timer = index;
      }
    }
    if (least > limitUs || least === Infinity) return false;
    const atUs = least < this.nowUs ? this.nowUs : least;
    if (timer >= 0) this.fireTimer(timer, atUs, false);
    else this.takeItem(this.queue.pop() as Item<D, M>, atUs);
    this.watchForActions();
    return true;
  }

  /** The action that comes before the next item of the queue, if one does. */
  private nextAction(): PlacedAction<O> | null {
    const [first] = this.ready;
    if (first !== undefined) return at(this.plan.byEvent, first);
    const byStep = this.plan.byStep[this.stepsDone];
    if (byStep !== undefined && byStep.place.afterStep <= this.step) return byStep;
    const byTime = this.plan.byTime[this.timesDone];
    return byTime !== undefined && byTime.place.atUs <= this.nextItemAtUs() ? byTime : null;
  }

  private advanceAction(placed: PlacedAction<O>, limitUs: number): boolean {
    const atUs = 'atUs' in placed.place ? Math.max(placed.place.atUs, this.nowUs) : this.nowUs;
    if (atUs > limitUs) return false;
    if (this.ready.length > 0) this.ready.shift();
    else if ('atUs' in placed.place) this.timesDone++;
    else this.stepsDone++;
    this.begin(StepKind.action, atUs, this.step + 1);
    this.record.action = placed.action;
    takeAction(this, placed.action);
    this.watchForActions();
    return true;
  }

  /** Actions placed by an event become ready as soon as that event has happened. */
  private watchForActions(): void {
    const { byEvent } = this.plan;
    for (let index = 0; index < byEvent.length; index++) {
      const placed = byEvent[index];
      if (placed === undefined || this.taken[index] === true) continue;
      assert(this.explaining, 'a plan with actions placed by event needs a simulation that explains');
      for (const event of this.events) {
        if (!matchesPredicate(placed.place.when, event.server, event.fact as { type: string })) continue;
        this.matches[index] = (this.matches[index] ?? 0) + 1;
        if (this.matches[index] === placed.place.when.nth) {
          this.taken[index] = true;
          this.ready.push(index);
        }
      }
    }
  }

  begin(kind: StepKind, atUs: number, step: number): void {
    const { record } = this;
    this.nowUs = atUs;
    this.step = step;
    this.events.length = 0;
    record.step = step;
    record.atUs = atUs;
    record.kind = kind;
    record.address = null;
    record.before = null;
    record.after = null;
    record.envelope = null;
    record.sent.length = 0;
    record.action = null;
  }

  private takeItem(item: Item<D, M>, atUs: number): void {
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
      this.lose(envelope, 'down');
      return;
    }
    this.record.address = host.address;
    if (host.paused) {
      this.replace({ ...host, inbox: [...host.inbox, envelope] });
      if (this.explaining) this.emit(host.address, { type: 'MessageWaits', envelope }, [causeOfSending(envelope)]);
      return;
    }
    if (this.explaining) {
      this.emit(host.address, { type: 'MessageReceived', envelope, byHand }, [causeOfSending(envelope)]);
    }
    this.tell(host.address, {
      type: 'Received',
      from: envelope.from,
      message: envelope.message,
      localUs: this.nowUs,
      step: this.step,
    });
  }

  lose(envelope: Envelope<M>, reason: 'loss' | 'cut' | 'down' | 'dropped'): void {
    this.record.envelope = envelope;
    if (this.explaining) {
      this.emit(envelope.to, { type: 'MessageLost', envelope, reason }, [causeOfSending(envelope)]);
    }
  }

  fireTimer(index: number, atUs: number, byHand: boolean): void {
    const { timers } = this.protocol;
    const host = at(this.hosts, Math.floor(index / timers.length));
    const timer = index % timers.length;
    if (!byHand) this.begin(StepKind.timer, atUs, this.step + 1);
    this.record.address = host.address;
    const causes = byHand ? [] : [this.causeOfTimer(host.address, index, timer)];
    this.timerDueUs[index] = Infinity;
    this.timerParkedUs[index] = -1;
    if (this.explaining) this.emit(host.address, { type: 'TimerFired', timer, byHand }, causes);
    this.tell(host.address, { type: 'TimerFired', timer, localUs: this.nowUs, step: this.step });
  }

  private causeOfTimer(address: Address, index: number, timer: number): Cause {
    return {
      step: this.timerSetStep[index] ?? 0,
      i: this.timerSetI[index] ?? -1,
      find: `timer:${address}.${timer}`,
    };
  }

  private completeWrite(write: PendingWrite<D, M>): void {
    const host = this.host(write.owner);
    this.record.address = host.address;
    if (host.paused) {
      this.replace({ ...host, inbox: [...host.inbox, write] });
      return;
    }
    this.replace({ ...host, disk: write.disk, writes: host.writes.filter((other) => other !== write) });
    const cause: Cause = { step: write.startedStep, i: write.startedI, find: `write:${write.owner}.${write.ordinal}` };
    if (this.explaining) this.emit(host.address, { type: 'WriteCompleted', ordinal: write.ordinal }, [cause]);
    for (const order of write.sends) this.launch(write.owner, order.to, order.message);
    this.tell(host.address, { type: 'Written', disk: write.disk, localUs: this.nowUs, step: this.step });
  }

  /** Hands a fact to the protocol and honours its orders. */
  tell(address: Address, input: SimInput<D, M, O>): void {
    const index = this.indexOf(address);
    const host = this.hosts[index] as Host<S, D, M>;
    if (this.record.before === null) this.record.before = host;
    const outcome = this.protocol.step(host.state, input, this.explaining);
    if (outcome.state !== host.state) this.replace({ ...host, state: outcome.state });
    else this.record.after = host;
    if (outcome.effects.length > 0) this.honour(address, outcome.effects);
  }

  /** Puts a host in its place and notes it as changed by this step. */
  replace(host: Host<S, D, M>): void {
    const index = this.indexOf(host.address);
    if (this.record.before === null) this.record.before = this.hosts[index] as Host<S, D, M>;
    this.hosts[index] = host;
    this.record.after = host;
  }

  private honour(address: Address, effects: readonly SimEffect<M, N>[]): void {
    let persisted: D | null = null;
    let waiting: { to: Address; message: M }[] | null = null;
    for (const effect of effects) {
      switch (effect.type) {
        case 'Send':
          if (waiting === null && this.hasToWait(address)) waiting = [];
          if (waiting !== null) waiting.push(effect);
          else this.launch(address, effect.to, effect.message);
          break;
        case 'Persist':
          persisted = this.persist(address);
          break;
        case 'SetTimer':
          this.setTimer(address, effect.timer, effect.lowUs, effect.highUs);
          break;
        case 'StopTimer':
          this.stopTimer(address, effect.timer);
          break;
        case 'Note':
          this.emit(address, effect.note, effect.causes.map((step) => ({ step, i: 0 })));
          break;
      }
    }
    if (waiting !== null) this.holdBack(address, waiting);
    if (persisted !== null) this.tell(address, { type: 'Written', disk: persisted, localUs: this.nowUs, step: this.step });
  }

  private hasToWait(address: Address): boolean {
    return this.host(address).writes.length > 0 && this.settings.sendsWaitForDisk;
  }

  /** Starts a write. Without write latency it is durable at once, and what was written comes back. */
  private persist(address: Address): D | null {
    const index = this.indexOf(address);
    const host = this.host(address);
    const disk = this.protocol.durableOf(host.state);
    const { lowUs, highUs } = at(this.settings.writeLatency, index);
    if (highUs === 0) {
      this.replace({ ...host, disk });
      return disk;
    }
    const ordinal = (this.writeCounts[index] ?? 0) + 1;
    this.writeCounts[index] = ordinal;
    const bits = drawBits(this.settings.seed, Purpose.writeLatency, address, 0, ordinal);
    const previous = host.writes[host.writes.length - 1]?.dueAtUs ?? 0;
    const dueAtUs = Math.max(this.nowUs, previous) + bitsToRange(bits, lowUs, highUs);
    const write: PendingWrite<D, M> = {
      kind: 'write',
      owner: address,
      ordinal,
      disk,
      startedAtUs: this.nowUs,
      dueAtUs,
      startedStep: this.step,
      startedI: this.explaining ? this.events.length : -1,
      sends: [],
    };
    this.replace({ ...host, writes: [...host.writes, write] });
    this.queue.push(write);
    if (this.explaining) this.emit(address, { type: 'WriteStarted', ordinal, dueAtUs }, []);
    return null;
  }

  /** The orders leave with the last write under way: first in, first out. */
  private holdBack(address: Address, sends: readonly { to: Address; message: M }[]): void {
    const host = this.host(address);
    const last = at(host.writes, host.writes.length - 1);
    const patient = { ...last, sends: [...last.sends, ...sends] };
    this.replace({ ...host, writes: [...host.writes.slice(0, -1), patient] });
    this.queue.removeWhere((item) => item === last);
    this.queue.push(patient);
  }

  private setTimer(address: Address, timer: number, lowUs: number, highUs: number): void {
    const index = this.timerIndex(address, timer);
    const nth = (this.timerDraws[index] ?? 0) + 1;
    this.timerDraws[index] = nth;
    const scripted = this.settings.scriptedTimers[this.indexOf(address)]?.[timer]?.[nth - 1];
    const delayUs =
      scripted ??
      (lowUs === highUs
        ? lowUs
        : bitsToRange(drawBits(this.settings.seed, Purpose.electionTimeout, address, timer, nth), lowUs, highUs));
    this.timerSetStep[index] = this.step;
    this.timerSetI[index] = this.explaining ? this.events.length : -1;
    if (this.host(address).frozen[timer] === true) this.timerParkedUs[index] = delayUs;
    else this.timerDueUs[index] = this.nowUs + delayUs;
    if (this.explaining) this.emit(address, { type: 'TimerSet', timer, dueAtUs: this.nowUs + delayUs, delayUs }, []);
  }

  stopTimer(address: Address, timer: number): void {
    const index = this.timerIndex(address, timer);
    this.timerDueUs[index] = Infinity;
    this.timerParkedUs[index] = -1;
  }

  /** A message leaves its sender: its fate (latency, loss, duplication) is drawn here and now. */
  private launch(from: Address, to: Address, message: M): void {
    const index = this.linkIndex(from, to);
    const link = at(this.links, index);
    const ordinal = (this.sentCounts[index] ?? 0) + 1;
    this.sentCounts[index] = ordinal;
    const { seed } = this.settings;
    const latencyUs =
      link.scriptedUs[ordinal - 1] ??
      bitsToRange(drawBits(seed, Purpose.latency, from, to, ordinal), link.lowUs, link.highUs);
    const lost =
      link.cut ||
      (link.lossPpm > 0 && bitsToChance(drawBits(seed, Purpose.loss, from, to, ordinal), link.lossPpm));
    this.dispatch(from, to, ordinal, 0, message, latencyUs, lost);
    if (link.duplicatePpm === 0) return;
    if (!bitsToChance(drawBits(seed, Purpose.duplication, from, to, ordinal), link.duplicatePpm)) return;
    const again = bitsToRange(drawBits(seed, Purpose.duplicateLatency, from, to, ordinal), link.lowUs, link.highUs);
    this.dispatch(from, to, ordinal, 1, message, again, link.cut);
  }

  /** A lost message dies half-way, so that it can be seen to die. */
  private dispatch(
    from: Address,
    to: Address,
    ordinal: number,
    copy: number,
    message: M,
    latencyUs: number,
    doomed: boolean,
  ): void {
    const held = this.settings.holdMessages;
    const startUs = held ? 0 : this.nowUs;
    const envelope: Envelope<M> = {
      kind: 'envelope',
      from,
      to,
      ordinal,
      copy,
      message,
      sentAtUs: this.nowUs,
      dueAtUs: startUs + (doomed ? latencyUs >> 1 : latencyUs),
      arriveAtUs: startUs + latencyUs,
      roadUs: latencyUs,
      doomed,
      held,
      sentStep: this.step,
      sentI: this.explaining ? this.events.length : -1,
    };
    if (held) this.held.push(envelope);
    else this.queue.push(envelope);
    this.record.sent.push(envelope);
    if (this.explaining) this.emit(from, { type: 'MessageSent', envelope }, []);
  }

  /**
   * Records an event. Every event after the first of a step has the one that led to it in this step as a cause: the
   * last decision for a message or a timer, the first event for everything else.
   */
  emit(server: Address | null, fact: SimFact<M> | N, causes: readonly Cause[]): void {
    if (!this.explaining) return;
    const i = this.events.length;
    const local: Cause[] = i === 0 ? [] : [{ step: this.step, i: this.reasonFor(fact) }];
    const others = causes.filter((cause) => cause.step !== this.step || cause.i !== local[0]?.i);
    this.events.push({ step: this.step, i, atUs: this.nowUs, server, causes: [...local, ...others], fact });
  }

  private reasonFor(fact: SimFact<M> | N): number {
    const { type } = fact as { readonly type: string };
    if (type !== 'MessageSent' && type !== 'TimerSet' && type !== 'WriteStarted') return 0;
    for (let i = this.events.length - 1; i > 0; i--) {
      const decided = (this.events[i]?.fact as { readonly decision?: unknown }).decision;
      if (decided !== undefined) return i;
    }
    return 0;
  }
}

function causeOfSending<M>(envelope: Envelope<M>): Cause {
  const { from, to, ordinal, copy } = envelope;
  return { step: envelope.sentStep, i: envelope.sentI, find: `sent:${from}>${to}#${ordinal}.${copy}` };
}
