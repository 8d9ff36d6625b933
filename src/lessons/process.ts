import type { Address, Protocol, SimEffect, SimInput, SimOutcome } from '../sim/types.ts';

/** Plain data: what a process remembers, what a message of a small protocol says. */
type Value = string | number | boolean | null | readonly Value[];
export type Values = { readonly [name: string]: Value };

/** A host that runs a small protocol. Nothing of it survives a crash. */
export interface ProcessMember<V extends Values = Values> {
  readonly kind: 'process';
  readonly address: Address;
  /** It takes itself for the coordinator. */
  readonly leads: boolean;
  readonly values: V;
}

/** A message of a small protocol; `isQuiet`: an acknowledgement that says nothing else, drawn lightly. */
export interface Telling {
  readonly type: 'Telling';
  readonly name: string;
  readonly isQuiet: boolean;
  readonly values: Values;
}

/** What a process can do that is worth a line in the trace. */
export type Deed =
  /** An event that the scenario gives a name. */
  | 'event'
  | 'holdsElection'
  | 'isOutbid'
  | 'bullies'
  | 'leads'
  | 'follows'
  | 'startsList'
  | 'passesOn'
  | 'skips'
  | 'namesWinner'
  | 'readsClock'
  | 'isCorrected'
  | 'asks'
  | 'enters'
  | 'leaves'
  | 'grants'
  | 'queues'
  | 'pays'
  | 'isPaid'
  | 'records'
  | 'hearsMarker'
  | 'executes'
  | 'copies';

export interface Did {
  readonly type: 'Did';
  readonly deed: Deed;
  /** What the event is called in its lesson; empty for one without a name. */
  readonly event: string;
  readonly values: Values;
}

/** A process is told to do something, by a name that its protocol knows. */
export interface Act {
  readonly type: 'Act';
  readonly what: string;
  readonly to: Address | null;
}

export type SmallProtocol = Protocol<ProcessMember, null, Telling, Did, Act>;
export type Input = SimInput<null, Telling, Act>;
export type Effect = SimEffect<Telling, Did>;
export type Outcome<V extends Values = Values> = SimOutcome<ProcessMember<V>, Telling, Did>;

/** What a scenario says about its small protocol. */
export interface LessonSetting {
  readonly processes: number;
  /** Numbers by name; what is absent is as the protocol says. */
  readonly numbers: { readonly [name: string]: number };
  /** What a process starts with. */
  readonly start: (address: Address) => number;
  readonly events: readonly NamedEvent[];
  /** The nth draw of a process, 1 to 99. */
  readonly draw: (address: Address, nth: number) => number;
}

/** An event of a process in its lesson: one of its own or, with `to`, one that sends a message, whose arrival has a name too. */
interface NamedEvent {
  readonly name: string;
  readonly to: Address | null;
  readonly message: string;
  readonly arrival: string;
}

/** Waiting for an answer, and for what follows from it. The cluster has two timers per host. */
export const FIRST_TIMER = 0;
export const SECOND_TIMER = 1;

export function tell(to: Address, name: string, values: Values = {}): Effect {
  return { type: 'Send', to, message: { type: 'Telling', name, isQuiet: false, values } };
}

export function acknowledge(to: Address, name: string, values: Values = {}): Effect {
  return { type: 'Send', to, message: { type: 'Telling', name, isQuiet: true, values } };
}

export function did(deed: Deed, values: Values = {}, event = ''): Effect {
  return { type: 'Note', note: { type: 'Did', deed, event, values }, causes: [] };
}

export function wait(timer: number, us: number): Effect {
  return { type: 'SetTimer', timer, lowUs: us, highUs: us };
}

export function stop(timer: number): Effect {
  return { type: 'StopTimer', timer };
}

export function everybody({ processes }: LessonSetting): Address[] {
  return Array.from({ length: processes }, (_, place) => place + 1);
}

export function othersThan(self: Address, setting: LessonSetting): Address[] {
  return everybody(setting).filter((other) => other !== self);
}

/** A protocol from what a fresh process remembers and what it does; a process is the same object until something changes. */
export function smallProtocol<V extends Values>(
  fresh: (address: Address) => V,
  step: (self: ProcessMember<V>, input: Input) => Outcome<V>,
  leadsIn: (values: V, address: Address) => boolean = () => false,
): SmallProtocol {
  const memberOf = (address: Address, values: V): ProcessMember<V> => {
    return { kind: 'process', address, leads: leadsIn(values, address), values };
  };
  return {
    timers: ['first', 'second'],
    step: (state, input) => step(state as ProcessMember<V>, input),
    durableOf: () => null,
    restart: (address) => memberOf(address, fresh(address)),
    blankDisk: () => null,
  };
}

/** The process with other values. */
export function changed<V extends Values>(self: ProcessMember<V>, values: Partial<V>, leads = self.leads) {
  return { ...self, leads, values: { ...self.values, ...values } };
}

export function nothing<V extends Values>(state: ProcessMember<V>): Outcome<V> {
  return { state, effects: [] };
}
