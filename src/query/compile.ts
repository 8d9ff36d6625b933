import { assertNever } from '../base/assert.ts';
import { INVARIANT_TITLES, type InvariantId } from '../check/violation.ts';
import type { ClusterHost } from '../cluster/types.ts';
import { CLIENT_BASE } from '../sim/types.ts';
import { CLAIMS, type Claim } from './claims.ts';
import { fieldNames, fieldOf, type Kind, PLACES, type Plain, type Value } from './kinds.ts';
import { type Narrowed, narrowed } from './narrow.ts';
import { nearest } from './near.ts';
import { QueryError, type QueryProblem } from './problem.ts';
import type { Scope } from './scope.ts';
import { type Node, syntaxOf } from './syntax.ts';
import {
  compared,
  countServers,
  extreme,
  hostNamed,
  ifThere,
  isLeader,
  plainOf,
  reckon,
  type ServerHost,
} from './values.ts';

/** `self`: whom a bare field is of, inside of `count(...)` and its like. */
type Read = (scope: Scope, self: ServerHost | null) => Value;

interface Part {
  readonly kind: Kind;
  /** All that it can be, where that is a list of words. */
  readonly words?: readonly string[] | undefined;
  readonly read: Read;
}

/** A question that has been read and checked. */
export interface Query {
  readonly source: string;
  readonly kind: 'number' | 'text' | 'flag' | 'any';
  /** What it claims of the whole run; null for a question about a moment. */
  readonly claim: Claim | null;
  /** Whether it asks about events: then it is answered for each event of a step. */
  readonly usesEvents: boolean;
  /** What all events that meet it have in common. */
  readonly narrowed: Narrowed;
  /** Whether its answer can change in a step in which no host changes. */
  readonly usesEveryStep: boolean;
  /** `self`: the server that bare fields are of, in a question about each server. */
  readonly read: (scope: Scope, self?: ServerHost) => Plain;
}

/** What can stand alone in a question. */
const GLOBALS: { readonly [name: string]: Part } = {
  time: { kind: 'number', read: ({ nowUs }) => nowUs / 1000 },
  step: { kind: 'number', read: ({ step }) => step },
  event: { kind: 'event', read: ({ event }) => event },
  broken: { kind: 'flag', read: ({ broken }) => broken.length > 0 },
};

const CALLS = ['leader', 'count', 'any', 'all', 'min', 'max', 'broken'] as const;
/** Only in questions about a run. */
const RUN_CALLS = ['times', 'timesInAll', 'couldWin', 'safeIndex', 'order', 'lamport', 'vector', 'remembers'] as const;
type CallName = (typeof CALLS)[number] | (typeof RUN_CALLS)[number];

/** The names of the promises, as `broken(...)` wants them. */
export const INVARIANTS = Object.keys(INVARIANT_TITLES) as readonly InvariantId[];

/** The names that a question can begin with; `insideServers` where bare fields of a server are meant. */
export function globalNames(insideServers: boolean): readonly string[] {
  return [...(insideServers ? fieldNames('server') : []), ...CALLS.filter(isCall), ...Object.keys(GLOBALS)];
}

/** Whether a name needs a bracket after it. */
export function isCall(name: string): boolean {
  return CALLS.some((call) => call === name) && name !== 'broken';
}

export type Parsed = { readonly query: Query } | { readonly problem: QueryProblem };

/** Reads and checks a question about a moment; what is wrong with it comes back with its place. `servers`: how many there are. */
export function parseQuery(source: string, servers = 9): Parsed {
  const parsed = parse(source, servers);
  if ('problem' in parsed || parsed.query.claim === null) return parsed;
  const { claim: word } = parsed.query;
  return { problem: { type: 'isClaim', word, at: source.indexOf(word), length: word.length } };
}

/** The same, for a question that is true or false. */
export function parseCondition(source: string, servers = 9): Parsed {
  return wantFlag(parseQuery(source, servers), source);
}

/** Reads what is claimed of a whole run: `always`, `sometimes` or `eventually`, and a condition. */
export function parseClaim(source: string, servers = 9): Parsed {
  const parsed = wantFlag(parse(source, servers), source);
  if ('problem' in parsed || parsed.query.claim !== null) return parsed;
  return { problem: { type: 'noClaim', at: 0, length: source.length } };
}

