import type { Configuration } from '../../raft/configuration.ts';

/** An entry that a leader committed by counting, and who had to store it. */
export interface Durable {
  readonly index: number;
  readonly term: number;
  readonly configuration: Configuration;
}

/** What has to be on disks, in the order in which it was committed. What stands before the last wiping is void. */
export class Durables {
  /** Null where a disk was wiped. */
  private readonly list: (Durable | null)[] = [];

  get count(): number {
    return this.list.length;
  }

  add(durable: Durable): void {
    this.list.push(durable);
  }

  /** P10: Raft does not survive the loss of a disk, so what was committed until now is promised no more. */
  voidAll(): void {
    this.list.push(null);
  }

  /** The promised entries from an index on, the latest first. Nearly always there are none, or a few. */
  from(index: number): readonly Durable[] {
    const found: Durable[] = [];
    for (let place = this.list.length - 1; place >= 0; place--) {
      const durable = this.list[place] ?? null;
      if (durable === null || durable.index < index) break;
      found.push(durable);
    }
    return found;
  }

  rewind(count: number): void {
    this.list.length = Math.min(this.list.length, count);
  }

  copy(): Durables {
    const copy = new Durables();
    for (const durable of this.list) copy.list.push(durable);
    return copy;
  }
}
