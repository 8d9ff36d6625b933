import { CLAIMS } from './claims.ts';
import { globalNames, INVARIANTS, isCall, partAt } from './compile.ts';
import { fieldNames } from './kinds.ts';

/** How a question could go on at the caret: `from` is where the word being written begins. */
export interface Completion {
  readonly from: number;
  readonly words: readonly string[];
}

/**
 * The names that fit where the caret stands: those that go on as written. `servers`: how many there are. `claims`: whether
 * it may begin with `always` and its like.
 */
export function completionsAt(source: string, caret: number, servers: number, claims = false): Completion {
  const before = source.slice(0, caret);
  const word = /"?[A-Za-z_][A-Za-z0-9_-]*$|"$/.exec(before)?.[0] ?? '';
  const from = caret - word.length;
  const lower = word.toLowerCase();
  const fits = (name: string): boolean => name.toLowerCase().startsWith(lower) && name !== word;
  return { from, words: namesAt(before.slice(0, from), servers, claims).filter(fits) };
}

function namesAt(before: string, servers: number, claims: boolean): readonly string[] {
  const names = Array.from({ length: servers }, (_, place) => `S${place + 1}`);
  if (before.endsWith('.')) {
    const kind = partAt(before.slice(0, -1), servers)?.kind;
    return kind === undefined ? [] : fieldNames(kind);
  }
  const asked = /^(.*?)\s*(?:==|!=)\s*$/s.exec(before)?.[1];
  const part = asked === undefined ? null : partAt(asked, servers);
  if (part?.words !== undefined) return part.words.map((word) => `"${word}"`);
  if (part?.kind === 'address') return [...names, 'none'];
  if (part?.kind === 'flag') return ['true', 'false'];
  if (/\bbroken\(\s*$/.test(before)) return INVARIANTS;
  if (claims && before.trim() === '') return CLAIMS.map((word) => `${word} `);
  const inside = /\b(?:count|any|all|min|max)\((?:[^()]|\([^()]*\))*$/.test(before);
  return [...globalNames(inside).flatMap(asWritten), ...names];
}

/** With its bracket where it needs one; `broken` can stand with and without. */
function asWritten(name: string): readonly string[] {
  if (name === 'broken') return ['broken', 'broken('];
  return isCall(name) ? [`${name}(`] : [name];
}
