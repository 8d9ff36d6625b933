import { at } from '../../base/assert.ts';
import type { Result } from '../../cluster/machine.ts';
import type { Value } from '../../raft/command.ts';
import type { Call } from './history.ts';
import { effectOn } from './model.ts';

/** `gaveUp`: the search would have become too long, so nothing is said. */
export type Verdict =
  | { readonly verdict: 'linearizable' | 'gaveUp'; readonly key: null }
  | { readonly verdict: 'violated'; readonly key: string };

/** How many places the search for one key may visit. */
const LIMIT = 100_000;

/**
 * Whether what the clients saw can have happened one operation after the other, each at some moment between its call and
 * its return (Herlihy and Wing). Every operation concerns one key, so that keys are judged apart.
 */
export function checkLinearizable(history: readonly Call[], limit = LIMIT): Verdict {
  let gaveUp = false;
  for (const [key, calls] of byKey(history)) {
    const found = new Search(calls, limit).run();
    if (found === false) return { verdict: 'violated', key };
    gaveUp ||= found === null;
  }
  return { verdict: gaveUp ? 'gaveUp' : 'linearizable', key: null };
}

/** Operations by key, in the order of their calls. What names no key changes nothing, and reads nothing. */
function byKey(history: readonly Call[]): Map<string, Call[]> {
  const keys = new Map<string, Call[]>();
  const inOrder = [...history].sort(
    (a, b) => a.calledAtUs - b.calledAtUs || a.client - b.client || a.request - b.request,
  );
  for (const call of inOrder) {
    if (call.operation.kind === 'run') continue;
    // A read that nobody saw the result of says nothing.
    if (call.result === null && call.operation.kind === 'get') continue;
    const calls = keys.get(call.operation.key);
    if (calls === undefined) keys.set(call.operation.key, [call]);
    else calls.push(call);
  }
  return keys;
}

/** A place in the search: which operations have taken effect, and the value that this has left. */
interface Place {
  /** Every operation from here on is left; of those before, only the `skipped` ones are, in order. */
  readonly frontier: number;
  readonly skipped: readonly number[];
  readonly value: Value | null;
}

/**
 * Wing and Gong's search with Lowe's memory of the places visited. Next can only be an operation that was called before
 * the first of those left to return has returned. What nobody knows the result of may take effect at last, or never.
 */
class Search {
  private readonly calls: readonly Call[];
  private readonly limit: number;
  /** The earliest return among this operation and those called later. */
  private readonly earliestFrom: readonly number[];
  private readonly visited = new Set<string>();
  private readonly stack: Place[] = [{ frontier: 0, skipped: [], value: null }];

  constructor(calls: readonly Call[], limit: number) {
    this.calls = calls;
    this.limit = limit;
    const earliest = new Array<number>(calls.length + 1).fill(Infinity);
    for (let index = calls.length - 1; index >= 0; index--) {
      earliest[index] = Math.min(at(calls, index).returnedAtUs, at(earliest, index + 1));
    }
    this.earliestFrom = earliest;
  }

  /** True, false, or null when the limit was reached. */
  run(): boolean | null {
    for (let place = this.stack.pop(); place !== undefined; place = this.stack.pop()) {
      const firstReturn = this.firstReturn(place);
      if (firstReturn === Infinity) return true;
      for (const next of this.candidates(place, firstReturn)) this.visit(place, next);
      if (this.visited.size > this.limit) return null;
    }
    return false;
  }

  private firstReturn({ frontier, skipped }: Place): number {
    let earliest = at(this.earliestFrom, frontier);
    for (const index of skipped) earliest = Math.min(earliest, at(this.calls, index).returnedAtUs);
    return earliest;
  }

  /** Those to be tried last come first, as the stack is worked off from its end: what nobody saw, and later calls. */
  private candidates({ frontier, skipped }: Place, firstReturn: number): number[] {
    const found = skipped.slice();
    for (let index = frontier; index < this.calls.length; index++) {
      if (at(this.calls, index).calledAtUs > firstReturn) break;
      found.push(index);
    }
    const isSeen = (index: number): number => (at(this.calls, index).result === null ? 0 : 1);
    return found.sort((a, b) => isSeen(a) - isSeen(b) || b - a);
  }

  private visit({ frontier, skipped, value }: Place, next: number): void {
    const { operation, result } = at(this.calls, next);
    const effect = effectOn(value, operation);
    if (result !== null && !isSame(result, effect.result)) return;
    const left = skipped.filter((index) => index !== next);
    for (let index = frontier; index < next; index++) left.push(index);
    const place: Place = { frontier: Math.max(frontier, next + 1), skipped: left, value: effect.value };
    const name = `${place.frontier} ${left.join(',')} ${typeof effect.value} ${effect.value ?? ''}`;
    if (this.visited.has(name)) return;
    this.visited.add(name);
    this.stack.push(place);
  }
}

function isSame(a: Result, b: Result): boolean {
  if (a.ok) return b.ok && a.value === b.value;
  return !b.ok && a.error === b.error;
}
