import type { ServerId } from '../../raft/messages.ts';
import type { Snapshot } from '../../raft/snapshot.ts';

export interface SnapshotFact {
  readonly snapshot: Snapshot;
  /** Who had it first. */
  readonly server: ServerId;
}

/** The first snapshot there was of each index. */
export class Snapshots {
  private readonly byIndex = new Map<number, SnapshotFact>();
  private readonly journal: number[] = [];

  get count(): number {
    return this.journal.length;
  }

  at(lastIndex: number): SnapshotFact | undefined {
    return this.byIndex.get(lastIndex);
  }

  add(snapshot: Snapshot, server: ServerId): void {
    this.byIndex.set(snapshot.lastIndex, { snapshot, server });
    this.journal.push(snapshot.lastIndex);
  }

  rewind(count: number): void {
    while (this.journal.length > count) this.byIndex.delete(this.journal.pop() ?? 0);
  }

  copy(): Snapshots {
    const copy = new Snapshots();
    for (const { snapshot, server } of this.byIndex.values()) copy.add(snapshot, server);
    return copy;
  }
}
