import { assertNever } from '../../base/assert.ts';
import type { Kind } from '../../query/kinds.ts';
import type { QueryProblem } from '../../query/problem.ts';

const KINDS: Readonly<Record<Kind, string>> = {
  number: 'a number',
  text: 'a text',
  flag: 'a condition that is true or false',
  address: 'a server',
  server: 'a server',
  log: 'a log',
  entry: 'a log entry',
  byServer: 'a number for each server',
  disk: 'a disk',
  machine: 'a state machine',
  event: 'an event',
  client: 'a client',
  operation: 'an operation of a client',
  any: 'a value',
};

const meant = (near: string | null): string => (near === null ? '' : ` Did you mean “${near}”?`);

/** What is wrong with a question, in one sentence; the place is marked in the question itself. */
function problem(found: QueryProblem): string {
  switch (found.type) {
    case 'strayCharacter':
      return `“${found.found}” means nothing here.`;
    case 'openText':
      return 'This text has no closing quotation mark.';
    case 'expected':
      return expected(found.what, found.found);
    case 'unknownName':
      return `There is no “${found.name}”.${meant(found.near)}`;
    case 'unknownField':
      return `${capital(KINDS[found.of])} has no “${found.name}”.${meant(found.near)}`;
    case 'wrongKind':
      return `Here ${KINDS[found.wanted]} is needed, and this is ${KINDS[found.found]}.`;
    case 'notComparable':
      return `${capital(KINDS[found.left])} cannot be compared with ${KINDS[found.right]} like this.`;
    case 'onlyInside':
      return `Whose “${found.name}”? Write S1.${found.name}, or any(${found.name} …), count(${found.name} …).`;
    case 'tooDeep':
      return 'This question is nested too deeply.';
    case 'unknownWord':
      return `It can never be “${found.word}”.${meant(found.near)}`;
    case 'unknownInvariant':
      return `There is no promise “${found.name}”: they are I1 to I18.`;
    case 'isClaim':
      return `“${found.word}” claims something of the whole run: it belongs to the properties.`;
    case 'noClaim':
      return 'A property begins with always, sometimes or eventually.';
    default:
      return assertNever(found);
  }
}

function expected(what: Extract<QueryProblem, { readonly type: 'expected' }>['what'], found: string): string {
  const here = found === '' ? 'the question ends' : `there is “${found}”`;
  switch (what) {
    case 'value':
      return `A value is missing: ${here}.`;
    case 'field':
      return `The name of a field is missing after the dot: ${here}.`;
    case 'end':
      return `The question should end here, but ${here}. Join two conditions by && or ||.`;
    case ')':
    case ']':
      return `A closing ${what} is missing: ${here}.`;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const query = { problem, kinds: KINDS };
