import { at } from '../../base/assert.ts';
import type { Log } from '../../raft/log.ts';
import type { ServerId } from '../../raft/messages.ts';

/** A leadership: who led which term, and the log it was elected with (and its no-op, where it appends one). */
export interface Leadership {
  readonly term: number;
  readonly id: ServerId;
  readonly log: Log;
}

/** Every leadership there ever was, in the order of their elections. */
export class Leaders {
  private readonly list: Leadership[] = [];
  /** By place: the highest term up to there. */
  private readonly highest: number[] = [];
  private readonly firstOfTerm = new Map<number, Leadership>();

  get count(): number {
    return this.list.length;
  }

  /** The first leader that was elected in a term. */
  of(term: number): Leadership | undefined {
    return this.firstOfTerm.get(term);
  }

  add(leadership: Leadership): void {
    const { list, highest, firstOfTerm } = this;
    highest.push(Math.max(highest[list.length - 1] ?? 0, leadership.term));
    list.push(leadership);
    if (!firstOfTerm.has(leadership.term)) firstOfTerm.set(leadership.term, leadership);
  }

  /** Those of terms after `term`. Nearly always there are none, which costs one comparison. */
  after(term: number): readonly Leadership[] {
    const { list, highest } = this;
    let place = list.length - 1;
    if ((highest[place] ?? 0) <= term) return NONE;
    const later: Leadership[] = [];
    for (; place >= 0 && at(highest, place) > term; place--) {
      const leadership = at(list, place);
      if (leadership.term > term) later.push(leadership);
    }
    return later;
  }

  rewind(count: number): void {
    while (this.list.length > count) {
      const last = this.list.pop();
      this.highest.pop();
      if (last !== undefined && this.firstOfTerm.get(last.term) === last) this.firstOfTerm.delete(last.term);
    }
  }

  copy(): Leaders {
    const copy = new Leaders();
    for (const leadership of this.list) copy.add(leadership);
    return copy;
  }
}

const NONE: readonly Leadership[] = [];

/** Whether a log holds the entry of `term` at `index`; a compacted prefix is committed and counts as held. */
export function holds(log: Log, index: number, term: number): boolean {
  return index <= log.baseIndex || log.termAt(index) === term;
}
