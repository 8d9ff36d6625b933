import type { Address } from '../sim/types.ts';

/** What a step is worth jumping to. A step can be several of these at once. */
export const Mark = {
  roleChanged: 1,
  delivered: 2,
  committed: 4,
  clientAnswered: 8,
  violation: 16,
  termChanged: 32,
  action: 64,
  lost: 128,
  logChanged: 256,
  upOrDown: 512,
  /** The regular beat, and nothing came of it: a heartbeat that leaves or arrives, or its answer that arrives. */
  heartbeat: 1024,
} as const;
export type MarkName = keyof typeof Mark;

const CHUNK = 4096;

/** A step into which no message brought anything. */
const NO_STEP = -1;

/** One row per step, in typed arrays: 16 bytes a step instead of an object. */
class Chunk {
  readonly atUs = new Float64Array(CHUNK);
  readonly server = new Uint8Array(CHUNK);
  readonly kind = new Uint8Array(CHUNK);
  readonly marks = new Uint16Array(CHUNK);
  readonly toldBy = new Int32Array(CHUNK);
}

/** Steps 0 .. `steps` of a run: when, whose, what. Append-only; a fork shares every full chunk. */
export class StepIndex {
  private readonly chunks: Chunk[];
  private length: number;

  private constructor(chunks: Chunk[], length: number) {
    this.chunks = chunks;
    this.length = length;
  }

  static empty(): StepIndex {
    return new StepIndex([], 0);
  }

  /** The number of the last step. */
  get steps(): number {
    return this.length - 1;
  }

  /** `toldBy`: the step that sent the message which arrived in this one. */
  push(atUs: number, server: Address | null, kind: number, marks: number, toldBy: number | null = null): void {
    const row = this.length % CHUNK;
    if (row === 0) this.chunks.push(new Chunk());
    const chunk = this.chunks[this.chunks.length - 1] as Chunk;
    chunk.atUs[row] = atUs;
    chunk.server[row] = server ?? 0;
    chunk.kind[row] = kind;
    chunk.marks[row] = marks;
    chunk.toldBy[row] = toldBy ?? NO_STEP;
    this.length++;
  }

  addMark(step: number, mark: number): void {
    const chunk = this.chunkOf(step);
    chunk.marks[step % CHUNK] = (chunk.marks[step % CHUNK] ?? 0) | mark;
  }

  private chunkOf(step: number): Chunk {
    const chunk = this.chunks[Math.floor(step / CHUNK)];
    if (chunk === undefined || step >= this.length) throw new RangeError(`step ${step} is not in 0..${this.steps}`);
    return chunk;
  }

  atUs(step: number): number {
    return this.chunkOf(step).atUs[step % CHUNK] ?? 0;
  }

  /** Whom the step happened to; null for the network as a whole. */
  server(step: number): Address | null {
    const address = this.chunkOf(step).server[step % CHUNK] ?? 0;
    return address === 0 ? null : address;
  }

  /** What kind of step it was (sim/record.ts). */
  kind(step: number): number {
    return this.chunkOf(step).kind[step % CHUNK] ?? 0;
  }

  marks(step: number): number {
    return this.chunkOf(step).marks[step % CHUNK] ?? 0;
  }

  /** The step that sent the message which arrived in this one; null when none did. */
  toldBy(step: number): number | null {
    const sent = this.chunkOf(step).toldBy[step % CHUNK] ?? NO_STEP;
    return sent === NO_STEP ? null : sent;
  }

  /** The last step at or before a time; 0 when there is none. */
  stepAt(atUs: number): number {
    let low = 0;
    let high = this.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.atUs(middle) <= atUs) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The nearest step after (direction 1) or before (-1) `step` that carries one of the marks; null when there is none. */
  nearest(step: number, marks: number, direction: 1 | -1): number | null {
    for (let other = step + direction; other >= 1 && other < this.length; other += direction) {
      if ((this.marks(other) & marks) !== 0) return other;
    }
    return null;
  }

  /** The rows up to and including `step`. */
  fork(step: number): StepIndex {
    const length = step + 1;
    const full = Math.floor(length / CHUNK);
    const chunks = this.chunks.slice(0, full);
    const partial = this.chunks[full];
    if (length % CHUNK !== 0 && partial !== undefined) {
      const copy = new Chunk();
      copy.atUs.set(partial.atUs);
      copy.server.set(partial.server);
      copy.kind.set(partial.kind);
      copy.marks.set(partial.marks);
      copy.toldBy.set(partial.toldBy);
      chunks.push(copy);
    }
    return new StepIndex(chunks, length);
  }
}
