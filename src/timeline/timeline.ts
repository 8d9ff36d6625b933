import { assert, at } from '../base/assert.ts';
import { type Monitor, type Mark as MonitorMark, openMonitor } from '../check/monitor.ts';
import type { Violation } from '../check/violation.ts';
import { type Engine, engineOf } from '../cluster/cluster.ts';
import type {
  ClusterAction,
  ClusterPlacedAction,
  ClusterSpec,
  Member,
  Run,
  TraceEvent,
  World,
} from '../cluster/types.ts';
import type { Log } from '../raft/log.ts';
import { doneOf, takenActions } from '../sim/plan.ts';
import { resolveCauses } from './explain.ts';
import { type CutChange, cutPairs, type LaneChange, laneChangeOf, laneOf, mayCut } from './lanes.ts';
import { arrivedFrom, isHeartbeat, marksOf } from './marks.ts';
import { Mark, type MarkName, StepIndex } from './step-index.ts';

/** A checkpoint is taken after every step whose number is a multiple of this. */
export const CHECKPOINT_EVERY = 176;
const KEPT_EXPLANATIONS = 256;
const KEPT_WORLDS = 4;

/** An action that was taken, by the step in which it was. */
export interface Deed {
  readonly step: number;
  readonly action: ClusterAction;
}

/** From `fromStep` on the run follows this engine; its first world is `world`. */
interface Segment {
  readonly fromStep: number;
  readonly engine: Engine;
  readonly world: World;
  readonly mark: MonitorMark;
}

/** A world to start from, and what the monitor knew then. */
interface Checkpoint {
  readonly world: World;
  readonly mark: MonitorMark;
}

/** When the highest term of the cluster rose. */
export interface TermChange {
  readonly step: number;
  readonly atUs: number;
  readonly term: number;
}

interface Limits {
  readonly atUs: number;
  readonly steps: number;
  readonly maxSteps: number;
}

/** How far a run grows. One limit at least: a run has no end of its own. */
export type GrowthLimit = { [L in keyof Limits]: Pick<Limits, L> & Partial<Limits> }[keyof Limits];

/** Something was committed in fact: some server's commitIndex reached `index`, and its log vouches for what that means. */
export interface Commitment {
  readonly step: number;
  readonly index: number;
  readonly log: Log;
}

/**
 * A run that can be moved in. It grows at its end (`extendTo`), any step up to there can be seen (`worldAt`) and
 * explained (`eventsOf`). Actions at a step give a new timeline that shares everything up to it (`branch`).
 */
export class Timeline {
  readonly violations: Violation[];
  readonly termChanges: TermChange[];
  /** Ascending by step and index: a commitment is never taken back, even if every server forgets it in a crash. */
  private readonly commitments: Commitment[];
  /** Ascending by step: how the lane of each server goes on. */
  readonly laneChanges: LaneChange[];
  readonly cutChanges: CutChange[];
  /** Ascending by step. */
  readonly deeds: Deed[];
  readonly index: StepIndex;
  private readonly segments: readonly Segment[];
  private readonly checkpoints: Checkpoint[];
  private readonly frontier: Run;
  private readonly monitor: Monitor;
  private viewer: Run;
  /** The worlds asked for last, so that asking again gives the same object. */
  private readonly worlds = new Map<number, World>();
  private readonly explained = new Map<number, readonly TraceEvent[]>();

