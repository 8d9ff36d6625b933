import { canonical, type Json } from '../base/canonical.ts';
import { encodeWorld } from './encode.ts';
import { nameOf } from './names.ts';
import type { World } from './types.ts';

/** A value that two worlds do not have in common; `null` where one of them has none. */
export interface Difference {
  /** A host by name, or `network` for what is between them. */
  readonly where: string;
  /** In the names of the state (docs/state-hash.md): `memory.log[5]`. Log entries count from index 1. */
  readonly path: string;
  readonly one: string | null;
  readonly other: string | null;
}

/** When something is due is another time in every two moments; it says nothing about what differs. */
const TIMES = ['timers', 'heardUs', 'heardLeaderUs', 'clock'];

/** Every difference of two worlds but the time: hosts in their order, then messages on their way and cut links. */
export function worldDifferences(one: World, other: World): Difference[] {
  const [a, b] = [encodeWorld(one) as JsonObject, encodeWorld(other) as JsonObject];
  const found: Difference[] = [];
  const [hostsOfA, hostsOfB] = [a['hosts'] as JsonObject, b['hosts'] as JsonObject];
  for (const where of new Set([...one.hosts, ...other.hosts].map(({ address }) => nameOf(address)))) {
    const differing: Difference[] = [];
    compare(where, '', comparable(hostsOfA[where]), comparable(hostsOfB[where]), differing);
    found.push(...differing.filter((difference) => !isEchoOfDisk(difference, differing)));
  }
  compare('network', 'messages', byName(a['messages']), byName(b['messages']), found);
  compare('network', 'cut', asSet(a['cut']), asSet(b['cut']), found);
  return found;
}

type JsonObject = { readonly [key: string]: Json | undefined };

/** Memory is left out where it equals the disk; logs are by index and requests by number, so that like meets like. */
function comparable(host: Json | undefined): Json | undefined {
  if (host === undefined) return undefined;
  const { disk, memory = disk, pending, finished, ...rest } = host as JsonObject;
  const kept = Object.fromEntries(Object.entries(rest).filter(([key]) => !TIMES.includes(key)));
  const operations = { pending: byRequest(pending), finished: byRequest(finished) };
  if (disk === undefined) return { ...kept, ...operations };
  const { up = true, role = 'follower', commitIndex = 0, ...others } = kept;
  return { up, disk: withLog(disk as JsonObject), memory: withLog(memory as JsonObject), role, commitIndex, ...others };
}

function withLog({ log, ...rest }: JsonObject): JsonObject {
  const [base = 0] = (rest['base'] ?? []) as readonly number[];
  const entries = (log ?? []) as readonly Json[];
  const named = entries.map(
    (entry, place) => [base + place + 1, Array.isArray(entry) ? entry.map(String).join(': ') : entry] as const,
  );
  return { ...rest, log: Object.fromEntries(named) };
}

function byRequest(operations: Json | undefined): JsonObject {
  const list = (operations ?? []) as readonly { readonly request: number; readonly operation: string }[];
  return Object.fromEntries(list.map(({ request, operation }) => [request, operation]));
}

/** A message is the same as long as its name is; that it is on its way is all that counts. */
function byName(messages: Json | undefined): JsonObject {
  const list = (messages ?? []) as readonly { readonly name: string; readonly type: string }[];
  return Object.fromEntries(list.map(({ name, type }) => [name, type]));
}

function asSet(links: Json | undefined): JsonObject {
  return Object.fromEntries(((links ?? []) as readonly string[]).map((link) => [link, 'cut']));
}

function compare(
  where: string,
  path: string,
  one: Json | undefined,
  other: Json | undefined,
  found: Difference[],
): void {
  if (one === other || (one !== undefined && other !== undefined && canonical(one) === canonical(other))) return;
  if (!isBranch(one) || !isBranch(other)) {
    found.push({ where, path, one: told(one), other: told(other) });
    return;
  }
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const isNumber = Number.isInteger(Number(key));
    const name = isNumber || path === 'messages' ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    compare(where, name, one[key], other[key], found);
  }
}

/** Has members by name, which are compared one by one. */
function isBranch(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function told(value: Json | undefined): string | null {
  return value === undefined ? null : typeof value === 'string' ? value : canonical(value);
}

/** What memory says as the disk says it is told once. */
function isEchoOfDisk({ path, one, other }: Difference, all: readonly Difference[]): boolean {
  const onDisk = path.startsWith('memory.') ? `disk.${path.slice('memory.'.length)}` : null;
  return all.some((known) => known.path === onDisk && known.one === one && known.other === other);
}
