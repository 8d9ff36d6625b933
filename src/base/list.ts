/**
 * Persistent list: an immutable sequence with O(log32 n) `push`, `get` and `take`, sharing structure between versions.
 *
 * Leaves hold 32 items. The last leaf (`tail`) is a buffer shared between versions: a version sees only its first
 * `length - tailStart` items, so a version that ends where the buffer ends may append in place without any other
 * version noticing; every other version copies first.
 */
const BITS = 5;
const WIDTH = 1 << BITS;
const MASK = WIDTH - 1;

type Node = readonly unknown[];

function getLeaf<T>(root: Node, shift: number, index: number): readonly T[] {
  let node = root;
  for (let level = shift; level > 0; level -= BITS) node = node[(index >>> level) & MASK] as Node;
  return node as readonly T[];
}

function setLeaf(node: Node | undefined, shift: number, index: number, leaf: Node): Node {
  if (shift === 0) return leaf;
  const slot = (index >>> shift) & MASK;
  // What lies beyond the slot belongs to a longer version and is dropped.
  const copy = node === undefined ? [] : node.slice(0, slot + 1);
  copy[slot] = setLeaf(copy[slot] as Node | undefined, shift - BITS, index, leaf);
  return copy;
}

export class List<T> {
  readonly length: number;
  private readonly shift: number;
  private readonly root: Node;
  private readonly tail: T[];

  private constructor(length: number, shift: number, root: Node, tail: T[]) {
    this.length = length;
    this.shift = shift;
    this.root = root;
    this.tail = tail;
  }

  static empty<T>(): List<T> {
    return new List<T>(0, BITS, [], []);
  }

  static of<T>(items: readonly T[]): List<T> {
    let list = List.empty<T>();
    for (const item of items) list = list.push(item);
    return list;
  }

  private tailStart(): number {
    return this.length === 0 ? 0 : (this.length - 1) & ~MASK;
  }

  /** The item at `index` (from 0), or undefined when there is none. */
  get(index: number): T | undefined {
    if (index < 0 || index >= this.length) return undefined;
    const start = this.tailStart();
    if (index >= start) return this.tail[index - start];
    return getLeaf<T>(this.root, this.shift, index)[index & MASK];
  }

  push(item: T): List<T> {
    const used = this.length - this.tailStart();
    if (used === WIDTH) return this.pushFull(item);
    if (this.tail.length === used) {
      this.tail.push(item);
      return new List(this.length + 1, this.shift, this.root, this.tail);
    }
    const tail = this.tail.slice(0, used);
    tail.push(item);
    return new List(this.length + 1, this.shift, this.root, tail);
  }

  private pushFull(item: T): List<T> {
    const start = this.tailStart();
    const fits = start >>> (this.shift + BITS) === 0;
    const shift = fits ? this.shift : this.shift + BITS;
    const root = fits ? this.root : [this.root];
    return new List(this.length + 1, shift, setLeaf(root, shift, start, this.tail), [item]);
  }

  /** The first `length` items; the list itself when it is not longer than that. */
  take(length: number): List<T> {
    if (length >= this.length) return this;
    if (length <= 0) return List.empty<T>();
    const start = (length - 1) & ~MASK;
    if (start === this.tailStart()) return new List(length, this.shift, this.root, this.tail);
    return new List(length, this.shift, this.root, getLeaf<T>(this.root, this.shift, start) as T[]);
  }

  /** The items after the first `count`; the list itself when that is none. Copies what stays. */
  drop(count: number): List<T> {
    if (count <= 0) return this;
    let rest = List.empty<T>();
    for (let index = count; index < this.length; index++) rest = rest.push(this.get(index) as T);
    return rest;
  }

  toArray(): T[] {
    const items: T[] = [];
    for (let index = 0; index < this.length; index++) items.push(this.get(index) as T);
    return items;
  }
}
