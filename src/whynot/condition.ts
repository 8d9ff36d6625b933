import type { ClusterAction } from '../cluster/types.ts';
import type { ServerId } from '../raft/messages.ts';
import type { Decision } from '../raft/rules.ts';
import type { Role } from '../raft/server.ts';
import type { Address, MessageRef } from '../sim/types.ts';

/** What a condition says, as data: which sentence, and the values in it. It says the same whether it holds or not. */
export type Claim =
  | { readonly key: 'running'; readonly server: ServerId; readonly state: 'up' | 'down' | 'paused' }
  | { readonly key: 'linked'; readonly from: Address; readonly to: Address }
  /** P17, P99: it may stand at all. */
  | { readonly key: 'mayStand'; readonly server: ServerId; readonly role: Role }
  /** P17: its election timer has run out. */
  | { readonly key: 'timerOut'; readonly server: ServerId; readonly dueAtUs: number | null; readonly again: boolean }
  /** P23, P65, P101: enough votes, or pre-votes, in a round that is under way or would be. `chosen` would do. */
  | {
      readonly key: 'majority';
      readonly of: 'votes' | 'preVotes';
      readonly server: ServerId;
      readonly isUnderWay: boolean;
      readonly given: readonly ServerId[];
      readonly voters: readonly ServerId[];
      readonly old: readonly ServerId[] | null;
      readonly chosen: readonly ServerId[] | null;
    }
  /** One voter's part of that; `refused`: it has said no in this round. */
  | {
      readonly key: 'ballot';
      readonly of: 'votes' | 'preVotes';
      readonly voter: ServerId;
      readonly candidate: ServerId;
      readonly isUnderWay: boolean;
      /** It would say yes, if it were asked now. */
      readonly would: boolean;
      readonly refused: boolean;
    }
  | { readonly key: 'ownVote'; readonly server: ServerId }
  | {
      readonly key: 'noContact';
      readonly voter: ServerId;
      readonly candidate: ServerId;
      readonly sinceContactUs: number | null;
      readonly electionTimeoutUs: number;
    }
  | {
      readonly key: 'termNotOlder';
      /** What is asked for: a vote, or that entries are taken. */
      readonly asksFor: 'vote' | 'entries';
      readonly asker: ServerId;
      readonly askedTerm: number;
      readonly server: ServerId;
      readonly currentTerm: number;
    }
  | {
      readonly key: 'voteFree';
      readonly voter: ServerId;
      readonly candidate: ServerId;
      readonly votedFor: ServerId | null;
      readonly term: number;
    }
  | {
      readonly key: 'upToDate';
      readonly voter: ServerId;
      readonly candidate: ServerId;
      readonly candidateLastTerm: number;
      readonly candidateLastIndex: number;
      readonly lastTerm: number;
      readonly lastIndex: number;
    }
  /** The voter was asked, and what it says has come back. */
  | {
      readonly key: 'voteArrived';
      readonly voter: ServerId;
      readonly candidate: ServerId;
      readonly of: 'votes' | 'preVotes';
    }
  /** `server` leads; while it does not, it is the one that most easily could. Null: nobody can, as things are. */
  | { readonly key: 'leads'; readonly server: ServerId | null; readonly deposed: ServerId | null }
  /** P12: so many are in a newer term that it cannot go on. */
  | {
      readonly key: 'undisputed';
      readonly server: ServerId;
      readonly term: number;
      readonly newer: readonly ServerId[];
    }
  /** P61: a majority has answered it lately. */
  | {
      readonly key: 'quorumContact';
      readonly server: ServerId;
      readonly sinceContactUs: number;
      readonly electionTimeoutUs: number;
    }
  | {
      readonly key: 'holdsEntry';
      readonly server: ServerId;
      readonly index: number;
      readonly term: number;
      readonly termThere: number | null;
    }
  /** P50: at the entry, or after it, there is one of the leader's own term. */
  | {
      readonly key: 'ownTermEntry';
      readonly server: ServerId;
      readonly index: number;
      readonly entryTerm: number;
      readonly currentTerm: number;
    }
  /** P49, P101: enough voters store it. */
  | {
      readonly key: 'stored';
      readonly server: ServerId;
      readonly index: number;
      readonly holders: readonly ServerId[];
      readonly voters: readonly ServerId[];
      readonly old: readonly ServerId[] | null;
      readonly chosen: readonly ServerId[] | null;
    }
  | {
      readonly key: 'acknowledged';
      readonly server: ServerId;
      readonly leader: ServerId;
      readonly index: number;
      readonly matchIndex: number;
    }
  /** P51: it is on the leader's own disk. */
  | { readonly key: 'written'; readonly server: ServerId; readonly index: number; readonly durableIndex: number }
  /** P94: the leader sends it entries. */
  | { readonly key: 'isSentTo'; readonly server: ServerId; readonly leader: ServerId }
  /** It is asked for, or told, and what is said back has arrived. */
  | { readonly key: 'arrived'; readonly server: ServerId; readonly leader: ServerId; readonly index: number }
  | { readonly key: 'committed'; readonly server: ServerId; readonly index: number; readonly commitIndex: number }
  | { readonly key: 'stores'; readonly server: ServerId; readonly index: number; readonly term: number }
  /** P35, P52: it has heard that the entry is committed. */
  | {
      readonly key: 'told';
      readonly server: ServerId;
      readonly leader: ServerId;
      readonly index: number;
      readonly commitIndex: number;
    }
  | {
      readonly key: 'waiting';
      readonly client: Address;
      readonly request: number;
      readonly outcome: 'ok' | 'failed' | 'unknown' | null;
    }
  | { readonly key: 'hasSession'; readonly client: Address }
  /** `again`: what was asked is gone, and the client will ask anew; `never`: it will not. */
  | {
      readonly key: 'asked';
      readonly client: Address;
      readonly request: number;
      readonly server: ServerId;
      readonly state: 'underWay' | 'again' | 'never';
    }
  /** P120: the server that was asked knows who leads. */
  | {
      readonly key: 'knowsLeader';
      readonly server: ServerId;
      readonly leader: ServerId;
      readonly known: ServerId | null;
    }
  | { readonly key: 'takesCommands'; readonly server: ServerId; readonly transferTo: ServerId | null }
  | { readonly key: 'termCommitted'; readonly server: ServerId; readonly term: number; readonly committedTerm: number }
  /** P130: a round that began after the question is answered by a majority. */
  | { readonly key: 'confirmed'; readonly server: ServerId; readonly chosen: readonly ServerId[] | null }
  /** P131: the server that was asked has asked its leader; `isGone`: what it asked is lost. */
  | { readonly key: 'forwarded'; readonly server: ServerId; readonly leader: ServerId; readonly isGone: boolean }
  | { readonly key: 'indexGiven'; readonly server: ServerId; readonly leader: ServerId }
  | { readonly key: 'answers'; readonly server: ServerId; readonly leader: ServerId }
  | { readonly key: 'applied'; readonly server: ServerId; readonly index: number; readonly lastApplied: number }
  | { readonly key: 'replied'; readonly client: Address; readonly request: number; readonly server: ServerId };

