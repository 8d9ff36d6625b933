import type { Item, Queue } from './queue.ts';
import type { StepKind, StepRecord } from './record.ts';
import type { Timers } from './timers.ts';
import type { Address, Cause, Envelope, Host, Link, Protocol, SimFact, SimInput, SimSettings } from './types.ts';

/** What an action may touch of a run: the stage on which faults happen. */
export interface Stage<S, D, M, N, O> {
  readonly protocol: Protocol<S, D, M, N, O>;
  readonly record: StepRecord<S, D, M, O>;
  readonly nowUs: number;
  readonly step: number;
  readonly settings: SimSettings;
  readonly hosts: Host<S, D, M>[];
  serverCount: number;
  sentCounts: number[];
  readonly writeCounts: number[];
  links: readonly Link[];
  held: Envelope<M>[];
  readonly queue: Queue<D, M>;
  readonly timers: Timers;
  host(address: Address): Host<S, D, M>;
  linkIndex(from: Address, to: Address): number;
  timerIndex(address: Address, timer: number): number;
  emit(server: Address | null, fact: SimFact<M> | N, causes: readonly Cause[]): void;
  tell(address: Address, input: SimInput<D, M, O>): void;
  replace(host: Host<S, D, M>): void;
  /** Begins a step, which is filled in by what follows. */
  begin(kind: StepKind, atUs: number, step: number): void;
  /** A step: the item, which is in no queue any more, happens. */
  takeItem(item: Item<D, M>, atUs: number): void;
  deliver(envelope: Envelope<M>, byHand: boolean): void;
  lose(envelope: Envelope<M>, reason: 'loss' | 'cut' | 'down' | 'dropped'): void;
  /** A step of its own, unless it is part of an action. */
  fireTimer(index: number, atUs: number, byHand: boolean): void;
}
