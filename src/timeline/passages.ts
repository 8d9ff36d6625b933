import type { ClusterEnvelope, Run, Step } from '../cluster/types.ts';
import { StepKind } from '../sim/record.ts';
import { messagesInFlight } from '../sim/world.ts';
import type { Timeline } from './timeline.ts';

/** The way of one message through a stretch of a run. */
export interface Passage {
  readonly envelope: ClusterEnvelope;
  /** The step that ended it; null while it is under way at the end of the stretch. */
  readonly endStep: number | null;
  /** When it arrived or died, or, under way, when it will if nothing changes. */
  readonly endAtUs: number;
  readonly fate: 'arrived' | 'lost' | 'underWay' | 'held';
}

/** Names a message: a number for each of its copies, the same in every step of a run. */
function keyOf({ from, to, ordinal, copy }: ClusterEnvelope): string {
  return `${from}>${to}#${ordinal}.${copy}`;
}

/** By when they left; of those of the same times, by name: the order does not tell how they were found. */
function byTime(a: Passage, b: Passage): number {
  const [one, other] = [a.envelope, b.envelope];
  return one.sentAtUs - other.sentAtUs || a.endAtUs - b.endAtUs || byName(one, other);
}

function byName(a: ClusterEnvelope, b: ClusterEnvelope): number {
  return a.from - b.from || a.to - b.to || a.ordinal - b.ordinal || a.copy - b.copy;
}

/**
 * The passages of a stretch whose end moves on with the run: each step is walked once, and what has ended is the same
 * object for as long as it is in the stretch.
 */
class PassageWalk {
  private readonly timeline: Timeline;
  private readonly open = new Map<string, ClusterEnvelope>();
  private ended: Passage[] = [];
  private from: number;
  private to: number;

  constructor(timeline: Timeline, from: number) {
    this.timeline = timeline;
    this.from = from;
    this.to = from;
    for (const envelope of messagesInFlight(timeline.worldAt(from))) this.open.set(keyOf(envelope), envelope);
  }

  /** Whether going on from here is the shortest way to a stretch. */
  leadsTo(from: number, to: number): boolean {
    return from >= this.from && from <= this.to && to >= this.to;
  }

  /** Goes on to the stretch `from` .. `to`, which it has to lead to. */
  goTo(from: number, to: number): void {
    if (from > this.from) this.ended = this.ended.filter(({ endStep }) => (endStep ?? 0) > from);
    this.timeline.visitRuns(this.to + 1, to, (run): undefined => this.visit(run));
    // In order but for the last few: sorting it is next to nothing, and so is sorting those under way in.
    this.ended.sort(byTime);
    this.from = from;
    this.to = to;
  }

  passages(): Passage[] {
    const { timeline, to } = this;
    const passages = [...this.ended];
    for (const kept of messagesInFlight(timeline.worldAt(to))) {
      const { held, arriveAtUs } = kept;
      const endAtUs = held ? timeline.index.atUs(to) : arriveAtUs;
      if (this.open.has(keyOf(kept)))
        passages.push({ envelope: kept, endStep: null, endAtUs, fate: held ? 'held' : 'underWay' });
    }
    return passages.sort(byTime);
  }

  private visit(run: Run): undefined {
    const { open } = this;
    const { record } = run;
    for (const envelope of record.sent) open.set(keyOf(envelope), envelope);
    if (record.kind === StepKind.action) {
      // An action can end many messages at once (those that a cut link carried), and make one (a duplicate).
      const now = new Map(messagesInFlight(run.world()).map((envelope) => [keyOf(envelope), envelope] as const));
      const fate = record.action?.do === 'deliver' ? 'arrived' : 'lost';
      for (const [key, envelope] of [...open]) if (!now.has(key)) this.end(envelope, record, fate);
      for (const [key, envelope] of now) open.set(key, envelope);
    } else if (record.envelope !== null && record.after?.paused !== true) {
      this.end(record.envelope, record, record.kind === StepKind.loss ? 'lost' : 'arrived');
    }
  }

  private end(envelope: ClusterEnvelope, { step, atUs }: Step, fate: 'arrived' | 'lost'): void {
    if (this.open.delete(keyOf(envelope))) this.ended.push({ envelope, endStep: step, endAtUs: atUs, fate });
  }
}

/**
 * Every message that is somewhere on its way in the steps `from` .. `to`, by when it left. Walks the run once, without
 * explaining it: some hundred thousand steps a second.
 */
export function passagesBetween(timeline: Timeline, from: number, to: number): Passage[] {
  const walk = new PassageWalk(timeline, from);
  walk.goTo(from, to);
  return walk.passages();
}

const walks = new WeakMap<Timeline, PassageWalk>();

/** The same as `passagesBetween`; when asked again for a stretch that goes on a little further, walks only that. */
export function passagesUpTo(timeline: Timeline, from: number, to: number): Passage[] {
  let walk = walks.get(timeline);
  if (walk?.leadsTo(from, to) !== true) {
    walk = new PassageWalk(timeline, from);
    walks.set(timeline, walk);
  }
  walk.goTo(from, to);
  return walk.passages();
}
