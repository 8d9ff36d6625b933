import type { Query } from './compile.ts';
import type { Plain } from './kinds.ts';
import { Scan, scansOf } from './scan.ts';
import type { Scope } from './scope.ts';

/** From a step on, the answer to a question. */
export interface Reading {
  readonly step: number;
  readonly atUs: number;
  readonly value: Plain;
}

/**
 * How the answer to a question about the state went in a run: a reading for every step at which it became another.
 * Grows with the run: each step is looked at once.
 */
class Watch extends Scan {
  private readonly found: Reading[] = [];

  /** All that have been found so far; the first is the one at the start. */
  get readings(): readonly Reading[] {
    return this.found;
  }

  protected see(scope: Scope): undefined {
    const { step, nowUs: atUs } = scope;
    const value = this.query.read(scope);
    if (this.found.at(-1)?.value === value && this.found.length > 0) return;
    this.found.push({ step, atUs, value });
  }
}

/** The watch of a question in a run; the same one whenever it is asked for. */
export const watchOf = scansOf((timeline, query: Query) => new Watch(timeline, query));
