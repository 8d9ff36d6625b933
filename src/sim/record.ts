import type { Action, Address, Envelope, Host } from './types.ts';

export const StepKind = { start: 0, delivery: 1, loss: 2, timer: 3, write: 4, action: 5 } as const;
export type StepKind = (typeof StepKind)[keyof typeof StepKind];

/**
 * What one step did, for checkers and indexes. One object per simulation, filled anew by every step: read it before the
 * next step, do not keep it. A step changes at most one host.
 */
export interface StepRecord<S, D, M, O> {
  step: number;
  atUs: number;
  kind: StepKind;
  /** The host it happened to; null for the network as a whole. */
  address: Address | null;
  before: Host<S, D, M> | null;
  after: Host<S, D, M> | null;
  /** The message delivered or lost in this step. */
  envelope: Envelope<M> | null;
  /** The messages that left in this step. */
  readonly sent: Envelope<M>[];
  action: Action<O> | null;
}

export function blankRecord<S, D, M, O>(): StepRecord<S, D, M, O> {
  return {
    step: 0,
    atUs: 0,
    kind: StepKind.start,
    address: null,
    before: null,
    after: null,
    envelope: null,
    sent: [],
    action: null,
  };
}
