import { US_PER_MS } from '../../base/time.ts';
import { ELECTION_TIMER, type ServerMember, TIMER_NAMES, type World } from '../../cluster/types.ts';
import type { Messages } from '../../messages/index.ts';
import type { NameOf } from '../../messages/types.ts';
import { followersOf, type Server } from '../../raft/server.ts';
import type { Address } from '../../sim/types.ts';

/** A value of a server that an event changed. */
export interface ChangedValue {
  readonly name: string;
  readonly was: string;
  readonly now: string;
}

/** The values of a server by their names in the paper, as text. */
export type ValueTable = ReadonlyMap<string, string>;

/** What is on disk after a restart, too (P1). */
export function diskValues(
  server: Pick<Server, 'currentTerm' | 'votedFor' | 'log'>,
  text: Messages,
  name: NameOf,
): ValueTable {
  const { log, votedFor, currentTerm } = server;
  return new Map([
    ['currentTerm', String(currentTerm)],
    ['votedFor', votedFor === null ? text.inspector.none : name(votedFor)],
    ['log', text.inspector.entries(log.baseIndex + 1, log.lastIndex)],
  ]);
}

/** P109: where the snapshot on disk ends. */
export function snapshotValues({ snapshot }: Pick<Server, 'snapshot'>, text: Messages): ValueTable {
  const { none, snapshotEnd } = text.inspector;
  return new Map([['snapshot', snapshot === null ? none : snapshotEnd(snapshot.lastIndex, snapshot.lastTerm)]]);
}

/** What a crash takes away (P3). */
export function memoryValues(server: Server, text: Messages, name: NameOf): ValueTable {
  return new Map([
    ['role', text.common.roles[server.role]],
    ['leaderId', server.leaderId === null ? text.inspector.none : name(server.leaderId)],
    ['commitIndex', String(server.commitIndex)],
    ['lastApplied', String(server.lastApplied)],
  ]);
}

function leaderValues(server: Server, text: Messages, name: NameOf): ValueTable {
  const values = new Map<string, string>();
  if (server.role !== 'leader') return values;
  values.set('transfer', server.transfer === null ? text.inspector.none : name(server.transfer.to));
  for (const id of followersOf(server)) {
    values.set(`nextIndex[${name(id)}]`, String(server.nextIndex[id] ?? 0));
    values.set(`matchIndex[${name(id)}]`, String(server.matchIndex[id] ?? 0));
  }
  return values;
}

/** How long a timer of a server still runs at a world's time; null when it is not running. Microseconds. */
export function timerLeftUs(world: World, server: Address, timer: number): number | null {
  const place = world.hosts.findIndex((host) => host.address === server);
  const index = place * TIMER_NAMES.length + timer;
  const due = world.timerDueUs[index] ?? Infinity;
  return due === Infinity ? null : Math.max(0, due - world.nowUs);
}

function memberAt(world: World, server: Address): ServerMember | null {
  const state = world.hosts.find((host) => host.address === server)?.state;
  return state?.kind === 'server' ? state : null;
}

/** What is different for a server between the worlds before and after an event, in the order of the paper. */
export function changesOf(before: World, after: World, server: Address, text: Messages, name: NameOf): ChangedValue[] {
  const was = memberAt(before, server)?.raft;
  const now = memberAt(after, server)?.raft;
  if (was === undefined || now === undefined) return [];
  const changes: ChangedValue[] = [];
  if (was !== now) {
    const tables = [diskValues, snapshotValues, memoryValues];
    for (const table of tables) changes.push(...differences(table(was, text, name), table(now, text, name)));
    changes.push(...differences(leaderValues(was, text, name), leaderValues(now, text, name)));
  }
  const leftBefore = timerLeftUs(before, server, ELECTION_TIMER);
  const leftAfter = timerLeftUs(after, server, ELECTION_TIMER);
  if (leftAfter !== null && (leftBefore === null || leftAfter > leftBefore)) {
    const passed = after.nowUs - before.nowUs;
    changes.push({
      name: text.inspector.electionTimer,
      was:
        leftBefore === null ? text.inspector.stopped : `${Math.round(Math.max(0, leftBefore - passed) / US_PER_MS)} ms`,
      now: `${Math.round(leftAfter / US_PER_MS)} ms`,
    });
  }
  return changes;
}

/** Values that are new on either side count only if both sides have them: a new leader's arrays are not a change. */
function differences(was: ValueTable, now: ValueTable): ChangedValue[] {
  const changes: ChangedValue[] = [];
  for (const [name, value] of now) {
    const old = was.get(name);
    if (old !== undefined && old !== value) changes.push({ name, was: old, now: value });
  }
  return changes;
}
