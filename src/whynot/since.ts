import type { World } from '../cluster/types.ts';
import { CHECKPOINT_EVERY, type Timeline } from '../timeline/timeline.ts';
import { type Condition, idOf } from './condition.ts';
import type { Question } from './question.ts';
import { type Answer, whyNot } from './why-not.ts';

/** What holds and what does not, by the names of the conditions, parts included. */
type Status = ReadonlyMap<string, boolean>;

function statusOf({ conditions }: Answer): Status {
  const status = new Map<string, boolean>();
  const add = (some: readonly Condition[]): void => {
    for (const one of some) {
      status.set(idOf(one), one.holds);
      add(one.parts);
    }
  };
  add(conditions);
  return status;
}

/**
 * Since which step each condition of an answer has been as it is: found by asking the same question of the steps before,
 * backwards, a stretch at a time. What was no condition of the answer then has not been as it is now.
 */
export class SinceWhen {
  /** By the name of a condition; 0: from the start of the run. */
  readonly found = new Map<string, number>();
  private readonly timeline: Timeline;
  private readonly question: Question;
  private readonly now: Status;
  private readonly open: Set<string>;
  /** All open conditions have been as they are since this step. */
  private from: number;

  constructor(timeline: Timeline, step: number, answer: Answer) {
    this.timeline = timeline;
    this.question = answer.question;
    this.now = statusOf(answer);
    this.open = new Set(this.now.keys());
    this.from = step;
  }

  get isDone(): boolean {
    return this.open.size === 0;
  }

  /** Looks back over one more stretch; up to a checkpoint, from where the run can be played again. */
  look(): void {
    if (this.isDone) return;
    if (this.from === 0) return this.end();
    const last = this.from - 1;
    const first = Math.floor(last / CHECKPOINT_EVERY) * CHECKPOINT_EVERY;
    const different = new Map<string, number>();
    const see = (step: number, world: World): void => {
      const then = statusOf(whyNot(this.timeline.spec, world, this.question));
      for (const id of this.open) if (then.get(id) !== this.now.get(id)) different.set(id, step);
    };
    if (first === 0) see(0, this.timeline.worldAt(0));
    this.timeline.visitRuns(Math.max(1, first), last, (run): undefined => {
      see(run.step, run.world());
    });
    for (const [id, step] of different) this.settle(id, step + 1);
    this.from = first;
    if (first === 0) this.end();
  }

  private end(): void {
    for (const id of this.open) this.settle(id, 0);
  }

  private settle(id: string, step: number): void {
    this.found.set(id, step);
    this.open.delete(id);
  }
}
