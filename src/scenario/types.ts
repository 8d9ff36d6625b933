import type { MutationName } from '../raft/config.ts';
import type { ReadMode } from '../raft/reads.ts';
import type { Flags, Switches } from '../raft/switches.ts';

/**
 * Scenario format, version 1, as it stands in a file (docs/scenario-format.md). Everything that a run depends on is in
 * here. An absent member has its documented default, which never changes; an absent switch is off, for ever.
 * Times are milliseconds with at most three decimals; servers are `S1`.., clients `C1`.. .
 */
export interface ScenarioJson {
  readonly raftlight: 1;
  readonly title?: string;
  readonly about?: string;
  /** Default 1. */
  readonly seed?: number;
  /** How many servers (1 to 9), or each of them in order. */
  readonly servers: number | readonly ServerJson[];
  /** Who votes at first; the others wait to be added. Default: all servers. */
  readonly configuration?: readonly string[];
  /** How many clients (0 to 9). Default 1. */
  readonly clients?: number;
  /** Messages that are on their way when the run starts. */
  readonly messages?: readonly MessageJson[];
  readonly raft?: RaftJson;
  /** Rules broken on purpose: what follows is not Raft. */
  readonly broken?: readonly MutationName[];
  readonly network?: NetworkJson;
  readonly disks?: DisksJson;
  readonly timers?: TimersJson;
  /** By server: how its clock runs (P59). Absent: true. */
  readonly clocks?: { readonly [server: string]: ClockJson };
  /** Every message is held when it is sent, so that a figure can be played message by message. Default false. */
  readonly holdMessages?: boolean;
  /** What the servers run instead of Raft. */
  readonly lesson?: LessonJson;
  readonly actions?: readonly PlacedActionJson[];
  readonly beats?: readonly BeatJson[];
  readonly view?: ViewJson;
}

/** A small protocol of a lesson. Servers are its processes; their labels are what it calls them. */
interface LessonJson {
  readonly protocol: ProtocolName;
  /** Numbers that the protocol knows by name; what is absent is as it says. */
  readonly numbers?: { readonly [name: string]: number };
  /** What a process starts with. Default 0. */
  readonly start?: { readonly [server: string]: number };
  /** Events with names, for protocols that have some. */
  readonly events?: readonly LessonEventJson[];
}

type ProtocolName =
  | 'events'
  | 'bully'
  | 'ring'
  | 'drifting-clocks'
  | 'averaging-clocks'
  | 'lock-server'
  | 'accounts'
  | 'replicas';

/** An event of one process or, with `to`, one that sends a message, whose arrival has a name of its own. */
interface LessonEventJson {
  readonly name: string;
  readonly to?: string;
  readonly message?: string;
  readonly arrival?: string;
}

/** A scenario that `parseScenario` has accepted: the same shape, and all that it refers to exists. */
export type Scenario = ScenarioJson;

/** One value, or a range [low, high] from which each is drawn uniformly. */
export type RangeJson = number | readonly [number, number];

export interface ServerJson {
  readonly id: string;
  /** Shown in the page instead of the id. */
  readonly label?: string;
  /** Flags of `raft` that are otherwise for this server (P73). */
  readonly raft?: Partial<Flags>;
  readonly state?: ServerStateJson;
}

/** A server that does not start empty. `nextIndex` and `matchIndex` are by server id, for a leader only. */
export interface ServerStateJson {
  readonly currentTerm?: number;
  readonly votedFor?: string;
  /** What follows the snapshot, where there is one. */
  readonly log?: readonly EntryJson[];
  readonly snapshot?: SnapshotJson;
  readonly commitIndex?: number;
  readonly role?: 'follower' | 'pre-candidate' | 'candidate' | 'leader';
  readonly leaderId?: string;
  /** Who voted for this candidate or leader, or pre-voted for this pre-candidate. */
  readonly votes?: readonly string[];
  readonly nextIndex?: { readonly [server: string]: number };
  readonly matchIndex?: { readonly [server: string]: number };
  readonly down?: boolean;
}

/** Everything up to (lastIndex, lastTerm) as the contents of the state machine. */
export interface SnapshotJson {
  readonly lastIndex: number;
  readonly lastTerm: number;
  readonly contents?: { readonly [key: string]: number | string };
}

/** A bare term is an entry of that term with a no-op. */
export type EntryJson = number | { readonly term: number; readonly command: string };

interface MessageEndsJson {
  readonly from: string;
  readonly to: string;
  readonly term: number;
}

