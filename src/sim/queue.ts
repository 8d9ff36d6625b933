import type { Envelope, PendingWrite } from './types.ts';

export type Item<D, M> = Envelope<M> | PendingWrite<D, M>;

/**
 * The order of simultaneous items is structural (what kind, whose, which of them), never the order of insertion, so
 * that one more event elsewhere does not reorder two that were simultaneous: writes, then deliveries by receiver,
 * sender, ordinal and copy. Timers come after both; the simulation keeps them outside of the queue.
 */
function comesBefore<D, M>(a: Item<D, M>, b: Item<D, M>): boolean {
  if (a.dueAtUs !== b.dueAtUs) return a.dueAtUs < b.dueAtUs;
  if (a.kind === 'write') {
    if (b.kind !== 'write') return true;
    return a.owner !== b.owner ? a.owner < b.owner : a.ordinal < b.ordinal;
  }
  if (b.kind === 'write') return false;
  if (a.to !== b.to) return a.to < b.to;
  if (a.from !== b.from) return a.from < b.from;
  return a.ordinal !== b.ordinal ? a.ordinal < b.ordinal : a.copy < b.copy;
}

/** A binary heap. Mutable: it belongs to one simulation; `items` copies are what worlds keep. */
export class Queue<D, M> {
  private heap: Item<D, M>[];

  constructor(items: readonly Item<D, M>[]) {
    this.heap = items.slice();
  }

  /** In heap order: enough to build the same queue again. */
  items(): readonly Item<D, M>[] {
    return this.heap.slice();
  }

  peek(): Item<D, M> | undefined {
    return this.heap[0];
  }

  push(item: Item<D, M>): void {
    const { heap } = this;
    let place = heap.length;
    heap.push(item);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent] as Item<D, M>;
      if (!comesBefore(item, above)) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = item;
  }

  pop(): Item<D, M> | undefined {
    const { heap } = this;
    const least = heap[0];
    const last = heap.pop();
    if (last !== undefined && heap.length > 0) this.sink(last);
    return least;
  }

  private sink(item: Item<D, M>): void {
    const { heap } = this;
    const { length } = heap;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= length) break;
      if (child + 1 < length && comesBefore(heap[child + 1] as Item<D, M>, heap[child] as Item<D, M>)) child++;
      const below = heap[child] as Item<D, M>;
      if (!comesBefore(below, item)) break;
      heap[place] = below;
      place = child;
    }
    heap[place] = item;
  }

  /** Takes out everything that matches, in queue order. Rare (faults, user actions), so it simply builds anew. */
  removeWhere(matches: (item: Item<D, M>) => boolean): Item<D, M>[] {
    const all = this.sorted();
    this.heap = all.filter((item) => !matches(item));
    return all.filter(matches);
  }

  /** All items in the order in which they will come. A sorted array is a heap, too. */
  sorted(): Item<D, M>[] {
    return this.heap.slice().sort((a, b) => (a === b ? 0 : comesBefore(a, b) ? -1 : 1));
  }
}
