import type { ReadMode } from './reads.ts';

/**
 * The one table of Raft's switches and limits: what can be chosen, by which rule, and what an absent one means. Files,
 * settings, presets and swarm are read off from it. What is absent means the same for ever: a mechanism that arrives
 * later is off in every scenario that was written before it.
 */

interface Flag {
  readonly kind: 'flag';
  readonly rule: string;
  readonly absent: false;
}

/** A whole number from `least` to `most`. */
interface Whole {
  readonly kind: 'whole';
  readonly rule: string;
  readonly absent: number;
  readonly least: number;
  readonly most: number;
}

/** One of several ways; the first is what an absent one means. */
interface Choice<O extends string> {
  readonly kind: 'choice';
  readonly rule: string;
  readonly absent: O;
  readonly options: readonly O[];
}

export type Switch = Flag | Whole | Choice<string>;

function flag(rule: string): Flag {
  return { kind: 'flag', rule, absent: false };
}

function whole(rule: string, absent: number, least: number, most: number): Whole {
  return { kind: 'whole', rule, absent, least, most };
}

function choice<const O extends string>(rule: string, absent: O, ...others: readonly O[]): Choice<O> {
  return { kind: 'choice', rule, absent, options: [absent, ...others] };
}

export const SWITCHES = {
  /** How many entries one AppendEntries may carry. */
  maxEntriesPerAppend: whole('P41', 100, 1, 10_000),
  /** A new leader appends a no-op of its own term. */
  noOpOnElection: flag('P26'),
  /** A follower's refusal names the conflicting term, and the leader skips it whole. */
  conflictHint: flag('P44'),
  /** A leader that no majority has answered for an election timeout steps down. */
  checkQuorum: flag('P61'),
  /** Who would stand for election first asks whether a majority would vote for it. */
  preVote: flag('P65'),
  /** Who has just heard from the leader ignores candidates. */
  stickiness: flag('P76'),
  /** How the configuration can change: not at all, one server at a time, or any way through a joint configuration. */
  membership: choice('P88', 'off', 'single', 'joint'),
  /** The correction of 2015: a leader changes the configuration only after it has committed an entry of its own term. */
  commitBeforeChange: flag('P90'),
  /** In how many rounds a server catches up before it becomes a voter; 0: it votes from the start. */
  catchUpRounds: whole('P95', 0, 0, 100),
  /** A leader's messages do not wait for its own disk. */
  parallelLeaderWrite: flag('P7'),
  /** A leader sends on without waiting for answers, once it knows where a follower's log ends. */
  pipelining: flag('P47'),
  /** How many AppendEntries with entries may be under way to a follower, with pipelining. */
  maxInFlight: whole('P48', 10, 1, 1000),
  /** A candidate asks for votes while its own is still being written. */
  overlapVoteWrite: flag('P8'),
  /** How a read is served where its command does not say so. */
  reads: choice<ReadMode>('P129', 'log', 'readIndex', 'lease', 'local'),
  /** By how much no clock outruns another: a lease is shorter than an election timeout by that. */
  clockDriftPercent: whole('P132', 0, 0, 100),
  /** A server that has applied less than the client has seen waits before it answers a direct read. */
  monotonicReads: flag('P133'),
  /** How many applied entries a server keeps before it takes a snapshot; 0: never by itself. */
  snapshotEntries: whole('P111', 0, 0, 10_000),
  /** The log may also grow to this many times the size of the previous snapshot; 0: its size does not count. */
  snapshotFactor: whole('P111', 0, 0, 100),
  /** How much of a snapshot one InstallSnapshot may carry, in items of the state machine; 0: all of it. */
  snapshotChunk: whole('P113', 0, 0, 10_000),
  /** A leader hands its leadership over when it is told to. */
  leadershipTransfer: flag('P80'),
  /** How often a client asks again when a server refuses, does not know, or does not answer. */
  clientRetries: whole('P122', 0, 0, 1000),
  /**
   * How a command that comes twice is kept from running twice: not at all, by the leader's search for it in its log, or
   * by a session of the client in the machine.
   */
  sessions: choice<'off' | 'scanLog' | 'sessions'>('P125', 'off', 'scanLog', 'sessions'),
  /** How many sessions a machine keeps; the one used least recently makes room. 0: all. */
  sessionLimit: whole('P128', 0, 0, 1000),
  /** How long a session lives without a command, by the clocks of leaders; in ms. 0: for ever. */
  sessionTimeoutMs: whole('P128', 0, 0, 1_000_000),
} satisfies { readonly [name: string]: Switch };

type Table = typeof SWITCHES;
export type SwitchName = keyof Table;

type ValueOf<S> = S extends Flag ? boolean : S extends Whole ? number : S extends Choice<infer O> ? O : never;

/** A value for every switch. */
export type Switches = { readonly [K in SwitchName]: ValueOf<Table[K]> };

/** The switches that are only on or off. */
export type FlagName = { [K in SwitchName]: Table[K] extends Flag ? K : never }[SwitchName];
export type Flags = { readonly [K in FlagName]: boolean };

export const SWITCH_NAMES = Object.keys(SWITCHES) as SwitchName[];

export const FLAG_NAMES = SWITCH_NAMES.filter((name): name is FlagName => SWITCHES[name].kind === 'flag');

/** What it means that a scenario names no switch at all. */
export const ABSENT_SWITCHES: Switches = pickSwitches({});

/** The switches among the members of a record; what it does not name is as when absent. */
export function pickSwitches(record: Partial<Switches>): Switches {
  const values = SWITCH_NAMES.map((name) => [name, record[name] ?? SWITCHES[name].absent] as const);
  return Object.fromEntries(values) as unknown as Switches;
}
