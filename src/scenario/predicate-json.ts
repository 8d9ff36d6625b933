import { TIMER_NAMES } from '../cluster/types.ts';
import type { Predicate } from '../sim/types.ts';
import { FACT_FIELDS, type FieldKind, fieldsOf } from './facts.ts';
import { addressOf, nameOf } from './names.ts';

import type { Path, Problems } from './problem.ts';
import { shown } from './shown.ts';
import type { PredicateJson } from './types.ts';

type Plain = string | number | boolean | null;

/** What complains about names that do not exist. */
interface Names {
  check(name: string | undefined, path: Path): void;
}

/** Whether a predicate names a kind of event that exists, and values that its members can have. */
export function checkPredicate(when: PredicateJson, path: Path, known: Names, problems: Problems): void {
  known.check(when.server, [...path, 'server']);
  const kinds = fieldsOf(when.type);
  if (kinds === null) {
    const all = Object.keys(FACT_FIELDS).join(', ');
    problems.add([...path, 'type'], `there is no event "${when.type}"; there are ${all}`);
    return;
  }
  for (const [field, value] of fieldsIn(when)) {
    const kind = Object.hasOwn(kinds, field) ? kinds[field] : undefined;
    if (kind === undefined) {
      const names = ['server', 'nth', ...Object.keys(kinds)].join(', ');
      problems.add([...path, field], `${when.type} cannot be told by this; it can by ${names}`);
    } else if (!fits(kind, value)) problems.add([...path, field], `expected ${EXPECTED[kind]}, found ${shown(value)}`);
    else if (kind === 'address' && typeof value === 'string') known.check(value, [...path, field]);
  }
}

const EXPECTED: { readonly [K in FieldKind]: string } = {
  address: 'a server or client such as "S1"',
  timer: '"election" or "heartbeat"',
  number: 'a number',
  text: 'a text',
  flag: 'true or false',
};

function fits(kind: FieldKind, value: Plain): boolean {
  switch (kind) {
    case 'address':
      return value === null || (typeof value === 'string' && addressOf(value) !== null);
    case 'timer':
      return typeof value === 'string' && (TIMER_NAMES as readonly string[]).includes(value);
    case 'number':
      return typeof value === 'number';
    case 'text':
      return typeof value === 'string';
    case 'flag':
      return typeof value === 'boolean';
  }
}

function fieldsIn(when: PredicateJson): [string, Plain][] {
  const fields: [string, Plain][] = [];
  for (const field of Object.keys(when).sort()) {
    const value = when[field];
    if (field !== 'type' && field !== 'server' && field !== 'nth' && value !== undefined) fields.push([field, value]);
  }
  return fields;
}

/** The inverse of `predicateFromJson`, with the default left out. */
export function predicateToJson(predicate: Predicate): PredicateJson {
  const kinds = fieldsOf(predicate.type) ?? {};
  const fields: { [name: string]: Plain } = {};
  for (const field of Object.keys(predicate.fields).sort()) {
    const value = predicate.fields[field] ?? null;
    if (kinds[field] === 'address' && typeof value === 'number') fields[field] = nameOf(value);
    else if (kinds[field] === 'timer' && typeof value === 'number') fields[field] = TIMER_NAMES[value] ?? value;
    else fields[field] = value;
  }
  return {
    type: predicate.type,
    ...(predicate.server !== null && { server: nameOf(predicate.server) }),
    ...(predicate.nth !== 1 && { nth: predicate.nth }),
    ...fields,
  };
}
