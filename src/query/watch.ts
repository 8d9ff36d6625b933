import type { Timeline } from '../timeline/timeline.ts';
import type { Query } from './compile.ts';
import type { Plain } from './kinds.ts';

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
export class Watch {
  readonly query: Query;
  private readonly timeline: Timeline;
  private readonly readings: Reading[] = [];
  /** Steps below this one have been looked at. */
  private seen = 0;

  constructor(timeline: Timeline, query: Query) {
    this.timeline = timeline;
    this.query = query;
  }

  /** The readings up to and including a step that has been played; the first is the one at the start. */
  upTo(step: number): readonly Reading[] {
    if (this.seen === 0) {
      const { nowUs, hosts } = this.timeline.worldAt(0);
      this.read(0, nowUs, hosts);
    }
    if (step >= this.seen) {
      this.timeline.visitRuns(this.seen, step, (run): undefined => this.read(run.step, run.nowUs, run.hosts));
    }
    return this.readings.filter((reading) => reading.step <= step);
  }

  private read(step: number, nowUs: number, hosts: Parameters<Query['read']>[0]['hosts']): undefined {
    this.seen = step + 1;
    const value = this.query.read({ step, nowUs, hosts, event: null });
    if (this.readings.at(-1)?.value === value && this.readings.length > 0) return;
    this.readings.push({ step, atUs: nowUs, value });
  }
}

const watches = new WeakMap<Timeline, Map<string, Watch>>();

/** The watch of a question in a run; the same one whenever it is asked for. */
export function watchOf(timeline: Timeline, query: Query): Watch {
  const known = watches.get(timeline) ?? new Map<string, Watch>();
  watches.set(timeline, known);
  const watch = known.get(query.source) ?? new Watch(timeline, query);
  known.set(query.source, watch);
  return watch;
}
