import { type Parsed, parseAboutRun, type Query } from '../query/compile.ts';
import type { QueryProblem } from '../query/problem.ts';
import { type BeatJson, isClaim, type Scenario } from '../scenario/types.ts';

/** What a beat asks, read: what is to be found out when it is resolved. */
export type Question =
  /** Which choice holds; one that no run decides is typed in. */
  | { readonly kind: 'choice'; readonly claims: readonly Query[] }
  | { readonly kind: 'typed'; readonly right: number }
  /** Which index of the log. */
  | { readonly kind: 'index'; readonly index: Query }
  /** Which servers: the condition is about each. */
  | { readonly kind: 'servers'; readonly holds: Query }
  /** Something to think or talk about. */
  | { readonly kind: 'open' };

/** A condition or value of a question that cannot be read. */
export interface QuestionProblem {
  readonly beat: number;
  /** Of the beat: `choices[1].holds`, `tap.servers`. */
  readonly member: string;
  readonly source: string;
  readonly problem: QueryProblem;
}

/** Null for a beat that asks nothing. */
export function questionOf(beat: BeatJson, servers: number): Question | null {
  const parts = partsOf(beat, servers);
  if (parts === null) return null;
  const queries = parts.map(({ parsed, member }) => {
    if ('query' in parsed) return parsed.query;
    throw new Error(`${member} of a beat that was accepted can be read`);
  });
  const [first] = queries;
  if (beat.tap !== undefined && first !== undefined) {
    return 'index' in beat.tap ? { kind: 'index', index: first } : { kind: 'servers', holds: first };
  }
  if (first !== undefined) return { kind: 'choice', claims: queries };
  return beat.answer === undefined ? { kind: 'open' } : { kind: 'typed', right: beat.answer };
}

/** What cannot be read in the questions of a scenario, each with its place: to be asked before it is opened. */
export function questionProblems(scenario: Scenario, servers: number): QuestionProblem[] {
  return (scenario.beats ?? []).flatMap((json, beat) =>
    (partsOf(json, servers) ?? []).flatMap(({ member, source, parsed }) =>
      'problem' in parsed ? [{ beat, member, source, problem: parsed.problem }] : [],
    ),
  );
}

interface QuestionPart {
  readonly member: string;
  readonly source: string;
  readonly parsed: Parsed;
}

function partsOf(beat: BeatJson, servers: number): QuestionPart[] | null {
  if (beat.question === undefined) return null;
  const part = (member: string, source: string, kind: 'flag' | 'number', perServer = false): QuestionPart => ({
    member,
    source,
    parsed: wanting(parseAboutRun(source, servers, perServer), source, kind),
  });
  const { tap, choices = [] } = beat;
  if (tap !== undefined) {
    return 'index' in tap ? [part('tap.index', tap.index, 'number')] : [part('tap.servers', tap.servers, 'flag', true)];
  }
  return choices.flatMap((choice, place) =>
    isClaim(choice) ? [part(`choices[${place}].holds`, choice.holds, 'flag')] : [],
  );
}

function wanting(parsed: Parsed, source: string, wanted: 'flag' | 'number'): Parsed {
  if ('problem' in parsed || parsed.query.kind === wanted || parsed.query.kind === 'any') return parsed;
  return { problem: { type: 'wrongKind', wanted, found: parsed.query.kind, at: 0, length: source.length } };
}
