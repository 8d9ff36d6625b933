import type { Value } from '../raft/command.ts';
import type { SnapshotData, SnapshotPart } from '../raft/snapshot.ts';
import { EMPTY_MACHINE, type Machine } from './machine.ts';

/** A machine as Raft carries it: machines are immutable, so the snapshot is the machine itself. Size: its keys. */
export function snapshotDataOf(machine: Machine): SnapshotData {
  return { size: machine.contents.size, contents: machine };
}

/** A snapshot of contents that somebody wrote down: no client has a session. */
export function snapshotDataWith(contents: ReadonlyMap<string, Value>): SnapshotData {
  return snapshotDataOf({ ...EMPTY_MACHINE, contents });
}

/** The machine in a snapshot. Only `snapshotDataOf` makes such data. */
export function machineOf(data: SnapshotData): Machine {
  return data.contents as Machine;
}

/** Key and value, in the order of the keys: the order in which a snapshot goes over the network. */
export function itemsOf({ contents }: Machine): (readonly [string, Value])[] {
  return [...contents].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What one InstallSnapshot carries. */
export function itemsOfPart({ data, offset, count }: SnapshotPart): (readonly [string, Value])[] {
  return itemsOf(machineOf(data)).slice(offset, offset + count);
}
