import { assertNever } from '../base/assert.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { usToMs } from '../base/time.ts';
import type { Command, Operation, SessionStamp, Value } from '../raft/command.ts';
import { formatConfiguration, labelOfConfiguration, parseConfiguration } from './configuration-text.ts';
import { nameOf } from './names.ts';

const KEY = /^[A-Za-z_][A-Za-z0-9_]{0,31}$/;
const INTEGER = /^-?\d{1,15}$/;
const WORD = /^[A-Za-z0-9_.-]{1,32}$/;

const USAGE = 'write one of: set x 3, get x, add x 1, delete x, cas x 3 4, run name';

function readValue(text: string | undefined): Value | null {
  if (text === undefined) return null;
  if (INTEGER.test(text)) return Number(text);
  return WORD.test(text) ? text : null;
}

/** Whether a machine can hold this under this key: what commands can write. */
export function isKey(text: string): boolean {
  return KEY.test(text);
}

export function isValue(value: unknown): value is Value {
  if (typeof value === 'number') return INTEGER.test(String(value)) && !Object.is(value, -0);
  return typeof value === 'string' && WORD.test(value) && !INTEGER.test(value);
}

/** Reads `set x 3`, `get x`, `add x 1`, `delete x`, `cas x 3 4`, `run shl`. The error says what is expected. */
export function parseOperation(text: string): Result<Operation, string> {
  const [verb, key = '', first, second, ...more] = text.trim().split(/\s+/);
  const wrong = fail(`"${text}" is not a command: ${USAGE}`);
  if (more.length > 0) return wrong;
  if (verb === 'run') return WORD.test(key) && first === undefined ? ok({ kind: 'run', name: key }) : wrong;
  if (!KEY.test(key)) return wrong;
  return parseKeyed(verb, key, [first, second]) ?? wrong;
}

function parseKeyed(
  verb: string | undefined,
  key: string,
  [first, second]: [string | undefined, string | undefined],
): Result<Operation, string> | null {
  const value = readValue(first);
  const next = readValue(second);
  if (verb === 'get' && first === undefined) return ok({ kind: 'get', key });
  if (verb === 'delete' && first === undefined) return ok({ kind: 'delete', key });
  if (verb === 'set' && value !== null && second === undefined) return ok({ kind: 'set', key, value });
  if (verb === 'add' && typeof value === 'number' && second === undefined)
    return ok({ kind: 'add', key, amount: value });
  if (verb === 'cas' && value !== null && next !== null) return ok({ kind: 'cas', key, expected: value, value: next });
  return null;
}

/** The inverse of `parseOperation`. */
export function formatOperation(operation: Operation): string {
  switch (operation.kind) {
    case 'set':
      return `set ${operation.key} ${operation.value}`;
    case 'get':
    case 'delete':
      return `${operation.kind} ${operation.key}`;
    case 'add':
      return `add ${operation.key} ${operation.amount}`;
    case 'cas':
      return `cas ${operation.key} ${operation.expected} ${operation.value}`;
    case 'run':
      return `run ${operation.name}`;
    default:
      return assertNever(operation);
  }
}

/**
 * A command as it stands in files: an operation, `no-op`, a configuration, `register`, `keep-alive 7`. What only some clusters put into it
 * follows: the client's own name of it, `(C1 #3)`, or its session, `(session 7 #3)`, and the leader's time, `at 120.5`.
 */
export function formatCommand(command: Command): string {
  switch (command.kind) {
    case 'noop':
      return 'no-op';
    case 'configuration':
      return formatConfiguration(command.configuration);
    case 'register':
      return `register${timeOf(command.leaderUs)}`;
    case 'keepAlive':
      return `keep-alive ${command.session}${timeOf(command.leaderUs)}`;
    case 'client': {
      const { operation, tag, stamp, leaderUs } = command;
      const named = tag === undefined ? '' : ` (${nameOf(tag.client)} #${tag.request})`;
      return `${formatOperation(operation)}${named}${stamp === undefined ? '' : stampOf(stamp)}${timeOf(leaderUs)}`;
    }
    default:
      return assertNever(command);
  }
}

function stampOf({ session, sequence, firstUnanswered }: SessionStamp): string {
  return ` (session ${session} #${sequence}${firstUnanswered === sequence ? '' : ` from #${firstUnanswered}`})`;
}

function timeOf(leaderUs: number | undefined): string {
  return leaderUs === undefined ? '' : ` at ${usToMs(leaderUs)}`;
}

/** The inverse of `formatCommand`. */
export function parseCommand(text: string): Result<Command, string> {
  if (text === 'no-op') return ok({ kind: 'noop' });
  const configuration = parseConfiguration(text);
  if (configuration !== null) return ok({ kind: 'configuration', configuration });
  const operation = parseOperation(text);
  return operation.ok ? ok({ kind: 'client', operation: operation.value }) : operation;
}

/** A command as it stands in a log cell: `x←3`, `x+1`, `shl`. */
export function labelOf(command: Command): string {
  if (command.kind === 'noop') return 'no-op';
  if (command.kind === 'configuration') return labelOfConfiguration(command.configuration);
  if (command.kind === 'register') return 'register';
  if (command.kind === 'keepAlive') return `alive ${command.session}`;
  const { operation } = command;
  switch (operation.kind) {
    case 'set':
      return `${operation.key}←${operation.value}`;
    case 'get':
      return `${operation.key}?`;
    case 'add':
      return `${operation.key}${operation.amount < 0 ? '' : '+'}${operation.amount}`;
    case 'delete':
      return `${operation.key}✕`;
    case 'cas':
      return `${operation.key}:${operation.expected}→${operation.value}`;
    case 'run':
      return operation.name;
    default:
      return assertNever(operation);
  }
}
