import type { Claim } from './claims.ts';
import type { Kind } from './field.ts';

/** What is wrong with a question, and where: `at` counts characters from 0. The words are in the message tables. */
export type QueryProblem = { readonly at: number; readonly length: number } & (
  | { readonly type: 'strayCharacter'; readonly found: string }
  | { readonly type: 'openText' }
  | { readonly type: 'expected'; readonly what: Expected; readonly found: string }
  | { readonly type: 'unknownName'; readonly name: string; readonly near: string | null }
  | { readonly type: 'unknownField'; readonly name: string; readonly of: Kind; readonly near: string | null }
  | { readonly type: 'wrongKind'; readonly wanted: Kind; readonly found: Kind }
  | { readonly type: 'notComparable'; readonly left: Kind; readonly right: Kind }
  | { readonly type: 'onlyInside'; readonly name: string }
  | { readonly type: 'tooDeep' }
  /** A word in quotation marks that is none of those that can stand there. */
  | { readonly type: 'unknownWord'; readonly word: string; readonly near: string | null }
  | { readonly type: 'unknownInvariant'; readonly name: string }
  /** `always` and its like where a question about a moment is asked for, and the other way round. */
  | { readonly type: 'isClaim'; readonly word: Claim }
  | { readonly type: 'noClaim' }
);

type Expected = 'value' | ')' | ']' | 'field' | 'end';

/** Thrown inside of this folder only; `parseQuery` hands it on as data. */
export class QueryError extends Error {
  readonly problem: QueryProblem;

  constructor(problem: QueryProblem) {
    super(problem.type);
    this.problem = problem;
  }
}