  private constructor(segments: readonly Segment[], monitor: Monitor, shared: Timeline | null) {
    const last = at(segments, segments.length - 1);
    const { step } = last.world;
    this.segments = segments;
    this.monitor = monitor;
    this.frontier = last.engine.open(last.world, false);
    this.viewer = last.engine.open(last.world, false);
    this.worlds.set(step, last.world);
    if (shared === null) {
      this.index = StepIndex.empty();
      this.index.push(0, null, 0, 0);
      this.checkpoints = [last];
      this.violations = monitor.atStart.slice();
      this.termChanges = [{ step: 0, atUs: 0, term: highestTerm(last.world) }];
      this.commitments = [];
      for (const host of last.world.hosts) this.noteCommitment(host.state, 0);
      this.laneChanges = last.world.hosts.map((host) => laneOf(host, 0, 0)).filter((change) => change !== null);
      this.cutChanges = [{ step: 0, atUs: 0, cut: this.cutNow() }];
      this.deeds = [];
    } else {
      this.index = shared.index.fork(step);
      this.checkpoints = shared.checkpoints.slice(0, Math.floor(step / CHECKPOINT_EVERY) + 1);
      this.violations = shared.violations.filter((violation) => violation.step <= step);
      this.termChanges = shared.termChanges.filter((change) => change.step <= step);
      this.commitments = shared.commitments.filter((commitment) => commitment.step <= step);
      this.laneChanges = shared.laneChanges.filter((change) => change.step <= step);
      this.cutChanges = shared.cutChanges.filter((change) => change.step <= step);
      this.deeds = shared.deeds.filter((deed) => deed.step <= step);
    }
  }

  /** The run of a spec, at its start. */
  static of(spec: ClusterSpec): Timeline {
    const engine = engineOf(spec);
    const world = engine.open(null, false).world();
    const monitor = openMonitor(spec, world);
    return new Timeline([{ fromStep: 0, engine, world, mark: monitor.mark() }], monitor, null);
  }

  get spec(): ClusterSpec {
    return at(this.segments, this.segments.length - 1).engine.spec;
  }

  /** The number of the last step played so far. */
  get steps(): number {
    return this.index.steps;
  }

  /** When the last step played so far happened. */
  get endUs(): number {
    return this.index.atUs(this.steps);
  }

  /** When the step after the last one played will come; Infinity when nothing will happen any more. */
  get nextAtUs(): number {
    return this.frontier.nextAtUs();
  }

  /** Plays on until `atUs` or `steps` is reached or `maxSteps` more were taken. Returns the number of steps taken. */
  extendTo(limit: GrowthLimit): number {
    const { atUs = Infinity, steps = Infinity, maxSteps = Infinity } = limit;
    assert(Math.min(atUs, steps, maxSteps) < Infinity, 'a run grows to a limit: atUs, steps or maxSteps');
    let taken = 0;
    while (this.steps < steps && taken < maxSteps && this.frontier.advance(atUs)) {
      this.take();
      taken++;
    }
    return taken;
  }

  private take(): void {
    const { frontier, index } = this;
    const { record } = frontier;
    const marks = marksOf(record) | (isHeartbeat(record, index) ? Mark.heartbeat : 0);
    index.push(record.atUs, record.address, record.kind, marks, arrivedFrom(record));
    if ((marks & Mark.termChanged) !== 0) this.noteTerm();
    if (record.after !== null && record.after !== record.before) this.noteCommitment(record.after.state, record.step);
    const lane = laneChangeOf(record);
    if (lane !== null) this.laneChanges.push(lane);
    if (record.action !== null) this.deeds.push({ step: record.step, action: record.action });
    if (mayCut(record)) this.cutChanges.push({ step: record.step, atUs: record.atUs, cut: this.cutNow() });
    const broken = this.monitor.observe(frontier);
    if (broken.length > 0) {
      this.violations.push(...broken);
      index.addMark(record.step, Mark.violation);
    }
    if (record.step % CHECKPOINT_EVERY === 0) {
      this.checkpoints.push({ world: frontier.world(), mark: this.monitor.mark() });
    }
  }

  /** What became committed in fact in the steps after `from` up to `to`. */
  commitmentsBetween(from: number, to: number): readonly Commitment[] {
    return this.commitments.filter(({ step }) => step > from && step <= to);
  }

  private cutNow(): ReadonlySet<string> {
    return cutPairs(this.frontier.links, this.frontier.hosts.length, this.frontier.serverCount);
  }

