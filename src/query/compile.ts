import { assertNever } from '../base/assert.ts';
import { nameOf } from '../cluster/names.ts';
import type { ClusterHost, ServerMember, TraceEvent } from '../cluster/types.ts';
import { fieldNames, fieldOf, type Kind, PLACES, type Plain, type Value } from './kinds.ts';
import { nearest } from './near.ts';
import { QueryError, type QueryProblem } from './problem.ts';
import { type Node, syntaxOf } from './syntax.ts';

/** What a question is asked of: the state right after a step, and one of its events where the question is about events. */
export interface Scope {
  readonly nowUs: number;
  readonly step: number;
  readonly hosts: readonly ClusterHost[];
  readonly event: TraceEvent | null;
}

type ServerHost = ClusterHost & { readonly state: ServerMember };

interface Running extends Scope {
  /** Whom a bare field is of, inside of `count(...)` and its like. */
  readonly self: ServerHost | null;
}

interface Part {
  readonly kind: Kind;
  readonly read: (running: Running) => Value;
}

/** A question that has been read and checked. */
export interface Query {
  readonly source: string;
  readonly kind: 'number' | 'text' | 'flag' | 'any';
  /** Whether it asks about events: then it is answered for each event of a step. */
  readonly usesEvents: boolean;
  readonly read: (scope: Scope) => Plain;
}

/** What can stand alone in a question. */
const GLOBALS: { readonly [name: string]: Part } = {
  time: { kind: 'number', read: ({ nowUs }) => nowUs / 1000 },
  step: { kind: 'number', read: ({ step }) => step },
  event: { kind: 'event', read: ({ event }) => event },
};

const CALLS = ['leader', 'count', 'any', 'all', 'min', 'max'] as const;
type CallName = (typeof CALLS)[number];

/** The names that a question can begin with; `insideServers` where bare fields of a server are meant. */
export function globalNames(insideServers: boolean): readonly string[] {
  return [...(insideServers ? fieldNames('server') : []), ...CALLS, ...Object.keys(GLOBALS)];
}

export function isCall(name: string): boolean {
  return CALLS.includes(name as CallName);
}

/** Reads and checks a question; what is wrong with it comes back with its place. `servers` is how many there are. */
export function parseQuery(
  source: string,
  servers = 9,
): { readonly query: Query } | { readonly problem: QueryProblem } {
  try {
    const checker = new Checker(servers);
    const { kind, read } = checker.part(syntaxOf(source), false);
    const plain = kind === 'number' || kind === 'text' || kind === 'flag' ? kind : 'any';
    const answer = (scope: Scope): Plain => plainOf(read({ ...scope, self: null }));
    return { query: { source, kind: plain, usesEvents: checker.usesEvents, read: answer } };
  } catch (error) {
    if (error instanceof QueryError) return { problem: error.problem };
    throw error;
  }
}

/** The same, for a question that is true or false. */
export function parseCondition(source: string, servers = 9): ReturnType<typeof parseQuery> {
  const parsed = parseQuery(source, servers);
  if ('problem' in parsed || parsed.query.kind === 'flag' || parsed.query.kind === 'any') return parsed;
  return { problem: { type: 'wrongKind', wanted: 'flag', found: parsed.query.kind, at: 0, length: source.length } };
}

/** Of what kind the last part of an unfinished question is: of `leader(S1) && S2.log[3]`, an entry. Null: not to be told. */
export function kindAt(before: string, servers: number): Kind | null {
  const part = /(?:[A-Za-z_][A-Za-z0-9_]*)(?:\.[A-Za-z_][A-Za-z0-9_]*|\[[^[\]]*\])*$/.exec(before)?.[0];
  if (part === undefined) return null;
  try {
    return new Checker(servers).part(syntaxOf(part), true).kind;
  } catch (error) {
    if (error instanceof QueryError) return null;
    throw error;
  }
}

/** A thing stands for its name; what has none for nothing. */
function plainOf(value: Value): Plain {
  if (typeof value !== 'object' || value === null) return value;
  return 'address' in value && typeof value.address === 'number' ? nameOf(value.address) : null;
}

const COMPARABLE: readonly Kind[] = ['number', 'text', 'flag', 'address', 'any'];

class Checker {
  usesEvents = false;
  private readonly servers: number;

