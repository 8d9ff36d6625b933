/**
 * Persistent map from whole numbers to values, for numbers that come up in about ascending order and are let go from the
 * lowest on: requests of a client, answers to them. Pages of 32 places; versions share the pages in which they agree.
 */
const BITS = 5;
const WIDTH = 1 << BITS;
const MASK = WIDTH - 1;

type Page<T> = readonly (T | undefined)[];

const NO_PAGE: Page<never> = new Array<undefined>(WIDTH).fill(undefined);

/** Two maps that are known to agree, so that only what has changed since then has to be compared. */
export interface Agreed<T> {
  readonly one: Pages<T>;
  readonly other: Pages<T>;
}

export class Pages<T> implements Iterable<T> {
  readonly size: number;
  /** The number of the first page. */
  private readonly start: number;
  private readonly pages: readonly Page<T>[];

  private constructor(size: number, start: number, pages: readonly Page<T>[]) {
    this.size = size;
    this.start = start;
    this.pages = pages;
  }

  static empty<T>(): Pages<T> {
    return new Pages<T>(0, 0, []);
  }

  /** The value of `number`, or undefined when there is none. */
  get(number: number): T | undefined {
    return this.page(number >>> BITS)[number & MASK];
  }

  /** With `value` for `number`. */
  with(number: number, value: T): Pages<T> {
    const place = number >>> BITS;
    const size = this.get(number) === undefined ? this.size + 1 : this.size;
    return new Pages(size, this.size === 0 ? place : Math.min(this.start, place), this.replaced(place, number, value));
  }

  private replaced(place: number, number: number, value: T): readonly Page<T>[] {
    const page = this.page(place).slice();
    page[number & MASK] = value;
    if (this.size === 0) return [page];
    const pages = this.pages.slice();
    for (let before = this.start; before > place; before--) pages.unshift(NO_PAGE);
    const start = Math.min(this.start, place);
    while (pages.length <= place - start) pages.push(NO_PAGE);
    pages[place - start] = page;
    return pages;
  }

  /** Without what belongs to `number`. */
  without(number: number): Pages<T> {
    if (this.get(number) === undefined) return this;
    if (this.size === 1) return Pages.empty();
    const page = this.page(number >>> BITS).slice();
    page[number & MASK] = undefined;
    const pages = this.pages.slice();
    pages[(number >>> BITS) - this.start] = page;
    let empty = 0;
    while (isEmpty(pages[empty])) empty++;
    return new Pages(this.size - 1, this.start + empty, empty === 0 ? pages : pages.slice(empty));
  }

  /** The value of the lowest number; undefined when there is none. */
  get first(): T | undefined {
    for (const page of this.pages)
      for (let place = 0; place < WIDTH; place++) if (page[place] !== undefined) return page[place];
    return undefined;
  }

  /** Without what belongs to numbers below `low`. */
  from(low: number): Pages<T> {
    if (low >>> BITS < this.start) return this;
    const dropped = Math.min((low >>> BITS) - this.start, this.pages.length);
    const pages = this.pages.slice(dropped);
    const start = this.start + dropped;
    let gone = countIn(this.pages, 0, dropped);
    const first = pages[0];
    if (start === low >>> BITS && first !== undefined) {
      const kept = first.map((value, place) => (place < (low & MASK) ? undefined : value));
      gone += countIn([first], 0, 1) - countIn([kept], 0, 1);
      pages[0] = kept;
    }
    if (gone === 0) return this;
    return gone === this.size ? Pages.empty() : new Pages(this.size - gone, start, pages);
  }

  /** By ascending number. */
  *[Symbol.iterator](): Iterator<T> {
    for (const page of this.pages) for (const value of page) if (value !== undefined) yield value;
  }

  /** Whether both hold the same for the same numbers. `agreed` spares what neither has changed since. */
  isLike(other: Pages<T>, same: (a: T, b: T) => boolean, agreed: Agreed<T> | null): boolean {
    if (this.size !== other.size) return false;
    for (let place = this.start; place < this.start + this.pages.length; place++) {
      const page = this.page(place);
      const facing = other.page(place);
      if (page === facing) continue;
      if (agreed !== null && page === agreed.one.page(place) && facing === agreed.other.page(place)) continue;
      if (!areAlike(page, facing, same)) return false;
    }
    return true; // Of the same size, and all that is here is there.
  }

  private page(place: number): Page<T> {
    return this.pages[place - this.start] ?? NO_PAGE;
  }
}

function countIn<T>(pages: readonly Page<T>[], from: number, to: number): number {
  let count = 0;
  for (let nth = from; nth < to; nth++) {
    const page = pages[nth] ?? NO_PAGE;
    for (let place = 0; place < WIDTH; place++) if (page[place] !== undefined) count++;
  }
  return count;
}

function isEmpty<T>(page: Page<T> | undefined): boolean {
  if (page === undefined) return false;
  for (let place = 0; place < WIDTH; place++) if (page[place] !== undefined) return false;
  return true;
}

function areAlike<T>(a: Page<T>, b: Page<T>, same: (a: T, b: T) => boolean): boolean {
  for (let place = 0; place < WIDTH; place++) {
    const one = a[place];
    const other = b[place];
    if (one === undefined || other === undefined ? one !== other : !same(one, other)) return false;
  }
  return true;
}
