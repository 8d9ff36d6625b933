import type { ClusterEnvelope, Step } from '../cluster/types.ts';
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

/**
 * Every message that is somewhere on its way in the steps `from` .. `to`, by when it left. Walks the run once, without
 * explaining it: some hundred thousand steps a second.
 */
export function passagesBetween(timeline: Timeline, from: number, to: number): Passage[] {
  const open = new Map<string, ClusterEnvelope>();
  const passages: Passage[] = [];
  for (const envelope of messagesInFlight(timeline.worldAt(from))) open.set(keyOf(envelope), envelope);
  const end = (envelope: ClusterEnvelope, { step, atUs }: Step, fate: 'arrived' | 'lost'): void => {
    if (open.delete(keyOf(envelope))) passages.push({ envelope, endStep: step, endAtUs: atUs, fate });
  };
  timeline.visitRuns(from + 1, to, (run): undefined => {
    const { record } = run;
    for (const envelope of record.sent) open.set(keyOf(envelope), envelope);
    if (record.kind === StepKind.action) {
      // An action can end many messages at once (those that a cut link carried), and make one (a duplicate).
      const now = new Map(messagesInFlight(run.world()).map((envelope) => [keyOf(envelope), envelope] as const));
      const fate = record.action?.do === 'deliver' ? 'arrived' : 'lost';
      for (const [key, envelope] of [...open]) if (!now.has(key)) end(envelope, record, fate);
      for (const [key, envelope] of now) open.set(key, envelope);
    } else if (record.envelope !== null && record.after?.paused !== true) {
      end(record.envelope, record, record.kind === StepKind.loss ? 'lost' : 'arrived');
    }
  });
  for (const kept of messagesInFlight(timeline.worldAt(to))) {
    const { held, arriveAtUs } = kept;
    const endAtUs = held ? timeline.index.atUs(to) : arriveAtUs;
    if (open.has(keyOf(kept)))
      passages.push({ envelope: kept, endStep: null, endAtUs, fate: held ? 'held' : 'underWay' });
  }
  return passages.sort((a, b) => a.envelope.sentAtUs - b.envelope.sentAtUs || a.endAtUs - b.endAtUs);
}

/**
 * When, at the latest, each host could have told something to `address` at `step`: the causal past of that event
 * (happens-before), by address, microseconds. Of `passages` those count that arrived. Order is that of the steps: two
 * things at one time are not the same moment.
 */
export function knownBy(
  passages: readonly Passage[],
  address: number,
  step: number,
  atUs: number,
): ReadonlyMap<number, number> {
  const knownStep = new Map<number, number>([[address, step]]);
  const known = new Map<number, number>([[address, atUs]]);
  const arrived = passages.filter(({ fate, endStep }) => fate === 'arrived' && endStep !== null && endStep <= step);
  // Information runs backwards in time here: with the latest arrival first, one pass sees every way.
  arrived.sort((a, b) => (b.endStep ?? 0) - (a.endStep ?? 0));
  for (const { envelope, endStep } of arrived) {
    const { from, to, sentAtUs, sentStep } = envelope;
    if ((endStep ?? 0) > (knownStep.get(to) ?? -1) || sentStep <= (knownStep.get(from) ?? -1)) continue;
    knownStep.set(from, sentStep);
    known.set(from, sentAtUs);
  }
  return known;
}
