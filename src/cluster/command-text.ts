import { assertNever } from '../base/assert.ts';
import { fail, ok, type Result } from '../base/result.ts';
import type { Command, Operation, Value } from '../raft/command.ts';
import { formatConfiguration, labelOfConfiguration, parseConfiguration } from './configuration-text.ts';

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

/** A command as it stands in files: an operation, `no-op`, or a configuration. */
export function formatCommand(command: Command): string {
  if (command.kind === 'configuration') return formatConfiguration(command.configuration);
  return command.kind === 'noop' ? 'no-op' : formatOperation(command.operation);
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
