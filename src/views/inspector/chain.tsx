import { useMemo } from 'react';
import { formatMs } from '../../base/time.ts';
import { HEARTBEAT_TIMER, type TraceEvent } from '../../cluster/types.ts';
import { principalOf } from '../../messages/principal.ts';
import { appStore, useApp } from '../../store/hooks.ts';
import type { Timeline } from '../../timeline/timeline.ts';
import { useNames, useText } from '../text.ts';
import { Section } from './parts.tsx';

/** How far ahead is looked for what an event leads to, steps. */
const LOOK_AHEAD = 60;
const SHOWN = 6;

/** What led to an event, back to where it began, and what came of it so far. Each line jumps there. */
export function Chain({ event, timeline }: { readonly event: TraceEvent; readonly timeline: Timeline }) {
  const { inspector } = useText();
  const isPlaying = useApp((state) => state.playing);
  // What is still to come grows with the run.
  const steps = useApp((state) => (state.revision >= 0 ? Math.min(timeline.steps, event.step + LOOK_AHEAD) : 0));
  // Explaining dozens of steps takes longer than a frame has.
  const causes = useMemo(() => (isPlaying ? [] : causesOf(event, timeline)), [isPlaying, event, timeline]);
  const effects = useMemo(
    () => (isPlaying ? [] : effectsOf(event, timeline, steps)),
    [isPlaying, event, timeline, steps],
  );
  return (
    <>
      {causes.length > 0 && (
        <Section title={inspector.because}>
          <Links events={causes} />
        </Section>
      )}
      {effects.length > 0 && (
        <Section title={inspector.leadsTo}>
          <Links events={effects} />
        </Section>
      )}
    </>
  );
}

function Links({ events }: { readonly events: readonly TraceEvent[] }) {
  const text = useText();
  const name = useNames();
  return (
    <ol className="insp-chain">
      {events.map((event) => (
        <li key={`${event.step}.${event.i}`}>
          <button
            type="button"
            onClick={() => {
              appStore.getState().seekStep(event.step);
              appStore.getState().select({ kind: 'event', step: event.step, i: event.i });
            }}
          >
            <b>#{event.step}</b>
            <span>{text.describe(event, name).title}</span>
            <i>{formatMs(event.atUs)}</i>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** The causes of an event in other steps, followed back: the most telling one of each step, the latest first. */
function causesOf(event: TraceEvent, timeline: Timeline): TraceEvent[] {
  const found = new Map<number, TraceEvent[]>();
  const seen = new Set<string>();
  const open = [event];
  while (open.length > 0 && found.size <= SHOWN) {
    const next = open.shift();
    for (const cause of next?.causes ?? []) {
      const key = `${cause.step}.${cause.i}`;
      const told = timeline.eventsOf(cause.step)[cause.i];
      if (told === undefined || seen.has(key)) continue;
      seen.add(key);
      if (cause.step !== event.step && cause.step > 0) found.set(cause.step, [...(found.get(cause.step) ?? []), told]);
      // Heartbeats lead back to the start of the term: the latest one is enough.
      if (told.fact.type !== 'TimerFired' || told.fact.timer !== HEARTBEAT_TIMER) open.push(told);
    }
  }
  return [...found.keys()]
    .sort((a, b) => b - a)
    .slice(0, SHOWN)
    .map((step) => principalOf((found.get(step) ?? []).sort((a, b) => a.i - b.i)))
    .filter((told) => told !== null);
}

/** The events in later steps that name this one, or one that followed from it in its own step, as a cause. */
function effectsOf(event: TraceEvent, timeline: Timeline, untilStep: number): TraceEvent[] {
  const own = new Set<number>([event.i]);
  for (const other of timeline.eventsOf(event.step)) {
    if (other.causes.some((cause) => cause.step === event.step && own.has(cause.i))) own.add(other.i);
  }
  const found: TraceEvent[] = [];
  for (let step = event.step + 1; step <= untilStep && found.length < SHOWN; step++) {
    for (const later of timeline.eventsOf(step)) {
      if (later.causes.some((cause) => cause.step === event.step && own.has(cause.i))) {
        found.push(later);
        break;
      }
    }
  }
  return found;
}
