import { nameOf } from '../cluster/names.ts';
import type { ClusterHost, ServerMember } from '../cluster/types.ts';
import type { Plain, Value } from './kinds.ts';

export type ServerHost = ClusterHost & { readonly state: ServerMember };

/** A thing stands for its name; what has none for nothing. */
export function plainOf(value: Value): Plain {
  if (typeof value !== 'object' || value === null) return value;
  return 'address' in value && typeof value.address === 'number' ? nameOf(value.address) : null;
}

/** What is read of nothing is nothing. */
export function ifThere(of: Value, read: (of: never) => Value): Value {
  return of === null ? null : read(of as never);
}

/** Hosts stand in the order of their addresses, servers first: it is nearly always where it is looked for first. */
export function hostNamed(hosts: readonly ClusterHost[], address: number): ClusterHost | null {
  const host = hosts[address - 1];
  return host?.address === address ? host : (hosts.find((other) => other.address === address) ?? null);
}

export function isLeader(value: Value): boolean {
  const host = value as ServerHost | null;
  return host?.up === true && host.state.raft.role === 'leader';
}

export function reckon(sign: '+' | '-' | '*', left: Value, right: Value): number | null {
  if (typeof left !== 'number' || typeof right !== 'number') return null;
  return sign === '+' ? left + right : sign === '-' ? left - right : left * right;
}

/** Nothing equals nothing, and is neither smaller nor larger than anything. */
export function compared(sign: string, left: Plain, right: Plain): boolean {
  if (sign === '==') return left === right;
  if (sign === '!=') return left !== right;
  if (typeof left !== 'number' || typeof right !== 'number') return false;
  if (sign === '<') return left < right;
  if (sign === '<=') return left <= right;
  return sign === '>' ? left > right : left >= right;
}

/** How many servers something holds of, and how many there are. */
export function countServers(
  hosts: readonly ClusterHost[],
  holds: (server: ServerHost) => boolean,
): { readonly holding: number; readonly all: number } {
  let [holding, all] = [0, 0];
  for (const host of hosts) {
    if (host.state.kind !== 'server') continue;
    all++;
    if (holds(host as ServerHost)) holding++;
  }
  return { holding, all };
}

/** The largest (direction 1) or smallest (-1) number among the servers; null when none has one. */
export function extreme(
  hosts: readonly ClusterHost[],
  value: (server: ServerHost) => Value,
  direction: 1 | -1,
): number | null {
  let best: number | null = null;
  for (const host of hosts) {
    if (host.state.kind !== 'server') continue;
    const found = value(host as ServerHost);
    if (typeof found === 'number' && (best === null || (found - best) * direction > 0)) best = found;
  }
  return best;
}