  constructor(servers: number) {
    this.servers = servers;
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
        return { kind: 'flag', read: (running) => of(running) !== true };
      }
      case 'minus': {
        const of = this.wanted(node.of, 'number', inside);
        return { kind: 'number', read: (running) => reckon('-', 0, of(running)) };
      }
      case 'both':
      case 'either':
        return this.logic(node, inside);
      case 'compare':
        return this.compare(node, inside);
      case 'reckon': {
        const left = this.wanted(node.left, 'number', inside);
        const right = this.wanted(node.right, 'number', inside);
        return { kind: 'number', read: (running) => reckon(node.sign, left(running), right(running)) };
      }
      default:
        return assertNever(node);
    }
  }

  /** A part of the kind that its place asks for. */
  private wanted(node: Node, kind: Kind, inside: boolean): Part['read'] {
    const part = this.part(node, inside);
    if (part.kind === kind || part.kind === 'any') return part.read;
    throw new QueryError({ type: 'wrongKind', wanted: kind, found: part.kind, at: node.at, length: node.length });
  }

  private name(node: Node, name: string, inside: boolean): Part {
    const own = inside ? fieldOf('server', name) : null;
    if (own !== null) return { kind: own.kind, read: ({ self }) => (self === null ? null : own.read(self as never)) };
    const known = Object.hasOwn(GLOBALS, name) ? GLOBALS[name] : undefined;
    if (known !== undefined) {
      if (name === 'event') this.usesEvents = true;
      return known;
    }
    const { at, length } = node;
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
    return { kind: field.kind, read: (running) => ifThere(of.read(running), field.read) };
  }

  private placeIn(node: Extract<Node, { readonly type: 'place' }>, inside: boolean): Part {
    const of = this.part(node.of, inside);
    const place = PLACES[of.kind];
    if (place === undefined) {
      throw new QueryError({
        type: 'wrongKind',
        wanted: 'log',
        found: of.kind,
        at: node.of.at,
        length: node.of.length,
      });
    }
    const key = place.key === 'address' ? this.addressOf(node.key, inside) : this.wanted(node.key, place.key, inside);
    return {
      kind: place.kind,
      read: (running) => {
        const at = plainOf(key(running));
        return at === null ? null : ifThere(of.read(running), (thing) => place.read(thing, at));
      },
    };
  }

  private addressOf(node: Node, inside: boolean): Part['read'] {
    const part = this.part(node, inside);
    if (part.kind === 'server') return part.read;
    return this.wanted(node, 'address', inside);
  }

  private call(node: Extract<Node, { readonly type: 'call' }>, inside: boolean): Part {
    const { name, argument, at } = node;
    switch (name as CallName) {
      case 'leader': {
        const server = this.wanted(argument, 'server', inside);
        return { kind: 'flag', read: (running) => isLeader(server(running)) };
      }
      case 'count': {
        const holds = this.wanted(argument, 'flag', true);
        return { kind: 'number', read: (running) => matching(running, holds).length };
      }
      case 'any': {
        const holds = this.wanted(argument, 'flag', true);
        return { kind: 'flag', read: (running) => matching(running, holds).length > 0 };
      }
      case 'all': {
        const holds = this.wanted(argument, 'flag', true);
        return { kind: 'flag', read: (running) => matching(running, holds).length === serversOf(running).length };
      }
      case 'min':
      case 'max': {
        const value = this.wanted(argument, 'number', true);
        return { kind: 'number', read: (running) => extreme(running, value, name === 'max' ? 1 : -1) };
      }
      default:
        throw new QueryError({ type: 'unknownName', name, near: nearest(name, CALLS), at, length: name.length });
    }
  }

  private logic(node: Extract<Node, { readonly type: 'both' | 'either' }>, inside: boolean): Part {
    const left = this.wanted(node.left, 'flag', inside);
    const right = this.wanted(node.right, 'flag', inside);
    if (node.type === 'both') return { kind: 'flag', read: (now) => left(now) === true && right(now) === true };
    return { kind: 'flag', read: (now) => left(now) === true || right(now) === true };
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
    return { kind: 'flag', read: (now) => compared(sign, plainOf(left.read(now)), plainOf(right.read(now))) };
  }
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

function serverNamed(address: number): Part {
  return { kind: 'server', read: ({ hosts }) => hosts.find((host) => host.address === address) ?? null };
}

function ifThere(of: Value, read: (of: never) => Value): Value {
  return of === null ? null : read(of as never);
}

function serversOf({ hosts }: Running): readonly ServerHost[] {
  return hosts.filter((host): host is ServerHost => host.state.kind === 'server');
}

function matching(running: Running, holds: Part['read']): readonly ServerHost[] {
  return serversOf(running).filter((self) => holds({ ...running, self }) === true);
}

function extreme(running: Running, value: Part['read'], direction: 1 | -1): number | null {
  let best: number | null = null;
  for (const self of serversOf(running)) {
    const found = value({ ...running, self });
    if (typeof found === 'number' && (best === null || (found - best) * direction > 0)) best = found;
  }
  return best;
}

function isLeader(value: Value): boolean {
  const host = value as ServerHost | null;
  return host?.up === true && host.state.raft.role === 'leader';
}

function reckon(sign: '+' | '-' | '*', left: Value, right: Value): number | null {
  if (typeof left !== 'number' || typeof right !== 'number') return null;
  return sign === '+' ? left + right : sign === '-' ? left - right : left * right;
}

/** Nothing equals nothing, and is neither smaller nor larger than anything. */
function compared(sign: string, left: Plain, right: Plain): boolean {
  if (sign === '==') return left === right;
  if (sign === '!=') return left !== right;
  if (typeof left !== 'number' || typeof right !== 'number') return false;
  if (sign === '<') return left < right;
  if (sign === '<=') return left <= right;
  return sign === '>' ? left > right : left >= right;
}