  private noteCommitment(member: Member, step: number): void {
    if (member.kind !== 'server') return;
    const { commitIndex: index, log } = member.raft;
    const last = this.commitments[this.commitments.length - 1];
    if (index > (last?.index ?? 0)) this.commitments.push({ step, index, log });
  }

  /** What was committed in fact by the time a step was over; null when nothing was. */
  committedAt(step: number): Commitment | null {
    let low = 0;
    let high = this.commitments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(this.commitments, middle).step <= step) low = middle + 1;
      else high = middle;
    }
    return this.commitments[low - 1] ?? null;
  }

  private noteTerm(): void {
    const { record } = this.frontier;
    const member = record.after?.state;
    if (member?.kind !== 'server') return;
    const term = member.raft.currentTerm;
    if (term > at(this.termChanges, this.termChanges.length - 1).term) {
      this.termChanges.push({ step: record.step, atUs: record.atUs, term });
    }
  }

  /** The world right after a step that has been played. The same object as long as a step is among the last asked for. */
  worldAt(step: number): World {
    const known = this.worlds.get(step);
    if (known !== undefined) return known;
    assert(step >= 0 && step <= this.steps, `step ${step} has been played`);
    this.viewer = this.runAt(step, this.viewer);
    const world = this.viewer.world();
    if (this.worlds.size >= KEPT_WORLDS) this.worlds.delete(firstKey(this.worlds));
    this.worlds.set(step, world);
    return world;
  }

  /** A quiet run that stands right after `step`; `near` is used if it can get there by a short walk. */
  private runAt(step: number, near: Run | null): Run {
    const {
      segment,
      start: { world },
    } = this.startFor(step);
    const usable =
      near !== null && near.step <= step && near.step >= world.step && this.segmentOf(near.step) === segment;
    const run = usable ? near : segment.engine.open(world, false);
    while (run.step < step) run.advance();
    return run;
  }

  /** The segment in which a step was taken: a step that starts a segment still belongs to the one before. */
  private segmentOf(step: number): Segment {
    let found = at(this.segments, 0);
    for (const segment of this.segments) if (segment.fromStep < step) found = segment;
    return found;
  }

  private startFor(step: number): { segment: Segment; start: Checkpoint } {
    const segment = this.segmentOf(step);
    const checkpoint = at(this.checkpoints, Math.floor(step / CHECKPOINT_EVERY));
    // A checkpoint of an earlier segment counts its actions in that segment's plan; only the segment's own world fits.
    const fits = checkpoint.world.step > segment.fromStep || segment === this.segments[0];
    return { segment, start: fits ? checkpoint : segment };
  }

  /** The events of a step, explained: each with its causes as (step, i). Step 0 is the start. */
  eventsOf(step: number): readonly TraceEvent[] {
    const known = this.explained.get(step);
    if (known !== undefined) return known;
    const raw = this.rawEventsOf(step);
    const events = resolveCauses(raw, (cause) => (cause === step ? raw : this.rawEventsOf(cause)));
    if (this.explained.size >= KEPT_EXPLANATIONS) this.explained.clear();
    this.explained.set(step, events);
    return events;
  }

  private rawEventsOf(step: number): readonly TraceEvent[] {
    const segment = this.segmentOf(step);
    if (step === 0) return [...segment.engine.open(null, true).events];
    const run =
      step - 1 === segment.fromStep && segment !== this.segments[0]
        ? segment.engine.open(segment.world, false)
        : this.runAt(step - 1, null);
    run.explaining = true;
    run.advance();
    return [...run.events];
  }

  /**
   * Lends the run right after each of the steps `from` (at least 1) .. `to`, in one go, until `visit` says false: read its
   * record and hosts, keep nothing of it. Its events are there only if asked for, and their causes are not resolved.
   */
  visitRuns(
    from: number,
    to: number,
    visit: (run: Run) => boolean | undefined,
    explaining: (step: number) => boolean = never,
  ): void {
    let run: Run | null = null;
    let mustExplain = false;
    let segment: Segment | null = null;
    for (let step = Math.max(1, from); step <= Math.min(to, this.steps); step++) {
      if (run === null || this.segmentOf(step) !== segment) {
        segment = this.segmentOf(step);
        const isFirstOfSegment = step - 1 === segment.fromStep && segment !== this.segments[0];
        run = isFirstOfSegment ? segment.engine.open(segment.world, false) : this.runAt(step - 1, null);
        // With actions that wait for events it explains every step by itself.
        mustExplain = run.explaining;
      }
      run.explaining = mustExplain || explaining(step);
      run.advance();
      if (visit(run) === false) return;
    }
  }

  /**
   * Visits the events of steps `from` .. `to` in one go, which is much cheaper than explaining each by itself. Causes in
   * other steps are not resolved.
   */
  visitEvents(from: number, to: number, visit: (step: number, events: readonly TraceEvent[]) => void): void {
    if (from === 0) visit(0, this.rawEventsOf(0));
    const visitEvents = (run: Run): undefined => {
      visit(run.step, run.events);
    };
    this.visitRuns(from, to, visitEvents, always);
  }

  /** The nearest step after or before `step` of one of these kinds; null when none has been played. */
  nearest(step: number, kinds: readonly MarkName[], direction: 1 | -1): number | null {
    let marks = 0;
    for (const kind of kinds) marks |= Mark[kind];
    return this.index.nearest(step, marks, direction);
  }

  /** The actions that were taken up to and including a step. */
  actionsUntil(step: number): ClusterPlacedAction[] {
    return takenActions(this.segmentOf(step).engine.plan, this.worldAt(step).actionsDone);
  }

  /**
   * The run that shares this one up to `step` and goes on with `actions` instead of whatever would have come. What was
   * placed later and not taken yet is left out: whoever acts takes over.
   */
  branch(step: number, actions: readonly ClusterPlacedAction[]): Timeline {
    const isPast = ({ place }: ClusterPlacedAction): boolean =>
      'when' in place || ('atUs' in place ? place.atUs <= this.index.atUs(step) : place.afterStep <= step);
    const off = this.spec.actions.filter((placed) => placed.off === true && isPast(placed));
    return this.follow(step, [...this.actionsUntil(step), ...off, ...actions]);
  }

  /** The run that shares this one up to `step` and follows this list, which holds all that was taken up to there. */
  follow(step: number, actions: readonly ClusterPlacedAction[]): Timeline {
    const taken = this.actionsUntil(step);
    const engine = engineOf({ ...this.segmentOf(step).engine.spec, actions });
    const world: World = { ...this.worldAt(step), actionsDone: doneOf(engine.plan, taken) };
    const kept = this.segments.filter((segment) => segment.fromStep < step || segment === this.segments[0]);
    const monitor = this.monitorAt(step);
    return new Timeline([...kept, { fromStep: step, engine, world, mark: monitor.mark() }], monitor, this);
  }

  /** A monitor that knows what was to be known right after `step`: forked at the checkpoint before, and walked on. */
  private monitorAt(step: number): Monitor {
    const { segment, start } = this.startFor(step);
    const monitor = this.monitor.fork(start.mark);
    const run = segment.engine.open(start.world, false);
    while (run.step < step && run.advance()) monitor.observe(run);
    return monitor;
  }
}

function never(): boolean {
  return false;
}

function always(): boolean {
  return true;
}

function firstKey<K>(map: ReadonlyMap<K, unknown>): K {
  const [first] = map.keys();
  assert(first !== undefined, 'the map is not empty');
  return first;
}

function highestTerm(world: World): number {
  let highest = 0;
  for (const host of world.hosts) {
    if (host.state.kind === 'server') highest = Math.max(highest, host.state.raft.currentTerm);
  }
  return highest;
}
