import type { StoreApi } from 'zustand/vanilla';
import { US_PER_SECOND } from '../base/time.ts';
import type { Timeline } from '../timeline/timeline.ts';
import { beatsOf } from './beats.ts';
import { firstHit, watchedBy } from './breakpoints.ts';
import { showMoment } from './frame.ts';
import type { AppStore, Cursor } from './types.ts';

/** One step by hand: the focal thing moves for this long (real milliseconds). */
const GLIDE_MS = 320;
/** A frame never plays more than this (real milliseconds), so that a sleeping tab does not leap. */
const LONGEST_FRAME_MS = 100;
/** A frame takes at most so many steps; what is left comes in the next ones. */
const STEPS_PER_FRAME = 20_000;

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
  /** A far place that is being played to, slice by slice. */
  private goal: Cursor | null = null;
  private goalOffsetUs = 0;
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
    return this.glide !== null || this.goal !== null || this.api.getState().playing;
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

  /** Plays a long way in slices, one per frame, so that the page stays alive; `progress` says how far. */
  playTo(goal: Cursor, offsetUs = 0): void {
    this.settle();
    this.goal = goal;
    this.goalOffsetUs = offsetUs;
    this.api.setState({ playing: false, progress: 0 });
    this.wake();
  }

  /** Stays where the long way has led so far. */
  stopPlayingTo(): void {
    if (this.goal !== null) this.finishPlayingTo({ step: this.timeline().steps, atUs: 0 });
  }

  private frameOfPlayingTo(goal: Cursor): void {
    const timeline = this.timeline();
    const taken = timeline.extendTo({ steps: goal.step, maxSteps: STEPS_PER_FRAME });
    if (taken < STEPS_PER_FRAME) this.finishPlayingTo(goal);
    else this.api.setState((state) => ({ progress: timeline.steps / goal.step, revision: state.revision + 1 }));
  }

  private finishPlayingTo(goal: Cursor): void {
    this.goal = null;
    const timeline = this.timeline();
    const stepAtUs = timeline.index.atUs(Math.min(goal.step, timeline.steps));
    const cursor = within(timeline, { step: goal.step, atUs: Math.max(goal.atUs, stepAtUs + this.goalOffsetUs) });
    this.atUs = cursor.atUs;
    this.api.setState((state) => ({ cursor, progress: null, revision: state.revision + 1 }));
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
    this.goal = null;
    this.atUs = this.api.getState().cursor.atUs;
    this.show();
  }

  /** One frame of `elapsedMs` real milliseconds. */
  frame(elapsedMs: number): void {
    const ms = Math.min(elapsedMs, LONGEST_FRAME_MS);
    if (this.goal !== null) this.frameOfPlayingTo(this.goal);
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
    const stop = this.api.getState().scenario.beats === undefined ? null : this.nextStop(goalUs);
    if (stop !== null) {
      this.stopAt(stop);
      return;
    }
    const step = timeline.index.stepAt(goalUs);
    this.atUs = timeline.nextAtUs <= goalUs ? timeline.index.atUs(step) : goalUs;
    if (step === cursor.step) this.show();
    else this.api.setState((state) => ({ cursor: { step, atUs: this.atUs }, revision: state.revision + 1 }));
  }

  /** Where a breakpoint is hit before `goalUs`, if one is. */
  private nextHit(goalUs: number): Cursor | null {
    const { breakpoints, cursor } = this.api.getState();
    if (breakpoints.length === 0) return null;
    const timeline = this.timeline();
    const hit = firstHit(timeline, watchedBy(breakpoints), cursor.step + 1, timeline.index.stepAt(goalUs));
    return hit === null ? null : { step: hit.step, atUs: timeline.index.atUs(hit.step) };
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
    this.api.setState((state) => ({ cursor, playing: false, revision: state.revision + 1 }));
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
