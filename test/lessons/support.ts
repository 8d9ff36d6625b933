import type { TraceEvent } from '../../src/cluster/types.ts';
import type { Did, ProcessMember } from '../../src/lessons/process.ts';
import { nameOf } from '../../src/scenario/names.ts';
import { toSpec } from '../../src/scenario/spec.ts';
import type { Scenario } from '../../src/scenario/types.ts';
import { clocksOf, vectorText } from '../../src/timeline/causality.ts';
import { Timeline } from '../../src/timeline/timeline.ts';
import { sceneOf } from '../scenes/support.ts';

/** A lesson that was played to a time, in the words of the tests. */
export class PlayedLesson {
  readonly scenario: Scenario;
  readonly timeline: Timeline;

  constructor(scenario: Scenario, untilMs: number) {
    this.scenario = scenario;
    this.timeline = Timeline.of(toSpec(scenario));
    this.timeline.extendTo({ atUs: untilMs * 1000 });
  }

  events(): TraceEvent[] {
    const all: TraceEvent[] = [];
    this.timeline.visitEvents(0, this.timeline.steps, (_, events) => void all.push(...events));
    return all;
  }

  /** `85 S7 leads`: what was done, when and by whom. */
  deeds(...deeds: readonly Did['deed'][]): string[] {
    return this.events().flatMap(({ atUs, server, fact }) =>
      fact.type === 'Did' && deeds.includes(fact.deed) ? [`${atUs / 1000} ${nameOf(server ?? 0)} ${fact.deed}`] : [],
    );
  }

  /** The messages of a name, by when they left: `10 S5>S6`. */
  sent(name: string): string[] {
    return this.events().flatMap(({ fact, atUs }) =>
      fact.type === 'MessageSent' && fact.envelope.message.type === 'Telling' && fact.envelope.message.name === name
        ? [`${atUs / 1000} ${nameOf(fact.envelope.from)}>${nameOf(fact.envelope.to)}`]
        : [],
    );
  }

  /** The step of the event with this name. */
  stepOf(event: string): number {
    const found = this.events().find(({ fact }) => fact.type === 'Did' && fact.event === event);
    if (found === undefined) throw new Error(`there is no event ${event}`);
    return found.step;
  }

  lamport(event: string): number {
    return clocksOf(this.timeline).stampOf(this.stepOf(event))?.lamport ?? 0;
  }

  vector(event: string): string {
    const stamp = clocksOf(this.timeline).stampOf(this.stepOf(event));
    return stamp === null ? '' : vectorText(stamp, [1, 2, 3]);
  }

  /** What everybody remembers under a name after everything that happens at `ms`, in the order of the processes. */
  values(field: string, ms: number): unknown[] {
    return this.members(ms).map(({ values }) => values[field]);
  }

  /** Who is up and takes itself for the coordinator. */
  leaders(ms: number): number[] {
    const { hosts } = this.timeline.worldAt(this.timeline.index.stepAt(ms * 1000));
    return hosts.flatMap(({ up, address, state }) => (up && state.kind === 'process' && state.leads ? [address] : []));
  }

  private members(ms: number): ProcessMember[] {
    const { hosts } = this.timeline.worldAt(this.timeline.index.stepAt(ms * 1000));
    return hosts.flatMap(({ state }) => (state.kind === 'process' ? [state] : []));
  }
}

export async function lesson(id: string, variant: string | null, untilMs: number): Promise<PlayedLesson> {
  return new PlayedLesson(await sceneOf(id, variant), untilMs);
}
