import * as v from 'valibot';
import { msToUs } from '../base/time.ts';
import { messageRefOf } from './names.ts';
import { shown } from './shown.ts';

/**
 * The pieces that the schema of a scenario is made of. Each has one sentence for whatever is wrong: what was expected
 * and what stands there. Every length and every number has a limit.
 */

function piece<T>(accepts: (value: unknown) => boolean, expected: string) {
  return v.custom<T>(accepts, (issue) => `expected ${expected}, found ${shown(issue.input)}`);
}

export function whole(low: number, high: number) {
  const accepts = (value: unknown): boolean => Number.isSafeInteger(value) && isBetween(value, low, high);
  return piece<number>(accepts, `a whole number from ${low} to ${high}`);
}

function isBetween(value: unknown, low: number, high: number): boolean {
  return typeof value === 'number' && value >= low && value <= high;
}

const MAX_MS = 1_000_000_000;

function isMs(value: unknown, low: number): value is number {
  return isBetween(value, low, MAX_MS) && msToUs(value as number) !== null;
}

export function ms(low = 0) {
  const expected = `milliseconds from ${low} to ${MAX_MS} with at most three decimals`;
  return piece<number>((value) => isMs(value, low), expected);
}

/** One number of milliseconds, or two in order. */
export function msRange(low = 0) {
  const accepts = (value: unknown): boolean => {
    if (!Array.isArray(value)) return isMs(value, low);
    const [first, last] = value as unknown[];
    return value.length === 2 && isMs(first, low) && isMs(last, low) && first <= last;
  };
  const expected = `milliseconds, or a range [low, high] of them with low <= high, from ${low} to ${MAX_MS} with at most three decimals`;
  return piece<number | [number, number]>(accepts, expected);
}

/** Four decimals of a percentage are parts per million. */
export const percent = piece<number>((value) => {
  return (
    isBetween(value, 0, 100) && Math.abs(Math.round((value as number) * 10_000) - (value as number) * 10_000) < 1e-6
  );
}, 'a percentage from 0 to 100 with at most four decimals');

export const flag = piece<boolean>((value) => typeof value === 'boolean', 'true or false');

export function text(max: number) {
  const accepts = (value: unknown): boolean => typeof value === 'string' && value.length <= max && !hasControl(value);
  return piece<string>(accepts, `a text of at most ${max} characters`);
}

function hasControl(value: string): boolean {
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index);
    if (code < 32 && code !== 10) return true;
  }
  return false;
}

function named<T extends string>(pattern: RegExp, expected: string) {
  return piece<T>((value) => typeof value === 'string' && pattern.test(value), expected);
}

export const server = named(/^S[1-9]$/, 'a server such as "S1"');
export const client = named(/^C[1-9]$/, 'a client such as "C1"');
export const host = named(/^[SC][1-9]$/, 'a server such as "S1" or a client such as "C1"');
export const messageName = piece<string>(
  (value) => typeof value === 'string' && messageRefOf(value) !== null,
  'a message such as "S1>S2#5" (the fifth from S1 to S2) or "S1>S2#5.1" (its first duplicate)',
);

export function oneOf<T extends string | number>(...values: readonly T[]) {
  return piece<T>((value) => values.includes(value as T), expectedOneOf(values.map((value) => JSON.stringify(value))));
}

function expectedOneOf(values: readonly string[]): string {
  return values.length < 4 ? values.join(' or ') : `one of ${values.join(', ')}`;
}

function isObject(value: unknown): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** An object with these members and no others; `known` is what an error calls them. */
export function object<E extends v.ObjectEntries>(entries: E) {
  const known = Object.keys(entries).join(', ');
  return v.pipe(
    piece<{ readonly [key: string]: unknown }>(isObject, 'an object'),
    v.strictObject(entries, (issue) => {
      if (issue.expected === 'never') return `this field is not known here; known are ${known}`;
      return 'this field is missing';
    }),
  );
}

/** A list that is not looked into when it is too long. */
export function list<S extends v.GenericSchema>(max: number, item: S, min = 0) {
  const accepts = (value: unknown): boolean => Array.isArray(value) && value.length >= min && value.length <= max;
  const expected = min === 0 ? `a list of at most ${max}` : `a list of ${min} to ${max}`;
  return v.pipe(piece<unknown[]>(accepts, expected), v.array(item));
}

/** An object from names to values. */
export function byName<K extends string, S extends v.GenericSchema>(key: v.GenericSchema<K, K>, value: S) {
  return v.pipe(piece<{ readonly [key: string]: unknown }>(isObject, 'an object'), v.record(key, value));
}

export const plainObject = piece<{ readonly [key: string]: unknown }>(isObject, 'an object');
export const scalar = piece<string | number | boolean | null>(
  (value) => value === null || ['string', 'number', 'boolean'].includes(typeof value),
  'a plain value',
);
