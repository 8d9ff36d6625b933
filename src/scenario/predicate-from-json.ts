import { TIMER_NAMES } from '../cluster/types.ts';
import type { Predicate } from '../sim/types.ts';
import { addressOf, knownAddress } from './names.ts';
import type { PredicateJson } from './types.ts';

type Plain = Predicate['fields'][string];

/**
 * The engine's predicate of one that validation has accepted. A value that is a name of a server is one: no text in a trace
 * looks like it, but for the names that a lesson gives its events.
 */
export function predicateFromJson({ type, server, nth = 1, ...when }: PredicateJson): Predicate {
  const fields: { [name: string]: Plain } = {};
  for (const field of Object.keys(when).sort()) {
    const value = when[field];
    if (value === undefined) continue;
    if (field === 'timer') fields[field] = (TIMER_NAMES as readonly string[]).indexOf(String(value));
    else fields[field] = typeof value === 'string' && type !== 'Did' ? (addressOf(value) ?? value) : value;
  }
  return { type, server: server === undefined ? null : knownAddress(server), fields, nth };
}
