import { CLAIMS, type Claim } from './claims.ts';
import { QueryError } from './problem.ts';
import { type Token, tokensOf } from './tokens.ts';

const COMPARISONS = ['==', '!=', '<=', '>=', '<', '>'] as const;
type Comparison = (typeof COMPARISONS)[number];

/** A question as a tree. `at` and `length` are the part of the text that a node stands for. */
export type Node = { readonly at: number; readonly length: number } & (
  | { readonly type: 'literal'; readonly value: number | string | boolean | null }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'field'; readonly of: Node; readonly name: string; readonly nameAt: number }
  | { readonly type: 'place'; readonly of: Node; readonly key: Node }
  | { readonly type: 'call'; readonly name: string; readonly argument: Node }
  | { readonly type: 'not' | 'minus'; readonly of: Node }
  | { readonly type: 'both' | 'either'; readonly left: Node; readonly right: Node }
  | { readonly type: 'compare'; readonly sign: Comparison; readonly left: Node; readonly right: Node }
  | { readonly type: 'reckon'; readonly sign: '+' | '-' | '*'; readonly left: Node; readonly right: Node }
);

const DEEPEST = 40;

/** A question as a tree, and the word before it that makes it a claim about the whole run. */
interface Syntax {
  readonly claim: { readonly word: Claim; readonly at: number } | null;
  readonly node: Node;
}

/** Reads a question: `||` binds loosest, then `&&`, comparisons, `+ -`, `*`, and `! -` tightest. Throws QueryError. */
export function syntaxOf(source: string): Syntax {
  return new Reader(tokensOf(source)).all();
}

class Reader {
  private readonly tokens: readonly Token[];
  private place = 0;
  private depth = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  all(): Syntax {
    const claim = this.claim();
    const node = this.either();
    if (this.next.kind !== 'end') throw this.expected('end');
    return { claim, node };
  }

  private claim(): Syntax['claim'] {
    const { kind, text, at } = this.next;
    const word = kind === 'name' ? CLAIMS.find((other) => other === text) : undefined;
    if (word === undefined) return null;
    this.take();
    return { word, at };
  }

  private get next(): Token {
    return this.tokens[this.place] as Token;
  }

  private take(): Token {
    const token = this.next;
    if (token.kind !== 'end') this.place++;
    return token;
  }

  /** Takes one of these signs if it comes next. */
  private sign<S extends string>(...signs: readonly S[]): S | null {
    const { kind, text } = this.next;
    const found = signs.find((sign) => sign === text) ?? null;
    if (kind !== 'sign' || found === null) return null;
    this.place++;
    return found;
  }

  private expected(what: 'value' | ')' | ']' | 'field' | 'end'): QueryError {
    const { at, length, text } = this.next;
    return new QueryError({ type: 'expected', what, found: text, at, length });
  }

  private close(sign: ')' | ']'): Token {
    if (this.next.kind !== 'sign' || this.next.text !== sign) throw this.expected(sign);
    return this.take();
  }

  /** A question comes from a link or a file: it may not make the reader run out of stack. */
  private deepen(): void {
    this.depth++;
    if (this.depth > DEEPEST) throw new QueryError({ type: 'tooDeep', at: this.next.at, length: this.next.length });
  }

  private either(): Node {
    this.deepen();
    let left = this.both();
    while (this.sign('||') !== null) left = spanning(left, this.both(), (right) => ({ type: 'either', left, right }));
    this.depth--;
    return left;
  }

  private both(): Node {
    let left = this.comparison();
    while (this.sign('&&') !== null) {
      const first = left;
      left = spanning(first, this.comparison(), (right) => ({ type: 'both', left: first, right }));
    }
    return left;
  }

  private comparison(): Node {
    const left = this.sum();
    const sign = this.sign(...COMPARISONS);
    if (sign === null) return left;
    return spanning(left, this.sum(), (right) => ({ type: 'compare', sign, left, right }));
  }

  private sum(): Node {
    let left = this.product();
    for (let sign = this.sign('+', '-'); sign !== null; sign = this.sign('+', '-')) {
      const [first, by] = [left, sign];
      left = spanning(first, this.product(), (right) => ({ type: 'reckon', sign: by, left: first, right }));
    }
    return left;
  }

  private product(): Node {
    let left = this.single();
    while (this.sign('*') !== null) {
      const first = left;
      left = spanning(first, this.single(), (right) => ({ type: 'reckon', sign: '*', left: first, right }));
    }
    return left;
  }

  private single(): Node {
    const start = this.next;
    const sign = this.sign('!', '-');
    if (sign === null) return this.parts();
    this.deepen();
    const of = this.single();
    this.depth--;
    return { type: sign === '!' ? 'not' : 'minus', of, at: start.at, length: of.at + of.length - start.at };
  }

  private parts(): Node {
    let node = this.primary();
    for (;;) {
      const of = node;
      if (this.sign('.') !== null) {
        if (this.next.kind !== 'name') throw this.expected('field');
        const { text, at, length } = this.take();
        node = { type: 'field', of, name: text, nameAt: at, at: of.at, length: at + length - of.at };
      } else if (this.sign('[') !== null) {
        const key = this.either();
        const end = this.close(']');
        node = { type: 'place', of, key, at: of.at, length: end.at + 1 - of.at };
      } else return node;
    }
  }

  private primary(): Node {
    const { at, length } = this.next;
    if (this.sign('(') !== null) {
      const inner = this.either();
      this.close(')');
      return inner;
    }
    const { kind, text } = this.next;
    if (kind === 'sign' || kind === 'end') throw this.expected('value');
    this.take();
    if (kind === 'number') return { type: 'literal', value: Number(text), at, length };
    if (kind === 'text') return { type: 'literal', value: text, at, length };
    if (text === 'true' || text === 'false') return { type: 'literal', value: text === 'true', at, length };
    if (text === 'none') return { type: 'literal', value: null, at, length };
    if (this.sign('(') === null) return { type: 'name', name: text, at, length };
    const argument = this.either();
    const end = this.close(')');
    return { type: 'call', name: text, argument, at, length: end.at + 1 - at };
  }
}

type Shape = Node extends infer N ? (N extends Node ? Omit<N, 'at' | 'length'> : never) : never;

/** A node that reaches from the start of one to the end of another. */
function spanning(left: Node, right: Node, shape: (right: Node) => Shape): Node {
  return { ...shape(right), at: left.at, length: right.at + right.length - left.at };
}
