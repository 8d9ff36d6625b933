import { at } from '../../base/assert.ts';

/** An entry that every leader of a term after `sinceTerm` has to hold. */
export interface Promised {
  readonly index: number;
  readonly entryTerm: number;
  readonly sinceTerm: number;
}

/**
 * Promises about entries: committed (I4), or acknowledged to a client (I17). By Log Matching the one with the highest
 * index speaks for all before it, so an election asks for one entry only.
 */
export class Promises {
  private readonly list: Promised[] = [];
  /** By place: the highest sinceTerm, and the promise with the highest index, up to there. */
  private readonly highestTerm: number[] = [];
  private readonly highest: Promised[] = [];

  get count(): number {
    return this.list.length;
  }

  /** The highest index that was ever promised; 0 when none was. */
  get highestIndex(): number {
    return this.highest[this.highest.length - 1]?.index ?? 0;
  }

  /** Adds a promise and returns true, unless an earlier one implies it. */
  add(index: number, entryTerm: number, sinceTerm: number): boolean {
    const last = this.list.length - 1;
    const highest = this.highest[last];
    const highestTerm = this.highestTerm[last] ?? 0;
    const covered = highest !== undefined && highest.index >= index && highest.entryTerm >= entryTerm;
    if (covered && highestTerm <= sinceTerm) return false;
    const promised: Promised = { index, entryTerm, sinceTerm };
    this.list.push(promised);
    this.highestTerm.push(Math.max(highestTerm, sinceTerm));
    this.highest.push(highest !== undefined && highest.index > index ? highest : promised);
    return true;
  }

  /**
   * The promise with the highest index that binds a leader of `term`. Terms nearly always ascend, so that the last
   * place answers; a late commit by a deposed leader costs as many places as came in between.
   */
  binding(term: number): Promised | null {
    let best: Promised | null = null;
    for (let place = this.list.length - 1; place >= 0; place--) {
      const allBind = at(this.highestTerm, place) < term;
      const candidate = allBind ? at(this.highest, place) : at(this.list, place);
      if (candidate.sinceTerm < term && (best === null || candidate.index > best.index)) best = candidate;
      if (allBind) break;
    }
    return best;
  }

  rewind(count: number): void {
    this.list.length = Math.min(this.list.length, count);
    this.highestTerm.length = this.list.length;
    this.highest.length = this.list.length;
  }

  copy(): Promises {
    const copy = new Promises();
    for (const promised of this.list) copy.list.push(promised);
    for (const term of this.highestTerm) copy.highestTerm.push(term);
    for (const promised of this.highest) copy.highest.push(promised);
    return copy;
  }
}
