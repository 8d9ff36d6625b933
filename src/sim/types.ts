import type { Clock } from './clock.ts';

/** A place on the network: servers are 1, 2, 3 ...; clients start after `CLIENT_BASE`. */
export type Address = number;
export const CLIENT_BASE = 100;

export function isClient(address: Address): boolean {
  return address > CLIENT_BASE;
}

/** Facts that the simulator hands to a protocol. `localUs` is the host's own clock; `step` names the fact (evidence). */
export type SimInput<D, M, O> =
  | {
      readonly type: 'Received';
      readonly from: Address;
      readonly message: M;
      readonly localUs: number;
      readonly step: number;
    }
  | { readonly type: 'TimerFired'; readonly timer: number; readonly localUs: number; readonly step: number }
  | { readonly type: 'Written'; readonly disk: D; readonly localUs: number; readonly step: number }
  /** The host comes up, for the first time or again: arm timers. */
  | { readonly type: 'Started'; readonly localUs: number; readonly step: number }
  /** Somebody outside of the simulation tells the host to do something (a user gives a client a command). */
  | { readonly type: 'Told'; readonly order: O; readonly localUs: number; readonly step: number };

/** Orders of a protocol, honoured in their order; a Send waits for the writes of its host, unless it says otherwise. */
export type SimEffect<M, N> =
  | {
      readonly type: 'Send';
      readonly to: Address;
      readonly message: M;
      /** What it does not wait for: any write, or those that began with the same input. */
      readonly leaves?: 'atOnce' | 'afterEarlierWrites';
    }
  | { readonly type: 'Persist' }
  | { readonly type: 'SetTimer'; readonly timer: number; readonly lowUs: number; readonly highUs: number }
  | { readonly type: 'StopTimer'; readonly timer: number }
  /** What the protocol wants in the trace; `causes` are the steps whose receipts led to it, besides this one. */
  | { readonly type: 'Note'; readonly note: N; readonly causes: readonly number[] };

export interface SimOutcome<S, M, N> {
  readonly state: S;
  readonly effects: readonly SimEffect<M, N>[];
}

/**
 * A protocol as the simulator sees it. `S` state of a host, `D` what is on its disk, `M` messages, `N` notes for the
 * trace, `O` orders from outside. All functions are pure.
 */
export interface Protocol<S, D, M, N, O> {
  /** Timers per host; the names are for traces and actions. */
  readonly timers: readonly string[];
  step(state: S, input: SimInput<D, M, O>, explain: boolean): SimOutcome<S, M, N>;
  /** What a Persist order writes. */
  durableOf(state: S): D;
  /** The state of a host that has nothing but its disk. */
  restart(address: Address, disk: D): S;
  /** The disk of a host that never wrote anything. */
  blankDisk(address: Address): D;
}

/** One direction of a link. Loss and duplication in parts per million. */
export interface Link {
  readonly lowUs: number;
  readonly highUs: number;
  readonly lossPpm: number;
  readonly duplicatePpm: number;
  readonly cut: boolean;
  /** Latencies of the first messages on this link, by ordinal; after them the range counts. */
  readonly scriptedUs: readonly number[];
}

/** A message on its way. Its identity is structural: the `ordinal`-th message from `from` to `to`, copy `copy` of it. */
export interface Envelope<M> {
  readonly kind: 'envelope';
  readonly from: Address;
  readonly to: Address;
  /** From 1, per direction of a link. */
  readonly ordinal: number;
  /** 0 for the message itself, 1.. for its duplicates. */
  readonly copy: number;
  readonly message: M;
  readonly sentAtUs: number;
  /** When it arrives or, if `doomed`, when it is lost. While `held`: how long after its release. */
  readonly dueAtUs: number;
  /** When it would arrive if it were not lost. While `held`: how long after its release. */
  readonly arriveAtUs: number;
  /** How long the whole road takes; what is left of it tells where the message is. */
  readonly roadUs: number;
  readonly doomed: boolean;
  readonly held: boolean;
  /** The event that sent it; `sentI` is -1 when nobody was explaining then. */
  readonly sentStep: number;
  readonly sentI: number;
}

