import { List } from '../base/list.ts';
import type { Command } from './command.ts';

/** One entry of the replicated log. Its index is its place in the log, counted from 1. */
export interface Entry {
  readonly term: number;
  readonly command: Command;
}

/** Entries `first` .. `first + count - 1` of a log, without copying them: logs are persistent, so the range is stable. */
export interface EntryRange {
  readonly log: Log;
  readonly first: number;
  readonly count: number;
}

/**
 * The log of one server: entries `baseIndex + 1` .. `lastIndex`. Everything up to `baseIndex` is covered by a snapshot
 * whose last entry had term `baseTerm` (0, 0 when there is none). Immutable.
 */
export class Log {
  readonly baseIndex: number;
  readonly baseTerm: number;
  private readonly entries: List<Entry>;

  private constructor(baseIndex: number, baseTerm: number, entries: List<Entry>) {
    this.baseIndex = baseIndex;
    this.baseTerm = baseTerm;
    this.entries = entries;
  }

  static readonly empty: Log = new Log(0, 0, List.empty<Entry>());

  static of(entries: readonly Entry[]): Log {
    return new Log(0, 0, List.of(entries));
  }

  /** A log whose prefix up to (baseIndex, baseTerm) is covered by a snapshot (P110). */
  static after(baseIndex: number, baseTerm: number, entries: readonly Entry[]): Log {
    return new Log(baseIndex, baseTerm, List.of(entries));
  }

  get lastIndex(): number {
    return this.baseIndex + this.entries.length;
  }

  get lastTerm(): number {
    return this.termAt(this.lastIndex) ?? 0;
  }

  /** The term of the entry at `index`; 0 at index 0; undefined where the log holds nothing (too short or compacted). */
  termAt(index: number): number | undefined {
    if (index === this.baseIndex) return this.baseTerm;
    return this.entries.get(index - this.baseIndex - 1)?.term;
  }

  entryAt(index: number): Entry | undefined {
    return this.entries.get(index - this.baseIndex - 1);
  }

  append(entry: Entry): Log {
    return new Log(this.baseIndex, this.baseTerm, this.entries.push(entry));
  }

  /** The log without `index` and everything after it. */
  truncateFrom(index: number): Log {
    return new Log(this.baseIndex, this.baseTerm, this.entries.take(index - this.baseIndex - 1));
  }

  /** The log without everything up to `index`, which it holds: a snapshot covers that from now on (P109). */
  discardTo(index: number): Log {
    return new Log(index, this.termAt(index) ?? 0, this.entries.drop(index - this.baseIndex));
  }

  /** P109, P116: what is left of the log once a snapshot covers (index, term): what follows that very entry, or nothing. */
  coveredBy(index: number, term: number): Log {
    if (index <= this.baseIndex) return this;
    return this.termAt(index) === term ? this.discardTo(index) : Log.after(index, term, []);
  }

  /** Up to `limit` entries from `first` on. */
  range(first: number, limit: number): EntryRange {
    return { log: this, first, count: Math.max(0, Math.min(limit, this.lastIndex - first + 1)) };
  }

  /** The first index that holds the same term as `index` does, without going below the snapshot. */
  firstIndexOfTermAt(index: number): number {
    const term = this.termAt(index);
    let first = index;
    while (first - 1 > this.baseIndex && this.termAt(first - 1) === term) first--;
    return first;
  }

  toArray(): Entry[] {
    return this.entries.toArray();
  }
}

/** The entries of a range as an array. */
export function entriesOf(range: EntryRange): Entry[] {
  const entries: Entry[] = [];
  for (let offset = 0; offset < range.count; offset++) {
    const entry = range.log.entryAt(range.first + offset);
    if (entry !== undefined) entries.push(entry);
  }
  return entries;
}
