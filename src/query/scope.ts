import type { InvariantId } from '../check/violation.ts';
import type { ClusterHost, TraceEvent } from '../cluster/types.ts';
import type { Address } from '../sim/types.ts';
import type { Plain } from './field.ts';

export type LessonCall = 'order' | 'lamport' | 'vector' | 'remembers';

/** What a question is asked of: the state right after a step, and one of its events where the question is about events. */
export interface Scope {
  readonly nowUs: number;
  readonly step: number;
  readonly hosts: readonly ClusterHost[];
  readonly event: TraceEvent | null;
  /** The promises that were found broken by this step. */
  readonly broken: readonly InvariantId[];
  /** Only where a question may be about more than a moment (`parseAboutRun`). */
  readonly run?: RunScope;
}

/** What is known of a run where a question of a scene is resolved. */
export interface RunScope {
  /** How many events since the question was asked meet a condition. */
  readonly times: (holds: (scope: Scope) => boolean) => number;
  /** The same since the run began. */
  readonly timesInAll: (holds: (scope: Scope) => boolean) => number;
  /** Whether a server would win if it stood for election now. */
  readonly couldWin: (server: Address) => boolean;
  /** Up to which index of its log no election that could be won now can undo anything. */
  readonly safeIndex: (server: Address) => number;
  /**
   * Of a lesson: how two of its events are ordered (`c e`: `before`, `after`, `concurrent`), the clocks of one (`c`), what a
   * process remembers (`S5.election`).
   */
  readonly lesson: (what: LessonCall, about: string) => Plain;
}
