import type { ServerId } from '../../raft/messages.ts';

/** Which votes were ever on disk: by voter and term, the candidates as a set of bits (one bit, unless a rule is broken). */
export class Votes {
  private readonly candidates = new Map<number, number>();
  /** What was added, to be taken back: pairs of key and the bits before. */
  private readonly journal: number[] = [];

  get count(): number {
    return this.journal.length;
  }

  /** Whether the voter's vote for the candidate in that term was ever on its disk. */
  has(voter: ServerId, term: number, candidate: ServerId): boolean {
    return ((this.candidates.get(keyOf(voter, term)) ?? 0) & (1 << candidate)) !== 0;
  }

  /** Somebody else than `candidate` whom the voter had voted for in that term, or null. */
  other(voter: ServerId, term: number, candidate: ServerId): ServerId | null {
    const bits = (this.candidates.get(keyOf(voter, term)) ?? 0) & ~(1 << candidate);
    return bits === 0 ? null : 31 - Math.clz32(bits);
  }

  add(voter: ServerId, term: number, candidate: ServerId): void {
    const key = keyOf(voter, term);
    const bits = this.candidates.get(key) ?? 0;
    if ((bits & (1 << candidate)) !== 0) return;
    this.journal.push(key, bits);
    this.candidates.set(key, bits | (1 << candidate));
  }

  rewind(count: number): void {
    const { journal, candidates } = this;
    while (journal.length > count) {
      const bits = journal.pop() ?? 0;
      const key = journal.pop() ?? 0;
      if (bits === 0) candidates.delete(key);
      else candidates.set(key, bits);
    }
  }

  copy(): Votes {
    const copy = new Votes();
    for (const [key, bits] of this.candidates) copy.candidates.set(key, bits);
    for (const item of this.journal) copy.journal.push(item);
    return copy;
  }
}

/** Server ids are below 32. */
function keyOf(voter: ServerId, term: number): number {
  return term * 32 + voter;
}