export type MessageJson =
  | (MessageEndsJson & {
      readonly type: 'PreVoteRequest';
      readonly candidateId?: string;
      readonly lastLogIndex?: number;
      readonly lastLogTerm?: number;
    })
  | (MessageEndsJson & {
      readonly type: 'RequestVoteRequest';
      readonly candidateId?: string;
      readonly lastLogIndex?: number;
      readonly lastLogTerm?: number;
      /** The leader itself has told the candidate to stand. */
      readonly byTransfer?: boolean;
    })
  | (MessageEndsJson & { readonly type: 'RequestVoteResponse' | 'PreVoteResponse'; readonly voteGranted: boolean })
  | (MessageEndsJson & {
      readonly type: 'AppendEntriesRequest';
      readonly leaderId?: string;
      readonly prevLogIndex?: number;
      readonly prevLogTerm?: number;
      readonly entries?: readonly EntryJson[];
      readonly leaderCommit?: number;
    })
  | (MessageEndsJson & {
      readonly type: 'TimeoutNowRequest';
      readonly leaderId?: string;
      readonly lastLogIndex?: number;
    })
  | (MessageEndsJson & {
      readonly type: 'AppendEntriesResponse';
      readonly success: boolean;
      readonly matchIndex?: number;
      readonly prevLogIndex?: number;
      readonly conflict?: { readonly term?: number; readonly index: number };
    })
  /** A snapshot as a whole, in one message. */
  | (MessageEndsJson & { readonly type: 'InstallSnapshotRequest'; readonly leaderId?: string } & SnapshotJson)
  | (MessageEndsJson & {
      readonly type: 'InstallSnapshotResponse';
      readonly lastIndex: number;
      readonly offset?: number;
      readonly received?: number;
      readonly matchIndex?: number;
    });

/** The switches and limits of src/raft/switches.ts, and times. */
export interface RaftJson extends Partial<Switches> {
  /** Default [150, 300]. */
  readonly electionTimeoutMs?: RangeJson;
  /** Default 50. */
  readonly heartbeatMs?: number;
  /** Default 1000. */
  readonly clientTimeoutMs?: number;
}

interface RoadJson {
  /** One way. Default [10, 15]. */
  readonly latencyMs?: RangeJson;
  readonly lossPercent?: number;
  readonly duplicatePercent?: number;
}

export interface NetworkJson extends RoadJson {
  /** What differs on single links, one direction each. */
  readonly links?: readonly LinkJson[];
}

export interface LinkJson extends RoadJson {
  readonly from: string;
  readonly to: string;
  /** Latencies of the first messages on this link; after them the range counts. */
  readonly scriptMs?: readonly number[];
  readonly cut?: boolean;
}

interface DisksJson {
  /** How long a write takes. Default 0: at once. */
  readonly writeMs?: WriteJson;
  readonly servers?: { readonly [server: string]: WriteJson };
}

/** How long a write takes: a range, or one for most writes and another for the slow ones among them. */
export type WriteJson = RangeJson | SlowWriteJson;

interface SlowWriteJson {
  readonly range: RangeJson;
  readonly slowPercent: number;
  readonly slowMs: RangeJson;
}

export function isSlowWrite(write: WriteJson | undefined): write is SlowWriteJson {
  return typeof write === 'object' && 'range' in write;
}

interface TimersJson {
  /** All timers stand still until an action lets one run or fires it. */
  readonly frozen?: boolean;
  /** The first delays of a server's election timer, by its nth arming; after them it is drawn. */
  readonly scriptMs?: { readonly [server: string]: readonly number[] };
}

/** 1000000 is a clock that runs true, 1100000 one that is ten percent fast. */
interface ClockJson {
  readonly ratePpm: number;
}

export type TimerName = 'election' | 'heartbeat';

/** Actions by which a server is told to change the configuration (P97). `server` is the one that is told. */
export type ChangeJson =
  | { readonly do: 'addServer' | 'addLearner'; readonly server: string; readonly add: string }
  | { readonly do: 'removeServer'; readonly server: string; readonly remove: string }
  | { readonly do: 'promote'; readonly server: string; readonly learner: string }
  | { readonly do: 'demote'; readonly server: string; readonly voter: string }
  /** Everybody who shall vote. */
  | { readonly do: 'changeConfiguration'; readonly server: string; readonly voters: readonly string[] };

/** The choice of the next step by hand, by what it is: `host` is a server or a client, `write` counts those of its disk. */
type ChoiceJson =
  | { readonly do: 'takeMessage'; readonly message: string }
  | { readonly do: 'takeTimer'; readonly host: string; readonly timer: TimerName }
  | { readonly do: 'takeWrite'; readonly server: string; readonly write: number };

/** Values of a server set by hand, one after the other in this order; from there on it is not Raft. */
export interface EditJson {
  readonly do: 'edit';
  readonly server: string;
  readonly currentTerm?: number;
  readonly votedFor?: string | null;
  /** The entry at an index, also the first after the end; null removes it and all that follow. */
  readonly log?: { readonly index: number; readonly entry: EntryJson | null };
  readonly commitIndex?: number;
  readonly lastApplied?: number;
  readonly role?: 'follower' | 'pre-candidate' | 'candidate' | 'leader';
  readonly leaderId?: string | null;
  readonly votes?: readonly string[];
  readonly nextIndex?: { readonly [server: string]: number };
  readonly matchIndex?: { readonly [server: string]: number };
  /** Keys of the state machine; null removes one. */
  readonly contents?: { readonly [key: string]: number | string | null };
}