/**
 * Reads a question of a scene: about the moment of its answer, and about what happened since it was asked. `perServer`: it
 * is asked of each server, whose fields stand bare.
 */
export function parseAboutRun(source: string, servers = 9, perServer = false): Parsed {
  return parse(source, servers, true, perServer);
}

function wantFlag(parsed: Parsed, source: string): Parsed {
  if ('problem' in parsed || parsed.query.kind === 'flag' || parsed.query.kind === 'any') return parsed;
  return { problem: { type: 'wrongKind', wanted: 'flag', found: parsed.query.kind, at: 0, length: source.length } };
}

function parse(source: string, servers: number, isAboutRun = false, perServer = false): Parsed {
  try {
    const checker = new Checker(servers, isAboutRun);
    const { claim, node } = syntaxOf(source);
    const { kind, read } = checker.part(node, perServer);
    const plain = kind === 'number' || kind === 'text' || kind === 'flag' ? kind : 'any';
    const { usesEvents, usesEveryStep } = checker;
    const answer = (scope: Scope, self?: ServerHost): Plain => plainOf(read(scope, self ?? null));
    const common = { source, kind: plain, claim: claim?.word ?? null, usesEvents, usesEveryStep } as const;
    return { query: { ...common, narrowed: narrowed(node), read: answer } };
  } catch (error) {
    if (error instanceof QueryError) return { problem: error.problem };
    throw error;
  }
}

/**
 * What the last part of an unfinished question is: of `leader(S1) && S2.log[3]`, an entry; and the words that it can be.
 * Null: not to be told.
 */
export function partAt(before: string, servers: number): Pick<Part, 'kind' | 'words'> | null {
  const part = /(?:[A-Za-z_][A-Za-z0-9_]*)(?:\.[A-Za-z_][A-Za-z0-9_]*|\[[^[\]]*\])*$/.exec(before)?.[0];
  if (part === undefined || CLAIMS.some((word) => word === part)) return null;
  try {
    return new Checker(servers).part(syntaxOf(part).node, true);
  } catch (error) {
    if (error instanceof QueryError) return null;
    throw error;
  }
}

const COMPARABLE: readonly Kind[] = ['number', 'text', 'flag', 'address', 'any'];

class Checker {
  usesEvents = false;
  usesEveryStep = false;
  private readonly servers: number;
  private readonly isAboutRun: boolean;

  constructor(servers: number, isAboutRun = false) {
    this.servers = servers;
    this.isAboutRun = isAboutRun;
  }

  /** `inside`: within `count(...)` and its like, where bare fields are a server's. */
  part(node: Node, inside: boolean): Part {
    switch (node.type) {
      case 'literal':
        return literal(node.value);
      case 'name':
        return this.name(node, node.name, inside);
      case 'field':
        return this.field(node, inside);
      case 'place':
        return this.placeIn(node, inside);
      case 'call':
        return this.call(node, inside);
      case 'not': {
        const of = this.wanted(node.of, 'flag', inside);
        return { kind: 'flag', read: (scope, self) => of(scope, self) !== true };
      }
      case 'minus': {
        const of = this.wanted(node.of, 'number', inside);
        return { kind: 'number', read: (scope, self) => reckon('-', 0, of(scope, self)) };
      }
      case 'both':
      case 'either':
        return this.logic(node, inside);
      case 'compare':
        return this.compare(node, inside);
      case 'reckon': {
        const left = this.wanted(node.left, 'number', inside);
        const right = this.wanted(node.right, 'number', inside);
        return { kind: 'number', read: (scope, self) => reckon(node.sign, left(scope, self), right(scope, self)) };
      }
      default:
        return assertNever(node);
    }
  }

  /** A part of the kind that its place asks for. */
  private wanted(node: Node, kind: Kind, inside: boolean): Read {
    const part = this.part(node, inside);
    if (part.kind === kind || part.kind === 'any') return part.read;
    throw new QueryError({ type: 'wrongKind', wanted: kind, found: part.kind, at: node.at, length: node.length });
  }

