import type { TraceEvent } from '../cluster/types.ts';
import { Scan, scansOf } from './scan.ts';
import type { Scope } from './scope.ts';

/** From a step on, whether the condition of a claim holds. */
interface Truth {
  readonly step: number;
  readonly holds: boolean;
}

/** What can be said of a claim after the steps that have been looked at. */
export type Verdict =
  /** `always`: no step so far breaks it. */
  | { readonly type: 'holds' }
  | { readonly type: 'broken'; readonly step: number }
  | { readonly type: 'seen'; readonly step: number }
  /** `sometimes`: no step so far shows it. */
  | { readonly type: 'notSeen' }
  /** `eventually`: every step so far was followed by one at which it holds; the last of them. */
  | { readonly type: 'reached'; readonly step: number }
  /** `eventually`: from this step on it has not held. */
  | { readonly type: 'awaited'; readonly step: number };

/**
 * A claim about a whole run, so far. Of a condition about events, `always` asks every event of a step, the others any.
 * A step without events breaks nothing and shows nothing.
 */
class ClaimScan extends Scan {
  private readonly changes: Truth[] = [];
  private last = -1;

  /** How the truth of its condition changes, by step, the first at step 0. */
  get truths(): readonly Truth[] {
    return this.changes;
  }

  get verdict(): Verdict {
    const first = (wanted: boolean): number | undefined => this.changes.find(({ holds }) => holds === wanted)?.step;
    const now = this.changes.at(-1);
    switch (this.query.claim) {
      case 'sometimes': {
        const step = first(true);
        return step === undefined ? { type: 'notSeen' } : { type: 'seen', step };
      }
      case 'eventually':
        if (now?.holds === true) return { type: 'reached', step: this.step };
        return { type: 'awaited', step: now?.step ?? 0 };
      default: {
        const step = first(false);
        return step === undefined ? { type: 'holds' } : { type: 'broken', step };
      }
    }
  }

  protected see(scope: Scope, events: readonly TraceEvent[]): undefined {
    const holds = this.holdsAt(scope, events);
    if (this.last === Number(holds)) return;
    this.last = Number(holds);
    this.changes.push({ step: scope.step, holds });
  }

  private holdsAt(scope: Scope, events: readonly TraceEvent[]): boolean {
    const { query } = this;
    if (!query.usesEvents) return query.read(scope) === true;
    const meets = (event: TraceEvent): boolean => query.read({ ...scope, event }) === true;
    return query.claim === 'always' ? events.every(meets) : events.some(meets);
  }
}

export type { ClaimScan };

/** The scan of a claim in a run: the same one whenever it is asked for. */
export const claimScanOf = scansOf((timeline, query) => new ClaimScan(timeline, query));