/** A disk write under way. `sends` leave when it is durable (P5). */
export interface PendingWrite<D, M> {
  readonly kind: 'write';
  readonly owner: Address;
  /** From 1, per host. */
  readonly ordinal: number;
  readonly disk: D;
  readonly startedAtUs: number;
  readonly dueAtUs: number;
  readonly startedStep: number;
  readonly startedI: number;
  readonly sends: readonly { readonly to: Address; readonly message: M }[];
}

/** A host while it is written to: of one shape always, whatever it hosts (decision 0031). */
export class HostShape<S, D, M> {
  readonly address: Address;
  state: S;
  disk: D;
  /** First in, first out. */
  writes: readonly PendingWrite<D, M>[];
  up: boolean;
  paused: boolean;
  /** What arrived while paused, in order of arrival. */
  inbox: readonly (Envelope<M> | PendingWrite<D, M>)[];
  /** Which timers stand still, by timer number. */
  frozen: readonly boolean[];
  /** How often it was started. */
  life: number;
  /** P59: it runs on through pauses and crashes. */
  clock: Clock;

  constructor(from: Host<S, D, M>) {
    this.address = from.address;
    this.state = from.state;
    this.disk = from.disk;
    this.writes = from.writes;
    this.up = from.up;
    this.paused = from.paused;
    this.inbox = from.inbox;
    this.frozen = from.frozen;
    this.life = from.life;
    this.clock = from.clock;
  }
}

export type Host<S, D, M> = Readonly<HostShape<S, D, M>>;

/** Names a message in actions. */
export interface MessageRef {
  readonly from: Address;
  readonly to: Address;
  readonly ordinal: number;
  readonly copy: number;
}

/** The next step, by what it is: a message arrives (or is lost), a timer runs out, a write is done. */
export type Choice =
  | { readonly do: 'takeMessage'; readonly message: MessageRef }
  /** Also a timer of a client. */
  | { readonly do: 'takeTimer'; readonly server: Address; readonly timer: number }
  | { readonly do: 'takeWrite'; readonly server: Address; readonly write: number };

export type Action<O> =
  | Choice
  | { readonly do: 'crash' | 'restart' | 'pause' | 'resume' | 'wipe'; readonly server: Address }
  /** A server that was not there before comes to the network; servers are numbered without gaps. */
  | { readonly do: 'join'; readonly server: Address }
  | { readonly do: 'cut' | 'heal'; readonly from: Address; readonly to: Address }
  /** Cuts all links between different groups and heals all links inside a group. */
  | { readonly do: 'partition'; readonly groups: readonly (readonly Address[])[] }
  | { readonly do: 'healAll' }
  | {
      readonly do: 'setLink';
      readonly from: Address;
      readonly to: Address;
      readonly change: Partial<Omit<Link, 'cut'>>;
    }
  | { readonly do: 'drop' | 'hold' | 'release' | 'deliver' | 'duplicate'; readonly message: MessageRef }
  | { readonly do: 'delay'; readonly message: MessageRef; readonly byUs: number }
  | { readonly do: 'fireTimer' | 'freezeTimer' | 'unfreezeTimer'; readonly server: Address; readonly timer: number }
  | { readonly do: 'setClock'; readonly server: Address; readonly ratePpm: number }
  | { readonly do: 'tell'; readonly address: Address; readonly order: O };

/** Where an action stands: before the steps at a time, right after a step, or right after the first event that matches. */
export type Place = { readonly atUs: number } | { readonly afterStep: number } | { readonly when: Predicate };

/** Matches an event by type, server and fields of its fact; `nth` counts matches from 1. */
export interface Predicate {
  readonly type: string;
  readonly server: Address | null;
  readonly fields: { readonly [name: string]: string | number | boolean | null };
  readonly nth: number;
}

export interface PlacedAction<O> {
  readonly place: Place;
  readonly action: Action<O>;
  /** Kept in the list, and not taken. */
  readonly off?: true;
}

