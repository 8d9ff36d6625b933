import { globalNames, isCall, kindAt } from './compile.ts';
import { fieldNames } from './kinds.ts';

/** How a question could go on at the caret: `from` is where the word being written begins. */
export interface Completion {
  readonly from: number;
  readonly words: readonly string[];
}

/** The names that fit where the caret stands, those that go on as written first come first. `servers`: how many there are. */
export function completionsAt(source: string, caret: number, servers: number): Completion {
  const before = source.slice(0, caret);
  const word = /[A-Za-z_][A-Za-z0-9_]*$/.exec(before)?.[0] ?? '';
  const from = caret - word.length;
  const lower = word.toLowerCase();
  const fits = (name: string): boolean => name.toLowerCase().startsWith(lower) && name !== word;
  return { from, words: namesAt(before.slice(0, from), servers).filter(fits) };
}

function namesAt(before: string, servers: number): readonly string[] {
  if (before.endsWith('.')) {
    const kind = kindAt(before.slice(0, -1), servers);
    return kind === null ? [] : fieldNames(kind);
  }
  const inside = /\b(?:count|any|all|min|max)\((?:[^()]|\([^()]*\))*$/.test(before);
  const names = Array.from({ length: servers }, (_, place) => `S${place + 1}`);
  return [...globalNames(inside).map((name) => (isCall(name) ? `${name}(` : name)), ...names];
}
