import * as v from 'valibot';
import { isKey, isValue, parseCommand, parseOperation } from '../cluster/command-text.ts';
import { shown } from './shown.ts';

/** The pieces of a schema that speak of the state machine: what it is told, and what it holds. */

export const operation = v.custom<string>(
  (value) => typeof value === 'string' && value.length <= 120 && parseOperation(value).ok,
  (issue) => wrongCommand(issue.input),
);
export const command = v.custom<string>(
  (value) => typeof value === 'string' && value.length <= 120 && parseCommand(value).ok,
  (issue) => wrongCommand(issue.input),
);

function wrongCommand(input: unknown): string {
  const usage = parseOperation(typeof input === 'string' && input.length <= 120 ? input : '');
  return usage.ok ? `expected a command, found ${shown(input)}` : usage.error;
}

export const key = v.custom<string>((input) => typeof input === 'string' && isKey(input), 'expected a key such as "x"');
export const value = v.custom<number | string>(isValue, 'expected a whole number or a word');