  private name(node: Node, name: string, inside: boolean): Part {
    const own = inside ? fieldOf('server', name) : null;
    if (own !== null) return { ...own, read: (_, self) => (self === null ? null : own.read(self as never)) };
    const known = Object.hasOwn(GLOBALS, name) ? GLOBALS[name] : undefined;
    if (known !== undefined) {
      if (name === 'event') this.usesEvents = true;
      else this.usesEveryStep = true;
      return known;
    }
    const { at, length } = node;
    if (/^C[1-9]$/.test(name)) return clientNamed(CLIENT_BASE + Number(name.slice(1)));
    if (inside && this.isAboutRun && name === 'couldWin') {
      return { kind: 'flag', read: ({ run }, self) => self !== null && run?.couldWin(self.address) === true };
    }
    if (/^S[1-9]$/.test(name) && Number(name.slice(1)) <= this.servers) return serverNamed(Number(name.slice(1)));
    if (fieldOf('server', name) !== null) throw new QueryError({ type: 'onlyInside', name, at, length });
    const servers = Array.from({ length: this.servers }, (_, place) => `S${place + 1}`);
    const near = nearest(name, [...globalNames(inside), ...servers]);
    throw new QueryError({ type: 'unknownName', name, near, at, length });
  }

  private field(node: Extract<Node, { readonly type: 'field' }>, inside: boolean): Part {
    const of = this.part(node.of, inside);
    const field = fieldOf(of.kind, node.name);
    if (field === null) {
      const { name, nameAt: at } = node;
      const near = nearest(name, fieldNames(of.kind));
      throw new QueryError({ type: 'unknownField', name, of: of.kind, near, at, length: name.length });
    }
    return { ...field, read: (scope, self) => ifThere(of.read(scope, self), field.read) };
  }

  private placeIn(node: Extract<Node, { readonly type: 'place' }>, inside: boolean): Part {
    const of = this.part(node.of, inside);
    const place = PLACES[of.kind];
    if (place === undefined) {
      const { at, length } = node.of;
      throw new QueryError({ type: 'wrongKind', wanted: 'log', found: of.kind, at, length });
    }
    const key = place.key === 'address' ? this.addressOf(node.key, inside) : this.wanted(node.key, place.key, inside);
    return {
      kind: place.kind,
      read: (scope, self) => {
        const at = plainOf(key(scope, self));
        return at === null ? null : ifThere(of.read(scope, self), (thing) => place.read(thing, at));
      },
    };
  }

  private addressOf(node: Node, inside: boolean): Read {
    const part = this.part(node, inside);
    if (part.kind === 'server') return part.read;
    return this.wanted(node, 'address', inside);
  }

  private call(node: Extract<Node, { readonly type: 'call' }>, inside: boolean): Part {
    const { name, argument, at } = node;
    switch (name as CallName) {
      case 'leader': {
        const server = this.wanted(argument, 'server', inside);
        return { kind: 'flag', read: (scope, self) => isLeader(server(scope, self)) };
      }
      case 'broken':
        return this.broken(argument);
      case 'count': {
        const holds = this.holding(argument);
        return { kind: 'number', read: (scope) => holds(scope).holding };
      }
      case 'any': {
        const holds = this.holding(argument);
        return { kind: 'flag', read: (scope) => holds(scope).holding > 0 };
      }
      case 'all': {
        const holds = this.holding(argument);
        return { kind: 'flag', read: (scope) => holds(scope).holding === holds(scope).all };
      }
      case 'min':
      case 'max': {
        const value = this.wanted(argument, 'number', true);
        const direction = name === 'max' ? 1 : -1;
        return { kind: 'number', read: (scope) => extreme(scope.hosts, (self) => value(scope, self), direction) };
      }
      case 'times':
      case 'timesInAll':
      case 'couldWin':
      case 'safeIndex':
      case 'order':
      case 'lamport':
      case 'vector':
      case 'remembers':
        if (this.isAboutRun) return this.ofRun(name as (typeof RUN_CALLS)[number], argument, inside);
    }
    throw new QueryError({ type: 'unknownName', name, near: nearest(name, CALLS), at, length: name.length });
  }