/** How long a disk takes to write, drawn from a range; some writes take much longer than most (P6). */
export interface WriteLatency {
  readonly lowUs: number;
  readonly highUs: number;
  /** How many in a million are slow, and how long those take. Absent: none. */
  readonly slow?: { readonly ppm: number; readonly lowUs: number; readonly highUs: number };
}

/** Everything that a run needs besides its protocol and its first world. */
export interface SimSettings {
  readonly seed: number;
  /** What a server gets that joins later: its links, both ways, and its disk. */
  readonly newcomer: { readonly link: Link; readonly writeLatency: WriteLatency };
  /** How long a write takes, per server. */
  readonly writeLatency: readonly WriteLatency[];
  /** Scripted delays of timers, per server and timer: the nth arming takes the nth value; after them it is drawn. */
  readonly scriptedTimers: readonly (readonly (readonly number[])[])[];
  /** Every message is held when it is sent. */
  readonly holdMessages: boolean;
  /** Sends wait until the writes before them are durable. False only under a mutation. */
  readonly sendsWaitForDisk: boolean;
  /** Every arming of a timer takes as long as its first one. True only under a mutation. */
  readonly drawsOnce: boolean;
}

/** Facts of the simulator, in the past tense. Times are virtual microseconds. */
export type SimFact<M> =
  | { readonly type: 'Started' }
  | { readonly type: 'Joined' }
  | { readonly type: 'MessageSent'; readonly envelope: Envelope<M> }
  | { readonly type: 'MessageReceived'; readonly envelope: Envelope<M>; readonly byHand: boolean }
  | {
      readonly type: 'MessageLost';
      readonly envelope: Envelope<M>;
      readonly reason: 'loss' | 'cut' | 'down' | 'dropped';
    }
  | { readonly type: 'MessageWaits'; readonly envelope: Envelope<M> }
  | { readonly type: 'MessageHeld' | 'MessageReleased'; readonly envelope: Envelope<M> }
  | { readonly type: 'MessageDelayed'; readonly envelope: Envelope<M>; readonly byUs: number }
  | { readonly type: 'MessageDuplicated'; readonly envelope: Envelope<M> }
  | { readonly type: 'TimerSet'; readonly timer: number; readonly dueAtUs: number; readonly delayUs: number }
  | { readonly type: 'TimerFired'; readonly timer: number; readonly byHand: boolean }
  | { readonly type: 'TimerFrozen' | 'TimerUnfrozen'; readonly timer: number }
  | { readonly type: 'ClockSet'; readonly ratePpm: number }
  | { readonly type: 'WriteStarted'; readonly ordinal: number; readonly dueAtUs: number }
  | { readonly type: 'WriteCompleted' | 'WriteWaits'; readonly ordinal: number }
  /** P5: so many messages leave when that write is durable. */
  | { readonly type: 'MessagesHeldBack'; readonly ordinal: number; readonly count: number }
  | { readonly type: 'Crashed'; readonly lostWrites: number }
  | { readonly type: 'Restarted' | 'Paused' | 'Resumed' | 'DiskWiped' }
  | { readonly type: 'LinkCut' | 'LinkHealed'; readonly from: Address; readonly to: Address }
  | { readonly type: 'Partitioned'; readonly groups: readonly (readonly Address[])[] }
  | { readonly type: 'NetworkHealed' }
  | { readonly type: 'LinkChanged'; readonly from: Address; readonly to: Address; readonly link: Link }
  | { readonly type: 'OrderGiven'; readonly order: unknown }
  | { readonly type: 'ActionIgnored'; readonly action: string; readonly reason: string };

/** Names an event. `i` is -1 where only the step is known; the timeline then looks it up by `find`. */
export interface Cause {
  readonly step: number;
  readonly i: number;
  /** Which event of the step is meant, while `i` is -1: `sent:1>2#5` , `timer:3.0`, `write:2.7`. */
  readonly find?: string;
}

export interface TraceEvent<F> {
  readonly step: number;
  readonly i: number;
  readonly atUs: number;
  /** Whom it happened to; null for the network as a whole. */
  readonly server: Address | null;
  readonly causes: readonly Cause[];
  readonly fact: F;
}
