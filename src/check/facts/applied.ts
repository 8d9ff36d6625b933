import type { Entry } from '../../raft/log.ts';
import type { ServerId } from '../../raft/messages.ts';

export interface AppliedFact {
  readonly entry: Entry;
  /** Who applied it first. */
  readonly server: ServerId;
}

/** What was applied first at each index, by anybody. Servers apply in index order, so the list has no holes. */
export class Applied {
  /** Index 1 is at place 0. */
  private readonly list: AppliedFact[] = [];

  get count(): number {
    return this.list.length;
  }

  at(index: number): AppliedFact | undefined {
    return this.list[index - 1];
  }

  /** `index` is the next one that nobody has applied. */
  add(entry: Entry, server: ServerId): void {
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
