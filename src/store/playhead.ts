import type { StoreApi } from 'zustand/vanilla';
import { US_PER_SECOND } from '../base/time.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { beatsOf } from './beats.ts';
import { showMoment } from './frame.ts';
import type { AppStore, Cursor } from './types.ts';

/** One step by hand: the focal thing moves for this long (real milliseconds). */
const GLIDE_MS = 320;
/** A frame never plays more than this (real milliseconds), so that a sleeping tab does not leap. */
const LONGEST_FRAME_MS = 100;
/** A frame takes at most so many steps; what is left comes in the next ones. */
const STEPS_PER_FRAME = 20_000;

/** Work that takes longer than a frame has. */
export interface LongWork {
  /** Does some of it: how far it is, 0 to 1, or null when it is done, and has shown what came of it. */
  readonly slice: () => number | null;
  /** Somebody will not wait for the rest. */
  readonly stop: () => void;
}

interface Glide {
  readonly toStep: number;
  readonly fromUs: number;
  readonly toUs: number;
  readonly elapsedMs: number;
}

/** A cursor that exists in a run: not beyond its end, and at a time at which its step was the last one. */
export function within(timeline: Timeline, { step, atUs }: Cursor): Cursor {
  const reached = Math.max(0, Math.min(step, timeline.steps));
  const earliest = timeline.index.atUs(reached);
  const latest = reached < timeline.steps ? timeline.index.atUs(reached + 1) : timeline.nextAtUs;
  return { step: reached, atUs: Math.max(earliest, Math.min(atUs, latest)) };
}

/**
 * The exact virtual time that is on show, between the steps too. Kept outside of the store, so that a frame in which no
 * step happens wakes nobody but the moving parts.
 */
export class Playhead {
  private atUs = 0;
  private glide: Glide | null = null;
  private work: LongWork | null = null;
  private readonly api: StoreApi<AppStore>;
  private wake: () => void = () => undefined;
  reducedMotion: () => boolean = () => false;

  constructor(api: StoreApi<AppStore>) {
    this.api = api;
    api.subscribe((state, before) => {
      if (state.playing !== before.playing || state.cursor !== before.cursor || state.branchId !== before.branchId) {
        if (state.cursor !== before.cursor && state.cursor.atUs !== this.atUs && this.glide === null) {
          this.atUs = state.cursor.atUs;
        }
        this.show();
        if (this.isMoving) this.wake();
      }
    });
  }

  /** Tells whom to wake when frames are wanted again. */
  onWake(wake: () => void): void {
    this.wake = wake;
  }

  get isMoving(): boolean {
    return this.glide !== null || this.work !== null || this.api.getState().playing;
  }

  get displayUs(): number {
    return this.atUs;
  }

  /** Where the cursor really is, to the microsecond, without disturbing anything. */
  position(): Cursor {
    const { cursor } = this.api.getState();
    return { step: cursor.step, atUs: Math.max(cursor.atUs, this.atUs) };
  }

  /** Starts the short motion to a step that has been played already. */
  glideTo(step: number): void {
    const timeline = this.timeline();
    const toUs = timeline.index.atUs(step);
    if (this.reducedMotion() || toUs === this.atUs) {
      this.arrive({ step, atUs: toUs });
      return;
    }
    this.glide = { toStep: step, fromUs: this.atUs, toUs, elapsedMs: 0 };
    this.wake();
  }

  /** Plays a long way. */
  playTo(goal: Cursor, offsetUs = 0): void {
    const timeline = this.timeline();
    this.begin({
      slice: () => {
        const taken = timeline.extendTo({ steps: goal.step, maxSteps: STEPS_PER_FRAME });
        if (taken === STEPS_PER_FRAME) return timeline.steps / goal.step;
        this.arriveFar(goal, offsetUs);
        return null;
      },
      stop: () => this.arriveFar({ step: timeline.steps, atUs: 0 }, 0),
    });
  }

  /** Does long work in slices, one per frame, so that the page stays alive; `progress` says how far it is. */
  begin(work: LongWork): void {
    this.settle();
    this.work = work;
    this.api.setState({ playing: false, progress: 0 });
    this.wake();
  }

  /** Stays where long work has come to so far. */
  stopWork(): void {
    const { work } = this;
    this.work = null;
    if (work === null) return;
    this.api.setState({ progress: null });
    work.stop();
  }

  private frameOfWork(work: LongWork): void {
    const progress = work.slice();
    // What was done at its end can have begun something else.
    if (this.work !== work) return;
    if (progress === null) this.work = null;
    this.api.setState((state) => ({ progress, revision: state.revision + 1 }));
  }

  private arriveFar(goal: Cursor, offsetUs: number): void {
    const timeline = this.timeline();
    const stepAtUs = timeline.index.atUs(Math.min(goal.step, timeline.steps));
    const cursor = within(timeline, { step: goal.step, atUs: Math.max(goal.atUs, stepAtUs + offsetUs) });
    this.atUs = cursor.atUs;
    this.api.setState((state) => ({ cursor, revision: state.revision + 1 }));
  }