  private ofRun(name: (typeof RUN_CALLS)[number], argument: Node, inside: boolean): Part {
    if (name === 'times' || name === 'timesInAll') {
      const outside = this.usesEvents;
      const holds = this.wanted(argument, 'flag', inside);
      // The events are those of the run, not one of the step at which it is answered.
      this.usesEvents = outside;
      return {
        kind: 'number',
        read: ({ run }, self) => run?.[name]((scope) => holds(scope, self) === true) ?? null,
      };
    }
    if (name === 'order' || name === 'lamport' || name === 'vector' || name === 'remembers') {
      const about = this.wanted(argument, 'text', inside);
      const read: Read = (scope, self) => scope.run?.lesson(name, String(plainOf(about(scope, self)))) ?? null;
      return { kind: 'any', read };
    }
    const server = this.wanted(argument, 'server', inside);
    const addressOf = (scope: Scope, self: ServerHost | null): number | null =>
      (server(scope, self) as ServerHost | null)?.address ?? null;
    if (name === 'couldWin') {
      const couldWin: Read = (scope, self) => scope.run?.couldWin(addressOf(scope, self) ?? 0) === true;
      return { kind: 'flag', read: couldWin };
    }
    return { kind: 'number', read: (scope, self) => scope.run?.safeIndex(addressOf(scope, self) ?? 0) ?? null };
  }

  /** Of how many servers a condition holds. */
  private holding(argument: Node): (scope: Scope) => ReturnType<typeof countServers> {
    const holds = this.wanted(argument, 'flag', true);
    return (scope) => countServers(scope.hosts, (self) => holds(scope, self) === true);
  }

  private broken(argument: Node): Part {
    const { at, length } = argument;
    const name = argument.type === 'name' ? argument.name : '';
    const invariant = INVARIANTS.find((other) => other === name);
    if (invariant === undefined) {
      throw new QueryError({ type: 'unknownInvariant', name, at, length });
    }
    this.usesEveryStep = true;
    return { kind: 'flag', read: ({ broken }) => broken.includes(invariant) };
  }

  private logic(node: Extract<Node, { readonly type: 'both' | 'either' }>, inside: boolean): Part {
    const left = this.wanted(node.left, 'flag', inside);
    const right = this.wanted(node.right, 'flag', inside);
    if (node.type === 'both') {
      return { kind: 'flag', read: (scope, self) => left(scope, self) === true && right(scope, self) === true };
    }
    return { kind: 'flag', read: (scope, self) => left(scope, self) === true || right(scope, self) === true };
  }

  private compare(node: Extract<Node, { readonly type: 'compare' }>, inside: boolean): Part {
    const [left, right] = [this.part(node.left, inside), this.part(node.right, inside)];
    const [one, other] = [comparableKind(left.kind), comparableKind(right.kind)];
    const { at, length, sign } = node;
    const isOrder = sign !== '==' && sign !== '!=';
    const nothing = [node.left, node.right].some((side) => side.type === 'literal' && side.value === null);
    const fits = one === other || one === 'any' || other === 'any' || (nothing && !isOrder);
    const orders = [one, other].every((kind) => kind === 'number' || kind === 'any');
    if (!COMPARABLE.includes(one) || !COMPARABLE.includes(other) || !fits || (isOrder && !orders)) {
      throw new QueryError({ type: 'notComparable', left: left.kind, right: right.kind, at, length });
    }
    checkWord(left, node.right);
    checkWord(right, node.left);
    return {
      kind: 'flag',
      read: (scope, self) => compared(sign, plainOf(left.read(scope, self)), plainOf(right.read(scope, self))),
    };
  }
}

/** A text that something is compared with has to be one that it can be. */
function checkWord({ words }: Part, { type, at, length, ...node }: Node): void {
  if (words === undefined || type !== 'literal' || !('value' in node) || typeof node.value !== 'string') return;
  const { value: word } = node;
  if (!words.includes(word))
    throw new QueryError({ type: 'unknownWord', word, near: nearest(word, words), at, length });
}

/** A server is compared by its name. */
function comparableKind(kind: Kind): Kind {
  return kind === 'server' ? 'address' : kind;
}

function literal(value: Plain): Part {
  if (value === null) return { kind: 'any', read: () => null };
  const kind = typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'flag' : 'text';
  return { kind, read: () => value };
}

function clientNamed(address: number): Part {
  return { kind: 'client', read: ({ hosts }) => hostNamed(hosts, address) };
}

function serverNamed(address: number): Part {
  return { kind: 'server', read: ({ hosts }) => serverOnly(hostNamed(hosts, address)) };
}

/** A process of a lesson has none of the fields of a server. */
function serverOnly(host: ClusterHost | null): ClusterHost | null {
  return host?.state.kind === 'process' ? null : host;
}
