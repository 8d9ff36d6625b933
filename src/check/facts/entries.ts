import { formatCommand } from '../../cluster/command-text.ts';
import type { Entry } from '../../raft/log.ts';
import type { ServerId } from '../../raft/messages.ts';

/** An entry that was in some log, with the term of the one before it. */
export interface EntryFact {
  readonly index: number;
  readonly entry: Entry;
  readonly prevTerm: number;
  /** The first server in whose log it was seen. */
  readonly holder: ServerId;
  /** Another fact about the same index. */
  readonly next: EntryFact | null;
}

/** Every entry that was ever in a log, found by (index, term). */
export class Entries {
  private readonly heads: (EntryFact | null)[] = [];
  private readonly journal: EntryFact[] = [];

  get count(): number {
    return this.journal.length;
  }

  find(index: number, term: number): EntryFact | null {
    let fact = this.heads[index] ?? null;
    while (fact !== null && fact.entry.term !== term) fact = fact.next;
    return fact;
  }

  add(index: number, entry: Entry, prevTerm: number, holder: ServerId): void {
    const { heads } = this;
    while (heads.length <= index) heads.push(null);
    const fact: EntryFact = { index, entry, prevTerm, holder, next: heads[index] ?? null };
    heads[index] = fact;
    this.journal.push(fact);
  }

  rewind(count: number): void {
    while (this.journal.length > count) {
      const fact = this.journal.pop();
      if (fact !== undefined) this.heads[fact.index] = fact.next;
    }
  }

  copy(): Entries {
    const copy = new Entries();
    for (const head of this.heads) copy.heads.push(head);
    for (const fact of this.journal) copy.journal.push(fact);
    return copy;
  }
}

/** Entries are passed on, not copied, so that identity nearly always answers. */
export function sameEntry(a: Entry, b: Entry): boolean {
  return a === b || (a.term === b.term && formatCommand(a.command) === formatCommand(b.command));
}