  /** Ends a glide at its goal and returns where the cursor really is: before anything else is done with it. */
  settle(): Cursor {
    if (this.glide !== null) this.arrive({ step: this.glide.toStep, atUs: this.glide.toUs });
    const { cursor } = this.api.getState();
    const settled: Cursor = { step: cursor.step, atUs: Math.max(cursor.atUs, this.atUs) };
    return settled.atUs === cursor.atUs ? cursor : settled;
  }

  /** Takes over the store's cursor after it was put somewhere else. */
  refresh(): void {
    this.glide = null;
    this.work = null;
    this.atUs = this.api.getState().cursor.atUs;
    this.show();
  }

  /** One frame of `elapsedMs` real milliseconds. */
  frame(elapsedMs: number): void {
    const ms = Math.min(elapsedMs, LONGEST_FRAME_MS);
    if (this.work !== null) this.frameOfWork(this.work);
    else if (this.glide !== null) this.frameOfGlide(this.glide, ms);
    else if (this.api.getState().playing) this.frameOfPlay(ms);
  }

  private frameOfGlide(glide: Glide, ms: number): void {
    const elapsedMs = glide.elapsedMs + ms;
    if (elapsedMs >= GLIDE_MS) {
      this.arrive({ step: glide.toStep, atUs: glide.toUs });
      return;
    }
    const left = 1 - elapsedMs / GLIDE_MS;
    this.glide = { ...glide, elapsedMs };
    this.atUs = glide.toUs - Math.round((glide.toUs - glide.fromUs) * left * left * left);
    this.show();
  }

  private frameOfPlay(ms: number): void {
    const { cursor, speed } = this.api.getState();
    const timeline = this.timeline();
    const goalUs = this.atUs + Math.round((ms * speed * US_PER_SECOND) / 1000);
    timeline.extendTo({ atUs: goalUs, maxSteps: STEPS_PER_FRAME });
    const broken = timeline.violations.find((violation) => violation.step > cursor.step && violation.atUs <= goalUs);
    if (broken !== undefined) {
      this.stopAt({ step: broken.step, atUs: broken.atUs });
      return;
    }
    const hit = this.nextHit(goalUs);
    if (hit !== null) {
      this.stopAt(hit);
      return;
    }
    const { playUntil, scenario } = this.api.getState();
    const stop = scenario.beats === undefined ? null : this.nextStop(goalUs);
    // A beat on the way to a question's answer is a stop as well.
    if (playUntil !== null && playUntil.atUs <= goalUs && (stop === null || playUntil.step <= stop.step)) {
      this.stopAt(playUntil);
      return;
    }
    if (stop !== null) {
      this.stopAt(stop);
      return;
    }
    const step = timeline.index.stepAt(goalUs);
    this.atUs = timeline.nextAtUs <= goalUs ? timeline.index.atUs(step) : goalUs;
    if (step === cursor.step) this.show();
    else this.api.setState((state) => ({ cursor: { step, atUs: this.atUs }, revision: state.revision + 1 }));
  }

  /** Where the first of the breakpoints stops the run before `goalUs`, if one does. */
  private nextHit(goalUs: number): Cursor | null {
    const { breakpoints, cursor } = this.api.getState();
    const timeline = this.timeline();
    let first: number | null = null;
    for (const { isOn, firstStop } of breakpoints) {
      const to: number = first === null ? timeline.index.stepAt(goalUs) : first - 1;
      if (isOn) first = firstStop(timeline, cursor.step + 1, to) ?? first;
    }
    return first === null ? null : { step: first, atUs: timeline.index.atUs(first) };
  }

  /** The beat that comes before `goalUs`, if one does. */
  private nextStop(goalUs: number): Cursor | null {
    const state = this.api.getState();
    const stop = beatsOf(state).nearest({ step: state.cursor.step, atUs: this.atUs }, 1);
    return stop !== null && stop.atUs <= goalUs ? { step: stop.step, atUs: stop.atUs } : null;
  }

  /** Playback stops at a broken promise and at a beat. */
  private stopAt(cursor: Cursor): void {
    this.atUs = cursor.atUs;
    this.api.setState((state) => ({ cursor, playing: false, playUntil: null, revision: state.revision + 1 }));
  }

  private arrive(cursor: Cursor): void {
    this.glide = null;
    this.atUs = cursor.atUs;
    this.api.setState((state) => ({ cursor, revision: state.revision + 1 }));
  }

  private timeline(): Timeline {
    const { branches, branchId } = this.api.getState();
    const branch = branches.find((other) => other.id === branchId);
    if (branch === undefined) throw new Error(`there is no branch ${branchId}`);
    return branch.timeline;
  }

  private show(): void {
    const { cursor } = this.api.getState();
    showMoment({ world: this.timeline().worldAt(cursor.step), displayUs: this.atUs });
  }
}
