import type { Decision, RuleValue } from '../../raft/rules.ts';
import type { ComparedRow, Ruling, Weight } from '../types.ts';

/** A ruling without what is the same for all of them. */
export type Words = Pick<Ruling, 'why' | 'theirs' | 'own' | 'rows'>;
type Values = Decision['values'];

/** A number of a decision: what a rule compares by order is always one. */
export function num(values: Values, name: string): number {
  return Number(values[name]);
}

export function row(name: string, theirs: RuleValue, own: RuleValue, verdict: string, weight: Weight): ComparedRow {
  return { name, theirs: show(theirs), own: show(own), verdict, weight };
}

function show(value: RuleValue): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

/** `5 > 4`, `5 = 5`. */
export function compare(a: number, b: number): string {
  return `${a} ${a > b ? '>' : a < b ? '<' : '='} ${b}`;
}
