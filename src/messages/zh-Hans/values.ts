import type { RuleValue } from '../../raft/rules.ts';
import type { ComparedRow, Weight } from '../types.ts';

export function row(name: string, theirs: RuleValue, own: RuleValue, verdict: string, weight: Weight): ComparedRow {
  return { name, theirs: show(theirs), own: show(own), verdict, weight };
}

function show(value: RuleValue): string {
  if (value === null) return '无';
  if (typeof value === 'boolean') return value ? '是' : '否';
  return String(value);
}
