import { addressOf, nameOf } from '../cluster/names.ts';
import type { LessonCall } from '../query/scope.ts';
import { isClient } from '../sim/types.ts';
import { clocksOf, vectorText } from '../timeline/causality.ts';
import type { Timeline } from '../timeline/timeline.ts';

/** What a question about a lesson is answered by, right after a step; null for what is not there. */
export function lessonAnswer(
  timeline: Timeline,
  step: number,
  what: LessonCall,
  about: string,
): string | number | null {
  if (what === 'remembers') return remembered(timeline, step, about);
  const clocks = clocksOf(timeline);
  const [one, other] = about.split(' ').map((name) => stepNamed(timeline, name, step));
  if (one === null || one === undefined) return null;
  if (what === 'order') return other === null || other === undefined ? null : clocks.compare(one, other);
  const stamp = clocks.stampOf(one);
  if (stamp === null) return null;
  const { hosts } = timeline.worldAt(one);
  const servers = hosts.flatMap(({ address }) => (isClient(address) ? [] : [address]));
  return what === 'lamport' ? stamp.lamport : vectorText(stamp, servers);
}

/** The step of the first event with this name, up to and including `until`. */
function stepNamed(timeline: Timeline, name: string, until: number): number | null {
  const found: number[] = [];
  timeline.visitEvents(0, until, (step, events) => {
    if (events.some(({ fact }) => fact.type === 'Did' && fact.event === name)) found.push(step);
  });
  return found[0] ?? null;
}

/** Values that hold a process. */
const PROCESSES: readonly string[] = ['coordinator', 'holder'];

/** `S5.election`: what a process remembers; of one that holds a process, its name. */
function remembered(timeline: Timeline, step: number, path: string): string | number | null {
  const [host = '', field = ''] = path.split('.');
  const address = addressOf(host);
  const state = timeline.worldAt(step).hosts.find((other) => other.address === address)?.state;
  const value = state?.kind === 'process' ? state.values[field] : undefined;
  if (typeof value === 'number') return PROCESSES.includes(field) ? nameOf(value) : value;
  return typeof value === 'string' ? value : null;
}