export type ClaimKey = Claim['key'];

/** What would make a condition true, or bring it about without anybody's doing. */
export type Next =
  | { readonly kind: 'act'; readonly actions: readonly ClusterAction[] }
  /** A message on its way; `held` or `doomed` it does not come by itself. */
  | {
      readonly kind: 'message';
      readonly ref: MessageRef;
      readonly arriveAtUs: number;
      readonly held: boolean;
      readonly doomed: boolean;
    }
  | { readonly kind: 'write'; readonly server: ServerId; readonly dueAtUs: number }
  | { readonly kind: 'timer'; readonly server: ServerId; readonly timer: number; readonly dueAtUs: number }
  /** Nothing but that time passes, without a word from the leader. */
  | { readonly kind: 'wait'; readonly server: ServerId; readonly untilUs: number }
  /** Somebody has to give a command; a reason of its own, as the page asks which. */
  | { readonly kind: 'command'; readonly server: ServerId };

/** One condition of what did not happen. */
export interface Condition {
  readonly claim: Claim;
  /** The rule that asks for it; null where it is the network or the process that does. */
  readonly rule: string | null;
  /** The rule as the engine evaluates it on the present values, where it does. */
  readonly decision: Decision | null;
  readonly holds: boolean;
  /** Empty where nothing is to be done, or nothing can be. */
  readonly next: readonly Next[];
  /** What it comes down to. Of a majority: what each voter is to it. */
  readonly parts: readonly Condition[];
}

/** A condition that is about the process or the network, or has only the parts that are given. */
export function condition(
  claim: Claim,
  rule: string | null,
  holds: boolean,
  more: Partial<Pick<Condition, 'decision' | 'next' | 'parts'>> = {},
): Condition {
  return { claim, rule, holds, decision: null, next: [], parts: [], ...more };
}

/** By which values of a claim its condition is the same one at another moment. */
const IDENTITY: readonly string[] = [
  ...['of', 'server', 'leader', 'voter', 'candidate', 'from', 'to', 'asker', 'index', 'client', 'request'],
  // A timer that was set anew is another one.
  'dueAtUs',
];

/** Names a condition, so that it is known again at another moment of the run. */
export function idOf({ claim }: Condition): string {
  const values = claim as unknown as Readonly<Record<string, unknown>>;
  return [
    claim.key,
    ...IDENTITY.filter((name) => name in values).map((name) => `${name}=${String(values[name])}`),
  ].join(' ');
}

/** Those that do not hold. */
export function missingOf(conditions: readonly Condition[]): Condition[] {
  return conditions.filter(({ holds }) => !holds);
}