/** What can be done. A message is named `S1>S2#5` (the fifth from S1 to S2) or `S1>S2#5.1` (its first duplicate). */
export type ActionJson =
  | { readonly do: 'crash' | 'restart' | 'pause' | 'resume' | 'wipe'; readonly server: string }
  /** A server that was not there before starts, empty; the next number after the last one. */
  | { readonly do: 'join'; readonly server: string }
  | { readonly do: 'cut' | 'heal'; readonly from: string; readonly to: string; readonly both?: boolean }
  | { readonly do: 'partition'; readonly groups: readonly (readonly string[])[] }
  | { readonly do: 'healAll' }
  | (RoadJson & {
      readonly do: 'setLink';
      readonly from: string;
      readonly to: string;
      readonly both?: boolean;
      readonly scriptMs?: readonly number[];
    })
  | { readonly do: 'drop' | 'hold' | 'release' | 'deliver' | 'duplicate'; readonly message: string }
  | { readonly do: 'delay'; readonly message: string; readonly byMs: number }
  | {
      readonly do: 'fireTimer' | 'freezeTimer' | 'unfreezeTimer';
      readonly server: string;
      readonly timer: TimerName;
    }
  /** P59: from now on the server's clock runs at this rate. */
  | { readonly do: 'setClock'; readonly server: string; readonly ratePpm: number }
  | ChoiceJson
  | EditJson
  | ChangeJson
  /** The server is told to take a snapshot. */
  | { readonly do: 'snapshot'; readonly server: string }
  /** The server is told to hand its leadership over. */
  | { readonly do: 'transfer'; readonly server: string; readonly to: string }
  /** A process of a lesson does something that its protocol knows by this name. */
  | { readonly do: 'act'; readonly server: string; readonly what: string; readonly to?: string }
  /** Without `server` the client asks one at random (a keyed draw). */
  | {
      readonly do: 'submit';
      readonly client: string;
      readonly command: string;
      readonly server?: string;
      readonly read?: ReadMode;
    };

/** The first (or nth) event of a type, at a server, with these values. */
export interface PredicateJson {
  readonly type: string;
  readonly server?: string;
  readonly nth?: number;
  readonly [field: string]: string | number | boolean | null | undefined;
}

/** Exactly one of the three: before the steps at a time, right after a step, right after an event. */
export interface PlaceJson {
  readonly at?: number;
  readonly afterStep?: number;
  readonly when?: PredicateJson;
}

/** `off`: it stands in the list and is not done. */
export type PlacedActionJson = PlaceJson & ActionJson & { readonly off?: true };

/** A text by language; English is always there. */
export interface TextJson {
  readonly en: string;
  readonly [language: string]: string;
}

/**
 * A choice that is a claim about the run: a condition in the language of questions (src/query). It is right if it holds
 * when the question is resolved. `mistake`: the broken rule under which it would.
 */
export interface ClaimJson {
  readonly says: TextJson;
  readonly holds: string;
  readonly mistake?: MutationName;
}

export type OptionJson = TextJson | ClaimJson;

/** Answered on the picture: a log index, or the servers of which a condition holds. Both are questions about the run. */
type TapJson = { readonly index: string } | { readonly servers: string };

/** What a beat lights, by name (`S3`, `S1>S2#5`) or as an entry, and the view in which it is to be seen. */
export interface FocusJson {
  readonly light?: string | { readonly index: number; readonly term: number };
  readonly view?: 'cluster' | 'logs' | 'spacetime' | 'inspector';
}

/**
 * A stop of a scene. The right answer is computed from the run, at `reveal` or right here; `answer`, the place of the
 * right choice from 0, is for a question that no run decides.
 */
export interface BeatJson extends PlaceJson {
  readonly text: TextJson;
  readonly focus?: FocusJson;
  readonly question?: TextJson;
  readonly choices?: readonly OptionJson[];
  readonly answer?: number;
  readonly tap?: TapJson;
  readonly reveal?: PlaceJson;
  readonly because?: TextJson;
  /** For whoever presents: shown in the speaker's window only. */
  readonly notes?: TextJson;
}

export function isClaim(choice: OptionJson): choice is ClaimJson {
  return 'holds' in choice && typeof choice.says === 'object';
}

export function textOfChoice(choice: OptionJson): TextJson {
  return isClaim(choice) ? choice.says : choice;
}

export type StampsName = 'none' | 'lamport' | 'vector';

/** What stands where the logs are. */
export type PictureName = 'none' | 'elections' | 'vote' | 'clocks';

/** What the page shows at first. Has no influence on the run. */
interface ViewJson {
  readonly panels?: readonly string[];
  /** The stamps on the events of the space-time diagram. Default none. */
  readonly stamps?: StampsName;
  /** A picture in the place of the logs. Default none: the logs. */
  readonly picture?: PictureName;
  /** How much virtual time the space-time diagram shows at first, in ms. */
  readonly spanMs?: number;
  /** Virtual seconds per second of watching. */
  readonly speed?: number;
}
