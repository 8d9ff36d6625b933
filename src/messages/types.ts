import type { Fact, FactType } from '../cluster/types.ts';
import type { RuleId } from '../raft/rules.ts';
import type { Address } from '../sim/types.ts';

/** What the page calls a server, client or process. */
export interface NameOf {
  (address: Address): string;
  /** The servers run a small protocol: they have no roles, disks or timers of Raft. */
  readonly isLesson?: boolean;
}

/** How far a comparison counted: it let the decision pass on, it decided, or it was never reached. */
export type Weight = 'passed' | 'decides' | 'notCompared';

/** One line of the table of values that a rule compared: what was asked or sent, and what the server has. */
export interface ComparedRow {
  readonly name: string;
  readonly theirs: string;
  readonly own: string;
  readonly verdict: string;
  readonly weight: Weight;
}

/** How a rule decided, in words. */
export interface Ruling {
  readonly rule: RuleId;
  /** The name of the rule and where it is written. */
  readonly ruleName: string;
  readonly why: string;
  /** What the two columns of values are. */
  readonly theirs: string;
  readonly own: string;
  readonly rows: readonly ComparedRow[];
  /** Which rule was broken on purpose, when the decision is not what the rule says. */
  readonly broken: string | null;
}

/** An event in words. */
export interface EventText {
  /** Short, without a full stop: `S5 grants its vote to S3`. */
  readonly title: string;
  /** One or two sentences that can stand alone. */
  readonly sentence: string;
  readonly ruling: Ruling | null;
}

export type FactOf<T extends FactType> = Extract<Fact, { readonly type: T }>;

/** Who an event happened to, by name, and the names of all others. */
export interface Scene {
  readonly who: string;
  readonly self: Address | null;
  readonly name: NameOf;
}

/** Title and sentence of an event, for one type of fact. */
export type Teller<T extends FactType> = (fact: FactOf<T>, scene: Scene) => readonly [title: string, sentence: string];
export type Tellers<T extends FactType> = { readonly [K in T]: Teller<K> };
