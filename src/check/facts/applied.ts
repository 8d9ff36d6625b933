import type { Entry } from '../../raft/log.ts';
import type { ServerId } from '../../raft/messages.ts';

export interface AppliedFact {
  readonly entry: Entry;
  /** Who applied it first. */
  readonly server: ServerId;
}

/**
 * What was applied first at each index, by anybody. Servers apply in index order, so the list has no holes, except below
 * a snapshot that was there when the run began.
 */
export class Applied {
  /** Index 1 is at place 0. */
  private readonly list: (AppliedFact | null)[] = [];

  get count(): number {
    return this.list.length;
  }

  at(index: number): AppliedFact | null | undefined {
    return this.list[index - 1];
  }

  /** `index` is one that nobody has applied, and neither any after it. */
  add(index: number, entry: Entry, server: ServerId): void {
    while (this.list.length < index - 1) this.list.push(null);
    this.list.push({ entry, server });
  }

  rewind(count: number): void {
    this.list.length = Math.min(this.list.length, count);
  }

  copy(): Applied {
    const copy = new Applied();
    for (const fact of this.list) copy.list.push(fact);
    return copy;
  }
}
