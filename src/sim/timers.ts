import { bitsToRange, drawBits, Purpose } from '../base/draw.ts';
import { type Clock, readingAt, whenItReads } from './clock.ts';
import type { Address, Host, SimSettings } from './types.ts';
import type { World } from './world.ts';

type Kept = Pick<
  World<unknown, unknown, unknown>,
  'timerDueUs' | 'timerParkedUs' | 'timerDraws' | 'timerSetStep' | 'timerSetI'
>;

/**
 * The timers of all hosts, by `host * timers per host + timer`. A timer that stands still is parked: of a paused host
 * with its due time, a frozen one with what is left of it by the clock of its host. Delays are by that clock (P59), due
 * times are virtual time.
 */
export class Timers {
  readonly perHost: number;
  readonly dueUs: number[];
  readonly parkedUs: number[];
  private readonly draws: number[];
  private readonly setStep: number[];
  private readonly setI: number[];

  constructor(perHost: number, world: Kept) {
    this.perHost = perHost;
    this.dueUs = world.timerDueUs.slice();
    this.parkedUs = world.timerParkedUs.slice();
    this.draws = world.timerDraws.slice();
    this.setStep = world.timerSetStep.slice();
    this.setI = world.timerSetI.slice();
  }

  kept(): Kept {
    return {
      timerDueUs: this.dueUs.slice(),
      timerParkedUs: this.parkedUs.slice(),
      timerDraws: this.draws.slice(),
      timerSetStep: this.setStep.slice(),
      timerSetI: this.setI.slice(),
    };
  }

  /** Room for the timers of a host that comes in at `host`: none of them runs. */
  insert(host: number): void {
    const fresh = (value: number): number[] => new Array<number>(this.perHost).fill(value);
    const at = host * this.perHost;
    this.dueUs.splice(at, 0, ...fresh(Infinity));
    this.parkedUs.splice(at, 0, ...fresh(-1));
    this.draws.splice(at, 0, ...fresh(0));
    this.setStep.splice(at, 0, ...fresh(0));
    this.setI.splice(at, 0, ...fresh(-1));
  }

  /** The timer that is due first and before `limitUs`, -1 when there is none. Among equals the first of the first host. */
  firstBefore(limitUs: number): number {
    const { dueUs } = this;
    let least = limitUs;
    let first = -1;
    for (let index = 0; index < dueUs.length; index++) {
      const due = dueUs[index] as number;
      if (due < least) {
        least = due;
        first = index;
      }
    }
    return first;
  }

  /** The next delay of a timer: the scripted one for this arming, or a draw from the range. */
  draw(settings: SimSettings, address: Address, host: number, timer: number, lowUs: number, highUs: number): number {
    const index = host * this.perHost + timer;
    const count = (this.draws[index] ?? 0) + 1;
    this.draws[index] = count;
    const nth = settings.drawsOnce ? 1 : count;
    const scripted = settings.scriptedTimers[address - 1]?.[timer]?.[nth - 1];
    if (scripted !== undefined) return scripted;
    if (lowUs === highUs) return lowUs;
    return bitsToRange(drawBits(settings.seed, Purpose.electionTimeout, address, timer, nth), lowUs, highUs);
  }

  /** Arms a timer that takes `delayUs` and is due at `dueUs` unless it is frozen. `step` and `i` name the event. */
  arm(index: number, dueUs: number, delayUs: number, frozen: boolean, step: number, i: number): void {
    this.setStep[index] = step;
    this.setI[index] = i;
    if (frozen) this.parkedUs[index] = delayUs;
    else this.dueUs[index] = dueUs;
  }

  stop(index: number): void {
    this.dueUs[index] = Infinity;
    this.parkedUs[index] = -1;
  }

  armedBy(index: number): { readonly step: number; readonly i: number } {
    return { step: this.setStep[index] ?? 0, i: this.setI[index] ?? -1 };
  }

  /** P60: the timers of a paused host run on, unseen; `from` is the index of its first timer. */
  pause(from: number, host: Host<unknown, unknown, unknown>): void {
    for (let timer = 0; timer < this.perHost; timer++) {
      const due = this.dueUs[from + timer] as number;
      if (due === Infinity || host.frozen[timer] === true) continue;
      this.parkedUs[from + timer] = due;
      this.dueUs[from + timer] = Infinity;
    }
  }

  resume(from: number, host: Host<unknown, unknown, unknown>): void {
    for (let timer = 0; timer < this.perHost; timer++) {
      const due = this.parkedUs[from + timer] as number;
      if (due < 0 || host.frozen[timer] === true) continue;
      this.dueUs[from + timer] = due;
      this.parkedUs[from + timer] = -1;
    }
  }

  freeze(index: number, nowUs: number, clock: Clock): void {
    const due = this.dueUs[index] as number;
    this.parkedUs[index] = due === Infinity ? -1 : readingAt(clock, due) - readingAt(clock, nowUs);
    this.dueUs[index] = Infinity;
  }

  unfreeze(index: number, nowUs: number, clock: Clock): void {
    const left = this.parkedUs[index] as number;
    this.dueUs[index] = left < 0 ? Infinity : whenItReads(clock, readingAt(clock, nowUs) + left);
    this.parkedUs[index] = -1;
  }

  /** P59: what is left of a host's timers takes longer or shorter from now on. `from` is the index of its first timer. */
  changeClock(from: number, host: Host<unknown, unknown, unknown>, was: Clock, is: Clock): void {
    for (let timer = 0; timer < this.perHost; timer++) {
      const index = from + timer;
      const due = this.dueUs[index] as number;
      const parked = this.parkedUs[index] as number;
      if (due !== Infinity) this.dueUs[index] = whenItReads(is, readingAt(was, due));
      // Of a paused host the due time is parked; of a frozen timer what is left by the clock, and that stays.
      else if (parked >= 0 && host.frozen[timer] !== true)
        this.parkedUs[index] = whenItReads(is, readingAt(was, parked));
    }
  }
}
